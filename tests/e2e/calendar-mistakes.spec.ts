import type { Page } from '@playwright/test';
import { expect, test } from './support/desk.ts';
import { panel, toast } from './support/today.ts';

test.use({ viewport: { width: 1366, height: 768 } });

const grid = (page: Page) => page.getByRole('group', { name: /^The day by provider/ });
const visitIn = (page: Page, provider: string, name: string) =>
  grid(page).getByRole('group', { name: provider }).getByRole('button').filter({ hasText: name });
const search = (page: Page) => panel(page).getByRole('combobox', { name: 'Name, birth date or phone' });

async function openCalendar(page: Page): Promise<void> {
  await page.keyboard.press('Alt+2');
  await expect(grid(page)).toBeVisible();
  await grid(page).focus();
}

/** To 4:15 PM at Dr. Ruiz, which is free. */
async function toFreePlace(page: Page): Promise<void> {
  await page.keyboard.press('ArrowDown');
  for (let step = 0; step < 23; step += 1) await page.keyboard.press('ArrowDown');
  await expect(page.getByText('Dr. Ruiz, 4:15 PM, free')).toBeAttached();
}

/** The one who is found first by a few letters. */
async function choose(page: Page, letters: string, name: string): Promise<void> {
  await expect(search(page)).toBeFocused();
  await page.keyboard.type(letters);
  await page.keyboard.press('Enter');
  await expect(search(page)).toHaveCount(0);
  await expect(panel(page).getByText(name).first()).toBeVisible();
}

test('a booking given up is not the next one’s: another place asks whom it is for, the same place still knows', async ({
  page,
  signIn,
}) => {
  await signIn();
  await openCalendar(page);
  await toFreePlace(page);
  await page.keyboard.press('Enter');
  await choose(page, 'johan', 'Johansson');
  await page.keyboard.press('Escape');
  await expect(panel(page)).toHaveCount(0);
  await page.keyboard.press('Enter');
  await expect(panel(page).getByText('Johansson').first()).toBeVisible();
  await page.keyboard.press('Escape');
  // Somebody else calls; five letters and Enter must not book the first one.
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('Enter');
  await expect(panel(page).getByText('Johansson')).toHaveCount(0);
  await choose(page, 'nguyen', 'Nguyễn');
  // Still being booked, and another place is pointed at: it is the same person’s.
  const column = await grid(page).getByRole('group', { name: 'Dr. Ruiz' }).boundingBox();
  const grids = await grid(page).boundingBox();
  if (column === null || grids === null) throw new Error('the column is on the screen');
  await page.mouse.click(column.x + 20, grids.y + grids.height - 12);
  await expect(panel(page).getByText('Nguyễn').first()).toBeVisible();
  await page.keyboard.press('Escape');
  await page.keyboard.press('f');
  await expect(panel(page).getByText('Nguyễn')).toHaveCount(0);
});

test('who is put on the wait list after somebody else is asked for', async ({ page, signIn }) => {
  await signIn();
  await openCalendar(page);
  await page.keyboard.press('l');
  await page.keyboard.press('n');
  await choose(page, 'johan', 'Johansson');
  await page.keyboard.press('Control+Enter');
  await expect(toast(page, /Johansson/)).toBeVisible();
  await expect(panel(page).getByRole('list', { name: 'Wait list' })).toBeVisible();
  await page.keyboard.press('n');
  await expect(search(page)).toBeFocused();
  await choose(page, 'nguyen', 'Nguyễn');
});

