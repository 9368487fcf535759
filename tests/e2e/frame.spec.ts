import type { Page } from '@playwright/test';
import { expectAccessible } from './support/axe.ts';
import { expect, test } from './support/desk.ts';
import { typeOnAndEnter } from './support/typing.ts';

const PIN = /^PIN\b/;
const choices = (page: Page) => page.getByRole('dialog').getByRole('option');

const choicesFound = (page: Page) =>
  page.getByRole('listbox', { name: 'Patients found' }).getByRole('option');

async function chooseTheme(page: Page, theme: 'light' | 'dark'): Promise<void> {
  await page.getByLabel('Theme').selectOption(theme);
  await expect(page.locator('html')).toHaveAttribute('data-theme', theme);
}

async function expectFocusIn(page: Page, room: string): Promise<void> {
  const main = page.getByRole('main', { name: room });
  await expect(main.and(page.locator(':focus-within')).or(main.and(page.locator(':focus')))).toBeVisible();
}

async function startRegistering(page: Page): Promise<void> {
  await page.keyboard.press('Alt+3');
  await page.getByRole('button', { name: 'New patient' }).first().click();
  await page.getByLabel('Family name').fill('Zimmerwald');
}

test('five wrong PINs lock one person out, and nobody else', async ({ page, signIn }) => {
  await page.getByRole('button', { name: /^Marcus Webb/ }).click();
  const pin = page.getByRole('textbox', { name: PIN });
  for (const left of ['4 tries left', '3 tries left', '2 tries left', '1 try left']) {
    await pin.fill('0000');
    await page.keyboard.press('Enter');
    await expect(page.getByRole('alert')).toContainText(left);
    await expect(pin).toHaveValue('');
    await expect(pin).toBeFocused();
  }
  await pin.fill('0000');
  await page.keyboard.press('Enter');
  await expect(page.getByRole('alert')).toContainText('Too many wrong PINs');
  await pin.fill('1470');
  await page.keyboard.press('Enter');
  await expect(page.getByRole('alert')).toContainText('Too many wrong PINs');
  await page.keyboard.press('Escape');
  await signIn();
  await expect(page.getByRole('navigation', { name: 'Rooms' })).toBeVisible();
});

test('the tiles are worked by arrows, Enter and digits', async ({ page }) => {
  await expect(page.getByRole('button', { name: /^Ana Ruiz/ })).toBeFocused();
  await page.keyboard.press('ArrowRight');
  await expect(page.getByRole('button', { name: /^Marcus Webb/ })).toBeFocused();
  await page.keyboard.press('Enter');
  await expect(page.getByLabel('PIN for Marcus Webb').first()).toBeVisible();
  await page.keyboard.press('Escape');
  await page.keyboard.press('1');
  await expect(page.getByRole('textbox', { name: 'PIN for Ana Ruiz' })).toBeFocused();
});

test('locking hides every patient and keeps what was typed for the same person', async ({ page, signIn }) => {
  await signIn();
  await startRegistering(page);
  await page.keyboard.press('Control+l');
  await expect(page.getByRole('heading', { name: 'Who is at the desk?' })).toBeVisible();
  expect(await page.content()).not.toMatch(/Zimmerwald|Okafor|MRN/);

  await signIn('Marcus Webb', '1470');
  await page.keyboard.press('Alt+3');
  await page.getByRole('button', { name: 'New patient' }).first().click();
  await expect(page.getByLabel('Family name')).toHaveValue('');
  await page.keyboard.press('Control+l');

  await signIn();
  await expect(page.getByLabel('Family name')).toHaveValue('Zimmerwald');
});

test('the lock of the computer and its sleep lock the desk at once', async ({ desk, page, signIn }) => {
  for (const event of ['lock-screen', 'suspend'] as const) {
    await signIn();
    await expect(page.getByRole('main')).toHaveAccessibleName('Today');
    desk.system(event);
    await expect(page.getByRole('heading', { name: 'Who is at the desk?' })).toBeVisible();
    expect(await page.content()).not.toMatch(/Okafor/);
  }
});

test('an empty chair locks the desk', async ({ page, signIn }) => {
  await signIn();
  await page.clock.install();
  await page.keyboard.press('Alt+3');
  await page.clock.fastForward('01:00:00');
  await expect(page.getByRole('heading', { name: 'Who is at the desk?' })).toBeVisible();
});

test('a key pressed in the very moment in which a room appears is heard', async ({ page, signIn }) => {
  await page.evaluate(() => {
    const watch = new MutationObserver(() => {
      if (document.querySelector('main[aria-label="Audit"] input') === null) return;
      watch.disconnect();
      const key = { key: 'c', code: 'KeyC', bubbles: true, cancelable: true };
      document.body.dispatchEvent(new KeyboardEvent('keydown', key));
    });
    watch.observe(document.body, { childList: true, subtree: true });
  });
  await signIn('Samuel Ortiz', '6283');
  await expect(page.getByText('Everything is as it was written.')).toBeVisible();
});

