import { generateKeyPairSync } from 'node:crypto';
import { cpSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, type Page } from '@playwright/test';
import { signIn } from '../../build/chromium-host/front-desk.ts';
import { launchDesk } from '../../build/chromium-host/launch.ts';
import { createEhr } from '../support/ehr/ehr.ts';
import { type RunningEhr, serve } from '../support/ehr/serve.ts';
import { KNOWN_PRACTICE } from '../support/known-practice.ts';
import { expectAccessible } from './support/axe.ts';
import { test as demoTest, TEST_NOW } from './support/desk.ts';
import { pictures, test, typeAndTab } from './support/first-run.ts';
import { whole } from './support/two-desks.ts';

const KEY_ID = 'desk-two';
const CLIENT = 'anteroom-desk';
const SIZE = { width: 1366, height: 768 };

interface Office {
  readonly served: RunningEhr;
  readonly privateKey: string;
}

/** A practice whose first desk has told its server everything; the server asks for a signature, and takes its time. */
async function officeWithServer(): Promise<Office> {
  const { privateKey, publicKey } = generateKeyPairSync('ec', { namedCurve: 'secp384r1' });
  const began = performance.now();
  const now = (): number => Date.parse(TEST_NOW) - 60_000 + (performance.now() - began);
  const keys = [{ ...publicKey.export({ format: 'jwk' }), kid: KEY_ID }];
  const ehr = createEhr({
    now,
    rules: { maxCount: 5 },
    auth: { kind: 'oauth', clients: [{ id: CLIENT, keys }] },
    faults: ({ path }) => (path.startsWith('/fhir/Patient?') ? { kind: 'delay', ms: 80 } : undefined),
  });
  for (const each of KNOWN_PRACTICE) await ehr.load([each]);
  const served = await serve(ehr);
  return { served, privateKey: privateKey.export({ type: 'pkcs8', format: 'pem' }) as string };
}

async function look(page: Page, screen: string): Promise<void> {
  await expectAccessible(page, screen);
  await pictures(page, screen);
}

