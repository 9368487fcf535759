import { execFile } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import type { Page } from '@playwright/test';
import { nodePath, root } from '../../build/setup.mjs';
import { DEMO_STAFF } from '../../electron/demo/practice.ts';
import { expectAccessible } from './support/axe.ts';
import { type Desk, expect, test } from './support/desk.ts';
import { found as rows } from './support/patients.ts';
import { countUnder, panel, rowOf, tab, toast } from './support/today.ts';

const FOLDER = join(root, 'tests/fixtures/synthea/import');

interface Imported {
  readonly code: number;
  readonly value: {
    readonly files: readonly {
      readonly run: Readonly<Record<'created' | 'changed' | 'unchanged' | 'bad' | 'waiting', number>>;
    }[];
  };
}

/** Runs `npm run desk -- import` beside the open window, as the administrator; answers the sums of all files. */
async function importFolder(desk: Desk): Promise<Imported['value']['files'][number]['run']> {
  const administrator = DEMO_STAFF.find(({ role }) => role === 'administrator');
  const secret = join(desk.data, 'secret');
  writeFileSync(secret, `${administrator?.displayName}\n${administrator?.pin}\n`, { mode: 0o600 });
  const words = ['import', FOLDER, '--json', `--secret-file=${secret}`];
  const { stdout } = await promisify(execFile)(nodePath(), [
    join(root, 'build/desk.mjs'),
    `--data=${desk.data}`,
    ...words,
  ]);
  const { code, value } = JSON.parse(stdout.slice(stdout.indexOf('{'))) as Imported;
  expect(code).toBe(0);
  const sums = { created: 0, changed: 0, unchanged: 0, bad: 0, waiting: 0 };
  for (const { run } of value.files)
    for (const key of ['created', 'changed', 'unchanged', 'bad', 'waiting'] as const) sums[key] += run[key];
  return sums;
}

/** Finds somebody who came by the import, takes the walk-in down and says name and birth date, by keyboard. */
async function walkIn(page: Page, typed: string, name: RegExp, reason: string): Promise<void> {
  await page.keyboard.press('w');
  await page.keyboard.type(typed);
  await expect(page.getByRole('option', { name })).toHaveAttribute('aria-selected', 'true');
  await page.keyboard.press('Enter');
  await expect(page.getByRole('textbox', { name: 'Reason' })).toBeFocused();
  await page.keyboard.type(reason);
  await page.keyboard.press('Control+Enter');
  await expect(panel(page).getByRole('heading', { level: 2, name })).toBeVisible();
  await page.keyboard.press('i');
  await expect(panel(page).getByText('name and birth date said')).toBeVisible();
  // What came from elsewhere has never been confirmed here.
  await expect(panel(page).getByText('Never confirmed.')).toBeVisible();
  await page.keyboard.press('d');
  await expect(panel(page).getByText('confirmed just now')).toBeVisible();
  await expect(panel(page).getByText('No insurance on file.')).toBeVisible();
}

/** No card: the patient pays. Two keys in the step that has just opened. */
async function paysAlone(page: Page): Promise<void> {
  await page.keyboard.press('Tab');
  await page.keyboard.press('ArrowRight');
  await expect(panel(page).getByText('self-pay today')).toBeVisible();
}

/** Somebody new has signed nothing: every form on paper, by keyboard. */
async function signOnPaper(page: Page): Promise<void> {
  const forms = panel(page).getByRole('list', { name: 'Forms to sign' });
  await expect(forms).toBeVisible();
  await expect
    .poll(() => forms.evaluate((list) => document.activeElement?.contains(list) ?? false))
    .toBe(true);
  await page.keyboard.press('s');
  for (const place of [1, 2, 3, 4, 5]) {
    await expect(page.getByRole('dialog').getByText(`${place} of 5`)).toBeVisible();
    await expect(page.getByRole('dialog').getByRole('region', { name: 'Text' })).toBeFocused();
    await page.keyboard.press('p');
  }
  await expect(page.getByRole('dialog')).toBeHidden();
  await expect(panel(page).getByRole('list', { name: 'Forms to sign' })).toBeHidden();
}

async function checkIn(page: Page, name: RegExp, said: RegExp): Promise<void> {
  await page.keyboard.press('Control+Enter');
  await expect(toast(page, said)).toBeVisible();
  await expect(rowOf(page, name)).toContainText('Checked in');
  await page.keyboard.press('Escape');
}

test('people of another system come in while the desk is open, walk in and are checked in', async ({
  desk,
  page,
  signIn,
  picture,
}) => {
  test.setTimeout(120_000);
  await page.setViewportSize({ width: 1366, height: 1900 });
  await signIn();
  await page.keyboard.press('Alt+3');
  await page.keyboard.type('ward dorotha');
  await expect(page.getByText(/nobody/i).first()).toBeVisible();
  await expect(rows(page)).toHaveCount(0);

  // The search stays as it is; what the import brings appears in it by itself.
  expect(await importFolder(desk)).toEqual({ created: 32, changed: 0, unchanged: 0, bad: 0, waiting: 0 });
  await expect(rows(page)).toHaveCount(1);
  await expect(rows(page)).toContainText('Sep 21, 1987');
  await expectAccessible(page, 'somebody imported, found');
  await picture('import-found');

  await page.keyboard.press('Escape');
  await page.keyboard.press('Alt+1');
  await expect(tab(page, 'Checked in')).toBeVisible();
  const checkedIn = await countUnder(page, 'Checked in');

  await walkIn(page, 'ward dorotha', /Ward/, 'Sore throat');
  await paysAlone(page);
  await signOnPaper(page);
  await expectAccessible(page, 'the check-in of somebody imported');
  await picture('import-check-in');
  await checkIn(page, /Ward/, /Checked in Dorotha/);

  // With a card, and a copay in cash.
  await walkIn(page, 'wolf krist', /Wolf/, 'Ankle');
  await page.keyboard.press('Tab');
  await page.keyboard.press('Space');
  await page.keyboard.press('Tab');
  await expect(panel(page).getByRole('textbox', { name: 'Insurer' })).toBeFocused();
  await page.keyboard.type('Blue Ridge PPO');
  for (const [name, value] of [
    ['Member ID', 'BRP-71120'],
    ['Copay on the card', '25'],
  ] as const) {
    const field = panel(page).getByRole('textbox', { name });
    for (let tabs = 0; tabs < 8; tabs += 1) {
      await page.keyboard.press('Tab');
      if (await field.evaluate((element) => element === document.activeElement)) break;
    }
    await expect(field).toBeFocused();
    await page.keyboard.type(value);
  }
  await page.keyboard.press('Enter');
  await expect(panel(page).getByText('Blue Ridge PPO').first()).toBeVisible();
  await signOnPaper(page);
  await page.keyboard.press('2');
  await picture('import-copay');
  await checkIn(page, /Wolf/, /Checked in Kristopher.*receipt D1-/);

  await walkIn(page, 'reynolds silv', /Reynolds/, 'Blood pressure');
  await paysAlone(page);
  await signOnPaper(page);
  await checkIn(page, /Reynolds/, /Checked in Silvana/);
  await expect(tab(page, 'Checked in')).toHaveText(`Checked in ${checkedIn + 3}`);

  // The same set again: nothing is new and nothing is changed, not even what the desk has added meanwhile.
  expect(await importFolder(desk)).toEqual({ created: 0, changed: 0, unchanged: 32, bad: 0, waiting: 0 });
  await expect(tab(page, 'Checked in')).toHaveText(`Checked in ${checkedIn + 3}`);
});
