import type { Page } from '@playwright/test';
import { expectAccessible } from './support/axe.ts';
import { expect, test } from './support/desk.ts';
import { board, panel, toast } from './support/today.ts';

test.use({ viewport: { width: 1366, height: 768 } });

const grid = (page: Page) => page.getByRole('group', { name: /^The day by provider/ });
const column = (page: Page, name: string) => grid(page).getByRole('group', { name });
const visitIn = (page: Page, provider: string, name: string | RegExp) =>
  column(page, provider).getByRole('button').filter({ hasText: name });

async function openCalendar(page: Page): Promise<void> {
  await page.keyboard.press('Alt+2');
  await expect(grid(page)).toBeVisible();
  await grid(page).focus();
}

test('a patient is booked by keyboard in eight keys, stands on the board at once, and is taken back', async ({
  page,
  signIn,
  picture,
}) => {
  await signIn();
  await openCalendar(page);
  await expect(column(page, 'Dr. Ruiz')).toBeVisible();
  await expectAccessible(page, 'the calendar');
  await picture('calendar-day');
  // The cursor begins at the time it is now, at Dr. Ruiz; 4:15 PM is free.
  await page.keyboard.press('ArrowDown');
  for (let step = 0; step < 23; step += 1) await page.keyboard.press('ArrowDown');
  await expect(page.getByText('Dr. Ruiz, 4:15 PM, free')).toBeAttached();
  // Enter, five letters, Enter, Ctrl+Enter: eight keys for somebody known.
  await page.keyboard.press('Enter');
  await expect(panel(page).getByRole('combobox', { name: 'Name, birth date or phone' })).toBeFocused();
  await page.keyboard.type('johan');
  await page.keyboard.press('Enter');
  await expect(panel(page).getByText('Johansson').first()).toBeVisible();
  await expectAccessible(page, 'a booking');
  await picture('calendar-booking');
  await page.keyboard.press('Control+Enter');
  await expect(toast(page, /Booked Björn Johansson at 4:15 PM/)).toBeVisible();
  await expect(visitIn(page, 'Dr. Ruiz', 'Johansson').filter({ hasText: '4:15 PM' })).toBeVisible();

  await page.keyboard.press('Alt+1');
  await expect(board(page)).toBeVisible();
  await page.keyboard.press('/');
  await page.keyboard.type('johansson');
  await expect(board(page).getByRole('row', { name: /4:15 PM.*Johansson/ })).toContainText('Booked');
  await page.getByRole('button', { name: 'Undo' }).click();
  await expect(toast(page, 'The booking is taken back')).toBeVisible();
  await page.keyboard.press('Alt+2');
  await expect(visitIn(page, 'Dr. Ruiz', 'Johansson').filter({ hasText: '4:15 PM' })).toHaveCount(0);
});

