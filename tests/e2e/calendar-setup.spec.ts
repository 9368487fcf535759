import type { Locator, Page } from '@playwright/test';
import { expectAccessible } from './support/axe.ts';
import { expect, test } from './support/desk.ts';
import { panel, toast } from './support/today.ts';

test.use({ viewport: { width: 1366, height: 768 } });

const LEAD = ['Priya Raman', '3690'] as const;
const GRACE = ['Grace Adeyemi', '9517'] as const;
const stranded = (page: Page): Locator => page.getByRole('region', { name: 'Bookings that cannot stay' });
const row = (page: Page, name: string): Locator =>
  page.getByRole('tabpanel').getByRole('button', { name: new RegExp(`^(now)?(H)?${name}`) });

async function openSection(page: Page, name: string): Promise<void> {
  await page.keyboard.press('Alt+5');
  await page.getByRole('tab', { name }).click();
  await expect(page.getByRole('tabpanel', { name })).toBeVisible();
}

/** The same screen in the dark, and back in the light. */
async function pictureInDark(
  page: Page,
  picture: (name: string) => Promise<void>,
  name: string,
): Promise<void> {
  const theme = page.locator('.status').getByLabel('Theme');
  await theme.selectOption('dark');
  await expectAccessible(page, `${name} in the dark`);
  await picture(`${name}-dark`);
  await theme.selectOption('light');
}

/** Books Björn Johansson with Dr. Lindgren on Tuesday, April 7, at noon. */
async function bookAtNoon(page: Page): Promise<void> {
  await page.keyboard.press('Alt+2');
  await page.getByRole('group', { name: /^The day by provider/ }).focus();
  await page.keyboard.press('f');
  await panel(page).getByLabel('Provider').selectOption({ label: 'Dr. Lindgren' });
  await panel(page).getByRole('radio', { name: 'Afternoon' }).check();
  await panel(page).getByLabel('Not before').fill('4/7/2026');
  const first = panel(page).getByRole('list', { name: 'Free times' }).getByRole('button').first();
  await expect(first).toContainText('Tuesday, April 7, 12:00 PM · Dr. Lindgren');
  await first.click();
  await expect(panel(page).getByRole('heading', { name: 'New booking' })).toBeVisible();
  await page.keyboard.type('johan');
  await page.keyboard.press('Enter');
  await expect(panel(page).getByText('Johansson').first()).toBeVisible();
  await page.keyboard.press('Control+Enter');
  await expect(toast(page, /Booked Björn Johansson at 12:00 PM/)).toBeVisible();
}

test('a lead makes a Tuesday with a lunch break from the 1st of next month, and finds whoever stands in the break', async ({
  page,
  signIn,
  picture,
}) => {
  await signIn(...LEAD);
  await bookAtNoon(page);
  await openSection(page, 'Hours and blocks');
  await expectAccessible(page, 'hours and blocks');
  await page.keyboard.press('n');
  await expect(panel(page).getByLabel('Of whom')).toBeFocused();
  await page.keyboard.type('Dr. Li');
  await expect(panel(page).getByLabel('Of whom').locator('option:checked')).toHaveText('Dr. Lindgren');
  await page.keyboard.press('Tab');
  await expect(panel(page).getByLabel('From')).toBeFocused();
  await expect(panel(page).getByLabel('From')).toHaveValue('4/1/2026');
  await expect(panel(page).getByText('No booking stands against this.')).toBeVisible();
  await panel(page).getByLabel('Tuesday closes').fill('12:00');
  await panel(page).getByRole('button', { name: 'Add hours on Tuesday' }).press('Enter');
  await expect(panel(page).getByLabel('Tuesday opens').last()).toHaveValue('13:00');
  await expect(stranded(page)).toContainText('1 booking stands outside of these hours');
  await expect(stranded(page)).toContainText('Tuesday, April 7, 12:00 PM · Dr. Lindgren');
  await expectAccessible(page, 'new hours');
  await picture('arrange-week');
  await stranded(page).scrollIntoViewIfNeeded();
  await picture('arrange-week-bookings');
  await pictureInDark(page, picture, 'arrange-week');
  // Impossible hours are said at their field, and nothing is saved.
  await panel(page).getByLabel('Tuesday opens').last().fill('11:00');
  await page.keyboard.press('Control+Enter');
  await expect(panel(page).getByRole('alert')).toHaveText('Two of these times overlap.');
  await panel(page).getByLabel('Tuesday opens').last().fill('13:00');
  await page.keyboard.press('Control+Enter');
  await expect(
    toast(page, 'Hours of Dr. Lindgren saved').or(toast(page, 'Hours of Dr. Lindgren added')),
  ).toBeVisible();
  await expect(row(page, 'Dr. Lindgren')).toContainText('from Apr 1, 2026');
  await expect(row(page, 'Dr. Lindgren')).toContainText('Tue 8:00 AM–12:00 PM, 1:00 PM–5:00 PM');
  await picture('arrange-list');
  await page.setViewportSize({ width: 1920, height: 1080 });
  await picture('arrange-list-1920');
  await page.setViewportSize({ width: 1366, height: 768 });
  await page.keyboard.press('?');
  await expect(page.getByRole('dialog').getByText('New block')).toBeVisible();
  await picture('arrange-keys');
  await page.keyboard.press('Escape');

  const his = stranded(page).getByRole('button', { name: /Johansson/ });
  await expect(his).toContainText('Outside of the working hours');
  await stranded(page).getByRole('button').first().focus();
  await page.keyboard.press('End');
  await expect(his).toBeFocused();
  await page.keyboard.press('Enter');
  await expect(page.getByRole('heading', { name: 'Tuesday, April 7' })).toBeVisible();
  await expect(panel(page).getByRole('heading', { name: 'Björn Johansson' })).toBeVisible();

  await openSection(page, 'Hours and blocks');
  await row(page, 'Dr. Lindgren').press('Enter');
  await panel(page).getByLabel('In use').uncheck();
  await page.keyboard.press('Control+Enter');
  await expect(toast(page, 'Hours of Dr. Lindgren taken out of use')).toBeVisible();
  await expect(row(page, 'Dr. Lindgren')).toHaveCount(0);
  await expect(stranded(page).getByRole('button', { name: /Johansson/ })).toHaveCount(0);
  await page.keyboard.press('Control+z');
  await expect(row(page, 'Dr. Lindgren')).toBeVisible();
  await expect(stranded(page).getByRole('button', { name: /Johansson/ })).toHaveCount(1);
});

