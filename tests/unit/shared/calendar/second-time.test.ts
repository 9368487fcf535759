import { expect, it } from 'vitest';
import { isSecondTime } from '../../../../shared/calendar/open-hours.ts';
import type { PlainDate } from '../../../../shared/kernel/time.ts';

const ZONE = 'America/Denver';

it('only in the hour that comes twice, and only the second time, has the clock shown it before', () => {
  const day = '2026-11-01' as PlainDate;
  const at = (hour: number, minute: number): number => Date.UTC(2026, 10, 1, hour, minute);
  // 1:30 is first at 7:30 and again at 8:30 of UTC.
  expect(
    [at(6, 30), at(7, 0), at(7, 59), at(9, 0), at(20, 0)].map((each) => isSecondTime(each, day, ZONE)),
  ).toEqual(Array(5).fill(false));
  expect([at(8, 0), at(8, 30), at(8, 59)].map((each) => isSecondTime(each, day, ZONE))).toEqual(
    Array(3).fill(true),
  );
  const spring = '2026-03-08' as PlainDate;
  for (let hour = 7; hour < 30; hour += 1)
    expect(isSecondTime(Date.UTC(2026, 2, 8, hour, 30), spring, ZONE)).toBe(false);
});
