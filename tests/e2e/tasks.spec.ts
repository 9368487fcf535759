import type { Page } from '@playwright/test';
import { expectAccessible } from './support/axe.ts';
import { expect, test } from './support/desk.ts';
import { panel, rowOf, toast } from './support/today.ts';

test.use({ viewport: { width: 1366, height: 768 } });

const rows = (page: Page) => page.getByRole('listbox', { name: 'Tasks' }).getByRole('option');

/** Alt T has whom it is about; Esc leads back to where that was pressed. */
async function noteAndGoBack(page: Page, room: string): Promise<void> {
  await expect(panel(page)).toBeVisible();
  await page.keyboard.press('Alt+t');
  await expect(panel(page).locator('.walk-in__known strong')).not.toBeEmpty();
  await page.keyboard.press('Escape');
  await expect(page.getByRole('heading', { level: 1 })).toHaveText(room);
}

test('a task is written down from a chart by keyboard, given to a role, done and taken back', async ({
  page,
  signIn,
  picture,
}) => {
  await signIn();
  await page.keyboard.press('Alt+4');
  await expect(page.getByText('Nothing to do here.')).toBeVisible();
  await picture('tasks-empty');

  // From the chart: Alt T, what, whose, until when; and back in the chart.
  await page.keyboard.press('Alt+3');
  await page.keyboard.type('johansson');
  await page.keyboard.press('Enter');
  await expect(panel(page).getByRole('heading', { name: /Johansson/ })).toBeVisible();
  await page.keyboard.press('Alt+t');
  await page.keyboard.type('Ask for the referral letter');
  await expect(panel(page).getByLabel('What is to be done')).toHaveValue('Ask for the referral letter');
  await expect(panel(page).getByText('Johansson')).toBeVisible();
  await page.keyboard.press('Tab');
  await page.keyboard.press('Tab');
  await page.keyboard.type('fri 3pm');
  await expect(panel(page).getByText('Friday, March 13')).toBeVisible();
  await expectAccessible(page, 'the form of a task');
  await picture('tasks-new');
  await page.keyboard.press('Control+Enter');
  await expect(toast(page, /Noted for Anybody: Ask for the referral letter/)).toBeVisible();
  await expect(panel(page).getByRole('heading', { name: /Johansson/ })).toBeVisible();
  await expect(panel(page).getByRole('button', { name: 'Ask for the referral letter' })).toBeVisible();

  // From a visit on the board and from a line of a list as well; Esc goes back to it.
  await page.keyboard.press('Alt+1');
  await rowOf(page, /Okafor-Lindqvist/).click();
  await noteAndGoBack(page, 'Today');
  await page.keyboard.press('Alt+2');
  await expect(page.getByRole('group', { name: /^The day by provider/ })).toBeVisible();
  await page.keyboard.press('l');
  await panel(page).getByRole('radio', { name: 'Confirm' }).check();
  await expect(panel(page).getByRole('list', { name: 'Confirm' })).toBeVisible();
  await noteAndGoBack(page, 'Calendar');

  // Another one, about nobody, late already.
  await page.keyboard.press('Alt+4');
  await page.keyboard.press('n');
  await page.keyboard.type('Order paper for the printer');
  await panel(page).getByLabel('Whose').selectOption({ label: 'Front desk, anybody' });
  await panel(page).getByLabel('Due').fill('3/9/2026');
  await page.keyboard.press('Control+Enter');
  await expect(rows(page)).toHaveCount(2);
  await expect(rows(page).first()).toContainText('Late: Mar 9, 2026');
  await expect(page.getByRole('button', { name: /^Tasks.*2 to do, 1 late/ })).toBeVisible();

  // The first: looked at, done, and taken back at once.
  await page.keyboard.press('ArrowUp');
  await page.keyboard.press('Enter');
  await expect(panel(page).getByRole('heading', { name: 'Order paper for the printer' })).toBeVisible();
  await expectAccessible(page, 'a task beside the list');
  await picture('tasks');
  await page.keyboard.press('d');
  await expect(rows(page)).toHaveCount(1);
  await page.keyboard.press('Control+z');
  await expect(rows(page)).toHaveCount(2);
  await page.keyboard.press('x');
  await page.keyboard.type('It came today');
  await page.keyboard.press('Enter');
  await expect(rows(page)).toHaveCount(1);
  await page.keyboard.press('3');
  await expect(rows(page)).toContainText('Dropped');
  await page.keyboard.press('Enter');
  await expect(panel(page)).toContainText('Because: It came today');
  await page.keyboard.press('o');
  await expect(page.getByText('Nothing was done in the last two weeks.')).toBeVisible();
  await page.keyboard.press('2');
  await page.getByLabel('Theme').selectOption('dark');
  await page.setViewportSize({ width: 1920, height: 1080 });
  await rows(page).last().click();
  await expect(panel(page).getByRole('button', { name: /^Chart/ })).toBeVisible();
  await expectAccessible(page, 'tasks in the dark');
  await picture('tasks-dark-1920');
});
