import { cpSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { build } from '../../build/build.mjs';
import { type DeskOptions, spawnDesk, stopDesk } from '../../build/chromium-host/launch.ts';
import type { LaunchTimes } from '../../build/chromium-host/launch-times.ts';
import { DEMO_RECOVERY_CODE } from '../../electron/demo/practice.ts';
import { openEnvelope, readEnvelope } from '../../electron/security/key-envelope.ts';
import { openStore } from '../../electron/store/open.ts';
import { makePopulation } from './support/population.ts';

const RUNS = 9;
const POPULATION = 100_000;
const SEED = 20_260_310;

/**
 * Process start to a desk that can be used, against a blank window of the same host, and with 100,000 patients
 * against the demo's few. The three take turns, so that a busy moment of the machine hits all of them.
 */
export async function run(): Promise<Record<string, number>> {
  await build();
  const place = mkdtempSync(join(tmpdir(), 'anteroom-launch-'));
  try {
    const few = join(place, 'few');
    const many = join(place, 'many');
    // The first launch makes the practice; it is not measured.
    await launch({ data: few });
    cpSync(few, many, { recursive: true });
    await fill(many);
    const times = {
      blank: [] as number[],
      tiles: [] as number[],
      board: [] as number[],
      boardOfMany: [] as number[],
    };
    for (let index = 0; index < RUNS; index += 1) {
      const blank = await launch({ data: join(place, 'blank'), blank: true });
      const small = await launch({ data: few });
      const large = await launch({ data: many });
      times.blank.push(blank.shownMs);
      times.tiles.push(small.shownMs);
      times.board.push(small.shownMs + small.boardMs);
      times.boardOfMany.push(large.shownMs + large.boardMs);
    }
    return {
      ratio_blank: median(times.board) / median(times.blank),
      growth_100k: median(times.boardOfMany) / median(times.board),
      blank_ms: median(times.blank),
      sign_in_ms: median(times.tiles),
      board_ms: median(times.board),
      board_100k_ms: median(times.boardOfMany),
    };
  } finally {
    rmSync(place, { recursive: true, force: true });
  }
}

/** One launch, from the start of the process; the person's own time between tiles and Enter is left out. */
async function launch(options: DeskOptions): Promise<{ shownMs: number; boardMs: number }> {
  const startedAt = performance.timeOrigin + performance.now();
  const desk = spawnDesk({ ...options, tellLaunch: true });
  try {
    const times = await new Promise<LaunchTimes>((resolve, reject) => {
      desk.on('message', (message: Partial<LaunchTimes>) => {
        if (message.shownAt !== undefined) resolve(message as LaunchTimes);
      });
      desk.once('exit', () => reject(new Error('The desk ended before it could be used.')));
    });
    return { shownMs: times.shownAt - startedAt, boardMs: times.boardMs };
  } finally {
    await stopDesk(desk);
  }
}

/** Adds the population to a demo practice that is closed. */
async function fill(folder: string): Promise<void> {
  const envelope = readEnvelope(join(folder, 'key-envelope.json'));
  const key = await openEnvelope(envelope, DEMO_RECOVERY_CODE);
  const db = openStore({ file: join(folder, 'desk.sqlite'), key, keyCheck: envelope.keyCheck });
  try {
    makePopulation(db, POPULATION, SEED);
  } finally {
    db.close();
  }
}

function median(values: readonly number[]): number {
  const sorted = values.toSorted((a, b) => a - b);
  return sorted[Math.floor(sorted.length / 2)] ?? Number.NaN;
}
