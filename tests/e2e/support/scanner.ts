import type { Page } from '@playwright/test';

/** How far apart a scanner's keys are, in seconds. */
const GAP = 0.004;

/** Scans as a scanner on the keyboard's cable does: every key at once, separators as Enter, and an Enter at the end. */
export async function scan(page: Page, barcode: string): Promise<void> {
  const session = await page.context().newCDPSession(page);
  const signs = [...barcode.replace(/\p{Cc}+/gu, '\n'), '\n'];
  // They are told all at once, so the first was pressed some time ago: the last is of now, and no key pressed later is older.
  const now = await page.evaluate(() => (performance.timeOrigin + performance.now()) / 1000);
  const start = now - signs.length * GAP;
  // Not awaited one by one: the browser's answers would come between the keys.
  await Promise.all(
    signs.flatMap((sign, index) => {
      const key = sign === '\n' ? 'Enter' : sign;
      const text = sign === '\n' ? '\r' : sign;
      const timestamp = start + index * GAP;
      return [
        session.send('Input.dispatchKeyEvent', { type: 'keyDown', key, text, timestamp }),
        session.send('Input.dispatchKeyEvent', { type: 'keyUp', key, timestamp: timestamp + GAP / 2 }),
      ];
    }),
  );
  await session.detach();
}
