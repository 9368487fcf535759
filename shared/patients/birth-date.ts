import type { PlainDate } from '../kernel/time.ts';

const OLDEST_AGE_YEARS = 120;
const OLDEST_YEAR = 1800;
const MONTHS: Readonly<Record<string, number>> = {
  jan: 1,
  january: 1,
  feb: 2,
  february: 2,
  mar: 3,
  march: 3,
  apr: 4,
  april: 4,
  may: 5,
  jun: 6,
  june: 6,
  jul: 7,
  july: 7,
  aug: 8,
  august: 8,
  sep: 9,
  sept: 9,
  september: 9,
  oct: 10,
  october: 10,
  nov: 11,
  november: 11,
  dec: 12,
  december: 12,
};

/** Read in whole dates only: alone, Julio and Abril are names of people. */
const SPANISH_MONTHS =
  'ene(?:ro)? feb(?:rero)? mar(?:zo)? abr(?:il)? mayo? jun(?:io)? jul(?:io)? ago(?:sto)? (?:sep|sept|set|septiembre|setiembre) oct(?:ubre)? nov(?:iembre)? dic(?:iembre)?'
    .split(' ')
    .map((name) => new RegExp(`^(?:${name})\\.?$`, 'i'));

/** 1 to 12 for `mar`, `March` or `mar.`; undefined for any other word. */
export function monthNumber(word: string): number | undefined {
  const name = word.toLowerCase().replace(/\.$/, '');
  return Object.hasOwn(MONTHS, name) ? MONTHS[name] : undefined;
}

/** `03-04` when the month has such a day in some year. */
export function monthDay(month: number, day: number): string | undefined {
  return month >= 1 && month <= 12 && day >= 1 && day <= daysIn(2000, month)
    ? `${two(month)}-${two(day)}`
    : undefined;
}

/**
 * The birth dates a written date can mean, the likeliest first: month before day, as the US writes it (day before month
 * only when there is no such month), two-digit years in the last hundred years and, for people of great age, the hundred
 * before. Never after `today`. Empty when the text is no whole date or there is no such day.
 */
export function parseBirthDate(text: string, today: PlainDate): PlainDate[] {
  const parts = dateParts(text.trim());
  if (!parts) return [];
  const dates = yearsOf(parts.year, today).flatMap((year) => plainDate(year, parts.month, parts.day));
  const isBirthDate = (date: PlainDate) => date <= today;
  if (dates.length > 0 || !parts.swappable) return dates.filter(isBirthDate);
  return yearsOf(parts.year, today)
    .flatMap((year) => plainDate(year, parts.day, parts.month))
    .filter(isBirthDate);
}

/**
 * Why a written date, which is no birth date, is none: a day that the calendar does not have, or one after `today`.
 * Undefined for a birth date, and for text that does not read as a date at all.
 */
export function birthDateFault(text: string, today: PlainDate): 'no-such-day' | 'not-yet' | undefined {
  const parts = dateParts(text.trim());
  if (!parts || parseBirthDate(text, today).length > 0) return undefined;
  const years = yearsOf(parts.year, today);
  if (years.every((year) => year < OLDEST_YEAR)) return undefined;
  const exists = years.some(
    (year) =>
      plainDate(year, parts.month, parts.day).length > 0 ||
      (parts.swappable && plainDate(year, parts.day, parts.month).length > 0),
  );
  return exists ? 'not-yet' : 'no-such-day';
}

interface DateParts {
  readonly year: string;
  readonly month: number;
  readonly day: number;
  /** Written in numbers with the year last, where a traveller may mean day before month. */
  readonly swappable: boolean;
}

function dateParts(text: string): DateParts | undefined {
  const isoDate =
    /^(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})$/.exec(text) ?? /^((?:18|19|20)\d\d)(\d\d)(\d\d)$/.exec(text);
  if (isoDate)
    return { year: isoDate[1] ?? '', month: Number(isoDate[2]), day: Number(isoDate[3]), swappable: false };
  const numbers =
    /^(\d{1,2})\s*[-/.\s]\s*(\d{1,2})\s*[-/.\s]\s*(\d{4}|\d{2})$/.exec(text) ??
    /^(\d\d)(\d\d)(\d{4}|\d{2})$/.exec(text);
  if (numbers)
    return { year: numbers[3] ?? '', month: Number(numbers[1]), day: Number(numbers[2]), swappable: true };
  const monthFirst = /^([a-z]+\.?)[\s-]*(\d{1,2})(?:st|nd|rd|th)?[\s,-]+(\d{4}|\d{2})$/i.exec(text);
  if (monthFirst) return named(monthFirst[1], monthFirst[2], monthFirst[3]);
  const dayFirst =
    /^(\d{1,2})(?:st|nd|rd|th)?[\s-]*(?:de\s+)?([a-z]+\.?)[\s,-]*(?:del?\s+)?(\d{4}|\d{2})$/i.exec(text);
  return dayFirst ? named(dayFirst[2], dayFirst[1], dayFirst[3]) : undefined;
}

function named(word = '', day = '', year = ''): DateParts | undefined {
  const spanish = SPANISH_MONTHS.findIndex((name) => name.test(word)) + 1;
  const month = monthNumber(word) ?? (spanish === 0 ? undefined : spanish);
  return month === undefined ? undefined : { year, month, day: Number(day), swappable: false };
}

/** The years a written year can mean, newest first. */
function yearsOf(year: string, today: PlainDate): number[] {
  if (year.length === 4) return [Number(year)];
  const thisYear = Number(today.slice(0, 4));
  const newest = Math.floor(thisYear / 100) * 100 + Number(year);
  return [newest, newest - 100, newest - 200].filter(
    (each) => each <= thisYear && each > thisYear - OLDEST_AGE_YEARS,
  );
}

function plainDate(year: number, month: number, day: number): PlainDate[] {
  if (year < OLDEST_YEAR || month < 1 || month > 12 || day < 1 || day > daysIn(year, month)) return [];
  return [`${year}-${two(month)}-${two(day)}` as PlainDate];
}

function daysIn(year: number, month: number): number {
  if (month === 2) return (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0 ? 29 : 28;
  return [4, 6, 9, 11].includes(month) ? 30 : 31;
}

function two(number: number): string {
  return String(number).padStart(2, '0');
}