test('a lead keeps a morning free and every federal holiday, and sees who is booked there before and after', async ({
  page,
  signIn,
  picture,
}) => {
  await signIn(...LEAD);
  await openSection(page, 'Hours and blocks');
  await page.keyboard.press('b');
  await expect(panel(page).getByLabel('Of whom')).toBeFocused();
  await page.keyboard.press('Tab');
  await page.keyboard.type('Staff meeting');
  await page.keyboard.press('Tab');
  await page.keyboard.press('Control+a');
  await page.keyboard.type('3/17/2026');
  await expect(panel(page).getByLabel('Until')).toHaveValue('3/17/2026');
  await panel(page).getByLabel('Whole days').uncheck();
  await panel(page).getByLabel('From (time)').fill('08:00');
  await panel(page).getByLabel('To (time)').fill('07:00');
  await page.keyboard.press('Control+Enter');
  await expect(panel(page).getByRole('alert')).toHaveText('The end comes after the beginning.');
  await panel(page).getByLabel('To (time)').fill('10:00');
  const inside = stranded(page).getByRole('button');
  // Nine from eight to ten; asked anew with every key of the time.
  const count = 9;
  await expect(stranded(page)).toContainText(`${count} bookings stand in this time`);
  await expect(inside.first()).toContainText('Tuesday, March 17');
  await expectAccessible(page, 'a new block');
  await picture('arrange-block');
  await page.keyboard.press('Control+Enter');
  await expect(toast(page, 'Staff meeting added')).toBeVisible();
  await expect(row(page, 'Staff meeting')).toContainText('Whole practice');
  await expect(row(page, 'Staff meeting')).toContainText('Mar 17, 2026, 8:00 AM to 10:00 AM');
  await expect(inside.filter({ hasText: 'Kept free: Staff meeting' })).toHaveCount(count);

  await page.keyboard.press('h');
  await expect(panel(page).getByLabel(/^Thanksgiving Day/)).not.toBeChecked();
  await expect(panel(page).getByText('Thu Nov 26, 2026 · Thu Nov 25, 2027')).toBeVisible();
  await panel(page)
    .getByLabel(/^Thanksgiving Day/)
    .press('Space');
  await panel(page).getByRole('button', { name: 'Mark all' }).press('Enter');
  await expect(panel(page).getByRole('checkbox', { checked: true })).toHaveCount(11);
  await expectAccessible(page, 'federal holidays');
  await picture('arrange-holidays');
  await pictureInDark(page, picture, 'arrange-holidays');
  await page.keyboard.press('Control+Enter');
  await expect(toast(page, 'Holidays saved')).toBeVisible();
  await expect(row(page, 'Federal holidays')).toContainText('11 of 11 kept');
  await page.keyboard.press('Control+z');
  await expect(row(page, 'Federal holidays')).toContainText('0 of 11 kept');

  // What is over is out of sight until it is asked for.
  await row(page, 'Staff meeting').press('Enter');
  await panel(page).getByLabel('In use').uncheck();
  await page.keyboard.press('Control+Enter');
  await expect(row(page, 'Staff meeting')).toHaveCount(0);
  await page.getByLabel('Show what is over').check();
  await expect(row(page, 'Staff meeting')).toContainText('not in use');
});

