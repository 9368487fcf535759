import type { ImportProblemCode } from '../../shared/imports/problems.ts';

/** Why an element was left out or a resource refused. `element` is a path of our own, never what is in it. */
export interface MappingProblem {
  readonly code: ImportProblemCode;
  readonly element: string;
}

/** What a resource says in the desk's words, or the first reason why it cannot be taken over. */
export type Mapping<Fields> =
  | {
      readonly ok: true;
      readonly fields: Fields;
      /** Numbers by which other systems know the record. */
      readonly identifiers: readonly ForeignIdentifier[];
      /** Elements left out; the rest is taken over. */
      readonly notices: readonly MappingProblem[];
    }
  | { readonly ok: false; readonly problem: MappingProblem };

export interface ForeignIdentifier {
  readonly system: string;
  readonly value: string;
  /** Code of HL7 table 0203 (`MR`, `NPI`), or empty. */
  readonly kind: string;
}

/** An object out of JSON about which nothing is known yet. */
export type Unknown = Readonly<Record<string, unknown>>;

/** Longer lists than these are no record of one person; they are refused before they are walked. */
export const MOST_ELEMENTS = 200;
const LONGEST_TEXT = 4_000;

class Refused extends Error {
  readonly problem: MappingProblem;
  constructor(problem: MappingProblem) {
    super(problem.code);
    this.problem = problem;
  }
}

/** Reads elements of a resource of which nothing is trusted: each must be of the type that FHIR says. */
export interface Reading {
  readonly notices: MappingProblem[];
  /** Notes that an element is left out. */
  leaveOut(code: ImportProblemCode, element: string): void;
}

/** Runs a mapping; what it refuses becomes an answer, so that no input can throw. */
export function mapping<Fields>(
  read: (reading: Reading) => {
    readonly fields: Fields;
    readonly identifiers: readonly ForeignIdentifier[];
  },
): Mapping<Fields> {
  const notices: MappingProblem[] = [];
  try {
    const result = read({
      notices,
      leaveOut: (code, element) => {
        if (notices.length < MOST_ELEMENTS) notices.push({ code, element });
      },
    });
    return { ok: true, ...result, notices };
  } catch (error) {
    if (error instanceof Refused) return { ok: false, problem: error.problem };
    throw error;
  }
}

/** What a mapping of a whole resource read, inside another one: its notices are the other's, and so is its refusal. */
export function taken<Fields>(mapped: Mapping<Fields>, reading: Reading): Fields {
  if (!mapped.ok) return refuse(mapped.problem.code, mapped.problem.element);
  for (const { code, element } of mapped.notices) reading.leaveOut(code, element);
  return mapped.fields;
}

/** Ends the mapping: the resource cannot be taken over because of this element. */
export function refuse(code: ImportProblemCode, element: string): never {
  throw new Refused({ code, element });
}

/** True for a JSON object. */
export function isObject(value: unknown): value is Unknown {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** The value of an own key, of a resource or of a table of codes, so that `__proto__` and its like are nothing. */
export function own<Value>(parent: Readonly<Record<string, Value>>, key: string): Value | undefined {
  return Object.hasOwn(parent, key) ? parent[key] : undefined;
}

/** The objects of a list; empty where there is none. */
export function objects(parent: Unknown, key: string, element: string): readonly Unknown[] {
  const value = own(parent, key);
  if (value === undefined) return [];
  if (!Array.isArray(value)) return refuse('wrong-type', element);
  if (value.length > MOST_ELEMENTS) return refuse('too-many', element);
  for (const each of value) if (!isObject(each)) refuse('wrong-type', element);
  return value as readonly Unknown[];
}

/** One object, or undefined where there is none. */
export function object(parent: Unknown, key: string, element: string): Unknown | undefined {
  const value = own(parent, key);
  if (value === undefined) return undefined;
  return isObject(value) ? value : refuse('wrong-type', element);
}

/** A text as one line, without control characters; empty where there is none. */
export function text(parent: Unknown, key: string, element: string): string {
  const value = own(parent, key);
  if (value === undefined) return '';
  if (typeof value !== 'string') return refuse('wrong-type', element);
  if (value.length > LONGEST_TEXT) return refuse('too-long', element);
  return oneLine(value);
}

/** The texts of a list; FHIR may put null where only an extension is. */
export function texts(parent: Unknown, key: string, element: string): readonly string[] {
  const value = own(parent, key);
  if (value === undefined) return [];
  if (!Array.isArray(value)) return refuse('wrong-type', element);
  if (value.length > MOST_ELEMENTS) return refuse('too-many', element);
  return value.flatMap((each: unknown) => {
    if (each === null) return [];
    if (typeof each !== 'string') return refuse('wrong-type', element);
    if (each.length > LONGEST_TEXT) return refuse('too-long', element);
    const line = oneLine(each);
    return line === '' ? [] : [line];
  });
}

/** True or false, or undefined where nothing is said. */
export function flag(parent: Unknown, key: string, element: string): boolean | undefined {
  const value = own(parent, key);
  if (value === undefined || typeof value === 'boolean') return value;
  return refuse('wrong-type', element);
}

/** A finite number, or undefined where nothing is said. */
export function amount(parent: Unknown, key: string, element: string): number | undefined {
  const value = own(parent, key);
  if (value === undefined) return undefined;
  return typeof value === 'number' && Number.isFinite(value) ? value : refuse('wrong-type', element);
}

/** The text when it is no longer than the desk can show, else left out. */
export function fitting(reading: Reading, value: string, most: number, element: string): string {
  if (value.length <= most) return value;
  reading.leaveOut('too-long', element);
  return '';
}

/** The first value that says something. */
export function firstOf<Value>(values: Iterable<Value | '' | undefined>): Value | undefined {
  for (const value of values) if (value !== undefined && value !== '') return value as Value;
  return undefined;
}

/** Controls, line ends and marks that turn the writing direction: they would let a name look like another. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is looked for
const UNSEEN = /[\u0000-\u001f\u007f-\u009f\u061c\u200b\u200e\u200f\u2028-\u202e\u2060\u2066-\u2069\ufeff]+/g;

function oneLine(value: string): string {
  if (/^[!-~]+(?: [!-~]+)*$/.test(value)) return value;
  return value.toWellFormed().replace(UNSEEN, ' ').replace(/\s+/g, ' ').trim();
}
