import type { Page } from '@playwright/test';
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
