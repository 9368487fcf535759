import type { Page } from '@playwright/test';
import { expectAccessible } from './support/axe.ts';
import { expect, test } from './support/desk.ts';
import { find, openChart, found as rows } from './support/patients.ts';
import { typeOnAndEnter } from './support/typing.ts';

const panel = (page: Page) => page.getByRole('complementary');
const CHIDINMA = 'Okafor-Lindqvist, Chidinma';

test.beforeEach(async ({ page, signIn }) => {
  await signIn();
  await page.keyboard.press('Alt+3');
  await expect(find(page)).toBeFocused();
});

async function openChidinma(page: Page): Promise<void> {
  await openChart(page, '20418', 'Okafor-Lindqvist');
}

test('a patient is found by whatever people say, and the list says why', async ({ page }) => {
  for (const [typed, foundBy] of [
    ['okafor chid', 'Name'],
    ['Chidinma OKAFOR', 'Name'],
    ['lindqvist chi', 'Name'],
    ['3/4/1988', 'Birth date'],
    ['mar 4 1988', 'Birth date'],
    ['970 555 0148', 'Phone'],
    ['20418', 'MRN'],
    ['BRP880614471', 'Member ID'],
  ] as const) {
    await test.step(typed, async () => {
      await find(page).fill('');
      await expect(rows(page)).toHaveCount(0);
      await find(page).fill(typed);
      const row = rows(page).filter({ hasText: CHIDINMA });
      await expect(row).toContainText('Mar 4, 1988');
      await expect(row).toContainText('38 F');
      await expect(row).toContainText(foundBy);
    });
  }
});

test('from the search straight to the chart and its keys', async ({ page }) => {
  await page.keyboard.type('20418');
  await expect(rows(page)).toHaveCount(1);
  await page.keyboard.press('Enter');
  await expect(rows(page).first()).toBeFocused();
  await page.keyboard.press('e');
  await expect(panel(page).getByLabel('Family name')).toBeFocused();
  await expect(panel(page).getByLabel('Family name')).toHaveValue('Okafor-Lindqvist');
  await page.keyboard.press('Escape');
  await expect(rows(page).first()).toBeFocused();
  await page.keyboard.press('h');
  await expect(panel(page).getByRole('heading', { level: 2 })).toContainText('History of Chidinma');
});

test('the list and the chart are worked by keyboard, and Esc keeps the search', async ({ page }) => {
  await page.keyboard.type('okafor');
  await expect(rows(page).nth(1)).toBeVisible();
  await page.keyboard.press('ArrowDown');
  await expect(rows(page).first()).toBeFocused();
  await page.keyboard.press('j');
  await expect(rows(page).nth(1)).toBeFocused();
  await page.keyboard.press('k');
  await page.keyboard.press('Enter');
  await expect(panel(page).getByRole('heading', { level: 2 })).toContainText('Okafor-Lindqvist');
  await expect(panel(page)).toContainText('MRN 204');
  await expect(panel(page)).toContainText('Same household');
  await page.keyboard.press('Escape');
  await expect(panel(page)).toHaveCount(0);
  await page.keyboard.press('/');
  await expect(find(page)).toBeFocused();
  await expect(find(page)).toHaveValue('okafor');
});

test('a newcomer who may be here already is warned of, and registered all the same', async ({
  page,
  picture,
}) => {
  await page.keyboard.press('Escape');
  await page.getByRole('button', { name: 'New patient' }).first().click();
  const form = panel(page);
  await form.getByLabel('Family name').fill('Okafor-Lindquist');
  await form.getByLabel('First name').fill('Chidinma');
  await form.getByLabel('Birth date').fill('3/4/88');
  await expect(form.getByText('Mar 4, 1988 · age 38')).toBeVisible();
  const likely = form.getByRole('status').getByRole('button').first();
  await expect(likely).toContainText(CHIDINMA);
  await expect(likely).toContainText('same birth date');
  await expect(likely).toContainText(/\d+% alike/);
  await picture('patients-duplicate');

  // Looking at the likely one loses nothing.
  await likely.click();
  await expect(form.getByRole('heading', { level: 2 })).toContainText('Okafor-Lindqvist');
  await page.keyboard.press('n');
  await expect(form.getByLabel('Family name')).toHaveValue('Okafor-Lindquist');

  // The first press stops at who is here already, the second means it.
  await page.keyboard.press('Control+Enter');
  await expect(likely).toBeFocused();
  await expect(form.getByText('Ctrl+Enter again registers somebody new', { exact: false })).toBeVisible();
  await expect(form.getByLabel('Family name')).toHaveValue('Okafor-Lindquist');
  await page.keyboard.press('Control+Enter');
  await expect(form.getByRole('heading', { level: 2 })).toHaveText('Chidinma Okafor-Lindquist');
  // Focus went with the form; the letters of the chart act where it is now.
  await expect(form).toBeFocused();
  const mrn = /Registered, MRN (\S+)/.exec((await page.locator('.toast').textContent()) ?? '')?.[1] ?? 'none';
  await find(page).fill(mrn);
  await expect(rows(page).first()).toContainText('Okafor-Lindquist, Chidinma');
});

