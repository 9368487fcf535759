import { globalSchema, splitSearchOnComma, toPeriod } from '@medplum/core';
import { refusal } from './outcomes.ts';
import { type Filter, isEquality } from './search-parameters.ts';
import { placeOfStamp, type Table, type Version, visibleVersion } from './table.ts';

/** The ids that an `_id` filter names, if there is one. */
export function rowsById(table: Table, filters: readonly Filter[]): string[] | undefined {
  const filter = filters.find(({ code }) => code === '_id');
  if (!filter || !isEquality(filter)) return undefined;
  return [...new Set(splitSearchOnComma(filter.value))].filter((id) => table.rows.has(id));
}

/** The ids of rows that have, or had, one of the identifiers of a filter; to be matched again. */
export function rowsByIdentifier(table: Table, filters: readonly Filter[]): string[] | undefined {
  const filter = filters.find(({ code }) => code === 'identifier');
  if (!filter || !isEquality(filter) || !isIndexed(table.type)) return undefined;
  const keys = splitSearchOnComma(filter.value).map((value) => value.toLowerCase());
  // `system|` asks for every value of the system: no key answers that.
  if (keys.some((key) => key === '' || key.endsWith('|'))) return undefined;
  return [
    ...new Set(
      keys.flatMap((key) => [...(table.byIdentifier.get(key.startsWith('|') ? key.slice(1) : key) ?? [])]),
    ),
  ];
}

/** False for the types whose `identifier` parameter reads elements that the table does not index. */
function isIndexed(type: string): boolean {
  const expression = globalSchema.types[type]?.searchParams?.['identifier']?.expression ?? '';
  const own = expression
    .split('|')
    .map((part) => part.trim())
    .filter((part) => part.startsWith(`${type}.`));
  return (
    own.length > 0 &&
    own.every((part) => part === `${type}.identifier` || part === `${type}.masterIdentifier`)
  );
}

export interface StampWindow {
  /** Milliseconds since 1970, both inclusive. */
  readonly from: number;
  readonly to: number;
  /** The filters that the window answers in full. */
  readonly answered: ReadonlySet<Filter>;
}

/** The stretch of stamps that the `_lastUpdated` filters leave. */
export function windowOf(filters: readonly Filter[]): StampWindow {
  const answered = filters.filter((filter) => filter.code === '_lastUpdated' && filter.operator in BOUNDS);
  const bounds = answered.map((filter) => {
    const period = toPeriod(filter.value);
    if (!period?.start || !period.end || filter.value.includes(','))
      throw refusal(400, 'invalid', '_lastUpdated needs one date or instant.');
    const [start, end] = [Date.parse(period.start), Date.parse(period.end)];
    return BOUNDS[filter.operator as keyof typeof BOUNDS](start, end);
  });
  return {
    from: Math.max(Number.NEGATIVE_INFINITY, ...bounds.map(([from]) => from)),
    to: Math.min(Number.POSITIVE_INFINITY, ...bounds.map(([, to]) => to)),
    answered: new Set(answered),
  };
}

type Bound = (start: number, end: number) => readonly [from: number, to: number];
const after: Bound = (_, end) => [end + 1, Number.POSITIVE_INFINITY];
const before: Bound = (start) => [Number.NEGATIVE_INFINITY, start - 1];

/** Stamps are whole milliseconds, so that "greater" begins one millisecond later. */
const BOUNDS = {
  eq: (start, end) => [start, end],
  ge: (start) => [start, Number.POSITIVE_INFINITY],
  gt: after,
  sa: after,
  le: (_, end) => [Number.NEGATIVE_INFINITY, end],
  lt: before,
  eb: before,
} as const satisfies Record<string, Bound>;

export interface StampWalk {
  readonly from: number;
  readonly to: number;
  readonly moment: number;
  readonly descending: boolean;
  /** Whether rows of one and the same stamp come in the order of their ids. */
  readonly tiesById: boolean;
}

/** The visible versions of a table by their stamps: a binary search for the first, then one step for each. */
export function* inStampOrder(table: Table, walk: StampWalk): Generator<Version> {
  if (!walk.tiesById) {
    yield* walkLog(table, walk);
    return;
  }
  let ties: Version[] = [];
  for (const version of walkLog(table, walk)) {
    if (ties[0] && ties[0].stamp !== version.stamp) {
      yield* ties.sort(byId);
      ties = [];
    }
    ties.push(version);
  }
  yield* ties.sort(byId);
}

function* walkLog(table: Table, { from, to, moment, descending }: StampWalk): Generator<Version> {
  const first = Number.isFinite(from) ? placeOfStamp(table, from) : 0;
  const end = Number.isFinite(to) ? placeOfStamp(table, to + 1) : table.log.length;
  const step = descending ? -1 : 1;
  for (let place = descending ? end - 1 : first; place >= first && place < end; place += step) {
    const version = table.log[place];
    const row = version && table.rows.get(version.id);
    if (row && visibleVersion(row, moment) === version) yield version;
  }
}

function byId(one: Version, other: Version): number {
  return one.id < other.id ? -1 : 1;
}
