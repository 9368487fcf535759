import { DateTime, IANAZone } from 'luxon';
import { z } from 'zod';

/** A point in time: epoch milliseconds, UTC. */
export type Instant = number & { readonly __brand: 'Instant' };
/** A day of the practice's calendar, or a birth date: `YYYY-MM-DD`, never a moment, so no zone can shift it. */
export type PlainDate = string & { readonly __brand: 'PlainDate' };

/** Where "now" comes from; the only way to it outside the outermost ports. */
export interface Clock {
  /** Epoch milliseconds, UTC. */
  now(): number;
}

const A_DAY = 24 * 60 * 60_000;
/** The first moment of the first day there is; see `isPlainDate`. The hours of a day of 1946 lie before 1970, too. */
const FIRST_INSTANT = Date.UTC(1800, 0, 1) - A_DAY;

export const instantSchema = z
  .number()
  .int()
  .min(FIRST_INSTANT)
  .max(8_640_000_000_000_000)
  .transform((value) => value as Instant);

export const plainDateSchema = z
  .string()
  .regex(/^\d{4}-\d{2}-\d{2}$/, 'Write the date as month, day, year.')
  .refine((text) => isPlainDate(text), 'There is no such day.')
  .transform((text) => text as PlainDate);

/** True for a day that exists, from 1800 to 2200, as `YYYY-MM-DD`. */
export function isPlainDate(text: string): text is PlainDate {
  const match = /^(\d{4})-(\d{2})-(\d{2})$/.exec(text);
  if (!match) return false;
  const [, year, month, day] = match.map(Number) as [number, number, number, number];
  return (
    year >= 1800 && year <= 2200 && month >= 1 && month <= 12 && day >= 1 && day <= daysInMonth(year, month)
  );
}