test('a kind of visit has its colour, its buffer, what to prepare, and who sees whom where', async ({
  page,
  signIn,
  picture,
}) => {
  await signIn(...GRACE);
  await openSection(page, 'Appointment types');
  await picture('types-list');
  await page.keyboard.press('n');
  await expect(panel(page).getByLabel('Name')).toBeFocused();
  await page.keyboard.type('Laser');
  await page.keyboard.press('Tab');
  await expect(panel(page).getByRole('radio', { name: 'Teal' })).toBeFocused();
  for (let step = 0; step < 6; step += 1) await page.keyboard.press('ArrowRight');
  await expect(panel(page).getByRole('radio', { name: 'Pink' })).toBeChecked();
  await page.keyboard.press('Tab');
  await page.keyboard.type('45');
  await page.keyboard.press('Tab');
  await page.keyboard.type('200');
  await page.keyboard.press('Tab');
  await expect(panel(page).getByRole('alert')).toHaveText('Two hours at most.');
  await panel(page).getByLabel('Minutes kept free afterwards').fill('15');
  await panel(page).getByLabel('For', { exact: true }).selectOption({ label: 'New patients' });
  await panel(page).getByLabel('What the patient is told beforehand').fill('No make-up on the day.');
  await panel(page).getByRole('group', { name: 'Seen by' }).getByLabel('Dr. Chen').press('Space');
  await panel(page).getByRole('group', { name: 'In', exact: true }).getByLabel('Room 2').press('Space');
  await expectAccessible(page, 'a new kind of visit');
  await picture('types-form');
  await pictureInDark(page, picture, 'types-form');
  await page.keyboard.press('Control+Enter');
  await expect(toast(page, 'Laser added')).toBeVisible();
  await expect(row(page, 'Laser')).toContainText('45 min · 15 min free after · New patients');
  await row(page, 'Laser').press('Enter');
  await expect(panel(page).getByRole('radio', { name: 'Pink' })).toBeChecked();
  await expect(panel(page).getByRole('checkbox', { checked: true })).toHaveCount(3);
  await expect(panel(page).getByLabel('What the patient is told beforehand')).toHaveValue(
    'No make-up on the day.',
  );
});

test('who leaves leaves a list of bookings behind, and none once it is taken back', async ({
  page,
  signIn,
  picture,
}) => {
  await signIn(...GRACE);
  await openSection(page, 'Providers');
  await row(page, 'Dr. Adebayo').press('Enter');
  await panel(page).getByLabel('Visits beside one').fill('2');
  await panel(page).getByLabel('In use').press('Space');
  await expect(stranded(page)).toContainText(/\d+ bookings still with them/);
  await expectAccessible(page, 'a provider who leaves');
  await picture('provider-leaves');
  await page.keyboard.press('Control+Enter');
  await expect(toast(page, 'Dr. Adebayo taken out of use')).toBeVisible();
  await expect(row(page, 'Dr. Adebayo')).toContainText('2 beside one');
  const left = stranded(page).getByRole('button').filter({ hasText: 'The provider has left' });
  await expect(left.first()).toContainText('Dr. Adebayo');
  await picture('provider-left');
  await page.keyboard.press('Control+z');
  await expect(row(page, 'Dr. Adebayo')).not.toContainText('not in use');
  await expect(left).toHaveCount(0);
});

test('at 130 % and in Spanish nothing of hours and blocks is cut off', async ({ page, signIn, picture }) => {
  await signIn(...LEAD);
  await page.keyboard.press('Alt+5');
  await page.getByLabel('Text size').selectOption('130');
  await page.getByLabel('Language').selectOption('es');
  await page.getByRole('tab', { name: 'Horarios y reservas' }).click();
  for (const key of ['n', 'b', 'h']) {
    await page.keyboard.press(key);
    await expect(panel(page).getByRole('button', { name: 'Guardar' })).toBeVisible();
    const cut = await page
      .locator('.panel button, .panel label, .panel input, .panel legend, .settings__groups button')
      .evaluateAll((all) =>
        all.filter((each) => each.scrollWidth > each.clientWidth + 1).map((each) => each.textContent),
      );
    expect(cut, key).toEqual([]);
    await picture(`arrange-130-es-${key}`);
    await panel(page).getByRole('button', { name: 'Cerrar' }).click();
  }
});