test('a further desk joins its practice from the first screen, fetches it before one’s eyes, and its server stands in the settings', async ({
  openAs,
}) => {
  const { served, privateKey } = await officeWithServer();
  try {
    const { page } = await openAs('ana');
    await page.setViewportSize(SIZE);
    await page.getByRole('button', { name: 'This is a further desk' }).press('Enter');
    await expect(page.getByRole('textbox', { name: 'Address of the server' })).toBeFocused();
    await page.keyboard.press('Control+Enter');
    await expect(page.getByText('Write this first.').first()).toBeVisible();
    await page.keyboard.type(served.base.replace('/fhir', '/elsewhere'));
    await page.getByRole('textbox', { name: 'Address that gives out tokens' }).focus();
    await typeAndTab(page, served.base.replace('/fhir', '/auth/token'), CLIENT, KEY_ID);
    await page.getByRole('textbox', { name: 'Private key' }).fill(privateKey.slice(0, 90));
    await page.keyboard.press('Control+Enter');
    await expect(page.getByRole('alert').first()).toContainText('This is no private key that can sign.');
    await page.getByRole('textbox', { name: 'Private key' }).fill(privateKey);
    await page.keyboard.press('Control+Enter');
    await expect(page.getByRole('alert')).toContainText('not of a FHIR server');
    await look(page, 'join-server');
    await page.getByRole('textbox', { name: 'Address of the server' }).fill(served.base);
    await page.keyboard.press('Control+Enter');

    await expect(page.getByRole('heading', { name: 'Join Riverside Family Medicine' })).toBeVisible();
    await expect(page.getByRole('combobox', { name: 'Who are you?' })).toBeFocused();
    await page.keyboard.press('Tab');
    await typeAndTab(page, '9517', '9517');
    await look(page, 'join-who');
    await page.keyboard.press('Control+Enter');
    const shown = page.getByRole('status', { name: 'Recovery code' });
    await expect(shown).toBeVisible();
    const code = (await shown.locator('span').allTextContents()).join('-');
    await page.getByRole('textbox', { name: 'Now type it from the sheet' }).fill(code);
    await page.keyboard.press('Enter');

    await expect(page.getByRole('heading', { name: 'Today' })).toBeVisible();
    await expect(page.getByText(/Fetching patients: \d+ of about \d+/).first()).toBeVisible();
    await pictures(page, 'join-fetching');
    await expect(page.getByRole('row', { name: /Quillfeather, Zelda 4/ })).toBeVisible({ timeout: 30_000 });
    await whole(page);
    await expect(page.getByText(/Fetching/)).toHaveCount(0);
    await expect(page.getByRole('region', { name: 'PINs for this desk' })).toBeVisible();
    await look(page, 'join-today');

    await page.getByRole('button', { name: 'Give PINs' }).press('Enter');
    await expect(page.getByRole('tab', { name: 'Staff' })).toHaveAttribute('aria-selected', 'true');
    await page.getByRole('tab', { name: 'Server' }).click();
    await expect(page.getByText('Signed in by a private key, since')).toBeVisible();
    await look(page, 'settings-server');
    await expect(page.getByText(privateKey.slice(40, 80))).toHaveCount(0);
    await page.getByRole('button', { name: 'Sync now' }).press('Enter');
    await expect(page.getByText('Everything is here and there alike.')).toBeVisible();
    await page.keyboard.press('Alt+7');
    await expect(page.getByRole('button', { name: 'Compare everything' })).toBeVisible();
    await page.keyboard.press('c');
    await expect(page.getByText('Everything was compared.')).toBeVisible();
    await look(page, 'sync-compared');
    await page.keyboard.press('Alt+5');
    await page.getByRole('tab', { name: 'Server' }).click();
    await expect(page.getByText(/Last full comparison: .+, found nothing/)).toBeVisible();
    await look(page, 'settings-server-compared');
    await page.getByRole('button', { name: 'Disconnect' }).press('Enter');
    await expect(page.getByText('stays on this desk')).toBeVisible();
    await expect(page.getByRole('textbox', { name: 'Address of the server' })).toBeVisible();
    await page.getByRole('button', { name: 'Undo' }).click();
    await expect(page.getByText('Signed in by a private key, since')).toBeVisible();

    await page.keyboard.press('Control+l');
    await expect(page.getByText(/more people work here and have no PIN at this desk/)).toBeVisible();
    await pictures(page, 'join-sign-in');
  } finally {
    await served.close();
  }
});

demoTest(
  'the demo’s network is pulled by its switch, work goes on, and what waited goes out when it is in again',
  async ({ template }) => {
    const ehr = createEhr();
    const served = await serve(ehr);
    const data = mkdtempSync(join(tmpdir(), 'anteroom-e2e-'));
    cpSync(await template(TEST_NOW), data, { recursive: true });
    const desk = await launchDesk({ data, now: TEST_NOW, ehr: served.base });
    try {
      const { page } = desk;
      await page.setViewportSize(SIZE);
      await desk.open();
      await signIn(page, 'Ana Ruiz', '2580');
      const plug = page.getByRole('switch', { name: 'Network' });
      await expect(plug).toHaveAttribute('aria-checked', 'true');
      await plug.press('Space');
      await expect(plug).toHaveAttribute('aria-checked', 'false');
      const status = page.getByRole('contentinfo', { name: 'Status' });
      await expect(status).toContainText('Offline', { timeout: 30_000 });
      await look(page, 'network-unplugged');
      await plug.press('Space');
      await expect(status).not.toContainText('Offline', { timeout: 30_000 });
      await expect(plug).toHaveAttribute('aria-checked', 'true');
    } finally {
      await desk.close();
      await served.close();
      rmSync(data, { recursive: true, force: true });
    }
  },
);
