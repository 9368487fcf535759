import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { DEMO_STAFF } from '../../electron/demo/practice.ts';
import { scan } from '../../tests/e2e/support/scanner.ts';
import { barcodeOf, CARD } from '../../tests/support/licence-cards.ts';
import { launchDesk } from '../chromium-host/launch.ts';
import { Album } from './album.ts';
import { keep, printPapers } from './papers.ts';

/** Tuesday, March 10, 2026, 10:42 in the demo practice: the clock of the pictures stands still. */
const NOW = '2026-03-10T16:42:00.000Z';

/** Plays the morning in a practice of its own, which is deleted afterwards. */
export async function showMorning(): Promise<void> {
  const data = mkdtempSync(join(tmpdir(), 'anteroom-demo-'));
  try {
    const desk = await launchDesk({ data, now: NOW });
    try {
      await desk.page.setViewportSize({ width: 1366, height: 768 });
      await desk.page.emulateMedia({ colorScheme: 'light' });
      const problems: string[] = [];
      desk.page.on('pageerror', (error) => problems.push(error.message));
      desk.page.on('console', (message) => {
        if (message.type() === 'error') problems.push(message.text());
      });
      await desk.open();
      const album = new Album(desk.page);
      await play(desk.page, album, join(data, 'print'));
      if (problems.length > 0) throw new Error(`The window complained: ${problems.join('; ')}`);
      process.stdout.write(`All of it: ${album.close()}\n`);
    } finally {
      await desk.close();
    }
  } finally {
    rmSync(data, { recursive: true, force: true });
  }
}

async function play(page: Page, album: Album, printFolder: string): Promise<void> {
  await signIn(page, album);
  await checkInByKeyboard(page, album, printFolder);
  await walkIn(page, album);
  await register(page, album);
  await scanLicence(page, album);
  await undoTheWrongPerson(page, album);
  await checkOut(page, album);
  // Nothing said in one language lingers into the other.
  await page.keyboard.press('Control+l');
  await enter(page, 'front-desk');
  await page.getByText('Okafor-Lindqvist, Chidinma').first().waitFor();
  for (const language of ['es', 'en'] as const) await printPapers(page, album, printFolder, language);
  await tenSteps(page, album);
  await lock(page, album);
  await practiceSettings(page, album);
  await audit(page, album);
}

async function signIn(page: Page, album: Album): Promise<void> {
  await page.getByRole('button', { name: /^Ana Ruiz/ }).waitFor();
  await album.take('sign-in', 'Who is at the desk? A digit chooses the tile');
  await page.keyboard.press('1');
  await page.getByRole('textbox', { name: 'PIN for Ana Ruiz' }).waitFor();
  await page.keyboard.type(DEMO_STAFF[0]?.pin ?? '');
  await page.keyboard.press('Enter');
  await page.getByText('Okafor-Lindqvist, Chidinma').first().waitFor();
  await album.take('today', 'Today at 10:42: who is here, who is due, and what is missing');
}

/** Finds somebody by the palette and opens what Enter on them means. */
async function find(page: Page, text: string, found: string | RegExp): Promise<void> {
  await page.keyboard.press('Control+k');
  await page.keyboard.type(text);
  await page.getByRole('option', { name: found }).first().waitFor();
}

async function checkInByKeyboard(page: Page, album: Album, printFolder: string): Promise<void> {
  await find(page, 'okafor chi', /Okafor-Lindqvist, Chidinma/);
  await album.take('find', 'Ctrl K finds anybody by any part of the name, birth date, phone or MRN');
  await page.keyboard.press('Enter');
  await page.getByRole('heading', { name: /Okafor-Lindqvist/ }).waitFor();
  await page.getByText('Ask for two.').first().waitFor();
  await album.take('identity', 'The check-in panel asks only what is open: two identifiers first');
  await page.keyboard.press('i');
  await page
    .getByText('How is the copay paid?')
    .or(page.getByText('today · prior balance'))
    .first()
    .waitFor();
  await page.keyboard.press('1');
  await page.getByLabel('Last four of the card').waitFor();
  await album.take('copay', 'The copay of the card on file, and how it is paid');
  await page.keyboard.press('Control+Enter');
  await page.getByText(/Checked in Chidinma Okafor-Lindqvist, receipt D1-/).waitFor();
  await album.take('checked-in', 'Checked in, with a receipt number of this desk and an Undo');
  await page.keyboard.press('Control+p');
  const receipt = page.getByRole('article', { name: /D1-/ });
  await receipt.waitFor();
  await album.take('receipt', 'The receipt as it prints');
  await keep(page, album, printFolder, 'receipt', 'the receipt of that copay');
  await page.keyboard.press('Escape');
}