test('a booking goes to another provider by pinboard, and by mouse onto another one only with a reason', async ({
  page,
  signIn,
  picture,
}) => {
  await signIn('Priya Raman', '3690');
  await openCalendar(page);
  const nguyen = (provider: string) => visitIn(page, provider, 'Nguyen, Kim-Ly');
  await nguyen('Dr. Chen').click();
  await expect(panel(page).getByRole('heading', { name: 'Kim-Ly Nguyen' })).toBeVisible();
  await page.keyboard.press('x');
  await expect(page.getByText('Kim-Ly Nguyen is on the pinboard.')).toBeVisible();
  // Over the days, and back: it is put down wherever one is.
  await grid(page).focus();
  await page.keyboard.press('PageDown');
  await expect(page.getByRole('heading', { name: 'Wednesday, March 11' })).toBeVisible();
  await page.keyboard.press('v');
  // Somebody is there at eight: said of the other day, too.
  await expect(panel(page).getByText('To 8:00 AM, Dr. Ruiz')).toBeVisible();
  await expect(panel(page).getByRole('list', { name: 'What stands against it' })).toContainText(
    'The provider has no room then',
  );
  await page.keyboard.type('they are sisters');
  await page.keyboard.press('Control+Enter');
  await expect(nguyen('Dr. Ruiz')).toContainText('8:00 AM');
  await nguyen('Dr. Ruiz').click();
  await page.keyboard.press('x');
  await page.keyboard.press('t');
  await expect(page.getByRole('heading', { name: 'Tuesday, March 10', level: 2 })).toBeVisible();
  await grid(page).focus();
  await page.keyboard.press('ArrowDown');
  for (let step = 0; step < 20; step += 1) await page.keyboard.press('ArrowDown');
  await page.keyboard.press('v');
  await expect(toast(page, 'Moved')).toBeVisible();
  await expect(nguyen('Dr. Ruiz')).toContainText('3:30 PM');
  await expect(nguyen('Dr. Chen')).toHaveCount(0);

  // Onto the visit of somebody else: what stands against it is said, and it stays until there is a reason.
  const from = await nguyen('Dr. Ruiz').boundingBox();
  const onto = await visitIn(page, 'Dr. Adebayo', 'Bùi').boundingBox();
  if (from === null || onto === null) throw new Error('both are on the screen');
  await page.mouse.move(from.x + 40, from.y + 8);
  await page.mouse.down();
  for (let step = 1; step <= 10; step += 1)
    await page.mouse.move(
      from.x + 40 + ((onto.x - from.x) * step) / 10,
      from.y + 8 + ((onto.y - from.y) * step) / 10,
    );
  const ghost = await page.locator('.visit-box--ghost').boundingBox();
  expect(Math.abs((ghost?.x ?? 0) - onto.x)).toBeLessThan(6);
  expect(Math.abs((ghost?.y ?? 0) - onto.y)).toBeLessThan(24);
  await picture('calendar-drag');
  await page.mouse.up();
  await expect(panel(page).getByRole('list', { name: 'What stands against it' })).toContainText(
    'The provider has no room then',
  );
  await expectAccessible(page, 'a move that something stands against');
  await picture('calendar-move');
  await page.keyboard.press('Control+Enter');
  await expect(panel(page).getByText('Say why, in a few words.')).toBeVisible();
  await page.keyboard.type('she is his sister');
  await page.keyboard.press('Control+Enter');
  await expect(toast(page, 'Moved')).toBeVisible();
  await expect(nguyen('Dr. Adebayo')).toHaveCount(1);
});

test('the next free time with a provider in the morning is found by keyboard and booked there', async ({
  page,
  signIn,
  picture,
}) => {
  await signIn();
  await openCalendar(page);
  await page.keyboard.press('f');
  const openings = panel(page).getByRole('list', { name: 'Free times' }).getByRole('button');
  await expect(openings).toHaveCount(9);
  await panel(page).getByLabel('Provider').selectOption({ label: 'Dr. Ruiz' });
  await panel(page).getByRole('radio', { name: 'Morning' }).check();
  await panel(page).getByLabel('Not before').fill('3/16/2026');
  // A Monday on which nothing is booked yet: the first is when the practice opens.
  await expect(openings.first()).toContainText('Monday, March 16, 8:00 AM · Dr. Ruiz');
  await expectAccessible(page, 'the next opening');
  await picture('calendar-find');
  await openings.first().click();
  await expect(panel(page).getByRole('heading', { name: 'New booking' })).toBeVisible();
  await expect(page.getByRole('heading', { name: 'Monday, March 16' })).toBeVisible();
  await page.keyboard.type('johan');
  await page.keyboard.press('Enter');
  await expect(panel(page).getByText('Johansson').first()).toBeVisible();
  await page.keyboard.press('Control+Enter');
  await expect(toast(page, /Booked Björn Johansson at 8:00 AM/)).toBeVisible();
  await expect(visitIn(page, 'Dr. Ruiz', 'Johansson')).toContainText('8:00 AM');
});
