/**
 * The layout of the bar code on a North American driver's licence or ID card: AAMVA DL/ID Card Design Standard,
 * Annex D. A header names the subfiles with offset and length; a subfile is a list of elements, each three letters
 * and a value, with a line feed after it. Readers add, drop and translate the separators, so nothing here trusts
 * one sign alone.
 */

/** Why a bar code is not taken. A code that is refused costs a minute of typing, a wrong one costs a wrong chart. */
export type LicenceProblem =
  /** Something else was scanned. */
  | 'not-a-licence'
  | 'unknown-version'
  /** The reader dropped the signs between the fields. */
  | 'separators-lost'
  | 'cut-short'
  /** A field that every card has is missing. */
  | 'incomplete'
  | 'bad-date'
  | 'unknown-country'
  /** The same field twice with two values, or dates that cannot both be. */
  | 'contradictory'
  /** A field has something in it that does not belong there. */
  | 'damaged';

/** Thrown inside the parser only; holds nothing of what was scanned. */
export class Refused extends Error {
  readonly problem: LicenceProblem;
  constructor(problem: LicenceProblem) {
    super(problem);
    this.problem = problem;
  }
}

export interface LicenceElements {
  /** Issuer identification number, six digits. */
  readonly issuer: string;
  /** Version of the standard, 1 for the one of 2000. */
  readonly version: number;
  readonly values: ReadonlyMap<string, string>;
}

const SEPARATORS = /\p{Cc}+/u;
const HEADER = /^\s*(?:\]L\d)?@\p{Cc}*(?:ANSI |AAMVA)(\d{6})(\d{2})((?:\d{2})??)(\d{2})((?:[A-Z]{2}\d{8})+)/u;
const DESIGNATOR = /([A-Z]{2})(\d{4})(\d{4})/g;
const LICENCE_SUBFILES: ReadonlySet<string> = new Set(['DL', 'ID', 'EN']);

/** The oldest and the newest version number that there can be; versions after the newest known have its layout. */
const VERSIONS = { oldest: 1, newest: 30 } as const;

/** A card has at least this many elements, whatever its version. */
const FEWEST_ELEMENTS = 8;

/** How many characters readers are known to swallow: the signs of the header and the last carriage return. */
const LOST_IN_READING = 4;

interface Subfile {
  readonly type: string;
  readonly offset: number;
  readonly length: number;
}

/** Reads the elements of a card. Throws `Refused`. */
export function licenceElements(raw: string): LicenceElements {
  const { issuer, version, subfiles, bodyAt } = header(raw);
  const licence = subfiles.find(({ type }) => LICENCE_SUBFILES.has(type));
  if (licence === undefined) throw new Refused('not-a-licence');
  if (!SEPARATORS.test(raw.slice(bodyAt).trimEnd())) throw new Refused('separators-lost');
  refuseCutShort(raw, subfiles);
  const own = subfileText(raw, licence);
  const segments = (own ?? raw.slice(bodyAt)).split(SEPARATORS).filter((segment) => segment.trim() !== '');
  if (segments.length < FEWEST_ELEMENTS) throw new Refused('separators-lost');
  return { issuer, version, values: elements(segments, version) };
}

function header(raw: string) {
  const match = HEADER.exec(raw);
  if (match === null) throw new Refused('not-a-licence');
  const [whole, issuer = '', versionText = '', , entries = '', designators = ''] = match;
  const version = Number(versionText);
  if (version < VERSIONS.oldest || version > VERSIONS.newest) throw new Refused('unknown-version');
  const named = [...designators.matchAll(DESIGNATOR)];
  // A jurisdiction's own number stands between version and count, but not yet in the first version.
  const count = Number(entries);
  if (count < 1 || count > named.length) throw new Refused('damaged');
  const subfiles = named
    .slice(0, count)
    .map(
      ([, type = '', offset, length]): Subfile => ({ type, offset: Number(offset), length: Number(length) }),
    );
  return {
    issuer,
    version,
    subfiles,
    bodyAt: whole.length - (named.length - count) * 10,
  };
}

/** The text of a subfile by its offset and length, or undefined where they do not fit what is there. */
function subfileText(raw: string, { type, offset, length }: Subfile): string | undefined {
  const text = raw.slice(offset, offset + length);
  const startsRight = text.startsWith(type) && /^[A-Z]{2}D[A-Z]{2}/.test(text);
  const endsRight = offset + length === raw.length || SEPARATORS.test(raw.charAt(offset + length - 1));
  return startsRight && endsRight && text.length === length ? text : undefined;
}

/** Refuses what ends before its header says, or without the sign that ends every card. */
function refuseCutShort(raw: string, subfiles: readonly Subfile[]): void {
  const end = Math.max(...subfiles.map(({ offset, length }) => offset + length));
  const missing = end - raw.length;
  // Some issuers count wrongly by whole records; only what is nearly right tells something.
  if (missing > LOST_IN_READING && subfiles.some((subfile) => startsAt(raw, subfile)))
    throw new Refused('cut-short');
  const isEnded = SEPARATORS.test(raw.at(-1) ?? '');
  if (!isEnded && missing !== 1 && missing !== 0) throw new Refused('cut-short');
}

function startsAt(raw: string, { type, offset }: Subfile): boolean {
  // A reader that drops a sign of the header shifts everything by as much.
  return raw.slice(Math.max(0, offset - LOST_IN_READING), offset + 2).includes(type);
}

function elements(segments: readonly string[], version: number): Map<string, string> {
  const values = new Map<string, string>();
  for (const [index, segment] of segments.entries()) {
    const element = /^(?:(?:DL|ID|EN)(?=D[A-Z]{2}))?([DP][A-Z]{2})(.*)$/.exec(segment);
    if (element === null) {
      // The records of the jurisdiction itself follow; they are nobody's business here.
      if (index > 0 && /^Z[A-Z]/.test(segment)) break;
      throw new Refused('damaged');
    }
    const [, id = '', text = ''] = element;
    const value = text.trim();
    const before = values.get(id);
    if (before !== undefined && before !== value) throw new Refused('contradictory');
    values.set(id, value);
  }
  refuseSwallowed(values, version);
  return values;
}

/** An element with a value that only it has, at the end of another one: the sign between them got lost. */
const SWALLOWED =
  /.(DCU(?=JR$|SR$|[IVX]+$)|DD[EFG](?=[TNU]$)|DDA(?=[FN]$)|DDD(?=[01]$)|DBC(?=[0-9MFX]$)|DA[YZ](?=[A-Z]{3}$)|DAU(?=\d)|DAJ(?=[A-Z]{2}$)|DCG(?=USA$|CAN$)|D(?:B[ABD]|DB|DC)(?=\d{8}$)|DAK(?=\d{5}|[A-Z]\d[A-Z])|DCF(?=.*\d))/;

/** Where a name or a line may have swallowed its neighbour. */
const WORDS = ['DAA', 'DAB', 'DAC', 'DAD', 'DAE', 'DCS', 'DCT', 'DCU', 'DAG', 'DAH', 'DAI', 'DAL', 'DAN'];

function refuseSwallowed(values: ReadonlyMap<string, string>, version: number): void {
  for (const word of WORDS) {
    const inside = SWALLOWED.exec(values.get(word)?.toUpperCase() ?? '')?.[1];
    // Before the fourth version there are no flags for names that were cut, but people are called Madden.
    if (inside === undefined || (version < 4 && inside.startsWith('DD'))) continue;
    if (!values.has(inside)) throw new Refused('separators-lost');
  }
}
