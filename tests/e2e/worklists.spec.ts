import type { Page } from '@playwright/test';
import { expectAccessible } from './support/axe.ts';
import { expect, test } from './support/desk.ts';
import { board, panel, toast } from './support/today.ts';

test.use({ viewport: { width: 1366, height: 768 } });

const grid = (page: Page) => page.getByRole('group', { name: /^The day by provider/ });
const visitIn = (page: Page, provider: string, name: string | RegExp) =>
  grid(page).getByRole('group', { name: provider }).getByRole('button').filter({ hasText: name });
const line = (page: Page, list: string, name: string) =>
  panel(page).getByRole('list', { name: list }).getByRole('listitem').filter({ hasText: name });

async function openCalendar(page: Page): Promise<void> {
  await page.keyboard.press('Alt+2');
  await expect(grid(page)).toBeVisible();
  await grid(page).focus();
}

test('somebody is put on the wait list by keyboard, and gets the time of a visit that is cancelled', async ({
  page,
  signIn,
  picture,
}) => {
  await signIn();
  // From the patient: their chart, B, and W where nothing suits.
  await page.keyboard.press('Control+K');
  await page.keyboard.type('book johan');
  await expect(page.getByRole('option', { name: /Johansson/ })).toBeVisible();
  await page.keyboard.press('Enter');
  await expect(panel(page).getByRole('heading', { name: 'Next opening' })).toBeVisible();
  await expect(panel(page).getByText('Johansson').first()).toBeVisible();
  await expectAccessible(page, 'the next opening for a patient');
  await picture('calendar-find-for');
  await page.keyboard.press('w');
  await expect(panel(page).getByRole('heading', { name: 'Wait list' })).toBeVisible();
  await page.keyboard.type('before her trip');
  await expectAccessible(page, 'the form of the wait list');
  await picture('calendar-wait');
  await page.keyboard.press('Control+Enter');
  await expect(toast(page, /Johansson is on the wait list/)).toBeVisible();
  await expect(line(page, 'Wait list', 'Johansson')).toContainText('before her trip');

  // A visit is cancelled: who waits for its time is named at once.
  await visitIn(page, 'Dr. Chen', 'Nguyen, Kim-Ly').click();
  await expect(panel(page).getByRole('heading', { name: 'Kim-Ly Nguyen' })).toBeVisible();
  await expectAccessible(page, 'the card of a visit');
  await picture('calendar-card');
  await page.keyboard.press('c');
  await page.keyboard.type('Patient called');
  await page.keyboard.press('Enter');
  await expect(toast(page, 'Visit cancelled')).toBeVisible();
  await expect(page.getByText(/came free: .*Johansson waits for it/)).toBeVisible();
  await page.keyboard.press('Escape');
  await page.keyboard.press('l');
  await expectAccessible(page, 'the wait list');
  await picture('calendar-wait-list');
  // The first line is the match: O writes down the offer, B books it there.
  await page.keyboard.press('o');
  await expect(line(page, 'Wait list', 'Johansson').first()).toContainText('This time was offered to them.');
  await page.keyboard.press('b');
  await expect(panel(page).getByRole('heading', { name: 'New booking' })).toBeVisible();
  await page.keyboard.press('Control+Enter');
  await expect(toast(page, /Booked Björn Johansson/)).toBeVisible();
  await expect(visitIn(page, 'Dr. Chen', 'Johansson')).toHaveCount(1);
  await expect(page.getByText(/came free/)).toHaveCount(0);
  await page.keyboard.press('Escape');
  await page.keyboard.press('l');
  await expect(panel(page).getByText('Nobody waits for a time.')).toBeVisible();
});

