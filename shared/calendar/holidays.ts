import { addDays, type PlainDate } from '../kernel/time.ts';
import { weekdayOf } from './open-hours.ts';

/** The legal public holidays of the United States (5 U.S.C. 6103(a)). */
export const FEDERAL_HOLIDAYS = [
  'new-year',
  'martin-luther-king',
  'washington',
  'memorial',
  'juneteenth',
  'independence',
  'labor',
  'columbus',
  'veterans',
  'thanksgiving',
  'christmas',
] as const;
export type FederalHoliday = (typeof FEDERAL_HOLIDAYS)[number];

/**
 * The day a federal holiday is kept in a year. One with a fixed date moves from Saturday to Friday and from Sunday to Monday
 * (5 U.S.C. 6103(b); Executive Order 11582); New Year's Day may so fall into the year before.
 */
export function holidayDay(holiday: FederalHoliday, year: number): PlainDate {
  switch (holiday) {
    case 'new-year':
      return kept(dayOf(year, 1, 1));
    case 'martin-luther-king':
      return nthWeekday(year, 1, 1, 3);
    case 'washington':
      return nthWeekday(year, 2, 1, 3);
    case 'memorial': {
      const last = dayOf(year, 5, 31);
      return addDays(last, -((weekdayOf(last) + 6) % 7));
    }
    case 'juneteenth':
      return kept(dayOf(year, 6, 19));
    case 'independence':
      return kept(dayOf(year, 7, 4));
    case 'labor':
      return nthWeekday(year, 9, 1, 1);
    case 'columbus':
      return nthWeekday(year, 10, 1, 2);
    case 'veterans':
      return kept(dayOf(year, 11, 11));
    case 'thanksgiving':
      return nthWeekday(year, 11, 4, 4);
    case 'christmas':
      return kept(dayOf(year, 12, 25));
  }
}

/** The federal holiday that is kept on a day, of those that the practice keeps. */
export function holidayOn(day: PlainDate, observed: readonly FederalHoliday[]): FederalHoliday | undefined {
  const year = Number(day.slice(0, 4));
  return observed.find(
    (holiday) => holidayDay(holiday, year) === day || holidayDay(holiday, year + 1) === day,
  );
}

function dayOf(year: number, month: number, day: number): PlainDate {
  const two = (value: number): string => String(value).padStart(2, '0');
  return `${year}-${two(month)}-${two(day)}` as PlainDate;
}

function nthWeekday(year: number, month: number, weekday: number, count: number): PlainDate {
  const first = dayOf(year, month, 1);
  return addDays(first, ((weekday - weekdayOf(first) + 7) % 7) + (count - 1) * 7);
}

function kept(day: PlainDate): PlainDate {
  const weekday = weekdayOf(day);
  if (weekday === 6) return addDays(day, -1);
  return weekday === 7 ? addDays(day, 1) : day;
}
