import { readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import type { CDPSession, Page } from 'playwright-core';
import { build, type Rollup } from 'vite';
import { signIn } from '../../build/chromium-host/front-desk.ts';
import { launchDesk } from '../../build/chromium-host/launch.ts';
import { root } from '../../build/setup.mjs';
import { rendererConfig } from '../../build/vite.config.ts';
import { TEST_NOW } from '../e2e/support/desk.ts';
import { makeLargeDemo } from './support/large-demo.ts';

const PATIENTS = 10_000;
/** Rounds through every screen: a busy desk sees about this many patients in a day. */
const ROUNDS = 150;
/** Caches fill and code is compiled in the first rounds; what grows after them is a leak. */
const WARM_UP = 25;
const MEBIBYTE = 1024 * 1024;

/** What the desk holds in memory, in bytes. */
interface Memory {
  readonly renderer: number;
  readonly main: number;
  readonly nodes: number;
}

/**
 * A day at the desk in the real window: every screen walked again and again. Tells how the memory of the window and of the
 * main process grew from after the first rounds to the evening, and how big the screens are on their way to the window.
 */
export async function run(): Promise<Record<string, number>> {
  const data = await makeLargeDemo(PATIENTS, Date.parse(TEST_NOW));
  const desk = await launchDesk({ data, now: TEST_NOW });
  try {
    await desk.open();
    await signIn(desk.page);
    const session = await desk.page.context().newCDPSession(desk.page);
    for (let round = 0; round < WARM_UP; round += 1) await walk(desk.page, round);
    const morning = await memory(session, desk.process.pid);
    for (let round = 0; round < ROUNDS; round += 1) await walk(desk.page, round);
    const evening = await memory(session, desk.process.pid);
    const bundle = await sizes();
    return {
      memory_growth: Math.max(evening.renderer / morning.renderer, evening.main / morning.main),
      renderer_growth: evening.renderer / morning.renderer,
      main_growth: evening.main / morning.main,
      renderer_mb: evening.renderer / MEBIBYTE,
      main_mb: evening.main / MEBIBYTE,
      node_growth: evening.nodes / morning.nodes,
      rounds: ROUNDS,
      ...bundle,
    };
  } finally {
    await desk.close();
    rmSync(data, { recursive: true, force: true });
  }
}

const NAMES = ['smith', 'okaf', 'gar', 'john', 'mar', 'lin', 'ng', 'ro'];

/** One patient's worth of work on every screen, ending where it began. */
async function walk(page: Page, round: number): Promise<void> {
  const { keyboard } = page;
  const rooms = await page.locator('nav button').count();
  for (let room = 1; room <= rooms; room += 1) {
    await keyboard.press(`Alt+${room}`);
    await page.waitForTimeout(20);
  }
  await walkSettings(page);
  await walkToday(page, round);
  await walkPatient(page, round);
  if (round % 10 === 9) {
    await keyboard.press('Control+l');
    await page.getByRole('button', { name: /^Ana Ruiz\b/ }).waitFor();
    await signIn(page);
  }
}

async function walkSettings(page: Page): Promise<void> {
  for (const tab of await page.getByRole('tab').all()) await tab.click();
}

/** A visit's panel with its steps, the walk-in form, and back to the board. */
async function walkToday(page: Page, round: number): Promise<void> {
  const { keyboard } = page;
  await keyboard.press('Alt+1');
  for (let row = 0; row <= round % 8; row += 1) await keyboard.press('ArrowDown');
  await keyboard.press('Enter');
  await page.waitForTimeout(40);
  for (const step of ['i', 'd', 'c', 'g', 'p']) await keyboard.press(step);
  await keyboard.press('Escape');
  await keyboard.press('Escape');
  await keyboard.press('w');
  await page.waitForTimeout(20);
  await keyboard.press('Escape');
}

/** Somebody found in the palette: chart, edit form, history and the pages of the face sheet. */
async function walkPatient(page: Page, round: number): Promise<void> {
  const { keyboard } = page;
  await keyboard.press('Control+k');
  await page.locator('input[role=combobox]').waitFor();
  await keyboard.type(NAMES[round % NAMES.length] ?? 'smith', { delay: 5 });
  await page.locator('[role=listbox] [role=option]').first().waitFor();
  await keyboard.press('Enter');
  await page.waitForTimeout(40);
  for (const key of ['h', 'Escape', 'e', 'Escape']) await keyboard.press(key);
  await keyboard.press('Control+p');
  await page.waitForTimeout(60);
  for (let overlay = 0; overlay < 3; overlay += 1) await keyboard.press('Escape');
}

async function memory(session: CDPSession, pid: number | undefined): Promise<Memory> {
  await session.send('HeapProfiler.enable');
  for (let round = 0; round < 3; round += 1) await session.send('HeapProfiler.collectGarbage');
  const { usedSize } = await session.send('Runtime.getHeapUsage');
  const { nodes } = await session.send('Memory.getDOMCounters');
  // The kernel's own count of what the main process has in memory, SQLite's page cache included.
  const resident = /VmRSS:\s+(\d+) kB/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1];
  return { renderer: usedSize, main: Number(resident) * 1024, nodes };
}

/** Kilobytes of the screens as they would travel, gzipped; tells which packages weigh most. */
async function sizes(): Promise<{ bundle_kb: number; first_paint_kb: number }> {
  const config = rendererConfig(root, join(root, 'out', 'bench-renderer'));
  const built = (await build({
    ...config,
    logLevel: 'silent',
    build: { ...config.build, write: false },
  })) as Rollup.RollupOutput;
  const packages = new Map<string, number>();
  const atOnce = neededAtOnce(built);
  let bundle = 0;
  let first = 0;
  for (const file of built.output) {
    const isText = file.fileName.endsWith('.css') || file.fileName.endsWith('.js');
    if (!isText) continue;
    const size = gzipSync(file.type === 'chunk' ? file.code : file.source).byteLength;
    bundle += size;
    if (atOnce.has(file.fileName)) first += size;
    if (file.type === 'chunk') {
      for (const [id, module] of Object.entries(file.modules)) {
        const owner =
          /node_modules\/((?:@[^/]+\/)?[^/]+)(?!.*node_modules\/)/.exec(id)?.[1] ?? 'our own screens';
        packages.set(owner, (packages.get(owner) ?? 0) + module.renderedLength);
      }
    }
  }
  const heaviest = [...packages].sort(([, left], [, right]) => right - left).slice(0, 8);
  console.log('heaviest, minified but not zipped:');
  for (const [name, length] of heaviest) console.log(`  ${name.padEnd(28)} ${(length / 1024).toFixed(0)} KB`);
  return { bundle_kb: bundle / 1024, first_paint_kb: first / 1024 };
}

/** The scripts without which the sign-in tiles are not shown. */
function neededAtOnce({ output }: Rollup.RollupOutput): ReadonlySet<string> {
  const needed = new Set(
    output.flatMap((file) => (file.type === 'chunk' && file.isEntry ? [file.fileName] : [])),
  );
  for (const name of needed) {
    const file = output.find(({ fileName }) => fileName === name);
    if (file?.type === 'chunk') for (const each of file.imports) needed.add(each);
  }
  return needed;
}
