import { copyFileSync, existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from './support/desk.ts';
import { board, panel } from './support/today.ts';

test.use({ viewport: { width: 1920, height: 1080 } });
test('look', async ({ page, signIn, desk, picture }) => {
  await signIn();
  await expect(board(page)).toBeVisible();
  await page.keyboard.press('Alt+2');
  await page.keyboard.type('20422');
  await page.keyboard.press('Enter');
  const consents = panel(page).getByRole('region', { name: 'Consents' });
  await consents.getByText('Consent to treatment').click();
  await picture('zz-chart-1080');
  await consents.getByRole('button', { name: 'Show and print' }).click();
  await expect(page.getByRole('dialog').getByRole('img')).toBeVisible();
  await page.keyboard.press('Control+s');
  await expect(page.getByText('Saved as PDF.')).toBeVisible();
  const folder = join(desk.data, 'print');
  expect(existsSync(folder)).toBe(true);
  for (const name of readdirSync(folder)) copyFileSync(join(folder, name), `/tmp/h6_${name}`);
});
