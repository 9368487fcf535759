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

const SEPARATORS = /[\n\r\x1e\x1c\x1d]+/;
const HEADER =
  /^\s*(?:\]L\d)?@[\n\r\x1e\x1c\x1d]*(?:ANSI |AAMVA)(\d{6})(\d{2})((?:\d{2})??)(\d{2})((?:[A-Z]{2}\d{8})+)/;
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
  refuseCutShort(raw, subfiles);
  const own = subfileText(raw, licence);
  const segments = (own ?? raw.slice(bodyAt)).split(SEPARATORS).filter((segment) => segment.trim() !== '');
  if (segments.length < FEWEST_ELEMENTS) throw new Refused('separators-lost');
  return { issuer, version, values: elements(segments) };
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

function elements(segments: readonly string[]): Map<string, string> {
  const values = new Map<string, string>();
  for (const [index, segment] of segments.entries()) {
    const element = /^(?:(?:DL|ID|EN)(?=D[A-Z]{2}))?(D[A-Z]{2})(.*)$/.exec(segment);
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
  refuseSwallowed(values);
  return values;
}

/** Elements that a card has, and that stand inside another one when the sign between them got lost. */
const KNOWN = /.(D(?:A[A-Z]|B[A-DGHIJLMNPQRS]|C[ABDEFGHIJKLSTU]|D[A-L]))/g;

function refuseSwallowed(values: ReadonlyMap<string, string>): void {
  for (const [id, value] of values) {
    // A number may look like anything, a name hardly ever.
    if (id === 'DAQ' || id === 'DCF' || id === 'DCK' || id === 'DCJ') continue;
    for (const [, inside = ''] of value.toUpperCase().matchAll(KNOWN))
      if (!values.has(inside)) throw new Refused('separators-lost');
  }
}
