import type { PlainDate } from '../kernel/time.ts';
import { monthDay, monthNumber, parseBirthDate } from './birth-date.ts';
import type { MatchedField } from './contract.ts';
import { foldCode, foldName } from './fold.ts';
import { phoneDigits } from './phone.ts';

/** What a word of the index is. The numbers are stored: they only grow. */
export const ROLE = {
  family: 0,
  /** Also the name a patient wants to be called by. */
  given: 1,
  birthDate: 2,
  birthDay: 3,
  phone: 4,
  localPhone: 5,
  lastFour: 6,
  mrn: 7,
  memberId: 8,
  middle: 9,
  /** `jr`, `iii`: answered by the whole word only. */
  suffix: 10,
  /** The name of a record that was merged into this one. */
  formerName: 11,
} as const;
export type Role = (typeof ROLE)[keyof typeof ROLE];

/** The field of a patient a role speaks of, as the list shows it. */
export const FIELD_OF_ROLE: Readonly<Record<Role, MatchedField>> = {
  0: 'name',
  1: 'name',
  9: 'name',
  10: 'name',
  11: 'formerName',
  2: 'birthDate',
  3: 'birthDate',
  4: 'phone',
  5: 'phone',
  6: 'phone',
  7: 'mrn',
  8: 'memberId',
};

/** Words of one role that answer a term: the very word, or every longer word that begins with it. */
export interface Segment {
  readonly role: Role;
  readonly word: string;
  readonly longer: boolean;
}

/** One thing asked for; the segments that answer it, the best first. */
export interface Term {
  readonly kind: 'name' | 'number';
  readonly segments: readonly Segment[];
  /** Text that the facts of every patient who answers contain; empty when there is no such text. */
  readonly needle: string;
}

const MOST_TERMS = 8;
const LEAST_DIGITS = 3;
const WORD_START = String.raw`(?<=^|[\s,;])`;
const WORD_END = String.raw`(?=$|[\s,;])`;
const NUMERIC_DATE = new RegExp(`${WORD_START}\\d{1,4}[/.-]\\d{1,2}(?:[/.-]\\d{0,4})?${WORD_END}`, 'g');
/** Also a year half typed; four other digits stay for the phone number they are the end of (`mar 4 0148`). */
const YEAR = String.raw`(?:[\s,-]+(?:(?:18|19|20)\d{0,2}|\d{1,2}))?`;
const MONTH_FIRST = new RegExp(
  `${WORD_START}([a-z]{3,9}\\.?)[\\s-]+\\d{1,2}(?:st|nd|rd|th)?${YEAR}${WORD_END}`,
  'gi',
);
const DAY_FIRST = new RegExp(
  `${WORD_START}\\d{1,2}(?:st|nd|rd|th)?[\\s-]+([a-z]{3,9}\\.?)${YEAR}${WORD_END}`,
  'gi',
);
const PHONE = new RegExp(
  `${WORD_START}(?:\\+?1[\\s.-]+|\\+1)?(?:\\(\\d{1,3}\\)?[\\s.-]*|\\d{3}[\\s.-]+)(?:\\d{3}[\\s.-]*\\d{1,4}|\\d{4}|\\d{0,3})${WORD_END}`,
  'g',
);

/**
 * What was typed, as terms that a patient must answer all. Dates and phone numbers may hold spaces; a word with a digit
 * can be several things at once, and any of them will do. Digits too few to say anything yet (`smith 3`) ask nothing.
 */
export function parseSearch(text: string, today: PlainDate): Term[] {
  const terms: Term[] = [];
  const takeDate = (match: string) => {
    const term = dateTerm(match, today);
    if (term) terms.push(term);
    return term ? ' ; ' : match;
  };
  const takeNumber = (code: string) => {
    const term = numberTerm(code, today);
    if (term) terms.push(term);
    return ' ; ';
  };
  const takeNamedDate = (match: string, month: string) =>
    monthNumber(month) === undefined ? match : takeDate(match);
  const rest = /\d/.test(text)
    ? text
        .replace(/[‐-―−]/g, '-')
        .replace(DAY_FIRST, takeNamedDate)
        .replace(MONTH_FIRST, takeNamedDate)
        .replace(NUMERIC_DATE, takeDate)
        .replace(PHONE, (match) => takeNumber(phoneDigits(match)))
    : text;
  const names: Term[] = [];
  for (const word of rest.split(/[\s,;]+/)) {
    if (/\d/.test(word)) takeNumber(foldCode(word));
    else for (const name of foldName(word)) names.push(nameTerm(name));
  }
  return [...names, ...terms].slice(0, MOST_TERMS);
}

