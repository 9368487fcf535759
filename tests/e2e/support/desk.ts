import { cpSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test as base, type ConsoleMessage, expect, type Page } from '@playwright/test';
import { signIn as signInAtTiles } from '../../../build/chromium-host/front-desk.ts';
import { launchDesk, type RunningDesk } from '../../../build/chromium-host/launch.ts';
import { root } from '../../../build/setup.mjs';

/** Tuesday, March 10, 2026, 10:42 in the demo practice: the day is half over. */
export const TEST_NOW = '2026-03-10T16:42:00.000Z';

export interface Desk extends RunningDesk {
  /** Where this desk keeps its data; made for one test and deleted after it. */
  readonly data: string;
  /** Violations of the content policy, console errors and page errors so far; a test with any fails. */
  readonly problems: string[];
  /** Plays an event of the OS. */
  system(event: 'lock-screen' | 'suspend'): void;
}

export interface TestFixtures {
  readonly now: string;
  /** More arguments for the browser: a made-up camera, for one. */
  readonly browserArguments: readonly string[];
  readonly desk: Desk;
  readonly page: Page;
  /** Signs in through the tiles, the demo receptionist unless another is named; done when the desk is there. */
  readonly signIn: (name?: string, pin?: string) => Promise<void>;
  /** Writes out/test/pictures/<name>.png. */
  readonly picture: (name: string) => Promise<void>;
}

export interface WorkerFixtures {
  /** A seeded practice per held instant, made once and copied for each test. */
  readonly template: (now: string) => Promise<string>;
}

export const test = base.extend<TestFixtures, WorkerFixtures>({
  now: [TEST_NOW, { option: true }],
  browserArguments: [[], { option: true }],

  template: [
    // biome-ignore lint/correctness/noEmptyPattern: Playwright reads the fixtures a function needs from its pattern.
    async ({}, use) => {
      const folder = mkdtempSync(join(tmpdir(), 'anteroom-template-'));
      const made = new Map<string, Promise<string>>();
      await use((now) => {
        const known = made.get(now) ?? makeTemplate(join(folder, String(made.size)), now);
        made.set(now, known);
        return known;
      });
      rmSync(folder, { recursive: true, force: true });
    },
    { scope: 'worker', timeout: 60_000 },
  ],

  desk: async ({ template, now, browserArguments }, use, testInfo) => {
    const data = mkdtempSync(join(tmpdir(), 'anteroom-e2e-'));
    const problems: string[] = [];
    let running: RunningDesk | undefined;
    try {
      cpSync(await template(now), data, { recursive: true });
      running = await launchDesk({ data, now, browserArguments });
      watch(running.page, problems);
      await running.open();
      const { process: child } = running;
      await use({ ...running, data, problems, system: (event) => void child.send(event) });
      if (testInfo.errors.length > 0) problems.push(await screenOf(running.page));
    } finally {
      await running?.close();
      rmSync(data, { recursive: true, force: true });
    }
    expect(problems, 'violations, console errors, page errors, and the screen of a test that failed').toEqual(
      [],
    );
  },

  page: async ({ desk }, use) => use(desk.page),

  signIn: async ({ page }, use) =>
    use(async (name, pin) => {
      await signInAtTiles(page, name, pin);
      // The day and the time are the last to come; a scan before them has no day to be read on.
      await expect(page.getByRole('banner')).toContainText(/\d:\d\d/);
    }),

  picture: async ({ page }, use) => {
    const folder = join(root, 'out', 'test', 'pictures');
    await use(async (name) => {
      mkdirSync(folder, { recursive: true });
      await page.screenshot({ path: join(folder, `${name}.png`) });
    });
  },
});

export { expect };

/** Opening the practice seeds it; closing it leaves files that can be copied. */
async function makeTemplate(folder: string, now: string): Promise<string> {
  const desk = await launchDesk({ data: folder, now });
  await desk.open();
  await desk.page.getByRole('button').first().waitFor();
  await desk.close();
  return folder;
}

/** What stood on the screen, as a screen reader has it: where a test fails that nobody watched, all there is to go by. */
async function screenOf(page: Page): Promise<string> {
  const told: string[] = [];
  // What lies on top first; of the lists beneath, no cells.
  for (const part of ['dialog[open]', 'aside.panel', 'body']) {
    const found = page.locator(part).first();
    if (!(await found.isVisible())) continue;
    const tree = await found.ariaSnapshot({ timeout: 5000 }).catch(String);
    told.push(tree.replace(/^.*- (?:gridcell|option|row) .*\n/gm, ''));
  }
  return `on the screen:\n${told.join('\n----\n').slice(0, 5000)}`;
}

/** Chromium reports each violation of the content policy as a console error. */
function watch(page: Page, problems: string[]): void {
  page.on('pageerror', (error) => problems.push(`page error: ${error.message}`));
  page.on('console', (message: ConsoleMessage) => {
    if (message.type() === 'error') problems.push(`console: ${message.text()}`);
  });
}
