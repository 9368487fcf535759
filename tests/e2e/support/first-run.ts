import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test as base, expect, type Page } from '@playwright/test';
import { launchDesk, type RunningDesk } from '../../../build/chromium-host/launch.ts';
import { root } from '../../../build/setup.mjs';
import { TEST_NOW } from './desk.ts';

interface FirstRunFixtures {
  /** An empty folder; deleted after the test. */
  readonly data: string;
  /** Opens the desk on the folder as an account of the PC; closed after the test at the latest. */
  readonly openAs: (osAccount: string) => Promise<RunningDesk>;
}

/** Stories that begin before there is a practice. */
export const test = base.extend<FirstRunFixtures>({
  // biome-ignore lint/correctness/noEmptyPattern: Playwright reads the fixtures a function needs from its pattern.
  data: async ({}, use) => {
    const folder = mkdtempSync(join(tmpdir(), 'anteroom-first-run-'));
    await use(folder);
    rmSync(folder, { recursive: true, force: true });
  },
  openAs: async ({ data }, use) => {
    const opened: RunningDesk[] = [];
    const problems: string[] = [];
    await use(async (osAccount) => {
      const desk = await launchDesk({ data, now: TEST_NOW, firstRun: true, osAccount });
      opened.push(desk);
      desk.page.on('pageerror', (error) => problems.push(`page error: ${error.message}`));
      desk.page.on('console', (message) => {
        if (message.type() === 'error') problems.push(`console: ${message.text()}`);
      });
      await desk.open();
      return desk;
    });
    for (const desk of opened) await desk.close();
    expect(problems, 'violations, console errors and page errors').toEqual([]);
  },
});

/** Writes out/test/pictures/<name>.png in the light and the dark theme. */
export async function pictures(page: Page, name: string): Promise<void> {
  const folder = join(root, 'out', 'test', 'pictures');
  mkdirSync(folder, { recursive: true });
  for (const colorScheme of ['dark', 'light'] as const) {
    await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
    await page.screenshot({ path: join(folder, `${name}-${colorScheme}.png`) });
  }
}

/** Types into the field that has the keyboard and goes on to the next one. */
export async function typeAndTab(page: Page, ...texts: readonly string[]): Promise<void> {
  for (const text of texts) {
    if (text !== '') await page.keyboard.type(text);
    await page.keyboard.press('Tab');
  }
}

/** The first run from its first screen to a practice that is open, by keyboard. Answers the recovery code. */
export async function setUpPractice(page: Page, look: (screen: string) => Promise<void>): Promise<string> {
  await expect(page.getByRole('textbox', { name: 'Name of the practice' })).toBeFocused();
  await look('practice');
  await typeAndTab(page, 'Cedar Street Pediatrics', '(970) 555-0142', '1234567893');
  await typeAndTab(page, '12 Cedar Street', 'Loveland', 'CO', '80537');
  await page.keyboard.type('Mountain');
  await page.keyboard.press('Control+Enter');
  await expect(page.getByRole('textbox', { name: 'Your name' })).toBeFocused();
  await typeAndTab(page, 'Grace Adeyemi', '', '9517');
  await page.keyboard.type('9517');
  await look('administrator');
  await page.keyboard.press('Control+Enter');
  const shown = page.getByRole('status', { name: 'Recovery code' });
  await expect(shown).toBeVisible();
  const code = (await shown.locator('span').allTextContents()).join('-');
  await expect(page.getByRole('textbox', { name: 'Now type it from the sheet' })).toBeFocused();
  await look('code');
  await page.keyboard.type(code.replaceAll('-', '').toLowerCase());
  await page.keyboard.press('Enter');
  return code;
}

/** The rest of the first run, by keyboard: two people, a provider, a room and a price, and to the board. */
export async function setUpRest(page: Page, look: (screen: string) => Promise<void>): Promise<void> {
  const next = async (title: string): Promise<void> => {
    await page.keyboard.press('Control+Enter');
    await expect(page.getByRole('heading', { name: title })).toBeVisible();
  };
  const added = (text: string) => expect(page.getByRole('listitem').filter({ hasText: text })).toBeVisible();
  await expect(page.getByRole('heading', { name: 'When are you open?' })).toBeVisible();
  await look('hours');
  await next('Who works here?');
  await expect(page.getByRole('textbox', { name: 'Name' })).toBeFocused();
  await expect(page.getByText('Nobody can check patients in yet')).toBeVisible();
  await typeAndTab(page, 'Ana Ruiz', '', '2580');
  // What differs is said at the second field, which has the keyboard then.
  await page.keyboard.type('2581');
  await page.keyboard.press('Enter');
  await expect(page.getByText('The two are not the same.')).toBeVisible();
  await expect(page.getByRole('textbox', { name: 'PIN once more' })).toBeFocused();
  await page.getByRole('textbox', { name: 'PIN once more' }).fill('2580');
  await page.keyboard.press('Enter');
  await added('Ana Ruiz');
  await expect(page.getByText('Nobody can check patients in yet')).toBeHidden();
  await look('staff');
  await next('Who sees patients?');
  await expect(page.getByRole('textbox', { name: 'Name' })).toBeFocused();
  await typeAndTab(page, 'Dr. Chen', 'Pediatrics', '1234567893');
  // What is typed and not added yet is added, not left behind.
  await page.keyboard.press('Control+Enter');
  await added('Dr. Chen');
  await expect(page.getByRole('textbox', { name: 'Name' })).toHaveValue('');
  await next('In which rooms?');
  await expect(page.getByRole('textbox', { name: 'Room' })).toBeFocused();
  for (const room of ['Room 1', 'Room 2']) {
    await page.keyboard.type(room);
    await page.keyboard.press('Enter');
    await added(room);
    await expect(page.getByRole('textbox', { name: 'Room' })).toHaveValue('');
  }
  await next('What do patients come for?');
  await added('Follow-up');
  await next('What does it cost without insurance?');
  await expect(page.getByRole('textbox', { name: 'What for' })).toBeFocused();
  await typeAndTab(page, 'Office visit', '99213');
  await page.keyboard.type('85');
  await page.keyboard.press('Enter');
  await added('$85.00');
  await look('prices');
  await next('Your practice is ready');
  await look('ready');
  await page.keyboard.press('Control+Enter');
}
