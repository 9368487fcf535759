import { setImmediate } from 'node:timers/promises';
import { expect, it } from 'vitest';
import { restAskedFor } from '../../../electron/sync/retry-after.ts';
import { startSchedule, WAITS } from '../../../electron/sync/schedule.ts';
import type { CycleEnd } from '../../../electron/sync/sync.ts';

/** Runs cycles that end as told; answers how long was waited after each. */
async function waitsAfter(ends: readonly { end: CycleEnd; restMs?: number }[]): Promise<readonly number[]> {
  const waited: number[] = [];
  const state = { begun: 0, fire: (): void => undefined };
  const schedule = startSchedule({
    timer: {
      after: (ms, work) => {
        waited.push(ms);
        state.fire = work;
        return () => undefined;
      },
    },
    chance: () => 1,
    isInUse: () => true,
    cycle: () => {
      state.begun += 1;
      return Promise.resolve(ends[state.begun - 1]?.end ?? 'whole');
    },
    ended: () => undefined,
    restMs: () => ends[state.begun - 1]?.restMs ?? 0,
  });
  while (state.begun <= ends.length) {
    await setImmediate();
    state.fire();
  }
  schedule.stop();
  return waited.slice(0, ends.length);
}

it('each failure doubles what is waited, and the first success begins anew', async () => {
  const offline = { end: 'offline' } as const;
  expect(await waitsAfter([offline, offline, offline, { end: 'whole' }, offline])).toEqual([
    2_000,
    4_000,
    8_000,
    WAITS.hot,
    2_000,
  ]);
});

it('a server that asks to be left alone for longer is', async () => {
  const busy = { end: 'offline', restMs: 120_000 } as const;
  expect(await waitsAfter([busy, { end: 'offline' }])).toEqual([120_000, 4_000]);
});

it.each([
  ['seconds', 429, { 'retry-after': '7' }, 7_000],
  [
    'a date, held against the server’s clock',
    503,
    { 'retry-after': 'Tue, 10 Mar 2026 12:02:00 GMT', date: 'Tue, 10 Mar 2026 12:00:00 GMT' },
    120_000,
  ],
  ['a date without a clock', 503, { 'retry-after': 'Tue, 10 Mar 2026 12:02:00 GMT' }, 0],
  ['days on end', 503, { 'retry-after': '999999999' }, 3_600_000],
  ['nonsense', 503, { 'retry-after': 'soon' }, 0],
  ['less than nothing', 429, { 'retry-after': '-5' }, 0],
  ['nothing', 503, {}, 0],
  ['seconds with another answer', 200, { 'retry-after': '7' }, 0],
])('%s', (_, status, headers, rest) => {
  expect(restAskedFor({ status, headers: headers as Record<string, string>, body: '' })).toBe(rest);
});