test('however fast the form is sent, it stops at who is here already, and a key held down is one press', async ({
  page,
}) => {
  await page.getByRole('button', { name: 'New patient' }).first().click();
  const form = panel(page);
  await form.getByLabel('Family name').fill('Okafor-Lindqvist');
  await form.getByLabel('First name').fill('Chidinma');
  // Somebody of 2008 would be nobody we know.
  await form.getByLabel('Birth date').fill('3/4/8');
  await typeOnAndEnter(page, '8', true);
  const likely = form.getByRole('status').getByRole('button').first();
  await expect(likely).toBeFocused();
  await expect(likely).toContainText(CHIDINMA);

  // Cleared, the question is forgotten with what it was about.
  await form.getByRole('button', { name: 'Clear' }).click();
  await form.getByLabel('Family name').fill('Okafor-Lindqvist');
  await form.getByLabel('First name').fill('Chidinma');
  await form.getByLabel('Birth date').fill('3/4/88');
  await expect(likely).toContainText(CHIDINMA);
  await page.keyboard.down('Control');
  await page.keyboard.down('Enter');
  await expect(likely).toBeFocused();
  await page.keyboard.down('Enter');
  await page.keyboard.up('Enter');
  await page.keyboard.up('Control');
  await expect(form.getByText('Ctrl+Enter again registers somebody new', { exact: false })).toBeVisible();
  await expect(form.getByLabel('First name')).toHaveValue('Chidinma');
  await page.keyboard.press('Enter');
  await expect(form.getByRole('heading', { level: 2 })).toContainText('Okafor-Lindqvist');
  await expect(form).toContainText('MRN 20418');
});

test('after registering, focus is at the new chart, not at another one that was searched for', async ({
  page,
}) => {
  await page.keyboard.type('okafor');
  await expect(rows(page).first()).toBeVisible();
  await page.getByRole('button', { name: 'New patient' }).first().click();
  await panel(page).getByLabel('Family name').fill('Tarkowski');
  await panel(page).getByLabel('First name').fill('Ines');
  await panel(page).getByLabel('Birth date').fill('2/28/1990');
  await page.keyboard.press('Control+Enter');
  await expect(panel(page).getByRole('heading', { level: 2 })).toHaveText('Ines Tarkowski');
  await expect(panel(page)).toBeFocused();
  // Closed, focus goes home to the list.
  await page.keyboard.press('Escape');
  await expect(rows(page).first()).toBeFocused();
});

test('a form names what to fix as a field is left, and Esc keeps what was typed', async ({ page }) => {
  await page.getByRole('button', { name: 'New patient' }).first().click();
  const form = panel(page);
  await form.getByLabel('Family name').fill('Tarkowski');
  await form.getByLabel('Phone', { exact: true }).fill('555-01');
  await expect(form.getByRole('alert')).toHaveCount(0);
  await page.keyboard.press('Tab');
  await expect(form.getByRole('alert')).toContainText('10 digits');
  await page.keyboard.press('Control+Enter');
  await expect(form.getByLabel('First name')).toBeFocused();
  await expect(form.getByText('Write the first name.')).toBeVisible();
  await page.keyboard.press('Escape');
  await expect(form).toHaveCount(0);
  await page.keyboard.press('Alt+1');
  await page.keyboard.press('Alt+3');
  await page.getByRole('button', { name: 'New patient' }).first().click();
  await expect(form.getByLabel('Family name')).toHaveValue('Tarkowski');
  await expect(form.getByLabel('Phone', { exact: true })).toHaveValue('555-01');
});

test('Esc clears the search, then leaves it, so that the letters act', async ({ page }) => {
  await page.keyboard.type('okafor');
  await expect(rows(page).first()).toBeVisible();
  await page.keyboard.press('Escape');
  await expect(find(page)).toHaveValue('');
  await expect(find(page)).toBeFocused();
  await page.keyboard.press('Escape');
  await expect(find(page)).not.toBeFocused();
  await page.keyboard.press('n');
  await expect(panel(page).getByLabel('Family name')).toBeFocused();
  await expect(panel(page).getByLabel('Family name')).toHaveValue('');
});