function nameTerm(word: string): Term {
  const segments = [
    { role: ROLE.family, word, longer: false },
    { role: ROLE.given, word, longer: false },
    { role: ROLE.family, word, longer: true },
    { role: ROLE.given, word, longer: true },
    { role: ROLE.middle, word, longer: false },
    { role: ROLE.middle, word, longer: true },
    { role: ROLE.suffix, word, longer: false },
    { role: ROLE.formerName, word, longer: false },
    { role: ROLE.formerName, word, longer: true },
  ];
  return { kind: 'name', segments, needle: ` ${word}` };
}

function dateTerm(text: string, today: PlainDate): Term | undefined {
  const dates = parseBirthDate(text, today).map(
    (word): Segment => ({ role: ROLE.birthDate, word, longer: false }),
  );
  const day = dates.length === 0 || isHalfTypedYear(text) ? dayOfYear(text) : undefined;
  if (day !== undefined) dates.push({ role: ROLE.birthDay, word: day, longer: false });
  const month = /^((?:18|19|20)\d\d)[-/.](0|0?[1-9]|1[0-2])(?:[-/.]0?)?$/.exec(text);
  if (month)
    dates.push({ role: ROLE.birthDate, word: monthPrefix(month[1] ?? '', month[2] ?? ''), longer: true });
  return dates.length === 0
    ? undefined
    : { kind: 'number', segments: dates, needle: day === undefined ? needleOf(dates) : `-${day}|` };
}

/** `1988-03-` of a date whose day is still to be typed, `1988-0` when the month is, too. */
function monthPrefix(year: string, month: string): string {
  return month === '0' ? `${year}-0` : `${year}-${month.padStart(2, '0')}-`;
}

/** `3/4/19` may become 2019 or be on its way to 1988: until it is whole, the day of the year asks. */
function isHalfTypedYear(text: string): boolean {
  return /[-/.\s,](?:18|19|20)$/.test(text) && !/^\d{4}/.test(text);
}

/** `03-04` of a date whose year is missing or half typed: `3/4`, `3/4/`, `3/4/1`, `mar 4`, `4 mar`. */
function dayOfYear(text: string): string | undefined {
  const numbers = /^(\d{1,2})[-/.](\d{1,2})(?:[-/.](?:\d|18|19|20|\d{3})?)?$/.exec(text);
  if (numbers) return monthDay(Number(numbers[1]), Number(numbers[2]));
  const month = monthNumber(/[a-z]+/i.exec(text.replace(/(\d)(?:st|nd|rd|th)/i, '$1'))?.[0] ?? '');
  const day = /\d{1,2}/.exec(text)?.[0];
  return month === undefined ? undefined : monthDay(month, Number(day));
}

function numberTerm(written: string, today: PlainDate): Term | undefined {
  // Eleven digits with a leading 1 are a phone number with its country code; nothing else here is that long.
  const code = /^1\d{10}$/.test(written) ? written.slice(1) : written;
  if (code.length < LEAST_DIGITS) return undefined;
  const isDigits = /^\d+$/.test(code);
  const segments: Segment[] = [];
  const add = (role: Role, word: string, longer: boolean) => segments.push({ role, word, longer });
  const dates = isDigits && (code.length === 6 || code.length === 8) ? parseBirthDate(code, today) : [];
  // Before the date: every MRN of six digits that begins with a month reads as a date, too.
  add(ROLE.mrn, code, false);
  for (const date of dates) add(ROLE.birthDate, date, false);
  if (isDigits && code.length === 4) add(ROLE.lastFour, code, false);
  if (isDigits && code.length === 7) add(ROLE.localPhone, code, false);
  if (isDigits && code.length >= 7) add(ROLE.phone, code, false);
  add(ROLE.memberId, code, false);
  const year = isDigits && code.length === 4 && Number(code) >= 1850 && code <= today.slice(0, 4);
  if (year) add(ROLE.birthDate, `${code}-`, true);
  if (isDigits && code.length < 10) add(ROLE.phone, code, true);
  if (isDigits && code.length < 7) add(ROLE.localPhone, code, true);
  add(ROLE.mrn, code, true);
  add(ROLE.memberId, code, true);
  return { kind: 'number', segments, needle: dates.length === 0 ? code : '' };
}

function needleOf(segments: readonly Segment[]): string {
  const [first, ...others] = segments;
  if (!first || others.length > 0) return '';
  return first.longer ? `|${first.word}` : `|${first.word}|`;
}