test('calls for tomorrow are worked through by keyboard, and a missed visit is followed up', async ({
  page,
  signIn,
  picture,
}) => {
  await signIn();
  await openCalendar(page);
  await page.keyboard.press('l');
  await panel(page).getByRole('radio', { name: 'Confirm' }).check();
  const lines = panel(page).getByRole('list', { name: 'Confirm' }).getByRole('listitem');
  await expect(lines.first()).toBeVisible();
  await panel(page).getByLabel('Visits of').fill('0d');
  await expect(lines.first()).toContainText('Booked');
  const before = await lines.count();
  await lines.first().getByRole('button').first().focus();
  await page.keyboard.press('3');
  await expect(toast(page, 'Call noted: no answer')).toBeVisible();
  await expect(lines.first()).toContainText('No answer');
  await page.keyboard.press('1');
  await expect(panel(page).getByText(new RegExp(`\\d+ of ${before} confirmed`))).toBeVisible();
  await expectAccessible(page, 'the calls to make');
  await picture('calendar-confirm');
  await panel(page).getByRole('radio', { name: 'Missed' }).check();
  await expect(
    panel(page).getByRole('list', { name: 'Missed' }).or(panel(page).getByText('Nobody missed')),
  ).toBeVisible();
  await picture('calendar-missed');
});

test('a visit comes again every two weeks, tells that it is one of a series, and is cancelled with the rest', async ({
  page,
  signIn,
  picture,
}) => {
  await signIn();
  await openCalendar(page);
  await page.keyboard.press('ArrowDown');
  for (let step = 0; step < 23; step += 1) await page.keyboard.press('ArrowDown');
  await page.keyboard.press('Enter');
  await page.keyboard.type('johan');
  await page.keyboard.press('Enter');
  await expect(panel(page).getByText('Johansson').first()).toBeVisible();
  await panel(page).getByLabel('Comes again').selectOption({ label: 'Every 2 weeks' });
  await panel(page).getByLabel('How often').selectOption('4');
  await expect(
    panel(page).getByRole('list', { name: 'The visits of the series' }).getByRole('listitem'),
  ).toHaveCount(4);
  await expectAccessible(page, 'a series');
  await picture('calendar-series');
  await page.keyboard.press('Control+Enter');
  await expect(toast(page, /Booked Björn Johansson 4 times/)).toBeVisible();
  await expect(panel(page).getByText('Visit 1 of 4 of a series.')).toBeVisible();
  await page.keyboard.press('d');
  await page.keyboard.type('15');
  await page.keyboard.press('Enter');
  await expect(visitIn(page, 'Dr. Ruiz', 'Johansson').filter({ hasText: '+15' })).toHaveCount(1);
  await page.keyboard.press('c');
  await page.keyboard.type('healed');
  await panel(page)
    .getByRole('checkbox', { name: /all later ones/ })
    .check();
  await page.keyboard.press('Enter');
  await panel(page).getByRole('button', { name: 'Cancel visit' }).click();
  await expect(toast(page, /all later ones of the series are cancelled/)).toBeVisible();
  await page.getByRole('button', { name: 'Undo' }).click();
  await expect(toast(page, 'Taken back')).toBeVisible();
  await expect(visitIn(page, 'Dr. Ruiz', 'Johansson').filter({ hasText: '4:15 PM' })).toHaveCount(1);
});

test('who is to come again stands on the list when it is due, and is booked from there', async ({
  page,
  signIn,
  picture,
}) => {
  await signIn();
  await openCalendar(page);
  await visitIn(page, 'Dr. Chen', 'Nguyen, Kim-Ly').click();
  await page.keyboard.press('a');
  await expect(panel(page).getByRole('heading', { name: 'To come again' })).toBeVisible();
  await page.keyboard.type('3w');
  await expect(panel(page).getByText('Tuesday, March 31')).toBeVisible();
  await expectAccessible(page, 'a recall');
  await picture('calendar-recall');
  await page.keyboard.press('Control+Enter');
  await expect(toast(page, /to come again around/)).toBeVisible();
  await grid(page).focus();
  await page.keyboard.press('l');
  await panel(page).getByRole('radio', { name: 'Recalls' }).check();
  await expect(line(page, 'Recalls', 'Nguyen')).toContainText('due');
  await picture('calendar-recalls');
  await line(page, 'Recalls', 'Nguyen').getByRole('button').first().focus();
  await page.keyboard.press('b');
  await expect(
    panel(page).getByRole('list', { name: 'Free times' }).getByRole('button').first(),
  ).toContainText('March 31');
  await panel(page).getByRole('list', { name: 'Free times' }).getByRole('button').first().click();
  await page.keyboard.press('Control+Enter');
  await expect(toast(page, /Booked Kim-Ly Nguyen/)).toBeVisible();
  await page.keyboard.press('Alt+1');
  await expect(board(page)).toBeVisible();
});
