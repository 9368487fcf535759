import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from '@playwright/test';
import ICAL from 'ical.js';
import { expectAccessible } from './support/axe.ts';
import { expect, test } from './support/desk.ts';
import { expectNothingCut, lastPaper } from './support/paper.ts';
import { panel } from './support/today.ts';

test.use({ viewport: { width: 1366, height: 768 } });

const grid = (page: Page) => page.getByRole('group', { name: /^The day by provider/ });

async function openCalendar(page: Page): Promise<void> {
  await page.keyboard.press('Alt+2');
  await expect(grid(page)).toBeVisible();
  await grid(page).focus();
}

test('a provider’s day goes on paper by keyboard, as the preview shows it, on Letter and on A4', async ({
  desk,
  page,
  signIn,
  picture,
}) => {
  await signIn();
  await openCalendar(page);
  await page.keyboard.press('p');
  await expect(panel(page).getByRole('heading', { name: 'Print the day' })).toBeVisible();
  await expect(panel(page).getByLabel('Provider', { exact: true })).toHaveValue(/./);
  await expectAccessible(page, 'what of the day goes on paper');
  await picture('paper-panel');
  await page.keyboard.press('Control+Enter');
  const preview = page.getByRole('dialog', { name: 'Provider’s day, as it prints' });
  const sheets = preview.getByRole('article');
  await expect(sheets.first()).toContainText('Dr. Ruiz');
  await expect(sheets.first()).toContainText('Hours: 8:00 AM');
  await expect(sheets.first()).toContainText('Free, ');
  await expectNothingCut(page);
  await expectAccessible(page, 'a provider’s day on paper');
  await page.keyboard.press('Control+p');
  const letter = await lastPaper(desk, 1, 'provider-day');
  const shown = await sheets.count();
  expect(letter.pages).toEqual(Array(shown).fill('612 x 792'));
  expect(letter.text).toContain('Riverside Family Medicine');
  expect(letter.text).toMatch(/Printed by Ana Ruiz, Mar 10, 2026/);
  expect(letter.text).toContain(`Page ${shown} of ${shown}`);
  // The columns stand at the top of every page.
  expect(letter.text.match(/Time\s+Patient\s+Visit\s+Room\s+Status/g)).toHaveLength(shown);
  await preview.getByLabel('Paper').selectOption('a4');
  await expectNothingCut(page);
  await page.keyboard.press('Control+p');
  expect((await lastPaper(desk, 2, 'provider-day-a4')).pages[0]).toMatch(/^59[45](\.\d+)? x 84[12]/);
});

test('the day sheet has everybody of the day with totals, and the palette leads to it', async ({
  desk,
  page,
  signIn,
}) => {
  await signIn();
  await page.keyboard.press('Control+k');
  await page.keyboard.type('print a day');
  await page.keyboard.press('Enter');
  await expect(panel(page).getByRole('heading', { name: 'Print the day' })).toBeVisible();
  await page.keyboard.press('3');
  await page.keyboard.press('Control+Enter');
  const preview = page.getByRole('dialog', { name: 'Day sheet, as it prints' });
  await expect(preview.getByRole('article').first()).toContainText(/Visits \d+: booked \d+/);
  await expectNothingCut(page);
  await page.keyboard.press('Control+p');
  const { text, pages } = await lastPaper(desk, 1, 'day-sheet');
  expect(pages.length).toBeGreaterThan(2);
  expect(text).toContain('continued');
  expect(text.match(/Time\s+Patient\s+Visit\s+Room\s+Status/g)).toHaveLength(pages.length);
  for (const name of ['Dr. Ruiz', 'Dr. Chen', 'Dr. Adebayo']) expect(text).toContain(name);
  await page.keyboard.press('Escape');

  await page.keyboard.press('2');
  await expect(panel(page).getByLabel('Room', { exact: true })).toBeVisible();
  await page.keyboard.press('Control+Enter');
  const rooms = page.getByRole('dialog', { name: 'Room sheet, as it prints' });
  await expect(rooms.getByRole('article').first()).toContainText('Provider');
  await expectNothingCut(page);
  await page.keyboard.press('Control+p');
  expect((await lastPaper(desk, 2, 'room-sheet')).text).toContain('Room sheet');
});

