import { weekdayOf } from '../../shared/calendar/open-hours.ts';
import { addDays, type PlainDate } from '../../shared/kernel/time.ts';
import type { OpenHours } from '../../shared/practice/hours.ts';
import type { Mode } from './calendar-view.ts';

/** So many days an agenda lists. */
const AGENDA_DAYS = 14;
const MONDAY_TO_FRIDAY = [1, 2, 3, 4, 5];

/**
 * The days that are on the screen around one of them. A week begins on Monday; a working week is the days on which the practice
 * is open, Monday to Friday where nobody has said. A month is whole weeks from Sunday on, as it hangs on the wall.
 */
export function daysShown(
  mode: Mode,
  day: PlainDate,
  isWorkWeek: boolean,
  hours: readonly OpenHours[],
): readonly PlainDate[] {
  const from = (first: PlainDate, count: number): PlainDate[] =>
    Array.from({ length: count }, (_each, index) => addDays(first, index));
  switch (mode) {
    case 'day':
      return [day];
    case 'week': {
      const week = from(addDays(day, 1 - weekdayOf(day)), 7);
      const open = hours.length === 0 ? MONDAY_TO_FRIDAY : hours.map(({ weekday }) => weekday);
      // The day that was asked for is there even when the practice is closed.
      return isWorkWeek ? week.filter((each) => each === day || open.includes(weekdayOf(each))) : week;
    }
    case 'month': {
      const first = `${day.slice(0, 8)}01` as PlainDate;
      const start = addDays(first, -(weekdayOf(first) % 7));
      const weeks = Math.ceil(((weekdayOf(first) % 7) + daysInMonthOf(day)) / 7);
      return from(start, weeks * 7);
    }
    case 'agenda':
      return from(day, AGENDA_DAYS);
  }
}

/** The day one screen on (`by` 1) or back (-1): the next day, the next week, the same date of the next month, or its last. */
export function screenOn(mode: Mode, day: PlainDate, by: 1 | -1): PlainDate {
  if (mode === 'day') return addDays(day, by);
  if (mode === 'week') return addDays(day, 7 * by);
  if (mode === 'agenda') return addDays(day, AGENDA_DAYS * by);
  const first = `${day.slice(0, 8)}01` as PlainDate;
  const next = `${addDays(first, by > 0 ? daysInMonthOf(day) : -1).slice(0, 8)}01` as PlainDate;
  return addDays(next, Math.min(Number(day.slice(8)), daysInMonthOf(next)) - 1);
}

function daysInMonthOf(day: PlainDate): number {
  const [year = 0, month = 1] = day.split('-').map(Number);
  return new Date(Date.UTC(year, month, 0)).getUTCDate();
}
