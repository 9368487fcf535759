import type { SQLiteTable } from 'drizzle-orm/sqlite-core';
import type { RecordKind } from '../engine/records.ts';
import { readRecord, type UnitOfWork } from '../engine/unit-of-work.ts';
import type { ForeignIdentifier, MappingProblem, Unknown } from '../fhir/reading.ts';
import { type FieldValues, mergeFields } from './field-merge.ts';
import { holdersOf, type Placement } from './foreign-store.ts';

/** One resource on its way in. */
export interface Arrival {
  readonly unit: UnitOfWork;
  readonly source: string;
  readonly foreignId: string;
  readonly resource: Unknown;
  /** The record that this resource became at an earlier import, or null. */
  readonly recordId: string | null;
  /** The resource as it was then; undefined for one that is new, or that waits to be taken over. */
  readonly previous: Unknown | undefined;
  /** IANA zone of the practice. */
  readonly zone: string;
  /** True once nothing more is to come: what is still missing is then done without, where that is possible. */
  readonly isLast: boolean;
}

/** What became of a resource, or why it was refused. */
export type Kept =
  | {
      readonly ok: true;
      readonly placement: Placement;
      readonly identifiers: readonly ForeignIdentifier[];
      readonly notices: readonly MappingProblem[];
      /** How many fields stayed as the desk has them. */
      readonly keptFields: number;
    }
  | { readonly ok: false; readonly problem: MappingProblem };

/** A resource that is kept as it came until another one is here. */
export const waiting = (recordType: string | null = null, recordId: string | null = null): Kept => ({
  ok: true,
  placement: { state: 'waiting', recordType, recordId },
  identifiers: [],
  notices: [],
  keptFields: 0,
});

/** A resource that is kept as it came, and is no record of ours. */
export const onlyKept = (
  identifiers: readonly ForeignIdentifier[],
  notices: readonly MappingProblem[],
): Kept => ({
  ok: true,
  placement: { state: 'foreign', recordType: null, recordId: null },
  identifiers,
  notices,
  keptFields: 0,
});

/** A resource that is a record of ours. */
export const asRecord = (
  recordType: string,
  recordId: string,
  identifiers: readonly ForeignIdentifier[],
  notices: readonly MappingProblem[],
  merged: readonly MappingProblem[] = [],
): Kept => ({
  ok: true,
  placement: { state: 'record', recordType, recordId },
  identifiers,
  notices: [...notices, ...merged],
  keptFields: merged.length,
});

export const refused = (code: MappingProblem['code'], element: string): Kept => ({
  ok: false,
  problem: { code, element },
});

/** The one record that has a resource's numbers; `several` when they belong to more than one. */
export function knownByIdentifier(
  { unit }: Pick<Arrival, 'unit'>,
  recordType: string,
  identifiers: readonly ForeignIdentifier[],
  survivorOf: (recordId: string) => string = (recordId) => recordId,
): string | 'several' | undefined {
  const holders = identifiers.flatMap((each) => holdersOf(unit.db, recordType, each));
  const found = new Set(holders.map(survivorOf));
  return found.size > 1 ? 'several' : [...found][0];
}

/** What the source said last, and of what it did not say then what the record says: that is free to be said now. */
export function baseOver<Table extends SQLiteTable>(
  { unit }: Pick<Arrival, 'unit'>,
  kind: RecordKind<Table>,
  recordId: string,
  next: FieldValues,
  said: FieldValues,
): FieldValues {
  const row = (readRecord(unit.db, kind, recordId) ?? {}) as FieldValues;
  return Object.fromEntries(Object.keys(next).map((key) => [key, (key in said ? said : row)[key] ?? null]));
}

/**
 * Brings an existing record to what the source says now, the desk's own edits excepted. Answers the notices of the
 * fields that stayed. `beside` is written along with any change.
 */
export function mergeIntoRecord<Table extends SQLiteTable>(
  { unit }: Pick<Arrival, 'unit'>,
  kind: RecordKind<Table>,
  recordId: string,
  {
    base,
    next,
    groups,
  }: {
    readonly base: FieldValues | undefined;
    readonly next: FieldValues;
    readonly groups?: readonly (readonly string[])[];
  },
  beside: (row: Table['$inferSelect'], patch: FieldValues) => FieldValues = () => ({}),
): readonly MappingProblem[] {
  const row = readRecord(unit.db, kind, recordId);
  if (!row) return [];
  const { patch, kept } = mergeFields(row as FieldValues, base, next, groups);
  if (Object.keys(patch).length > 0)
    unit.change(kind, recordId, { ...patch, ...beside(row, patch) } as Partial<Table['$inferSelect']>);
  return kept.map((field) => ({ code: 'desk-edit-kept', element: `${kind.type}.${field}` }));
}
