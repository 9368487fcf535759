import type { Page } from '@playwright/test';
import { barcodeOf, CARD } from '../support/licence-cards.ts';
import { expectAccessible } from './support/axe.ts';
import { expect, test } from './support/desk.ts';
import { find, goToPatients, found as rows } from './support/patients.ts';
import { scan } from './support/scanner.ts';

const panel = (page: Page) => page.getByRole('complementary');
const title = (page: Page) => panel(page).getByRole('heading', { level: 2 });

async function open(page: Page, typed: string): Promise<void> {
  await find(page).fill(typed);
  await expect(rows(page)).toHaveCount(1);
  await find(page).press('Enter');
  await expect(rows(page).first()).toBeFocused();
}

async function register(page: Page, fields: Readonly<Record<string, string>>): Promise<void> {
  await page.getByRole('button', { name: 'New patient' }).click();
  for (const [label, value] of Object.entries(fields))
    await panel(page).getByLabel(label).first().fill(value);
  await page.keyboard.press('Control+Enter');
  await expect(panel(page).getByRole('button', { name: 'Edit', exact: true }).first()).toBeVisible();
}

test('a duplicate is merged field by field and taken apart again', async ({ page, signIn, picture }) => {
  await signIn();
  await goToPatients(page);
  await register(page, {
    'Family name': 'Smyth',
    'First name': 'Peggy',
    'Birth date': '7/7/1946',
    Phone: '970 555 0177',
  });
  await open(page, '20426');
  await expect(title(page)).toContainText('Margaret');
  await page.keyboard.press('m');
  await expect(page.getByLabel('Find the duplicate')).toBeFocused();
  await page.keyboard.type('smyth');
  await expect(panel(page).getByRole('button', { name: 'Smyth, Peggy' })).toBeVisible();
  await page.keyboard.press('Enter');
  await expect(panel(page).getByText('The names differ.')).toBeVisible();
  await expectAccessible(page, 'the merge');
  await picture('merge');
  // The other phone is taken by an arrow on its line, as the keyboard has it.
  const phone = panel(page).getByRole('group', { name: 'Phone' });
  await phone.getByRole('radio').first().check();
  await page.keyboard.press('ArrowRight');
  await expect(phone.getByRole('radio').last()).toBeChecked();
  await page.keyboard.press('Control+Enter');
  await expect(page.getByText(/Merged; MRN \d+ leads here now/)).toBeVisible();
  await expect(panel(page).getByText('(970) 555-0177')).toBeVisible();
  await expect(panel(page).getByText('Peggy Smyth')).toBeVisible();

  // The old name finds the one that stays.
  await find(page).fill('smyth');
  await expect(rows(page)).toHaveCount(1);
  await expect(rows(page).first()).toContainText('Smith, Margaret');
  await expect(rows(page).first()).toContainText('Former name');

  await panel(page).getByRole('button', { name: 'Take apart Peggy Smyth' }).click();
  await expect(page.getByText('Two records again.')).toBeVisible();
  await expect(panel(page).getByText('(970) 555-0133')).toBeVisible();
  await expect(rows(page).first()).toContainText('Smyth, Peggy');
});

test('a restricted record asks why, and says no more than a name until then', async ({
  page,
  signIn,
  picture,
}) => {
  await signIn('Priya Raman', '3690');
  await goToPatients(page);
  await open(page, '20418');
  await panel(page).getByRole('button', { name: 'Restrict', exact: true }).click();
  await expect(page.getByText('Restricted: opening it asks for a reason now')).toBeVisible();
  await expect(panel(page).getByLabel('Reason')).toBeVisible();
  await expect(panel(page).getByText('(970) 555-0148')).toHaveCount(0);
  const row = rows(page).first();
  await expect(row).toContainText('Restricted');
  await expect(row).not.toContainText('555-0148');
  await expectAccessible(page, 'the reason asked');
  await picture('restricted');
  await panel(page).getByLabel('Reason').fill('Called about her bill');
  await page.keyboard.press('Enter');
  await expect(panel(page).getByText('(970) 555-0148')).toBeVisible();

  // The board hides it from whoever has not said why; the visit asks in its own panel.
  await page.keyboard.press('Control+l');
  await signIn();
  await page.getByRole('row', { name: /Okafor-Lindqvist, Chidinma/ }).click();
  await expect(panel(page).getByLabel('Reason')).toBeVisible();

  // So does the licence in hand, also when it is scanned while something is looked up.
  await page.keyboard.press('Control+k');
  await expect(page.getByRole('dialog')).toBeVisible();
  await scan(page, barcodeOf({ ...CARD, family: 'OKAFOR-LINDQVIST', given: 'CHIDINMA', born: '1988-03-04' }));
  await expect(page.getByRole('dialog')).toHaveCount(0);
  await panel(page).getByLabel('Reason').fill('Her license says otherwise');
  await page.keyboard.press('Enter');
  await expect(panel(page).getByRole('heading', { name: /fields are different/ })).toBeVisible();
});

test('nicknames and sounds find people, and the list says so', async ({ page, signIn }) => {
  await signIn();
  await goToPatients(page);
  await find(page).fill('harry smith');
  await expect(rows(page).filter({ hasText: 'Smith Sr., Harold' })).toContainText('Nickname');
  await find(page).fill('smith jr');
  await expect(rows(page)).toHaveCount(1);
  await expect(rows(page).first()).toContainText('Smith Jr., Harold');
  await find(page).fill('okafour lindkvist');
  await expect(rows(page).first()).toContainText('Sounds like');
});

