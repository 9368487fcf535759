import { mkdirSync } from 'node:fs';
import { dirname } from 'node:path';
import type { Page } from 'playwright-core';

/** The receptionist of the demo practice; the PIN opens made-up data only, and the README tells it. */
export const DEMO_STAFF = { name: 'Ana Ruiz', pin: '2580' };

/** Signs in through the tiles as a person would; done when the PIN field has gone. `beforeEnter` runs when all is typed. */
export async function signIn(
  page: Page,
  name: string = DEMO_STAFF.name,
  pin: string = DEMO_STAFF.pin,
  beforeEnter: () => Promise<void> = async () => undefined,
): Promise<void> {
  await page.getByRole('button', { name: new RegExp(`^${name}\\b`) }).click();
  const field = page.getByRole('textbox', { name: /^PIN\b/ });
  await field.fill(pin);
  await beforeEnter();
  await page.keyboard.press('Enter');
  await field.waitFor({ state: 'detached' });
}

/** Signs in, writes a picture of the Today board to `path`, and gives the board's counts, like `Arrived 3`. */
export async function pictureToday(page: Page, path: string): Promise<readonly string[]> {
  await signIn(page);
  await page.locator('[aria-label="Today"]').first().waitFor();
  const tabs = page.getByRole('button', { name: /^[A-Z][\p{L} -]* \d+$/u });
  await tabs.first().waitFor();
  mkdirSync(dirname(path), { recursive: true });
  await page.evaluate(() => document.fonts.ready);
  await page.screenshot({ path });
  const names = await tabs.evaluateAll((buttons) =>
    buttons.map((button) => button.getAttribute('aria-label') ?? button.textContent ?? ''),
  );
  return names.map((name) =>
    name
      .replace(/\s+/g, ' ')
      .replace(/(?<=\D)(\d+)$/, ' $1')
      .replace(/\s+/g, ' ')
      .trim(),
  );
}

/** Writes a picture of whatever the desk shows first, and gives its title. */
export async function pictureFirstScreen(page: Page, path: string): Promise<string> {
  const title = page.getByRole('heading', { level: 1 }).first();
  await title.waitFor();
  mkdirSync(dirname(path), { recursive: true });
  await page.evaluate(() => document.fonts.ready);
  await page.screenshot({ path });
  return (await title.textContent()) ?? '';
}
