import { describe, expect, it } from 'vitest';
import {
  openOn,
  templateOn,
  type WeekTemplate,
  weekdayOf,
  wholeDay,
} from '../../../../shared/calendar/open-hours.ts';
import type { PlainDate } from '../../../../shared/kernel/time.ts';

const DENVER = 'America/Denver';
const day = (text: string) => text as PlainDate;
const HOUR = 3_600_000;

describe('the hours of a day', () => {
  it('know their weekday, before and after 1970', () => {
    expect(
      ['2026-03-09', '2026-03-15', '1969-12-31', '1970-01-01'].map((each) => weekdayOf(day(each))),
    ).toEqual([1, 7, 3, 4]);
  });

  it('are 23 and 25 hours long when the clocks change, and open by the clock on the wall', () => {
    const sunday = [{ weekday: 7, opens: '01:00', closes: '09:00' }];
    const spring = day('2026-03-08');
    const autumn = day('2026-11-01');
    const length = ({ starts, ends }: { starts: number; ends: number }) => (ends - starts) / HOUR;
    expect([wholeDay(spring, DENVER), wholeDay(autumn, DENVER)].map(length)).toEqual([23, 25]);
    expect(
      [openOn(sunday, spring, DENVER), openOn(sunday, autumn, DENVER)].map(([open]) => length(open!)),
    ).toEqual([7, 9]);
    expect(openOn(sunday, day('2026-03-09'), DENVER)).toEqual([]);
  });

  it('are those of the template that began last and has not ended', () => {
    const week = (fromDay: string, untilDay: string | null): WeekTemplate => ({
      fromDay: day(fromDay),
      untilDay: untilDay === null ? null : day(untilDay),
      hours: [],
    });
    const old = week('2025-01-01', null);
    const summer = week('2026-06-01', '2026-08-31');
    expect(templateOn([old, summer], day('2026-05-31'))).toBe(old);
    expect(templateOn([summer, old], day('2026-06-01'))).toBe(summer);
    expect(templateOn([old, summer], day('2026-09-01'))).toBe(old);
    expect(templateOn([old], day('2024-12-31'))).toBeUndefined();
  });
});
