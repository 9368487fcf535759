import type { Database } from 'better-sqlite3';
import { prepared } from '../engine/statements.ts';

/** A list that stood this long was read; shorter, it was one letter of what was being typed. */
export const SETTLED_MS = 1_500;
/** Typing without a pause is written down after this time or this many people, whatever it was. */
const LONGEST_BURST_MS = 10_000;
const MOST_PEOPLE = 400;
/** How much of what was asked is kept, in characters. */
const LONGEST_DETAIL = 300;
const ID_LENGTH = 36;

/** The lists of one kind that one window showed since the last was written down. */
export interface ListBurst {
  readonly method: string;
  readonly since: number;
  /** When the newest answer was given. */
  readonly at: number;
  /** What was asked last, as the contract parsed it. */
  readonly input: unknown;
  /** Ids in the newest answer. Whose they are is looked up when it is written down, not while somebody types. */
  readonly shown: ReadonlySet<string>;
  /** Ids in any answer of the burst. */
  readonly passed: ReadonlySet<string>;
}

/** A burst grown by an answer. */
export function grownBurst(
  burst: ListBurst | undefined,
  answer: {
    readonly method: string;
    readonly at: number;
    /** True for the same question again: then who was on it before was shown too. */
    readonly isRefreshed: boolean;
    readonly input: unknown;
    readonly output: unknown;
  },
): ListBurst {
  const { method, at, isRefreshed, input, output } = answer;
  const shown = idsIn(output, new Set(isRefreshed ? burst?.shown : []));
  return {
    method,
    since: burst?.since ?? at,
    at,
    input,
    shown,
    passed: burst === undefined ? shown : new Set([...burst.passed, ...shown]),
  };
}

/** True when the newest answer of the burst had stood long enough by `now` that it was read. */
export function isSettled({ at }: ListBurst, now: number): boolean {
  return now - at >= SETTLED_MS || now < at;
}

/** True when a burst is too long for somebody who types: then everything that went by is written down. */
export function isTooLong({ since, at, passed }: ListBurst): boolean {
  return at - since >= LONGEST_BURST_MS || passed.size > MOST_PEOPLE;
}

/** What was asked, for the audit: whole where it is short, else cut. */
export function detailOf(input: unknown): string {
  const text = JSON.stringify(input);
  return text.length <= LONGEST_DETAIL ? text : JSON.stringify({ cut: text.slice(0, LONGEST_DETAIL) });
}

/** Those of the ids that are patients. */
export function patientsAmong(db: Database, ids: Iterable<string>): string[] {
  const find = prepared(db, 'SELECT 1 FROM patient WHERE id = ?');
  return [...ids].filter((id) => find.get(id) !== undefined);
}

/** Everything in an answer that may be an id: no room has to remember to name whom its list shows. */
function idsIn(value: unknown, found = new Set<string>()): Set<string> {
  if (typeof value === 'string') {
    if (value.length === ID_LENGTH && value[8] === '-' && value[13] === '-') found.add(value);
  } else if (Array.isArray(value)) {
    for (const each of value) idsIn(each, found);
  } else if (typeof value === 'object' && value !== null) {
    for (const each of Object.values(value)) idsIn(each, found);
  }
  return found;
}
