import type { Database } from 'better-sqlite3';
import { prepared } from '../engine/statements.ts';
import type { ForeignReference } from '../fhir/elements.ts';
import type { ForeignIdentifier } from '../fhir/reading.ts';

/** One resource of a source as it lies in the store. */
export interface ForeignRow {
  readonly number: number;
  readonly state: 'record' | 'foreign' | 'waiting';
  readonly recordType: string | null;
  readonly recordId: string | null;
  readonly hash: Buffer;
}

/** A waiting resource with all that it takes to try it again. */
export interface WaitingRow extends ForeignRow {
  readonly resourceType: string;
  readonly foreignId: string;
  readonly content: string;
  readonly runId: string;
  readonly line: number;
}

/** What came of a resource. */
export interface Placement {
  readonly state: 'record' | 'foreign' | 'waiting';
  readonly recordType: string | null;
  readonly recordId: string | null;
}

/** What tells one resource of a source, and who brought it. */
export interface ForeignKey {
  readonly source: string;
  readonly resourceType: string;
  readonly foreignId: string;
}

/** The statements of this file, for the test that looks at their plans. */
export const FOREIGN_SQL = {
  find: `SELECT number, state, record_type AS recordType, record_id AS recordId, hash FROM foreign_content
    WHERE foreign_id = ? AND resource_type = ? AND source = ?`,
  content: 'SELECT content FROM foreign_content WHERE number = ?',
  contentOf: 'SELECT content FROM foreign_content WHERE foreign_id = ? AND resource_type = ? AND source = ?',
  add: `INSERT INTO foreign_content (source, resource_type, foreign_id, state, record_type, record_id, hash, content, run_id, line)
    VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
  change: `UPDATE foreign_content SET state = ?, record_type = ?, record_id = ?, hash = ?, content = ?, run_id = ?, line = ? WHERE number = ?`,
  settle: 'UPDATE foreign_content SET state = ?, record_type = ?, record_id = ? WHERE number = ?',
  waiting: `SELECT number, resource_type AS resourceType, foreign_id AS foreignId, state, record_type AS recordType, record_id AS recordId, hash, content, run_id AS runId, line
    FROM foreign_content WHERE source = ? AND state = 'waiting' AND number > ? ORDER BY number LIMIT ?`,
  ofDay: `SELECT f.record_id AS recordId, f.content FROM visit v JOIN foreign_content f ON f.record_id = v.id
    WHERE v.patient_id = ? AND v.day = ? AND f.source = ? AND f.resource_type = ?`,
  resourcesOf: `SELECT foreign_id FROM foreign_content WHERE record_id = ? AND source = ? AND resource_type = ?`,
  holders: `SELECT DISTINCT record_id FROM identifier WHERE value = ? AND system = ? AND record_type = ? LIMIT 2`,
  addIdentifier: `INSERT INTO identifier (system, value, record_type, record_id, kind) VALUES (?, ?, ?, ?, ?) ON CONFLICT DO NOTHING`,
} as const;

/** The resource as it was last imported from this source. */
export function findForeign(
  db: Database,
  { source, resourceType, foreignId }: ForeignKey,
): ForeignRow | undefined {
  return prepared(db, FOREIGN_SQL.find).get(foreignId, resourceType, source) as ForeignRow | undefined;
}

/** The whole resource as it came last. */
export function contentOf(db: Database, number: number): string {
  return prepared(db, FOREIGN_SQL.content).pluck().get(number) as string;
}

/** The whole resource that a reference names by its id, where this source brought it. */
export function contentOfReference(
  db: Database,
  source: string,
  { type, id }: ForeignReference,
): string | undefined {
  return prepared(db, FOREIGN_SQL.contentOf).pluck().get(id, type, source) as string | undefined;
}

/** Keeps a resource that is new here. */
export function addForeign(
  db: Database,
  { source, resourceType, foreignId }: ForeignKey,
  { state, recordType, recordId }: Placement,
  hash: Buffer,
  content: string,
  { runId, line }: { readonly runId: string; readonly line: number },
): void {
  prepared(db, FOREIGN_SQL.add).run(
    source,
    resourceType,
    foreignId,
    state,
    recordType,
    recordId,
    hash,
    content,
    runId,
    line,
  );
}

/** Keeps the newer content of a resource. */
export function changeForeign(
  db: Database,
  number: number,
  { state, recordType, recordId }: Placement,
  hash: Buffer,
  content: string,
  { runId, line }: { readonly runId: string; readonly line: number },
): void {
  prepared(db, FOREIGN_SQL.change).run(state, recordType, recordId, hash, content, runId, line, number);
}

/** Says what became of a resource that waited. */
export function settleForeign(
  db: Database,
  number: number,
  { state, recordType, recordId }: Placement,
): void {
  prepared(db, FOREIGN_SQL.settle).run(state, recordType, recordId, number);
}

/** The next waiting resources of a source after one, in the order in which they came. */
export function waitingRows(
  db: Database,
  source: string,
  after: number,
  most: number,
): readonly WaitingRow[] {
  return prepared(db, FOREIGN_SQL.waiting).all(source, after, most) as WaitingRow[];
}

/** What a source said of a patient's visits of one day, as resources of one type. */
export function visitResourcesOfDay(
  db: Database,
  patientId: string,
  day: string,
  { source, resourceType }: Pick<ForeignKey, 'source' | 'resourceType'>,
): readonly { readonly recordId: string; readonly content: string }[] {
  return prepared(db, FOREIGN_SQL.ofDay).all(patientId, day, source, resourceType) as {
    recordId: string;
    content: string;
  }[];
}

/** The ids of a source's resources of one type that became this record. */
export function resourcesOfRecord(
  db: Database,
  recordId: string,
  { source, resourceType }: Pick<ForeignKey, 'source' | 'resourceType'>,
): readonly string[] {
  return prepared(db, FOREIGN_SQL.resourcesOf).pluck().all(recordId, source, resourceType) as string[];
}

/** The records of a type that have this number: none, one, or two of more. */
export function holdersOf(
  db: Database,
  recordType: string,
  { system, value }: Pick<ForeignIdentifier, 'system' | 'value'>,
): readonly string[] {
  // Two places may both have given out number 7: a number says something only beside the system that gave it.
  if (system === '') return [];
  return prepared(db, FOREIGN_SQL.holders).pluck().all(value, system, recordType) as string[];
}

/** Remembers by which numbers other systems know a record. */
export function addIdentifiers(
  db: Database,
  recordType: string,
  recordId: string,
  identifiers: readonly ForeignIdentifier[],
): void {
  for (const { system, value, kind } of identifiers)
    prepared(db, FOREIGN_SQL.addIdentifier).run(system, value, recordType, recordId, kind);
}

/** Our record that a reference names, by the source's id or by a number of its own; undefined while it is not here. */
export function recordOfReference(
  db: Database,
  source: string,
  reference: ForeignReference,
): string | undefined {
  const { type, id, identifier } = reference;
  if (id !== null) {
    const row = findForeign(db, { source, resourceType: type, foreignId: id });
    return row?.recordId ?? undefined;
  }
  if (identifier === null) return undefined;
  const holders = holdersOf(db, type, identifier);
  return holders.length === 1 ? holders[0] : undefined;
}
