import { rmSync } from 'node:fs';
import { type Browser, chromium, type Page } from 'playwright-core';
import { signIn } from '../../../build/chromium-host/front-desk.ts';
import { launchDesk } from '../../../build/chromium-host/launch.ts';
import { chooseHost } from '../../../build/setup.mjs';
import { addDays, type PlainDate } from '../../../shared/kernel/time.ts';
import { TEST_NOW } from '../../e2e/support/desk.ts';
import { makeLargeDemo } from './large-demo.ts';
import { boxesOfDay, type ClockedPage, type PaintedBox, paintPlainDays, watchPage } from './page-clock.ts';
import { makeSchedule } from './schedule.ts';

/** Wide enough for twenty columns, high enough for a working day: every box is painted. */
const VIEWPORT = { width: 2_600, height: 1_280 };
const TODAY = '2026-03-10' as PlainDate;
/** A Tuesday beyond the three weeks that the demo has filled. */
const DAYS_ON = 28;
const VISITS = 8_000;
const PATIENTS = 2_000;
const SWITCHES = 30;
const DROPS = 10;
/** Longer than anything takes until the grid has settled. */
const SETTLES = 700;

export interface WindowFigures {
  readonly boxes: number;
  /** Milliseconds from a key to the last paint: a day that was never shown, one that was, and the plain page. */
  readonly fresh: readonly number[];
  readonly known: readonly number[];
  readonly plain: readonly number[];
  /** From letting go to the last paint of the grid. */
  readonly drop: readonly number[];
  /** Frames while a visit is dragged over the columns. */
  readonly frames: readonly number[];
}

/** The twenty-provider day in the real window, against a bare page of the same browser. */
export async function measureWindow(): Promise<WindowFigures> {
  const data = await makeLargeDemo(PATIENTS, Date.parse(TEST_NOW), (db) =>
    makeSchedule(db, {
      visits: VISITS,
      zone: 'America/Denver',
      day: addDays(TODAY, DAYS_ON),
      seed: 20_260_407,
      closes: '19:00',
    }),
  );
  const desk = await launchDesk({ data, now: TEST_NOW });
  try {
    await desk.open();
    const { page } = desk;
    await page.setViewportSize(VIEWPORT);
    await signIn(page);
    await page.evaluate(watchPage, '.time-grid');
    await openDay(page);
    const days = [await page.evaluate(boxesOfDay)];
    const fresh: number[] = [];
    const known: number[] = [];
    // Three working days forth, and back over them.
    for (let turn = 0; turn < 3; turn += 1) fresh.push(await press(page, 'PageDown'));
    days.push(await page.evaluate(boxesOfDay));
    for (let turn = 0; turn < SWITCHES; turn += 1)
      known.push(await press(page, turn % 2 === 0 ? 'PageUp' : 'PageDown'));
    const plain = await measurePlain(days);
    const { drop, frames } = await measureDrags(page);
    return { boxes: days[0]?.length ?? 0, fresh, known, plain, drop, frames };
  } finally {
    await desk.close();
    rmSync(data, { recursive: true, force: true });
  }
}

async function openDay(page: Page): Promise<void> {
  await page.keyboard.press('Alt+2');
  await page.locator('.time-grid').focus();
  for (let day = 0; day < DAYS_ON; day += 1) await press(page, 'PageDown', 60);
  await page.locator('.visit-box').nth(399).waitFor();
  await page.waitForTimeout(SETTLES);
}

/** Milliseconds from the key to the last paint after it. */
async function press(page: Page, key: string, wait = SETTLES): Promise<number> {
  await page.keyboard.press(key);
  await page.waitForTimeout(wait);
  const { acted, painted } = await page.evaluate(() => (globalThis as unknown as ClockedPage).deskClock);
  return painted - acted;
}

/** The same browser, but nothing in it than one page. */
async function bareBrowser(): Promise<Browser> {
  const host = await chooseHost({ headless: true, chromium: true });
  if (host === undefined) throw new Error('There is no browser to measure in.');
  return chromium.launch({ executablePath: host.path, args: [...host.args], headless: true });
}

async function measurePlain(days: readonly (readonly PaintedBox[])[]): Promise<number[]> {
  const browser = await bareBrowser();
  try {
    const page = await browser.newPage({ viewport: VIEWPORT });
    await page.setContent('<!doctype html><title>plain</title>');
    await page.evaluate(watchPage, '#day');
    await page.evaluate(paintPlainDays, days);
    const times: number[] = [];
    for (let turn = 0; turn < SWITCHES + 2; turn += 1) times.push(await press(page, 'PageDown'));
    return times.slice(2);
  } finally {
    await browser.close();
  }
}

/** Visits of the morning go, one after the other, to the evening of the provider at the other end. */
async function measureDrags(page: Page): Promise<Pick<WindowFigures, 'drop' | 'frames'>> {
  const drop: number[] = [];
  const frames: number[] = [];
  for (let turn = 0; turn < DROPS; turn += 1) {
    const columns = page.locator('.day-column');
    const from = await columns.nth(turn).locator('.visit-box').nth(2).boundingBox();
    const onto = await columns.nth(19 - turn).boundingBox();
    if (from === null || onto === null) throw new Error('there are no twenty columns');
    const end = { x: onto.x + 20, y: onto.y + ((17 * 60 + 30) / 15) * 22 + 8 };
    const start = { x: from.x + 30, y: from.y + 8 };
    await page.mouse.move(start.x, start.y);
    await page.mouse.down();
    await page.evaluate(() => {
      (globalThis as unknown as ClockedPage).deskClock.frames = [];
    });
    for (let step = 1; step <= 100; step += 1)
      await page.mouse.move(
        start.x + ((end.x - start.x) * step) / 100,
        start.y + ((end.y - start.y) * step) / 100,
      );
    frames.push(...(await page.evaluate(() => (globalThis as unknown as ClockedPage).deskClock.frames)));
    await page.mouse.up();
    await page.waitForTimeout(SETTLES);
    const { acted, painted } = await page.evaluate(() => (globalThis as unknown as ClockedPage).deskClock);
    drop.push(painted - acted);
  }
  return { drop, frames };
}