test('a drag that ends beside the grid, or is taken away by the screen, moves nothing; and a click after one opens', async ({
  page,
  signIn,
  picture,
}) => {
  await signIn('Priya Raman', '3690');
  await openCalendar(page);
  const kim = visitIn(page, 'Dr. Chen', 'Nguyen, Kim-Ly');
  const before = await kim.boundingBox();
  const grids = await grid(page).boundingBox();
  if (before === null || grids === null) throw new Error('both are on the screen');
  const hold = { x: before.x + 40, y: before.y + 8 };
  const ghost = page.locator('.visit-box--ghost');
  for (const [x, y] of [
    [hold.x + 30, grids.y - 30],
    [hold.x + 30, grids.y + 100],
  ] as const) {
    await page.mouse.move(hold.x, hold.y);
    await page.mouse.down();
    await page.mouse.move(hold.x + 30, hold.y + 40);
    await expect(ghost).toBeVisible();
    if (y < grids.y) await page.mouse.move(x, y);
    else {
      // What a touch screen says when it scrolls instead.
      await page.evaluate(() => window.dispatchEvent(new PointerEvent('pointercancel', { pointerId: 1 })));
      await expect(ghost).toHaveCount(0);
      await page.mouse.move(x, y);
    }
    if (y < grids.y) {
      await expect(ghost).toBeHidden();
      await picture('calendar-drag-outside');
    }
    await page.mouse.up();
    await expect(ghost).toHaveCount(0);
    await expect(panel(page)).toHaveCount(0);
  }
  await expect(kim).toHaveCount(1);
  expect(await kim.boundingBox()).toEqual(before);
  // Somebody who has begun cannot be dragged, and is opened by a click like anybody else.
  await grid(page)
    .locator('.visit-box--arrived, .visit-box--checked-in, .visit-box--checked-out')
    .first()
    .click();
  await expect(panel(page)).toBeVisible();
});

test('x takes who is looked at: not somebody behind a list, and where the keyboard has gone on, the one it stands on', async ({
  page,
  signIn,
}) => {
  await signIn('Priya Raman', '3690');
  await openCalendar(page);
  const pinned = page.getByText(/is on the pinboard/);
  // Onto a visit by keyboard, then into the lists.
  await page.keyboard.press('ArrowDown');
  await expect
    .poll(async () => {
      await page.keyboard.press('ArrowDown');
      return page.getByText(/Dr\. Ruiz, .*, taken/).count();
    })
    .toBe(1);
  await page.keyboard.press('l');
  await page.keyboard.press('x');
  await expect(pinned).toHaveCount(0);
  await expect(panel(page)).toBeVisible();
  // Her card is opened by mouse; the keyboard goes on from there to somebody else, and means them.
  await visitIn(page, 'Dr. Lindgren', 'Whitfield, Emma').click();
  await expect(page.getByText('Dr. Lindgren, 11:45 AM, taken')).toBeAttached();
  for (let step = 0; step < 3; step += 1) await page.keyboard.press('ArrowDown');
  await page.keyboard.press('x');
  await expect(pinned).toContainText('Ella Whitfield');
});

test('a key that is held acts on one line of a list, and not on those that take its place', async ({
  page,
  signIn,
}) => {
  await signIn();
  await openCalendar(page);
  await page.keyboard.press('l');
  const lines = panel(page).getByRole('list', { name: 'Wait list' }).locator('> li');
  for (const [letters, name, count] of [
    ['johan', 'Johansson', 1],
    ['nguyen', 'Nguyễn', 2],
  ] as const) {
    await page.keyboard.press('n');
    await choose(page, letters, name);
    await page.keyboard.press('Control+Enter');
    await expect(lines).toHaveCount(count);
  }
  await lines.first().getByRole('button').first().focus();
  await page.keyboard.down('x');
  await expect(lines).toHaveCount(1);
  for (let held = 0; held < 3; held += 1) await page.keyboard.down('x');
  await page.keyboard.up('x');
  // What was asked meanwhile would have come by now: it is asked in turn.
  await page.keyboard.press('3');
  await expect(toast(page, 'Call noted: no answer')).toBeVisible();
  await expect(lines).toHaveCount(1);
});

test('a series is booked as it was asked for last, not as it still stood there', async ({ page, signIn }) => {
  await signIn();
  await openCalendar(page);
  await toFreePlace(page);
  await page.keyboard.press('Enter');
  await choose(page, 'johan', 'Johansson');
  await panel(page).getByLabel('Comes again').selectOption({ label: 'Every week' });
  await panel(page).getByLabel('How often').selectOption('4');
  const lines = panel(page).getByRole('list', { name: 'The visits of the series' }).getByRole('listitem');
  await expect(lines).toHaveCount(4);
  // Quicker than the answer: both within one turn of the window.
  await panel(page)
    .getByLabel('How often')
    .evaluate(async (field: HTMLSelectElement) => {
      field.value = '8';
      field.dispatchEvent(new Event('change', { bubbles: true }));
      await Promise.resolve();
      field.dispatchEvent(new KeyboardEvent('keydown', { key: 'Enter', ctrlKey: true, bubbles: true }));
    });
  await expect(toast(page, /Booked Björn Johansson/)).toContainText('8 times');
});

