import { isPlainDate, type PlainDate } from '../kernel/time.ts';
import { Refused } from './aamva-layout.ts';

/** Nobody who stands at the desk was born before this year. */
const OLDEST_YEAR = 1880;
/** No card is valid longer. */
const NEWEST_YEAR = 2120;

export type DateOrder = 'year-first' | 'month-first';

/**
 * The day that eight digits mean in the order that the card's version and country prescribe. Refuses eight digits
 * that make no such day, those that only make one in the other order, and those that make one in both.
 */
export function licenceDate(text: string | undefined, order: DateOrder): PlainDate {
  if (text === undefined) throw new Refused('incomplete');
  if (!/^\d{8}$/.test(text)) throw new Refused('bad-date');
  const yearFirst = day(text.slice(0, 4), text.slice(4, 6), text.slice(6));
  const monthFirst = day(text.slice(4), text.slice(0, 2), text.slice(2, 4));
  const [meant, other] = order === 'year-first' ? [yearFirst, monthFirst] : [monthFirst, yearFirst];
  if (meant === undefined || other !== undefined) throw new Refused('bad-date');
  return meant;
}

function day(year: string, month: string, date: string): PlainDate | undefined {
  const text = `${year}-${month}-${date}`;
  const isPossible = Number(year) >= OLDEST_YEAR && Number(year) <= NEWEST_YEAR;
  return isPossible && isPlainDate(text) ? text : undefined;
}

/** What issuers write where there is nothing to say. */
const NOTHING: ReadonlySet<string> = new Set(['', 'NONE', 'UNAVL', 'UNAVAIL', 'N/A']);

/** A part of a name as people write it: `O'Brien-Smith` for `O'BRIEN-SMITH`. Refuses what no name has in it. */
export function licenceName(text: string | undefined): string {
  const name = (text ?? '').replace(/\s+/g, ' ').trim();
  if (NOTHING.has(name.toUpperCase())) return '';
  if (!/^[\p{L}\p{M} .,'’`-]+$/u.test(name) || !/\p{L}/u.test(name)) throw new Refused('damaged');
  return inWords(name);
}

/** `Jr`, `III`: a suffix as the desk writes it. Refuses what is none. */
export function licenceSuffix(text: string | undefined): string {
  const suffix = (text ?? '').trim().toUpperCase().replace(/[.,]/g, '');
  if (NOTHING.has(suffix)) return '';
  if (suffix === 'JR' || suffix === 'SR') return inWords(suffix);
  if (/^[IVX]{1,5}$/.test(suffix)) return suffix;
  if (/^[1-9](?:ST|ND|RD|TH)$/.test(suffix)) return suffix.toLowerCase();
  throw new Refused('damaged');
}

/** A line of an address: printable, and not all of it punctuation. */
export function licenceLine(text: string | undefined): string {
  const line = (text ?? '').replace(/\s+/g, ' ').trim();
  if (NOTHING.has(line.toUpperCase())) return '';
  if (/[^\p{L}\p{M}\p{N} .,'’`#/&()-]/u.test(line) || !/[\p{L}\p{N}]/u.test(line))
    throw new Refused('damaged');
  return inWords(line);
}

/** `80537` or `80537-1234` for nine digits of the US, zero-padded or not; `K1A 0B1` for Canada. */
export function licencePostal(text: string | undefined, country: 'USA' | 'CAN'): string {
  const code = (text ?? '').trim().toUpperCase();
  if (country === 'CAN') {
    const canadian = /^([A-Z]\d[A-Z])\s?(\d[A-Z]\d)$/.exec(code);
    if (canadian === null) throw new Refused('damaged');
    return `${canadian[1]} ${canadian[2]}`;
  }
  const american = /^(\d{5})[ -]?(\d{4})?$/.exec(code);
  if (american === null) throw new Refused('damaged');
  const [, zip = '', more] = american;
  return more === undefined || more === '0000' ? zip : `${zip}-${more}`;
}

/** The sex as a digit or a letter says it; not known where the card leaves it out. Throws `Refused` on any other sign. */
export function licenceSex(text: string | undefined): 'female' | 'male' | 'other' | 'unknown' {
  switch ((text ?? '').toUpperCase()) {
    case '1':
    case 'M':
      return 'male';
    case '2':
    case 'F':
      return 'female';
    case 'X':
      return 'other';
    case '':
    case '0':
    case '9':
    case 'U':
      return 'unknown';
    default:
      throw new Refused('damaged');
  }
}

/** Words with a capital each, as people write what a card shouts. What has small letters already is left alone. */
function inWords(text: string): string {
  if (/\p{Ll}/u.test(text)) return text;
  return text
    .toLowerCase()
    .replace(/(^|[\s'’`(/.-])(\p{L})/gu, (_, before: string, letter: string) => before + letter.toUpperCase())
    .replace(/\b(\d+)(St|Nd|Rd|Th)\b/g, (_, number: string, ending: string) => number + ending.toLowerCase())
    .replace(/\b(Nw|Ne|Sw|Se|Po)\b/g, (word) => word.toUpperCase());
}
