import type { Page } from '@playwright/test';
import { expectAccessible } from './support/axe.ts';
import { expect, test } from './support/desk.ts';
import { board, panel, toast } from './support/today.ts';

test.use({ viewport: { width: 1366, height: 768 } });

const grid = (page: Page) => page.getByRole('group', { name: /^The day by provider/ });
const column = (page: Page, name: string | RegExp) => grid(page).getByRole('group', { name });
const box = (page: Page, name: string) => grid(page).getByRole('button').filter({ hasText: name });

async function openCalendar(page: Page): Promise<void> {
  await page.keyboard.press('Alt+2');
  await expect(grid(page)).toBeVisible();
  await grid(page).focus();
}

async function inTheme(page: Page, colorScheme: 'light' | 'dark'): Promise<void> {
  await page.emulateMedia({ colorScheme });
  // The colours change over a moment.
  await page.waitForTimeout(500);
}

/** Adds providers, as the administrator does. */
async function addProviders(page: Page, count: number): Promise<void> {
  await page.evaluate(async (wanted) => {
    for (let index = 1; index <= wanted; index += 1) {
      const [first = '', ...rest] = crypto.randomUUID().split('-');
      const operationId = [first, rest[0], `7${rest[1]?.slice(1)}`, ...rest.slice(2)].join('-');
      const fields = { displayName: `Dr. Extra ${index}`, specialty: '', npi: '', overbook: 0, active: true };
      await window.desk.call['practice.saveProvider']?.({ operationId, input: { id: null, fields } });
    }
  }, count);
}

/** Drags by steps, so that what follows the pointer is asked on the way; answers before it lets go. */
async function dragTo(
  page: Page,
  from: { x: number; y: number },
  to: { x: number; y: number },
): Promise<void> {
  await page.mouse.move(from.x, from.y);
  await page.mouse.down();
  for (let step = 1; step <= 10; step += 1)
    await page.mouse.move(from.x + ((to.x - from.x) * step) / 10, from.y + ((to.y - from.y) * step) / 10);
}

test('a week of two providers side by side, walked, booked and moved by keyboard', async ({
  page,
  signIn,
  picture,
}) => {
  await signIn();
  await openCalendar(page);
  await page.keyboard.press('w');
  await expect(page.getByRole('heading', { name: 'Mar 9 – 13, 2026' })).toBeVisible();
  await expect(column(page, /Dr\. Ruiz/)).toHaveCount(5);
  await page.getByRole('checkbox', { name: 'Dr. Chen' }).check();
  await expect(column(page, /Dr\. Chen/)).toHaveCount(5);
  await expectAccessible(page, 'a week');
  await picture('calendar-week');
  await inTheme(page, 'dark');
  await picture('calendar-week-dark');
  await inTheme(page, 'light');
  // The keyboard begins today; to the right is Dr. Chen, then Wednesday.
  await grid(page).focus();
  await page.keyboard.press('ArrowDown');
  await expect(page.getByText(/^Tuesday, March 10, Dr\. Ruiz, 10:30 AM/)).toBeAttached();
  await page.keyboard.press('ArrowRight');
  await page.keyboard.press('ArrowRight');
  await expect(page.getByText(/^Wednesday, March 11, Dr\. Ruiz, 10:30 AM, free/)).toBeAttached();
  await page.keyboard.press('Enter');
  await page.keyboard.type('johan');
  await page.keyboard.press('Enter');
  await expect(panel(page).getByText('Johansson').first()).toBeVisible();
  await page.keyboard.press('Control+Enter');
  await expect(toast(page, /Booked Björn Johansson at 10:30 AM/)).toBeVisible();
  await expect(column(page, 'Wednesday, March 11, Dr. Ruiz').getByRole('button')).toContainText([
    'Johansson',
  ]);
  await page.keyboard.press('Escape');
  await page.keyboard.press('x');
  await page.keyboard.press('ArrowRight');
  await page.keyboard.press('ArrowRight');
  await page.keyboard.press('v');
  await expect(toast(page, 'Moved')).toBeVisible();
  const moved = column(page, 'Thursday, March 12, Dr. Ruiz')
    .getByRole('button')
    .filter({ hasText: 'Johansson' });
  await expect(moved).toHaveCount(1);
  // Shorter by a row, by keyboard: after it somebody else comes.
  const height = (await moved.boundingBox())?.height ?? 0;
  await page.keyboard.press('Shift+ArrowUp');
  await expect.poll(async () => ((await moved.boundingBox())?.height ?? height) < height - 5).toBe(true);
  await page.keyboard.press('PageDown');
  await expect(page.getByRole('heading', { name: 'Mar 16 – 20, 2026' })).toBeVisible();
});