/** A license that was issued after somebody moved, read by a scanner that types, and what pays for that patient. */
async function scanLicence(page: Page, album: Album): Promise<void> {
  await page.keyboard.press('Alt+3');
  const card = {
    ...CARD,
    ...{ family: 'OKAFOR-LINDQVIST', given: 'CHIDINMA', middle: 'ADAEZE' },
    ...{ born: '1988-03-04', issued: '2024-05-01', expires: '2029-03-04' },
  };
  await page.getByRole('textbox', { name: 'Find a patient' }).waitFor();
  await scan(page, barcodeOf(card));
  await page.getByRole('checkbox', { name: 'Take Street address from the license' }).waitFor();
  await page.keyboard.press('2');
  await page.keyboard.press('3');
  await album.take(
    'license',
    'A license is scanned: what differs stands side by side, and only what is ticked is taken',
  );
  await page.keyboard.press('Control+Enter');
  await page.getByRole('complementary').getByText('1407 Cottonwood Ln').first().waitFor();
  await album.take('chart', 'The record, with the address of the license');
  await page.keyboard.press('i');
  await page.getByRole('heading', { name: /^Coverage: / }).waitFor();
  await page.getByRole('button', { name: /^Edit/ }).first().click();
  await page.getByLabel('Insurer').or(page.getByLabel('Payer')).first().waitFor();
  await album.take('coverage', 'Coverage: what is billed first, and the card as it is typed');
  await page.keyboard.press('Escape');
  await page.keyboard.press('Escape');
  await page.keyboard.press('Escape');
  await page.keyboard.press('Alt+1');
}

async function walkIn(page: Page, album: Album): Promise<void> {
  await page.keyboard.press('w');
  await page.getByLabel('Name, birth date or phone').waitFor();
  await page.keyboard.type('marisol delgado');
  await page.getByText('Nobody we know: take the name down').waitFor();
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('Enter');
  await page.getByLabel('Family name').waitFor();
  await page.getByLabel('Birth date').fill('11/2/1994');
  await page.getByLabel('Reason').fill('Cut on the left hand');
  await album.take('walk-in', 'A walk-in: a name, a birth date and a reason are enough');
  await page.keyboard.press('Control+Enter');
  await page.getByText('Marisol Delgado is at the desk').waitFor();
  await album.take('walk-in-board', 'At once on the board; registering is the first step of the check-in');
}

async function register(page: Page, album: Album): Promise<void> {
  await page.getByLabel('Sex').selectOption('female');
  await page.getByLabel('Phone', { exact: true }).fill('(970) 555-0177');
  await page.getByLabel('Street address').fill('2230 W 1st St');
  await page.getByLabel('City').fill('Loveland');
  await page.getByLabel('State').fill('CO');
  await page.getByLabel('ZIP code').fill('80537');
  await album.take('registered', 'The rest of the record, asked in the panel');
  await page.getByRole('button', { name: /^(Save|Really new: save)$/ }).click();
  await page.getByText('Ask for two.').first().waitFor();
  await page.keyboard.press('Escape');
  await page.keyboard.press('Alt+3');
  await page.keyboard.press('Escape');
  await page
    .getByRole('button', { name: /New patient/ })
    .first()
    .click();
  await page.getByLabel('Family name').fill('Smith');
  await page.getByLabel('First name').fill('Margret');
  await page.getByLabel('Birth date').fill('7/7/46');
  await page.getByText(/like this (is|are) here already/).waitFor();
  await album.take('duplicates', 'Registering warns of somebody alike, and never stands in the way');
  await page.keyboard.press('Escape');
  await page.keyboard.press('Alt+1');
}

