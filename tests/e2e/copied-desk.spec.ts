import { cpSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { signIn } from '../../build/chromium-host/front-desk.ts';
import { launchDesk } from '../../build/chromium-host/launch.ts';
import { root } from '../../build/setup.mjs';
import { COPY_MARK } from '../../electron/sync/copy-mark.ts';
import { expectAccessible } from './support/axe.ts';
import { expect, TEST_NOW, test } from './support/desk.ts';

test('a PC that works on a copy says calmly which desk it is now, and what its receipts begin with', async ({
  template,
}) => {
  const data = mkdtempSync(join(tmpdir(), 'anteroom-e2e-'));
  cpSync(await template(TEST_NOW), data, { recursive: true });
  // The store alone was carried off; what lay beside it stayed behind.
  rmSync(join(data, COPY_MARK));
  const desk = await launchDesk({ data, now: TEST_NOW });
  try {
    await desk.open();
    const { page } = desk;
    await signIn(page);
    const status = page.getByRole('contentinfo', { name: 'Status' });
    await expect(status).toContainText(/this PC is now Desk [A-Z]{4}/);
    await status.getByRole('button', { name: /this PC is now/ }).click();
    const said = page.getByText(
      /This PC works on a copy of Desk 1\. It is now Desk [A-Z]{4}; new receipts start with [A-Z]{4}\. Nothing is to be done\./,
    );
    await expect(said).toBeVisible();
    await expectAccessible(page, 'Sync at a copied desk');
    const folder = join(root, 'out', 'test', 'pictures');
    mkdirSync(folder, { recursive: true });
    await page.screenshot({ path: join(folder, 'copied-desk.png') });
  } finally {
    await desk.close();
    rmSync(data, { recursive: true, force: true });
  }
});
