import { addDays, formatTime, instantOf, type PlainDate } from '../kernel/time.ts';
import type { OpenHours } from '../practice/hours.ts';
import { MINUTE, type Span } from './spans.ts';

/** The week of a provider or a room, from one day on until another; a lunch break is the gap between two stretches. */
export interface WeekTemplate {
  readonly fromDay: PlainDate;
  /** The last day it holds; null while it goes on. */
  readonly untilDay: PlainDate | null;
  readonly hours: readonly OpenHours[];
}

/** 1 is Monday, 7 is Sunday, as in ISO 8601. */
export function weekdayOf(day: PlainDate): number {
  // 1970-01-01 was a Thursday; a plain date has no zone, so UTC days count it.
  const days = Math.floor(Date.parse(`${day}T00:00:00Z`) / 86_400_000);
  return ((((days + 3) % 7) + 7) % 7) + 1;
}

/**
 * The template that holds on a day: of several the one that began last, so that a new week from the 1st replaces the old one
 * without anybody having to end it. Undefined where none holds.
 */
export function templateOn(templates: readonly WeekTemplate[], day: PlainDate): WeekTemplate | undefined {
  return templates
    .filter(({ fromDay, untilDay }) => fromDay <= day && (untilDay === null || day <= untilDay))
    .toSorted((one, two) => (one.fromDay < two.fromDay ? 1 : -1))[0];
}

/** The clock on the wall of one day: it is asked many times where a day is searched. */
export interface DayClock {
  /** From midnight to midnight, 23, 24 or 25 hours. */
  readonly day: Span;
  /** The instant of a time `HH:MM`. */
  readonly at: (time: string) => number;
}

/** The clock of a day in the practice's zone. */
export function clockOf(day: PlainDate, zone: string): DayClock {
  const whole = wholeDay(day, zone);
  // No zone changes its clock there and back within a day: in one of 24 hours every time lies as far from midnight as it says.
  if (whole.ends - whole.starts !== 24 * 60 * MINUTE)
    return { day: whole, at: (time) => wallClock(day, time, zone) };
  return {
    day: whole,
    at: (time) => whole.starts + (Number(time.slice(0, 2)) * 60 + Number(time.slice(3))) * MINUTE,
  };
}

/** When hours are open on a day, as instants of the practice's zone: right on days of 23 and 25 hours, too. */
export function openOn(
  hours: readonly OpenHours[],
  day: PlainDate,
  zone: string,
  clock: DayClock = clockOf(day, zone),
): readonly Span[] {
  const weekday = weekdayOf(day);
  return hours
    .filter((each) => each.weekday === weekday)
    .map(({ opens, closes }) => ({ starts: clock.at(opens), ends: clock.at(closes) }))
    .toSorted((one, two) => one.starts - two.starts);
}

/** The whole day of the practice: from midnight to midnight of its zone, 23, 24 or 25 hours. */
export function wholeDay(day: PlainDate, zone: string): Span {
  return { starts: instantOf(day, 0, 0, zone), ends: instantOf(addDays(day, 1), 0, 0, zone) };
}

/** The instant of a wall-clock time `HH:MM` on a day. */
export function wallClock(day: PlainDate, time: string, zone: string): number {
  const [hour, minute] = time.split(':').map(Number);
  return instantOf(day, hour ?? 0, minute ?? 0, zone);
}

/** Whether the clock on the wall showed the same time of this day before: in the hour that comes twice, the second time. */
export function isSecondTime(instant: number, day: PlainDate, zone: string): boolean {
  return (
    instant < wholeDay(day, zone).ends &&
    instant - wallClock(day, formatTime(instant, zone, { hours: 24 }), zone) >= MINUTE
  );
}
