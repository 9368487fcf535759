import { type Cents, formatCents } from '../../shared/kernel/money.ts';
import {
  clinicDay,
  formatAge,
  formatDate,
  formatDayLong,
  formatMonth,
  formatTime,
  type Language,
  type PlainDate,
} from '../../shared/kernel/time.ts';

/** How dates, times, ages and lists read for one person. */
export interface Formats {
  readonly language: Language;
  /** `10:45 AM` or `22:45`, in the practice's zone. */
  readonly time: (instant: number, zone: string) => string;
  /** `Mar 4, 1988`. */
  readonly date: (day: PlainDate) => string;
  /** The practice's day at an instant, as `date`. */
  readonly dateAt: (instant: number, zone: string) => string;
  /** `Mar 4, 1988, 10:45 AM`. */
  readonly dateTime: (instant: number, zone: string) => string;
  /** `Tuesday, March 10`. */
  readonly dayLong: (day: PlainDate) => string;
  /** `Mar 9 – 13, 2026`, from the first day to the last. */
  readonly days: (first: PlainDate, last: PlainDate) => string;
  /** `March 2026`. */
  readonly month: (day: PlainDate) => string;
  /** `7 mo`, `2 y 3 mo`, `38`. */
  readonly age: (birthDate: PlainDate, today: PlainDate) => string;
  /** `$1,234.50` in either language: it is the money of the US. */
  readonly money: (amount: Cents) => string;
  /** `name, birth date and phone`. */
  readonly list: (items: readonly string[]) => string;
  /** `1,234`. */
  readonly number: (value: number) => string;
  /** `Spanish` for `es`; the tag itself where nobody knows it. */
  readonly languageName: (tag: string) => string;
}

const LOCALES = { en: 'en-US', es: 'es-US' } as const satisfies Record<Language, string>;

/** The one language of the desk's list that browsers have no name for. */
const SIGN_LANGUAGE = {
  en: 'American Sign Language',
  es: 'Lengua de señas americana',
} as const satisfies Record<Language, string>;

/** A calendar tells hundreds of times at once and the same ones at every step: so many are remembered. */
const MOST_TOLD = 2_000;

function build(language: Language, hours: 12 | 24): Formats {
  const list = new Intl.ListFormat(LOCALES[language], { style: 'long', type: 'conjunction' });
  const number = new Intl.NumberFormat(LOCALES[language]);
  const span = new Intl.DateTimeFormat(LOCALES[language], { dateStyle: 'medium', timeZone: 'UTC' });
  const names = new Intl.DisplayNames([LOCALES[language]], { type: 'language', fallback: 'code' });
  const told = new Map<string, string>();
  const time: Formats['time'] = (instant, zone) => {
    const key = `${zone} ${instant}`;
    const known = told.get(key) ?? formatTime(instant, zone, { hours, language });
    if (told.size >= MOST_TOLD) told.clear();
    told.set(key, known);
    return known;
  };
  const date: Formats['date'] = (day) => formatDate(day, language);
  const dateAt: Formats['dateAt'] = (instant, zone) => date(clinicDay(instant, zone));
  return {
    language,
    time,
    date,
    dateAt,
    dateTime: (instant, zone) => `${dateAt(instant, zone)}, ${time(instant, zone)}`,
    dayLong: (day) => formatDayLong(day, language),
    // As instants of UTC, in which no day has another length.
    days: (first, last) => span.formatRange(Date.parse(first), Date.parse(last)).replace(/\s/g, ' '),
    month: (day) => formatMonth(day, language),
    age: (birthDate, today) => formatAge(birthDate, today, language),
    money: formatCents,
    list: (items) => list.format(items),
    number: (value) => number.format(value),
    languageName: (tag) => {
      if (tag === '') return '';
      if (tag === 'ase') return SIGN_LANGUAGE[language];
      try {
        return names.of(tag) ?? tag;
      } catch {
        return tag;
      }
    },
  };
}

const built = new Map<string, Formats>();

/** The formats of a language and of a clock of 12 or 24 hours; the same object each time. */
export function formatsFor(language: Language, hours: 12 | 24): Formats {
  const key = `${language}${hours}`;
  const known = built.get(key) ?? build(language, hours);
  built.set(key, known);
  return known;
}
