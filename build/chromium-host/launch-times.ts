import type { Page } from 'playwright-core';
import { DEMO_STAFF, signIn } from './front-desk.ts';

/** What the host tells its parent about its launch; the times are epoch milliseconds, taken in the page itself. */
export interface LaunchTimes {
  /** When the first thing a person can use was in the page: the sign-in tiles, or the blank page's text. */
  readonly shownAt: number;
  /** From the Enter that ends the PIN to the first row of the board; 0 for a blank window. */
  readonly boardMs: number;
}

/** The frame in which `selector` was first there. The page asks itself each frame, so no round trip is in it. */
async function whenThere(page: Page, selector: string): Promise<number> {
  const found = await page.waitForFunction(
    (wanted) => document.querySelector(wanted) !== null && performance.timeOrigin + performance.now(),
    selector,
    { polling: 'raf' },
  );
  return Number(await found.jsonValue());
}

/** Signs in as soon as that is possible, and tells when the tiles and the board were there. */
export async function tellDeskUsable(page: Page): Promise<void> {
  const shownAt = await whenThere(page, '.staff-tile');
  let entered = 0;
  await signIn(page, DEMO_STAFF.name, DEMO_STAFF.pin, async () => {
    entered = await page.evaluate(() => performance.timeOrigin + performance.now());
  });
  const boardAt = await whenThere(page, '[role="grid"] [role="gridcell"]');
  process.send?.({ shownAt, boardMs: boardAt - entered } satisfies LaunchTimes);
}

/** Tells when the blank window's text was there. */
export async function tellBlankShown(page: Page): Promise<void> {
  process.send?.({ shownAt: await whenThere(page, 'p'), boardMs: 0 } satisfies LaunchTimes);
}