test('a day by room: a visit goes into a room by mouse, says on the way what stands against a taken one, and shows on the board', async ({
  page,
  signIn,
  picture,
}) => {
  await signIn();
  await openCalendar(page);
  await page.keyboard.press('r');
  await expect(column(page, 'No room yet')).toBeVisible();
  await expectAccessible(page, 'a day by room');
  const rooms = await grid(page).getByRole('group').allTextContents();
  expect(rooms.length).toBeGreaterThan(2);
  const visit = await box(page, 'Nguyen, Kim-Ly').boundingBox();
  const room = await grid(page).getByRole('group').nth(1).boundingBox();
  if (visit === null || room === null) throw new Error('both are on the screen');
  await dragTo(page, { x: visit.x + 20, y: visit.y + 8 }, { x: room.x + 40, y: visit.y + 8 });
  await expect(page.locator('.visit-box--ghost')).toContainText('11:00 AM');
  await picture('calendar-rooms-drag');
  await page.mouse.up();
  await expect(toast(page, 'Moved')).toBeVisible();
  await expect(
    grid(page).getByRole('group').nth(1).getByRole('button').filter({ hasText: 'Nguyen, Kim' }),
  ).toHaveCount(1);
  // Another one onto it: said while it is dragged, refused by the room rule when it is let go.
  const there = await box(page, 'Nguyen, Kim-Ly').boundingBox();
  const other = await box(page, 'Chávez').boundingBox();
  if (there === null || other === null) throw new Error('both are on the screen');
  await dragTo(page, { x: other.x + 20, y: other.y + 8 }, { x: there.x + 40, y: there.y + 12 });
  await expect(page.locator('.visit-box--impossible')).toContainText('The room is taken');
  await picture('calendar-rooms-taken');
  await page.keyboard.press('Escape');
  await page.mouse.up();
  await expect(page.locator('.visit-box--ghost')).toHaveCount(0);
  await page.keyboard.press('Alt+1');
  await expect(board(page).getByRole('row', { name: /Nguyen.*Kim-Ly/ })).toBeVisible();
});

test('a month says how full its days are, a day opens from it, and the agenda lists the visits of two weeks', async ({
  page,
  signIn,
  picture,
}) => {
  await signIn();
  await openCalendar(page);
  await page.keyboard.press('m');
  await expect(page.getByRole('heading', { name: 'March 2026' })).toBeVisible();
  const month = page.getByRole('group', { name: /^The month/ });
  await expect(
    month.getByRole('button', { name: /^Tuesday, March 10: \d+ booked, \d+% full/ }),
  ).toBeVisible();
  await expectAccessible(page, 'a month');
  await picture('calendar-month');
  await inTheme(page, 'dark');
  await picture('calendar-month-dark');
  await inTheme(page, 'light');
  await month.focus();
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('ArrowRight');
  await page.keyboard.press('Enter');
  await expect(page.getByRole('heading', { name: 'Wednesday, March 18' })).toBeVisible();
  await page.keyboard.press('t');
  await page.keyboard.press('a');
  const agenda = page.getByRole('group', { name: /^The agenda/ });
  await expect(agenda.getByRole('button', { name: /Nguyen, Kim-Ly/ })).toBeVisible();
  await expectAccessible(page, 'the agenda');
  await picture('calendar-agenda');
  await agenda.getByRole('button', { name: /Nguyen, Kim-Ly/ }).focus();
  await page.keyboard.press('Enter');
  await expect(panel(page).getByRole('heading', { name: 'Kim-Ly Nguyen' })).toBeVisible();
  await page.keyboard.press('Escape');
  await page.keyboard.press('h');
  await expect(agenda.getByRole('button', { name: /Nguyen/ })).toHaveCount(0);
});

test('the schedule is shown as it stood at a past minute, and nothing is changed there', async ({
  page,
  signIn,
  picture,
}) => {
  await signIn();
  await openCalendar(page);
  await expect(box(page, 'Nguyen, Kim-Ly')).toHaveCount(1);
  await page.getByRole('button', { name: 'As it stood' }).click();
  await page.keyboard.type('9:00 pm');
  await page.keyboard.press('Enter');
  await expect(page.getByText('Write a past day and a time')).toBeVisible();
  await page.getByLabel('Day', { exact: true }).last().fill('3/1/2026');
  await page.keyboard.press('Enter');
  await expect(page.getByText('This is the schedule as it stood on Mar 1, 2026, 9:00 PM.')).toBeVisible();
  await expectAccessible(page, 'the schedule as it stood');
  await picture('calendar-as-of');
  await grid(page).focus();
  await page.keyboard.press('Enter');
  await expect(panel(page)).toHaveCount(0);
  await page.keyboard.press('f');
  await expect(panel(page)).toHaveCount(0);
  // What stood there is looked at, and nothing is done to it.
  await page.getByLabel('Hide names').focus();
  await grid(page).getByRole('button').first().click();
  await expect(panel(page).getByText('Where it stood')).toBeVisible();
  await expect(panel(page).getByRole('button', { name: 'Cancel visit' })).toHaveCount(0);
  await page.getByRole('button', { name: 'Back to now' }).click();
  await expect(box(page, 'Nguyen, Kim-Ly')).toHaveCount(1);
});

test('twenty providers stand side by side with their names in sight, in light and dark, coloured by kind', async ({
  page,
  signIn,
  picture,
}) => {
  await signIn('Grace Adeyemi', '9517');
  await addProviders(page, 14);
  await page.keyboard.press('Control+L');
  await signIn('Priya Raman', '3690');
  await openCalendar(page);
  await expect(page.getByText('Dr. Extra 14')).toBeAttached();
  await page.getByLabel('Colours by').selectOption({ label: 'Kind of visit' });
  await picture('calendar-twenty');
  await inTheme(page, 'dark');
  await picture('calendar-twenty-dark');
  await inTheme(page, 'light');
  // The last one is reached by keyboard, and comes into sight under its name.
  await grid(page).focus();
  for (let step = 0; step < 22; step += 1) await page.keyboard.press('ArrowRight');
  await expect(page.getByText('Dr. Extra 14', { exact: true })).toBeInViewport();
  await expectAccessible(page, 'twenty providers');
  await page.setViewportSize({ width: 1920, height: 1080 });
  await picture('calendar-twenty-wide');
});