test('where names are hidden, a booking and a move say none, and no reason stands in the grid', async ({
  page,
  signIn,
  picture,
}) => {
  await signIn('Priya Raman', '3690');
  await openCalendar(page);
  await visitIn(page, 'Dr. Chen', 'Nguyen, Kim-Ly').click();
  await page.keyboard.press('x');
  await page.keyboard.press('h');
  await grid(page).focus();
  await page.keyboard.press('PageDown');
  await page.keyboard.press('v');
  await expect(panel(page).getByText('To 8:00 AM, Dr. Ruiz')).toBeVisible();
  await picture('calendar-hidden-move');
  expect(await page.content()).not.toContain('Nguyen');
  await page.keyboard.type('they are sisters');
  await page.keyboard.press('Control+Enter');
  await expect(toast(page, 'Moved')).toBeVisible();
  await expect(grid(page).locator('.visit-box__mark')).toHaveCount(1);
  expect(await page.content()).not.toMatch(/Nguyen|sisters/);
  await page.keyboard.press('t');
  await grid(page).focus();
  await toFreePlace(page);
  await page.keyboard.press('Enter');
  await choose(page, 'johan', 'Johansson');
  await page.keyboard.press('Control+Enter');
  await expect(toast(page, 'Booked a patient at 4:15 PM')).toBeVisible();
});

test('how late somebody will be is a number, and words are not taken for in time after all', async ({
  page,
  signIn,
}) => {
  await signIn();
  await openCalendar(page);
  const kim = visitIn(page, 'Dr. Chen', 'Nguyen, Kim-Ly');
  await kim.click();
  await page.keyboard.press('d');
  await page.keyboard.type('15');
  await page.keyboard.press('Enter');
  await expect(kim).toContainText('+15');
  await page.keyboard.press('d');
  await page.keyboard.type('half an hour');
  await page.keyboard.press('Enter');
  await expect(panel(page).getByText('Write the minutes as a number')).toBeVisible();
  await expect(kim).toContainText('+15');
  // What was asked goes away with Esc, and the keyboard stays with the card.
  await page.keyboard.press('Escape');
  await expect(panel(page)).toBeFocused();
  await page.keyboard.press('c');
  await page.keyboard.type('has the flu');
  await page.keyboard.press('Enter');
  await expect(toast(page, 'Visit cancelled')).toBeVisible();
  await expect(panel(page)).toBeFocused();
});

test('a month tells of bookings on a day on which nobody works, and does not say of now that it was then', async ({
  page,
  signIn,
  picture,
}) => {
  await signIn('Priya Raman', '3690');
  await openCalendar(page);
  // Onto a Saturday, all the same.
  await visitIn(page, 'Dr. Chen', 'Nguyen, Kim-Ly').click();
  await page.keyboard.press('x');
  for (let day = 0; day < 4; day += 1) await page.keyboard.press('PageDown');
  await expect(page.getByRole('heading', { name: 'Saturday, March 14' })).toBeVisible();
  await grid(page).focus();
  await page.keyboard.press('v');
  await expect(panel(page).getByLabel('Why all the same')).toBeFocused();
  await page.keyboard.type('the only day she can');
  await page.keyboard.press('Control+Enter');
  await expect(toast(page, 'Moved')).toBeVisible();
  await page.keyboard.press('m');
  const month = page.getByRole('group', { name: /^The month/ });
  await expect(month.getByRole('button', { name: 'Saturday, March 14: closed, 1 booked' })).toBeVisible();
  await page.keyboard.press('a');
  await page.getByRole('button', { name: 'As it stood' }).click();
  await page.keyboard.type('9:00 am');
  await page.keyboard.press('Enter');
  await expect(page.getByText(/^This is the schedule as it stood/)).toBeVisible();
  await page.keyboard.press('m');
  await expect(page.getByText(/^How full the days are is told as of now/)).toBeVisible();
  await picture('calendar-month-past');
});