test('a calendar leaves as a file that names nobody, unless that is ticked, and the audit has it', async ({
  desk,
  page,
  signIn,
  picture,
}) => {
  await signIn('Grace Adeyemi', '9517');
  await openCalendar(page);
  await page.keyboard.press('p');
  const file = panel(page).getByRole('region', { name: 'As a calendar file' });
  await expect(file.getByRole('checkbox', { name: 'With the names of the patients' })).not.toBeChecked();
  await expectAccessible(page, 'a calendar that leaves as a file');
  await picture('paper-file');
  await page.setViewportSize({ width: 1920, height: 1080 });
  await page.emulateMedia({ colorScheme: 'dark' });
  await expectAccessible(page, 'the same in the dark');
  await picture('paper-file-dark');
  await file.getByRole('button', { name: 'Save as calendar file (.ics)' }).click();
  await expect(file.getByText(/^Saved \d+ visits\.$/)).toBeVisible();
  const saved = () => readFileSync(join(desk.data, 'print', 'calendar.ics'), 'utf8');
  const events = () =>
    new ICAL.Component(ICAL.parse(saved()))
      .getAllSubcomponents('vevent')
      .map((event) => String(event.getFirstPropertyValue('summary')));
  expect(events().length).toBeGreaterThan(5);
  for (const summary of events()) expect(summary).toMatch(/^Booked: /);
  expect(saved()).not.toContain('Okafor');

  await file.getByRole('textbox', { name: 'Until' }).fill('3/1/2026');
  await file.getByRole('button', { name: 'Save as calendar file (.ics)' }).click();
  await expect(file.getByText('Write two days, the last not before the first.')).toBeVisible();
  await file.getByRole('textbox', { name: 'Until' }).fill('3/10/2026');
  await file.getByRole('checkbox', { name: 'With the names of the patients' }).check();
  await file.getByRole('button', { name: 'Save as calendar file (.ics)' }).click();
  await expect(file.getByText(/^Saved \d+ visits\.$/)).toBeVisible();
  expect(events()).toContain('Okafor-Lindqvist, Chidinma: Follow-up');

  await page.keyboard.press('Control+k');
  await page.keyboard.type('go to audit');
  await page.keyboard.press('Enter');
  await expect(page.getByText('Saved a calendar as a file').first()).toBeVisible();
});

test('whoever may not take data out prints the day of whom the keyboard stands on, and saves no file', async ({
  page,
  signIn,
}) => {
  await signIn();
  await openCalendar(page);
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('ArrowRight');
  await page.keyboard.press('p');
  await expect(panel(page).getByLabel('Provider', { exact: true }).locator('option:checked')).toHaveText(
    'Dr. Chen',
  );
  await expect(panel(page).getByRole('button', { name: /Show the pages/ })).toBeVisible();
  await expect(panel(page).getByRole('region', { name: 'As a calendar file' })).toHaveCount(0);
});

test.describe('on the day of 25 hours', () => {
  // Sunday, November 1, 2026, 10:42 in the practice's zone, which has left summer time that night.
  test.use({ now: '2026-11-01T17:42:00.000Z' });

  test('a printed day is in the practice’s own time', async ({ desk, page, signIn }) => {
    await signIn();
    await openCalendar(page);
    await page.keyboard.press('p');
    await page.keyboard.press('Control+Enter');
    const pages = page.getByRole('dialog').getByRole('article');
    await expect(pages.first()).toContainText('Sunday, November 1, 2026');
    await expectNothingCut(page);
    await page.keyboard.press('Control+p');
    expect((await lastPaper(desk, 1, 'day-of-25-hours')).text).toMatch(/Nov 1, 2026, 10:42 AM/);
  });
});

test('in Spanish the day sheet says it all in Spanish', async ({ desk, page, signIn }) => {
  await page.evaluate(() => localStorage.setItem('anteroom.look', '{"language":"es"}'));
  await page.reload();
  await signIn();
  await page.keyboard.press('Alt+2');
  await expect(page.getByRole('heading', { name: 'martes, 10 de marzo' })).toBeVisible();
  await page.keyboard.press('p');
  await page.keyboard.press('3');
  await page.keyboard.press('Control+Enter');
  await expect(page.getByRole('dialog', { name: 'Hoja del día, tal como se imprime' })).toBeVisible();
  await expectNothingCut(page);
  await page.keyboard.press('Control+p');
  const { text } = await lastPaper(desk, 1, 'day-sheet-es');
  expect(text).toContain('martes, 10 de marzo de 2026');
  expect(text).toContain('Visitas');
  expect(text).toContain('PACIENTE NUEVO');
  expect(text).toContain('Página 1 de');
  expect(text).not.toMatch(/Visits|Free,|NEW PATIENT|Printed by/);
});
