import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from '@playwright/test';
import { root } from '../../build/setup.mjs';
import { expectAccessible } from './support/axe.ts';
import { expect, test } from './support/desk.ts';
import { openChart } from './support/patients.ts';

const FAMILY = 'Okafor-Lindqvist';

/** Somebody of the front desk finds a patient and opens the chart. */
async function lookAtChidinma(page: Page): Promise<void> {
  await openChart(page, '20418', FAMILY);
  await page.keyboard.press('Control+L');
}

test('the auditor finds who opened a chart, row by row and by patient', async ({ page, signIn, picture }) => {
  await signIn();
  await lookAtChidinma(page);
  await signIn('Samuel Ortiz', '6283');
  await expect(page.getByRole('main', { name: 'Audit' })).toBeVisible();
  const list = page.getByRole('listbox', { name: 'Audit, newest first' });
  await expect(list.getByRole('option').filter({ hasText: `Opened the chart of ${FAMILY}` })).toBeVisible();
  await expect(list.getByRole('option').filter({ hasText: 'Searched for “20418”' })).toBeVisible();
  await expectAccessible(page, 'the audit');
  await picture('audit');
  await page.keyboard.press('/');
  await page.keyboard.type('20418');
  await expect(
    page.getByRole('listbox', { name: 'Patients found' }).getByRole('option').first(),
  ).toContainText(FAMILY);
  await page.keyboard.press('Enter');
  await expect(page.locator('strong', { hasText: `Of ${FAMILY}` })).toBeVisible();
  await expect(list.getByRole('option').filter({ hasText: 'Opened the chart' }).first()).toBeVisible();
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('Home');
  await page.keyboard.press('Enter');
  await expect(page.getByRole('heading', { name: /^Row \d+ of the audit$/ })).toBeVisible();
  await expect(page.getByText('Everybody it concerns')).toBeVisible();
  await expectAccessible(page, 'a row of the audit');
  await picture('audit-entry');
  await page.keyboard.press('Escape');
  await page.keyboard.press('c');
  await expect(page.getByText('Nothing was changed: everything is as it was written.')).toBeVisible();
  await page.emulateMedia({ colorScheme: 'dark' });
  await expectAccessible(page, 'the check that nothing was changed, in the dark');
  await picture('audit-check');
});

test('with the window open the command line goes through it, and the audit says so', async ({
  page,
  desk,
  signIn,
}) => {
  const secret = join(desk.data, 'secret');
  writeFileSync(secret, 'GA\n9517\n', { mode: 0o600 });
  const run = async (...words: string[]) => {
    const host = join(root, 'build', 'command-line-host', 'run.ts');
    const child = spawn(process.execPath, [host, `--data=${desk.data}`, '--cli', ...words], {
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    const parts: string[] = [];
    child.stdout.on('data', (text: Buffer) => parts.push(text.toString()));
    const [code] = (await once(child, 'close')) as [number];
    return { code, out: parts.join('') };
  };
  expect(await run('doctor')).toMatchObject({
    code: 0,
    out: expect.stringContaining('through the open desk'),
  });
  const proof = await run('verify', `--secret-file=${secret}`, '--json');
  expect(proof.code, proof.out).toBe(0);
  await signIn('Samuel Ortiz', '6283');
  await expect(
    page.getByRole('option').filter({ hasText: 'Grace Adeyemi' }).filter({ hasText: 'Command line' }).first(),
  ).toBeVisible();
});
