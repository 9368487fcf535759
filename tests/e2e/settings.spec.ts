import type { Page } from '@playwright/test';
import { expectAccessible } from './support/axe.ts';
import { expect, test } from './support/desk.ts';

const GRACE = ['Grace Adeyemi', '9517'] as const;

async function openSection(page: Page, name: string): Promise<void> {
  await page.getByRole('tab', { name }).click();
  await expect(page.getByRole('tabpanel', { name })).toBeVisible();
}

/** True when nothing of the element's text is cut off by its own box. */
const isCut = (element: Element): boolean =>
  element.scrollWidth > element.clientWidth + 1 && getComputedStyle(element).overflow !== 'visible';

test('everybody has settings of their own, which follow them and leave the next person alone', async ({
  page,
  signIn,
}) => {
  await signIn();
  await page.keyboard.press('Alt+5');
  await expect(page.getByRole('tab')).toHaveCount(1);
  await page.getByLabel('Theme', { exact: true }).first().selectOption('dark');
  await page.getByLabel('Rows').selectOption('dense');
  await page.getByLabel('Clock').selectOption('24');
  await expect(page.locator('html')).toHaveAttribute('data-density', 'dense');
  await page.keyboard.press('Alt+1');
  await expect(page.getByRole('grid')).toContainText('14:15');
  await page.keyboard.press('Control+l');
  await signIn('Marcus Webb', '1470');
  await expect(page.locator('html')).toHaveAttribute('data-density', 'comfortable');
  await expect(page.getByRole('grid')).not.toContainText('14:15');
  await page.keyboard.press('Control+l');
  await signIn();
  await expect(page.locator('html')).toHaveAttribute('data-density', 'dense');
});

test('the desk speaks Spanish for who wants it, from the key press on', async ({ page, signIn }) => {
  await signIn();
  await page.keyboard.press('Alt+5');
  await page.getByLabel('Language').selectOption('es');
  await expect(page.locator('html')).toHaveAttribute('lang', 'es');
  await expect(page.getByRole('tab', { name: 'Mis ajustes' })).toBeVisible();
  await page.keyboard.press('Alt+1');
  await expect(page.getByRole('navigation')).toContainText('Hoy');
});

test('at 130 % nothing on the board or in the settings is cut off', async ({ page, signIn, picture }) => {
  await page.setViewportSize({ width: 1366, height: 768 });
  await signIn();
  await page.keyboard.press('Alt+5');
  await page.getByLabel('Text size').selectOption('130');
  await expectAccessible(page, 'settings at 130 %');
  expect(
    await page
      .locator('button, label, h2')
      .evaluateAll(
        (all, cut) => all.filter(new Function(`return ${cut}`)()).map((each) => each.textContent),
        String(isCut),
      ),
  ).toEqual([]);
  // Spanish is the longer language.
  await page.getByLabel('Language').selectOption('es');
  await picture('settings-130-es');
  const keysButton = await page.locator('.status__keys').boundingBox();
  expect((keysButton?.x ?? 0) + (keysButton?.width ?? 0)).toBeLessThanOrEqual(1366);
  await page.getByLabel('Idioma').selectOption('en');
  await page.keyboard.press('Alt+1');
  await picture('today-130');
  // The window itself does not scroll: the status bar is where it was.
  const status = await page.locator('.status').boundingBox();
  expect(Math.round((status?.y ?? 0) + (status?.height ?? 0))).toBeLessThanOrEqual(768);
  expect(await page.evaluate(() => document.documentElement.scrollHeight <= innerHeight + 1)).toBe(true);
  await page.keyboard.press('?');
  const keys = await page.getByRole('dialog').boundingBox();
  expect(keys?.y ?? -1).toBeGreaterThanOrEqual(0);
  expect((keys?.y ?? 0) + (keys?.height ?? 0)).toBeLessThanOrEqual(768);
  expect((keys?.x ?? 0) + (keys?.width ?? 0)).toBeLessThanOrEqual(1366);
});

test('what was typed in a form of the settings outlives Esc, another section and a lock', async ({
  page,
  signIn,
}) => {
  await signIn(...GRACE);
  await page.keyboard.press('Alt+5');
  await openSection(page, 'Rooms');
  await page.keyboard.press('n');
  const name = page.getByRole('complementary').getByLabel('Name');
  await name.fill('Procedure room');
  await page.keyboard.press('Escape');
  await openSection(page, 'Practice');
  await page.getByLabel('Monday closes').fill('12:00');
  await page.keyboard.press('Control+l');
  await signIn(...GRACE);
  await page.keyboard.press('Alt+5');
  await openSection(page, 'Practice');
  await expect(page.getByLabel('Monday closes')).toHaveValue('12:00');
  await openSection(page, 'Rooms');
  await page.keyboard.press('n');
  await expect(name).toHaveValue('Procedure room');
  await page.keyboard.press('Control+Enter');
  await expect(page.getByRole('button', { name: /^Procedure room/ })).toBeVisible();
  await page.getByRole('button', { name: /^Room 1/ }).focus();
  await page.keyboard.press('j');
  await expect(page.getByRole('button', { name: /^Room 2/ })).toBeFocused();
  await page.keyboard.press('End');
  await expect(page.getByRole('button', { name: /^Procedure room/ })).toBeFocused();
});