test('a locked desk refuses its own bridge', async ({ page, signIn }) => {
  await signIn();
  await page.keyboard.press('Control+l');
  await expect(page.getByRole('heading', { name: 'Who is at the desk?' })).toBeVisible();
  const code = await page.evaluate(async () => {
    const reply = await window.desk.call['patients.search']?.({ input: { text: 'a', limit: 5 } });
    return reply?.ok === false ? reply.error.code : 'answered';
  });
  expect(code).toBe('staff/not-signed-in');
});

test('the palette finds people and does things', async ({ page, signIn }) => {
  await signIn();
  await page.keyboard.press('Control+k');
  const field = page.getByRole('combobox', { name: 'Find a patient or an action' });
  await expect(field).toBeFocused();
  await page.keyboard.type('okafor chid');
  const first = choices(page).first();
  await expect(first).toContainText('Okafor-Lindqvist, Chidinma');
  await expect(first).toContainText('Mar 4, 1988 · 38 F');
  await expect(first).toContainText('Visit today');
  await expect(first).toHaveAttribute('aria-selected', 'true');
  await page.keyboard.press('Enter');
  await expect(page.getByRole('complementary').getByRole('heading', { level: 2 })).toContainText(
    'Okafor-Lindqvist',
  );
  await expect(page.getByRole('heading', { level: 1, name: 'Today' })).toBeVisible();

  await page.keyboard.press('Control+k');
  await page.keyboard.type('go pat');
  await page.keyboard.press('Enter');
  await expect(page.getByRole('heading', { level: 1, name: 'Patients' })).toBeVisible();

  await page.keyboard.press('Control+k');
  await page.keyboard.type('dark');
  await expect(choices(page).filter({ hasText: 'Dark theme' })).toBeVisible();
  await page.keyboard.press('Escape');
  await expect(field).toHaveCount(0);

  await page.keyboard.press('Control+k');
  await page.keyboard.type('lock');
  await page.keyboard.press('Enter');
  await expect(page.getByRole('heading', { name: 'Who is at the desk?' })).toBeVisible();
});

test('focus comes along into every room', async ({ page, signIn }) => {
  await signIn('Priya Raman', '3690');
  await expect(page.getByRole('heading', { level: 1, name: 'Today' })).toBeVisible();
  for (const [key, name] of [
    ['Alt+3', 'Patients'],
    ['Alt+5', 'Settings'],
    ['Alt+1', 'Today'],
    ['Alt+5', 'Settings'],
    ['Alt+3', 'Patients'],
  ] as const) {
    await page.keyboard.press(key);
    await expectFocusIn(page, name);
  }
  // Whoever may read the audit has one more room.
  await page.keyboard.press('Control+l');
  await signIn('Samuel Ortiz', '6283');
  for (const [key, name] of [
    ['Alt+5', 'Settings'],
    ['Alt+6', 'Audit'],
  ] as const) {
    await page.keyboard.press(key);
    await expectFocusIn(page, name);
  }
});

test('the keyboard map opens with ?, but a question mark can be typed', async ({ page, signIn }) => {
  await signIn();
  await page.keyboard.press('?');
  const map = page.getByRole('dialog', { name: 'Keys' });
  await expect(map).toContainText('Find a patient or an action');
  await page.keyboard.press('Escape');
  await expect(map).toHaveCount(0);
  await page.keyboard.press('Alt+3');
  const find = page.getByRole('textbox', { name: 'Find a patient' });
  await expect(find).toBeFocused();
  await page.keyboard.press('?');
  await expect(find).toHaveValue('?');
  await expect(map).toHaveCount(0);
});

test('a window that goes offline goes on as before', async ({ page, signIn }) => {
  await signIn();
  await page.evaluate(() => {
    Object.defineProperty(navigator, 'onLine', { get: () => false });
    window.dispatchEvent(new Event('offline'));
  });
  await page.keyboard.press('Alt+3');
  await page.keyboard.type('20418');
  await expect(page.getByRole('listbox').getByRole('option').first()).toContainText(
    'Okafor-Lindqvist, Chidinma',
  );
  await page.getByRole('button', { name: 'New patient' }).first().click();
  await page.getByLabel('Family name').fill('Offerman');
  await page.getByLabel('First name').fill('Quill');
  await page.getByLabel('Birth date').fill('2/1/1990');
  await page.keyboard.press('Control+Enter');
  await expect(
    page.getByRole('complementary').getByRole('heading', { name: 'Quill Offerman' }),
  ).toBeVisible();
  await expect(page.getByText(/No EHR connected/)).toBeVisible();
});

test('a person whose role reads the audit alone begins there, and is told whom to ask elsewhere', async ({
  page,
  signIn,
}) => {
  await signIn('Samuel Ortiz', '6283');
  await expect(page.getByRole('main', { name: 'Audit' })).toBeVisible();
  await page.keyboard.press('Alt+1');
  await expect(page.getByText('go to another room', { exact: false })).toBeVisible();
  await page.keyboard.press('Control+k');
  await expect(choices(page).first()).toBeVisible();
  await expect(choices(page).filter({ hasText: 'Go to Today' })).toHaveCount(0);
  await page.keyboard.type('okafor');
  await expect(page.getByText('Your role may not search patients.', { exact: false })).toBeVisible();
});

