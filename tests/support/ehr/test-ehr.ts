import { createEhr, type Ehr, type EhrOptions } from './ehr.ts';
import { type Send, talkTo } from './talk.ts';

/** A server with a clock that stands until a test moves it, and ids that count. */
export interface TestEhr {
  readonly ehr: Ehr;
  readonly send: Send;
  /** Milliseconds since 1970. */
  readonly clock: { now: number };
  /** Milliseconds that delays and slow answers would have taken. */
  readonly slept: number[];
}

export const START = Date.parse('2026-03-10T09:00:00.000Z');

/** Makes one; the same calls give the same answers on every machine. */
export function testEhr(options: EhrOptions = {}): TestEhr {
  const clock = { now: START };
  const ids = { last: 0 };
  const slept: number[] = [];
  const ehr = createEhr({
    now: () => clock.now,
    newId: () => `id-${++ids.last}`,
    sleep: async (ms) => void slept.push(ms),
    ...options,
  });
  return { ehr, send: talkTo(ehr), clock, slept };
}