async function undoTheWrongPerson(page: Page, album: Album): Promise<void> {
  await find(page, 'smith margaret 1961', /Smith, Margaret/);
  await page.keyboard.press('Enter');
  await page.getByText('Careful: two Margaret Smiths today').waitFor();
  await album.take('same-name', 'Two of one name today: the birth dates stand side by side');
  await page.keyboard.press('i');
  await page.keyboard.press('d');
  await page.getByLabel('Cash').or(page.getByText('How is the copay paid?')).first().waitFor();
  await page.keyboard.press('2');
  await page.keyboard.press('Control+Enter');
  await page.getByText(/Checked in Margaret .*Smith, receipt/).waitFor();
  await page.keyboard.press('Control+z');
  await page.getByText(/Undone\. Margaret .*Smith/).waitFor();
  await album.take('undone', 'It was the other one: undone, and the receipt is void, not gone');
  await page.keyboard.press('Escape');
}

async function checkOut(page: Page, album: Album): Promise<void> {
  await find(page, 'johansson', /Johansson, Björn/);
  await page.keyboard.press('Enter');
  await page.getByRole('region', { name: 'Check-out' }).waitFor();
  await page.keyboard.press('1');
  await page.getByLabel('Last four of the card').fill('3308');
  await album.take('check-out', 'Check-out takes what is still open');
  await page.keyboard.press('Control+Enter');
  await page.getByText(/Björn Johansson has left, receipt/).waitFor();
  await album.take('left', 'Gone, with the next receipt number');
  await page.keyboard.press('Escape');
}

/** The forms of somebody who has signed nothing yet, and the pad turned to the patient. */
async function tenSteps(page: Page, album: Album): Promise<void> {
  await find(page, 'nguyen kim', /Nguyen, Kim-Ly/);
  await page.keyboard.press('Enter');
  await page.getByRole('list', { name: 'Check-in' }).waitFor();
  await page.keyboard.press('i');
  await page.keyboard.press('d');
  await page.getByRole('list', { name: 'Forms to sign' }).waitFor();
  await album.take('ten-steps', 'Every step of the check-in, and the forms that are due');
  await page.keyboard.press('s');
  await page.getByRole('dialog').getByText('1 of 5').waitFor();
  await album.take('signing', 'The screen is turned to the patient: read, and sign');
  await page.keyboard.press('Escape');
  await page.getByRole('dialog').waitFor({ state: 'detached' });
  await page.keyboard.press('Escape');
  await page.getByRole('button', { name: 'Settings', exact: true }).click();
  await page.getByRole('tab').first().waitFor();
  await album.take('settings', 'What each person sets for themselves');
}

/** Signs in at the tiles as the one who has this role. */
async function enter(page: Page, role: (typeof DEMO_STAFF)[number]['role']): Promise<void> {
  const { displayName: name = '', pin = '' } = DEMO_STAFF.find((person) => person.role === role) ?? {};
  await page.getByRole('button', { name: new RegExp(`^${name}`) }).click();
  await page.getByRole('textbox', { name: `PIN for ${name}` }).waitFor();
  await page.keyboard.type(pin);
  await page.keyboard.press('Enter');
}

/** The administrator keeps the practice: its name and hours, and what patients sign. */
async function practiceSettings(page: Page, album: Album): Promise<void> {
  await enter(page, 'administrator');
  await page.getByText('Okafor-Lindqvist, Chidinma').first().waitFor();
  await page.keyboard.press('Alt+4');
  await page.getByRole('tab', { name: 'Practice' }).click();
  await page.getByLabel('Monday closes').waitFor();
  await album.take('practice', 'The practice, its address and its hours');
  await page.getByRole('tab', { name: 'Consent texts' }).click();
  await page.getByText('Sample wording').first().waitFor();
  await album.take(
    'consent-texts',
    'What patients sign; sample wording is marked for the staff, not for the patient',
  );
  await page.keyboard.press('Control+l');
}

/** The auditor sees who did what, and nothing of the rest. */
async function audit(page: Page, album: Album): Promise<void> {
  await enter(page, 'auditor');
  await page.getByRole('heading', { name: 'Audit' }).first().waitFor();
  await page.getByRole('listbox', { name: 'Audit, newest first' }).getByRole('option').nth(2).waitFor();
  await album.take('audit', 'The auditor reads who did what, and proves that nothing was changed');
}

async function lock(page: Page, album: Album): Promise<void> {
  await page.keyboard.press('?');
  await page.getByRole('dialog', { name: 'Keys' }).waitFor();
  await album.take('keys', 'Every key on one sheet');
  await page.keyboard.press('Escape');
  await page.keyboard.press('Control+l');
  await page.getByRole('button', { name: /^Ana Ruiz/ }).waitFor();
  await album.take('locked', 'Locked: nothing of a patient is left in the window');
}