test('a day that the calendar does not have is called that, and nothing on file is not called confirmed', async ({
  page,
}) => {
  await page.getByRole('button', { name: 'New patient' }).first().click();
  await panel(page).getByLabel('Family name').fill('Tarkowski');
  await panel(page).getByLabel('First name').fill('Ines');
  await panel(page).getByLabel('Birth date').fill('2/30/1990');
  await panel(page).getByRole('button', { name: 'Register' }).click();
  await expect(panel(page).getByRole('alert')).toContainText('There is no such day in the calendar.');
  await expect(panel(page).getByLabel('Birth date')).toBeFocused();
  await panel(page).getByLabel('Birth date').fill('2/28/1990');
  await page.keyboard.press('Control+Enter');
  await expect(panel(page).getByRole('heading', { level: 2 })).toHaveText('Ines Tarkowski');
  await expect(panel(page).getByText('Not on file yet')).toBeVisible();
  await expect(panel(page).getByText(/^Confirmed/)).toHaveCount(0);
});

test('a refused save puts the keyboard into the first field in error', async ({ page }) => {
  await openChidinma(page);
  await page.keyboard.press('e');
  await panel(page).getByLabel('ZIP code').fill('80');
  await panel(page).getByLabel('First name').fill('');
  await panel(page).getByRole('button', { name: 'Save changes' }).click();
  await expect(panel(page).getByLabel('First name')).toBeFocused();
  await panel(page).getByLabel('First name').fill('Chidinma');
  await page.keyboard.press('Control+Enter');
  await expect(panel(page).getByLabel('ZIP code')).toBeFocused();
});

test('an edit is saved and stands in the history with both values', async ({ page, picture }) => {
  await openChidinma(page);
  await panel(page).getByRole('button', { name: 'Edit', exact: true }).click();
  await panel(page).getByLabel('City').fill('Fort Collins');
  await page.keyboard.press('Control+Enter');
  await expect(panel(page)).toContainText('Fort Collins');
  await panel(page).getByRole('button', { name: 'History' }).click();
  const newest = panel(page).getByRole('listitem').first();
  await expect(newest).toContainText('Ana Ruiz');
  await expect(newest).toContainText('City');
  await expect(newest.locator('del')).toHaveText('Loveland');
  await expect(newest.locator('ins')).toHaveText('Fort Collins');
  await picture('patients-history');
});

test('two people who edit the same field are told, and neither loses what they typed', async ({ page }) => {
  await openChidinma(page);
  await panel(page).getByRole('button', { name: 'Edit', exact: true }).click();
  await panel(page).getByLabel('City').fill('Fort Collins');
  const reply = await page.evaluate(async () => {
    const found = await window.desk.call['patients.search']?.({ input: { text: '20418', limit: 1 } });
    const patientId = (found as { value: { matches: { id: string }[] } }).value.matches[0]?.id;
    return window.desk.call['patients.edit']?.({
      operationId: '0195a000-0000-7000-8000-00000000abcd',
      input: { patientId, version: 1, changes: { city: 'Berthoud' } },
    });
  });
  expect(reply?.ok, JSON.stringify(reply)).toBe(true);
  await expect(
    panel(page).getByText('Somebody changed this patient while you were typing.', { exact: false }),
  ).toBeVisible();
  await expect(panel(page).getByText('Now on file: Berthoud')).toBeVisible();
  await expect(panel(page).getByLabel('City')).toHaveValue('Fort Collins');
  await page.keyboard.press('Control+Enter');
  await expect(panel(page)).toContainText('Fort Collins');
  await expect(panel(page).getByRole('button', { name: 'History' })).toBeVisible();
});

test('every screen of the room is clean for axe in both themes', async ({ page, picture }) => {
  for (const theme of ['light', 'dark'] as const) {
    await page.getByLabel('Theme').selectOption(theme);
    await openChidinma(page);
    await expectAccessible(page, `chart, ${theme}`);
    await picture(`patients-${theme}`);
    await panel(page).getByRole('button', { name: 'Edit', exact: true }).click();
    await panel(page).getByLabel('Phone', { exact: true }).fill('1');
    await page.keyboard.press('Tab');
    await expectAccessible(page, `edit, ${theme}`);
    await panel(page).getByRole('button', { name: 'Clear' }).click();
    await page.keyboard.press('Escape');
    await panel(page).getByRole('button', { name: 'History' }).click();
    await expectAccessible(page, `history, ${theme}`);
    await page.getByRole('button', { name: 'New patient' }).first().click();
    await panel(page).getByLabel('Family name').fill('Smith');
    await panel(page).getByLabel('First name').fill('Margaret');
    await expectAccessible(page, `register, ${theme}`);
    await panel(page).getByRole('button', { name: 'Clear' }).click();
    await page.keyboard.press('Escape');
    await find(page).fill('zzzzqq');
    await expect(page.getByText('Nobody by that description')).toBeVisible();
    await expectAccessible(page, `nobody, ${theme}`);
  }
});
