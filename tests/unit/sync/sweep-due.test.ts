import { describe, expect, it } from 'vitest';
import { isSweepDue, mayWait } from '../../../electron/sync/sweep-due.ts';
import { instantOf, type PlainDate } from '../../../shared/kernel/time.ts';

const ZONE = 'America/Denver';
const at = (day: string, hour: number, minute = 0) => instantOf(day as PlainDate, hour, minute, ZONE);

describe('the comparison of everything is due', () => {
  it.each([
    ['at two in the night of the practice', at('2026-03-11', 2), at('2026-03-10', 2, 5), true],
    ['not before', at('2026-03-11', 1, 59), at('2026-03-10', 2, 5), false],
    ['once a night', at('2026-03-11', 4), at('2026-03-11', 2, 20), false],
    ['in the morning, where the desk was off', at('2026-03-11', 8), at('2026-03-10', 2, 5), true],
    ['not again that day', at('2026-03-11', 23), at('2026-03-11', 8), false],
    ['in the night after an evening', at('2026-03-12', 2), at('2026-03-11', 20), true],
    ['at the hour that a night skips', at('2026-03-08', 3), at('2026-03-07', 2), true],
    ['where a clock that ran ahead says it was next week', at('2026-03-11', 8), at('2026-03-18', 8), true],
    ['not where a clock was a little ahead', at('2026-03-11', 8), at('2026-03-11', 8, 10), false],
  ])('%s', (_name, now, lastAt, isDue) => {
    expect(isSweepDue(now, ZONE, lastAt)).toBe(isDue);
  });

  it('by the zone of the practice', () => {
    const [now, lastAt] = [at('2026-03-11', 1, 30), at('2026-03-10', 12)];
    expect(isSweepDue(now, ZONE, lastAt)).toBe(false);
    expect(isSweepDue(now, 'America/New_York', lastAt)).toBe(true);
  });

  it('and waits for a quiet moment two days at most', () => {
    expect(mayWait(at('2026-03-12', 1), at('2026-03-10', 2))).toBe(true);
    expect(mayWait(at('2026-03-12', 3), at('2026-03-10', 2))).toBe(false);
    expect(mayWait(at('2026-03-10', 2), at('2026-03-12', 3))).toBe(false);
  });
});
