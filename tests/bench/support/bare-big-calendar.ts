import { join } from 'node:path';
import { chromium } from 'playwright-core';
import { build } from 'vite';
import { chooseHost, root } from '../../../build/setup.mjs';
import type { ClockedPage } from './page-clock.ts';
import { watchPage } from './page-clock.ts';

/** Milliseconds that react-big-calendar takes by itself, in a page that holds nothing else. */
export interface BareFigures {
  /** From a key to the last paint of the other day of twenty columns and 400 events. */
  readonly day: readonly number[];
  /** The same for a week of 140 columns and 2,000 events. */
  readonly week: readonly number[];
}

const SETTLES = 2_500;

/** Measures the library's own time grid, as a page that uses nothing of ours would. */
export async function measureBareBigCalendar(): Promise<BareFigures> {
  const script = await bundled();
  const host = await chooseHost({ headless: true, chromium: true });
  if (host === undefined) throw new Error('There is no browser to measure in.');
  const browser = await chromium.launch({ executablePath: host.path, args: [...host.args], headless: true });
  try {
    const measured = async (view: 'day' | 'week', turns: number): Promise<number[]> => {
      const page = await browser.newPage({ viewport: { width: 2_600, height: 1_280 } });
      await page.setContent('<!doctype html><title>bare</title><div id="root" style="height:1200px"></div>');
      await page.evaluate(`globalThis.bareView = ${JSON.stringify(view)}`);
      await page.addScriptTag({ content: script });
      await page.locator('.rbc-event').first().waitFor();
      await page.evaluate(watchPage, '#root');
      const times: number[] = [];
      for (let turn = 0; turn < turns; turn += 1) {
        await page.keyboard.press('PageDown');
        await page.waitForTimeout(SETTLES);
        const { acted, painted } = await page.evaluate(
          () => (globalThis as unknown as ClockedPage).deskClock,
        );
        times.push(painted - acted);
      }
      await page.close();
      return times;
    };
    return { day: await measured('day', 7), week: await measured('week', 4) };
  } finally {
    await browser.close();
  }
}

async function bundled(): Promise<string> {
  const made = await build({
    configFile: false,
    root,
    logLevel: 'error',
    define: { 'process.env.NODE_ENV': '"production"' },
    build: {
      write: false,
      lib: { entry: join(root, 'tests/bench/support/bare-page.ts'), formats: ['iife'], name: 'bare' },
    },
  });
  const outputs = (Array.isArray(made) ? made : [made]).flatMap((each) =>
    'output' in each ? each.output : [],
  );
  const script = outputs.find((each) => each.type === 'chunk');
  if (script?.type !== 'chunk') throw new Error('The bare page was not bundled.');
  return script.code;
}