test('Enter opens whom the whole text means, however fast it was typed', async ({ page, signIn }) => {
  await signIn();
  const open = page.getByRole('complementary').getByRole('heading', { level: 2 });
  await page.keyboard.press('Control+k');
  await page.keyboard.type('whitfield');
  await expect(choices(page).first()).toContainText('Whitfield');
  await typeOnAndEnter(page, ' ella');
  await expect(open).toContainText('Ella Whitfield');

  await page.keyboard.press('Control+k');
  await page.keyboard.type('whitfield');
  await expect(choices(page).first()).toContainText('Whitfield');
  await typeOnAndEnter(page, ' zzzz');
  await expect(page.getByText('Nobody and nothing by that name.')).toBeVisible();
  await page.keyboard.press('Escape');

  await page.keyboard.press('Alt+3');
  await page.keyboard.type('whitfield');
  await expect(page.getByRole('listbox').getByRole('option').first()).toContainText('Whitfield');
  await typeOnAndEnter(page, ' ella');
  await expect(open).toContainText('Ella Whitfield');

  // A walk-in: the first of "whitfield" is another one, and "zzzz" is nobody we know.
  await page.keyboard.press('Alt+1');
  await page.keyboard.press('w');
  await page.keyboard.type('whitfield');
  await expect(page.getByRole('listbox').getByRole('option').first()).toContainText('Whitfield');
  await typeOnAndEnter(page, ' zzzz');
  await expect(page.getByRole('textbox', { name: 'Family name' })).toHaveValue('Zzzz');
  await page.keyboard.press('Escape');
  await page.keyboard.press('Escape');

  // A duplicate to merge: the first of "smith" is another Smith.
  await page.keyboard.press('Alt+3');
  await page.keyboard.press('/');
  await page.keyboard.type('20426');
  await page.keyboard.press('Enter');
  await expect(open).toContainText('Margaret');
  await page.keyboard.press('m');
  await page.keyboard.type('smith');
  const people = page.getByRole('complementary').getByRole('listitem');
  await expect(people.first()).toContainText('Smith');
  await expect(people.first()).not.toContainText('Jr.');
  await typeOnAndEnter(page, ' jr');
  await expect(page.getByRole('complementary').getByText('Jr.')).toBeVisible();
});

test('the audit is of whom the whole text means, however fast it was typed', async ({ page, signIn }) => {
  await signIn('Samuel Ortiz', '6283');
  const finder = page.getByRole('combobox', { name: 'Find the patient whose audit you want' });
  await expect(finder).toBeVisible();
  await page.keyboard.press('/');
  await expect(finder).toBeFocused();
  await page.keyboard.type('whitfield');
  await expect(choicesFound(page).first()).not.toContainText('Ella');
  await typeOnAndEnter(page, ' ella');
  await expect(page.locator('strong', { hasText: 'Of Whitfield, Ella' })).toBeVisible();
});

test('Ctrl+L locks under whatever lies over the desk, and a PIN typed then opens the desk', async ({
  page,
  signIn,
}) => {
  const who = page.getByRole('heading', { name: 'Who is at the desk?' });
  await signIn();
  for (const key of ['Control+k', '?']) {
    await page.keyboard.press(key);
    await expect(page.getByRole('dialog')).toBeVisible();
    await page.keyboard.press('Control+l');
    await expect(who).toBeVisible();
    await expect(page.getByRole('dialog')).toHaveCount(0);
    await page.keyboard.type('12580');
    await page.keyboard.press('Enter');
    await expect(page.getByRole('navigation', { name: 'Rooms' })).toBeVisible();
  }
});

test('Ctrl+Z with nothing to take back says so', async ({ page, signIn }) => {
  await signIn();
  await expect(page.getByRole('main')).toHaveAccessibleName('Today');
  await page.keyboard.press('Control+z');
  await expect(page.locator('.toast')).toContainText('Nothing to take back on this screen.');
});

test('every screen of the frame is clean for axe in both themes', async ({ page, signIn, picture }) => {
  for (const theme of ['light', 'dark'] as const) {
    await signIn();
    await chooseTheme(page, theme);
    await page.keyboard.press('Control+k');
    await page.keyboard.type('ma');
    await expect(choices(page).first()).toBeVisible();
    await expectAccessible(page, `palette, ${theme}`);
    await page.keyboard.press('Escape');
    await page.getByRole('button', { name: 'keys' }).click();
    await expectAccessible(page, `keys, ${theme}`);
    await page.keyboard.press('Escape');
    await page.keyboard.press('Control+l');
    await expect(page.getByRole('heading', { name: 'Who is at the desk?' })).toBeVisible();
    await expectAccessible(page, `sign-in, ${theme}`);
    await picture(`sign-in-${theme}`);
    await page.keyboard.press('1');
    await page.getByRole('textbox', { name: PIN }).fill('0000');
    await page.keyboard.press('Enter');
    await expect(page.getByRole('alert')).toBeVisible();
    await expectAccessible(page, `wrong PIN, ${theme}`);
    await page.keyboard.press('Escape');
  }
});