test('taking back which visit is for walk-ins gives the mark back to the one before', async ({
  page,
  signIn,
}) => {
  await signIn(...GRACE);
  await page.keyboard.press('Alt+5');
  await openSection(page, 'Appointment types');
  const marked = page.getByRole('button').filter({ hasText: 'without an appointment' });
  await expect(marked).toHaveText(/^Same-day/);
  await page.getByRole('button', { name: /^Follow-up/ }).click();
  await page.getByLabel('For patients without an appointment').check();
  await page.keyboard.press('Control+Enter');
  await expect(marked).toHaveText(/^Follow-up/);
  await page.keyboard.press('Control+z');
  await expect(marked).toHaveText(/^Same-day/);
});

test('an administrator hires somebody by keyboard, who signs in with the PIN given', async ({
  page,
  signIn,
}) => {
  await signIn(...GRACE);
  await page.keyboard.press('Alt+5');
  await openSection(page, 'Staff');
  await page.keyboard.press('n');
  const panel = page.getByRole('complementary');
  await expect(panel.getByLabel('Name', { exact: true })).toBeFocused();
  await page.keyboard.type('Rosa Lima');
  await page.keyboard.press('Tab');
  await page.keyboard.type('RL');
  await page.keyboard.press('Control+Enter');
  await expect(page.getByRole('status').filter({ hasText: 'Rosa Lima added' })).toBeVisible();
  await page.getByRole('button', { name: /^Rosa Lima/ }).click();
  await panel.getByLabel('PIN at this desk').fill('1111');
  await panel.getByRole('button', { name: 'Give a PIN' }).click();
  await expect(panel.getByRole('alert')).toContainText('Four to twelve digits');
  await expect(panel.getByLabel('PIN at this desk')).toBeFocused();
  await panel.getByLabel('PIN at this desk').fill('7391');
  await page.keyboard.press('Tab');
  await page.keyboard.type('7319');
  await page.keyboard.press('Enter');
  await expect(panel.getByRole('alert')).toHaveText('The two are not the same.');
  await expect(panel.getByLabel('PIN once more')).toBeFocused();
  await panel.getByLabel('PIN once more').fill('7391');
  await page.keyboard.press('Enter');
  await expect(page.getByRole('status').filter({ hasText: 'Rosa Lima has a new PIN' })).toBeVisible();
  await page.keyboard.press('Control+l');
  await signIn('Rosa Lima', '7391');
  await expect(page.getByText('Rosa Lima', { exact: false }).first()).toBeVisible();
});

test('one’s own PIN is changed by whoever knows it and types the new one twice alike', async ({
  page,
  signIn,
}) => {
  await signIn();
  await page.keyboard.press('Alt+5');
  const mine = page.getByRole('tabpanel', { name: 'My settings' });
  await mine.getByLabel('PIN now').focus();
  await page.keyboard.press('Enter');
  await expect(mine.getByLabel('PIN now')).toHaveAccessibleDescription('Write this first.');
  await page.keyboard.type('2580');
  await page.keyboard.press('Tab');
  await page.keyboard.type('7391');
  await page.keyboard.press('Tab');
  await page.keyboard.type('7319');
  await page.keyboard.press('Enter');
  await expect(mine.getByLabel('PIN once more')).toHaveAccessibleDescription('The two are not the same.');
  await expect(mine.getByLabel('PIN once more')).toBeFocused();
  await mine.getByLabel('PIN once more').fill('7391');
  await page.keyboard.press('Enter');
  await expect(page.getByRole('status').filter({ hasText: 'Your PIN is changed.' })).toBeVisible();
  await page.keyboard.press('Alt+1');
  await page.keyboard.press('Control+l');
  await signIn('Ana Ruiz', '7391');
});

test('a room out of use comes back with Undo; a wrong NPI is said at its field', async ({ page, signIn }) => {
  await signIn(...GRACE);
  await page.keyboard.press('Alt+5');
  await openSection(page, 'Rooms');
  await page.getByRole('button', { name: /^Room 4/ }).click();
  await page.getByRole('complementary').getByLabel('In use').uncheck();
  await page.keyboard.press('Control+Enter');
  await expect(page.getByRole('button', { name: /^Room 4/ })).toContainText('not in use');
  await page.keyboard.press('Control+z');
  await expect(page.getByRole('button', { name: /^Room 4/ })).not.toContainText('not in use');
  await openSection(page, 'Providers');
  await page.getByRole('button', { name: /^Dr\. Ruiz/ }).click();
  await page.getByLabel('NPI').fill('1234567890');
  await page.keyboard.press('Tab');
  await expect(page.getByRole('alert')).toContainText('not an NPI');
});

test('every section is clean for axe in both themes', async ({ page, signIn, picture }) => {
  await signIn(...GRACE);
  await page.keyboard.press('Alt+5');
  for (const theme of ['light', 'dark'] as const) {
    await openSection(page, 'My settings');
    await page.getByRole('tabpanel').getByLabel('Theme').selectOption(theme);
    for (const section of [
      'Practice',
      'Providers',
      'Appointment types',
      'Price list',
      'Staff',
      'Consent texts',
      'This desk',
    ]) {
      await openSection(page, section);
      if (section === 'Staff')
        await page
          .getByRole('button', { name: /^Ana Ruiz/ })
          .last()
          .click();
      await expectAccessible(page, `${section}, ${theme}`);
      if (section === 'Practice' || section === 'Staff')
        await picture(`settings-${section.toLowerCase()}-${theme}`);
    }
  }
});
