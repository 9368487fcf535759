import { describe, expect, it } from 'vitest';
import { FEDERAL_HOLIDAYS, holidayDay, holidayOn } from '../../../../shared/calendar/holidays.ts';
import type { PlainDate } from '../../../../shared/kernel/time.ts';

const daysOf = (year: number) => FEDERAL_HOLIDAYS.map((holiday) => holidayDay(holiday, year));

describe('federal holidays', () => {
  // As the Office of Personnel Management lists them.
  it.each([
    [
      2026,
      '2026-01-01 2026-01-19 2026-02-16 2026-05-25 2026-06-19 2026-07-03 2026-09-07 2026-10-12 2026-11-11 2026-11-26 2026-12-25',
    ],
    [
      2027,
      '2027-01-01 2027-01-18 2027-02-15 2027-05-31 2027-06-18 2027-07-05 2027-09-06 2027-10-11 2027-11-11 2027-11-25 2027-12-24',
    ],
    [
      2022,
      '2021-12-31 2022-01-17 2022-02-21 2022-05-30 2022-06-20 2022-07-04 2022-09-05 2022-10-10 2022-11-11 2022-11-24 2022-12-26',
    ],
  ])('of %d are kept on the days of the official list', (year, days) => {
    expect(daysOf(year)).toEqual(days.split(' '));
  });

  it('are found on their day, also where New Year’s Day falls into the year before, and only where the practice keeps them', () => {
    expect(holidayOn('2021-12-31' as PlainDate, FEDERAL_HOLIDAYS)).toBe('new-year');
    expect(holidayOn('2026-11-26' as PlainDate, FEDERAL_HOLIDAYS)).toBe('thanksgiving');
    expect(holidayOn('2026-11-26' as PlainDate, ['christmas'])).toBeUndefined();
    expect(holidayOn('2026-11-27' as PlainDate, FEDERAL_HOLIDAYS)).toBeUndefined();
  });
});