test('a contact, an alert and a note are written down, and each is taken back', async ({
  page,
  signIn,
  picture,
}) => {
  await signIn();
  await goToPatients(page);
  await open(page, '20420');
  await expect(title(page)).toContainText('Ada');
  await page.keyboard.press('c');
  await panel(page).getByLabel('A patient here').selectOption({ label: 'Okafor-Lindqvist, Chidinma' });
  await panel(page).getByLabel('Emergency contact').check();
  await panel(page).getByRole('button', { name: 'Save' }).click();
  await expect(page.getByText('Contact saved')).toBeVisible();
  await expect(panel(page).getByRole('list').filter({ hasText: 'Emergency contact' })).toContainText(
    'Chidinma Okafor-Lindqvist',
  );

  await rows(page).first().focus();
  await page.keyboard.press('a');
  await expect(panel(page).getByLabel('What everybody must know')).toBeFocused();
  await page.keyboard.type('Peanuts');
  await page.keyboard.press('Enter');
  await expect(page.getByText('Alert saved')).toBeVisible();
  await expect(panel(page).getByText('Allergy: Peanuts')).toBeVisible();
  await rows(page).first().focus();
  await page.keyboard.press('t');
  await page.keyboard.type('Card 4242 4242 4242 4242');
  await page.keyboard.press('Enter');
  await expect(panel(page).getByText('This looks like a card number.')).toBeVisible();
  await panel(page).getByLabel('Note for colleagues').fill('Grandmother picks her up.');
  await page.keyboard.press('Enter');
  await expect(page.getByText('Note saved')).toBeVisible();
  await expectAccessible(page, 'the chart');
  await picture('chart-complete');
  await rows(page).first().focus();
  await page.keyboard.press('Control+z');
  await expect(page.getByText('Taken back')).toBeVisible();
  await expect(panel(page).getByText('Grandmother picks her up.')).toHaveCount(0);
});

test('all of it is said in Spanish and legible in the dark', async ({ page, signIn, picture }) => {
  await signIn();
  await page.getByLabel('Theme').selectOption('dark');
  await page.getByRole('button', { name: 'Settings' }).click();
  await page.getByLabel('Language').first().selectOption('es');
  await page.keyboard.press('Alt+3');
  await page.getByRole('textbox', { name: 'Buscar un paciente' }).fill('20420');
  await page.keyboard.press('Enter');
  await expect(title(page)).toContainText('Ada');
  await page.keyboard.press('c');
  await expect(panel(page).getByLabel('Parentesco')).toBeVisible();
  await expectAccessible(page, 'a contact in Spanish, dark');
  await picture('contact-es-dark');
  await page.keyboard.press('Escape');
  await page.keyboard.press('m');
  await expect(page.getByLabel('Buscar el duplicado')).toBeFocused();
  await page.keyboard.type('nils okafor');
  await expect(panel(page).getByRole('button', { name: 'Okafor-Lindqvist, Nils' })).toBeVisible();
  await page.keyboard.press('Enter');
  await expect(panel(page).getByText('Mire esto primero')).toBeVisible();
  await expectAccessible(page, 'the merge in Spanish, dark');
  await picture('merge-es-dark');
});

test('a child of the household is registered with a name and a birth date, and who pays is known', async ({
  page,
  signIn,
  picture,
}) => {
  await signIn();
  await goToPatients(page);
  await open(page, '20418');
  await panel(page).getByRole('button', { name: 'Register another of this household' }).click();
  await expect(panel(page).getByLabel('Family name')).toHaveValue('Okafor-Lindqvist');
  await expect(panel(page).getByLabel('Street address')).toHaveValue('2714 Duffield Ave');
  await panel(page).getByLabel('First name').fill('Liv');
  await panel(page).getByLabel('Birth date').fill('2/2/2025');
  await expect(
    panel(page).getByText('Chidinma Okafor-Lindqvist will be written down as the parent'),
  ).toBeVisible();
  await picture('register-household');
  await page.keyboard.press('Control+Enter');
  await expect(title(page)).toContainText('Liv');
  await expect(panel(page).getByText('Pays the bills')).toBeVisible();
  await expect(
    panel(page).getByRole('button', { name: 'Chidinma Okafor-Lindqvist', exact: true }),
  ).toBeVisible();
});

test('a death is noted with its day, said wherever the name stands, and taken back', async ({
  page,
  signIn,
  picture,
}) => {
  await signIn();
  await goToPatients(page);
  await open(page, '20427');
  await page.keyboard.press('e');
  await panel(page).getByLabel('Date of death').fill('3/2/2026');
  await page.keyboard.press('Control+Enter');
  await expect(panel(page).getByText('Died Mar 2, 2026')).toBeVisible();
  await expect(panel(page).getByRole('button', { name: 'Walk-in' })).toHaveCount(0);
  await expect(rows(page).first()).toContainText('Deceased');
  await expectAccessible(page, 'a chart of somebody who died');
  await picture('deceased');
  await page.keyboard.press('h');
  await expect(panel(page).getByText('Date of death')).toBeVisible();
  await picture('history');
  await page.keyboard.press('Control+z');
  await expect(page.getByText('Taken back')).toBeVisible();
  await expect(rows(page).first()).not.toContainText('Deceased');
});