function daysInMonth(year: number, month: number): number {
  if (month === 2) return (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0 ? 29 : 28;
  return [4, 6, 9, 11].includes(month) ? 30 : 31;
}

/** The practice's calendar day at an instant. `zone` is an IANA name. */
export function clinicDay(instant: number, zone: string): PlainDate {
  // A first pull and an import ask hundreds of thousands of times, and a DateTime costs ten times this.
  return new Date(instant + offsetAt(instant, zone) * 60_000).toISOString().slice(0, 10) as PlainDate;
}

/** Offsets of days in Greenwich all through which a zone has the same; undefined for those on which clocks change there. */
const steadyOffsets = new Map<string, Map<number, number | undefined>>();
/** Some decades of one zone. */
const MOST_STEADY = 20_000;

/** Minutes that the clocks of a zone are ahead of Greenwich. */
function offsetAt(instant: number, zone: string): number {
  const clock = IANAZone.create(zone);
  const day = Math.floor(instant / A_DAY);
  const known = steadyOffsets.get(zone) ?? new Map<number, number | undefined>();
  steadyOffsets.set(zone, known);
  if (!known.has(day)) {
    if (known.size >= MOST_STEADY) known.clear();
    // Nowhere do clocks change and change back within a day.
    const [first, last] = [clock.offset(day * A_DAY), clock.offset((day + 1) * A_DAY)];
    known.set(day, first === last ? first : undefined);
  }
  return known.get(day) ?? clock.offset(instant);
}

/**
 * The instant of a wall-clock time on a clinic day. A time skipped by a DST change moves forward by the gap; of one that comes
 * twice it is the first.
 */
export function instantOf(day: PlainDate, hour: number, minute: number, zone: string): Instant {
  const [year = 0, month = 1, date = 1] = day.split('-').map(Number);
  const utc = Date.UTC(year, month - 1, date, hour, minute);
  const clock = IANAZone.create(zone);
  const [before, after] = [clock.offset(utc - A_DAY), clock.offset(utc + A_DAY)];
  // Nothing changed from the day before to the day after: there is one such time. A calendar asks for thousands.
  if (before === after) return (utc - before * 60_000) as Instant;
  const at = DateTime.fromObject({ year, month, day: date, hour, minute }, { zone });
  // Which of two the library takes by itself depends on the offset of the moment it is asked in.
  return Math.min(...at.getPossibleOffsets().map((each) => each.toMillis())) as Instant;
}

/** The day `count` days later (earlier when negative). */
export function addDays(day: PlainDate, count: number): PlainDate {
  return DateTime.fromISO(day, { zone: 'utc' }).plus({ days: count }).toFormat('yyyy-MM-dd') as PlainDate;
}

/** Whole days from one day to the other. */
export function daysBetween(from: PlainDate, to: PlainDate): number {
  return Math.round(
    DateTime.fromISO(to, { zone: 'utc' }).diff(DateTime.fromISO(from, { zone: 'utc' }), 'days').days,
  );
}

/** The languages of the desk. */
export type Language = 'en' | 'es';

/** How a person reads a time; both are English and twelve hours where nothing is said. */
export interface TimeStyle {
  readonly hours?: 12 | 24;
  readonly language?: Language;
}

const LOCALES = { en: 'en-US', es: 'es-US' } as const satisfies Record<Language, string>;

const AFTERNOON = { en: ['AM', 'PM'], es: ['a.m.', 'p.m.'] } as const satisfies Record<
  Language,
  readonly [string, string]
>;

/** `10:45` or `10:45 AM` in the practice's zone; in Spanish `10:45 a.m.`. */
export function formatTime(
  instant: number,
  zone: string,
  { hours = 12, language = 'en' }: TimeStyle = {},
): string {
  const at = DateTime.fromMillis(instant, { zone, locale: 'en-US' });
  if (hours === 24) return at.toFormat('HH:mm');
  const [morning, afternoon] = AFTERNOON[language];
  return `${at.toFormat('h:mm')} ${at.hour < 12 ? morning : afternoon}`;
}

/** `Tuesday, March 10`; in Spanish `martes, 10 de marzo`. */
export function formatDayLong(day: PlainDate, language: Language = 'en'): string {
  return DateTime.fromISO(day, { zone: 'utc', locale: LOCALES[language] }).toFormat(
    language === 'es' ? "cccc, d 'de' LLLL" : 'cccc, LLLL d',
  );
}

/** `March 2026`, in Spanish `marzo de 2026`. */
export function formatMonth(day: PlainDate, language: Language = 'en'): string {
  return DateTime.fromISO(day, { zone: 'utc', locale: LOCALES[language] }).toFormat(
    language === 'es' ? "LLLL 'de' yyyy" : 'LLLL yyyy',
  );
}

/**
 * `Mar 4, 1988`, in Spanish `4 mar 1988`: how a birth date stands beside a name. The month is always a word, so
 * that nobody reads 3/4 the other way round.
 */
export function formatDate(day: PlainDate, language: Language = 'en'): string {
  const date = DateTime.fromISO(day, { zone: 'utc', locale: LOCALES[language] });
  if (language === 'en') return date.toFormat('LLL d, yyyy');
  return `${date.day} ${SPANISH_MONTHS[date.month - 1] ?? ''} ${date.toFormat('yyyy')}`;
}

/** Without the points that some versions of the locale data put after them, and with `sep`, not `sept`. */
const SPANISH_MONTHS = 'ene feb mar abr may jun jul ago sep oct nov dic'.split(' ');

/** Spanish has whole words: `7 m` beside a sex would read as a boy of seven. */
const AGE_UNITS = {
  en: { years: ['y', 'y'], months: ['mo', 'mo'], days: ['d', 'd'] },
  es: { years: ['año', 'años'], months: ['mes', 'meses'], days: ['día', 'días'] },
} as const satisfies Record<Language, Record<'years' | 'months' | 'days', readonly [string, string]>>;

/** Age as the desk says it, `7 mo`, in Spanish `7 meses`: days under a month, months under 2 years, years and months under 5, else years. */
export function formatAge(birthDate: PlainDate, today: PlainDate, language: Language = 'en'): string {
  const age = DateTime.fromISO(today, { zone: 'utc' }).diff(DateTime.fromISO(birthDate, { zone: 'utc' }), [
    'years',
    'months',
    'days',
  ]);
  const { years, months, days } = {
    years: Math.floor(age.years),
    months: Math.floor(age.months),
    days: Math.floor(age.days),
  };
  const said = (count: number, unit: 'years' | 'months' | 'days'): string =>
    `${count} ${AGE_UNITS[language][unit][count === 1 ? 0 : 1]}`;
  if (years < 0 || months < 0 || days < 0) return '—';
  if (years >= 5) return `${years}`;
  if (years >= 2)
    return months > 0 ? `${said(years, 'years')} ${said(months, 'months')}` : said(years, 'years');
  const wholeMonths = years * 12 + months;
  return wholeMonths > 0 ? said(wholeMonths, 'months') : said(days, 'days');
}
