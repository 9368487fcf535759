import type { Database } from 'better-sqlite3';
import { CHAIN_START, chainHash } from '../security/hash-chain.ts';
import { prepared } from './statements.ts';

export interface ChangeEntry {
  readonly operationId: string;
  readonly undoesOperationId: string | null;
  readonly method: string;
  readonly recordType: string;
  readonly localId: string;
  readonly action: 'create' | 'change';
  readonly diff: string;
  readonly staffId: string;
  readonly deskId: string;
  readonly day: string;
  readonly recordedAt: number;
  readonly hlc: string;
}

export interface AuditEntry {
  readonly at: number;
  readonly staffId: string | null;
  readonly role: string | null;
  readonly deskId: string;
  readonly method: string;
  readonly action: 'C' | 'R' | 'U' | 'E';
  readonly outcome: string;
  readonly patientId: string | null;
  readonly entities: string;
  readonly operationId: string | null;
}

const CHANGE_COLUMNS =
  'operation_id, undoes_operation_id, method, record_type, local_id, action, diff, staff_id, desk_id, day, recorded_at, hlc';
const AUDIT_COLUMNS =
  'at, staff_id, role, desk_id, method, action, outcome, patient_id, entities, operation_id';

/** Appends one row to the change log and chains it to the row before. Call inside the transaction. */
export function appendChange(db: Database, entry: ChangeEntry): void {
  append(db, 'change_log', CHANGE_COLUMNS, [
    entry.operationId,
    entry.undoesOperationId,
    entry.method,
    entry.recordType,
    entry.localId,
    entry.action,
    entry.diff,
    entry.staffId,
    entry.deskId,
    entry.day,
    entry.recordedAt,
    entry.hlc,
  ]);
}

/** Appends one row to the audit log and chains it to the row before. Call inside a transaction. */
export function appendAudit(db: Database, entry: AuditEntry): void {
  append(db, 'audit', AUDIT_COLUMNS, [
    entry.at,
    entry.staffId,
    entry.role,
    entry.deskId,
    entry.method,
    entry.action,
    entry.outcome,
    entry.patientId,
    entry.entities,
    entry.operationId,
  ]);
}

/** Queues a record for the EHR, or says that the queued one has newer content (sync design 4.2). */
export function queueForSync(db: Database, entry: ChangeEntry, rank: number): void {
  prepared(
    db,
    `INSERT INTO outbox (operation_id, record_type, local_id, action, state, rank, generation, staff_id, queued_at)
     VALUES (?, ?, ?, ?, 'pending', ?, 1, ?, ?)
     ON CONFLICT (record_type, local_id) DO UPDATE SET operation_id = excluded.operation_id, staff_id = excluded.staff_id, generation = generation + 1`,
  ).run(
    entry.operationId,
    entry.recordType,
    entry.localId,
    entry.action,
    rank,
    entry.staffId,
    entry.recordedAt,
  );
}

/**
 * Walks a chained log from its first row. Answers the sequence of the first row that does not follow from the
 * one before, or is missing at the end; undefined when the chain is whole.
 */
export function firstBrokenLink(db: Database, log: 'change_log' | 'audit'): number | undefined {
  const columns = log === 'audit' ? AUDIT_COLUMNS : CHANGE_COLUMNS;
  const names = columns.split(', ');
  const rows = db
    .prepare(`SELECT sequence, previous_hash, hash, ${columns} FROM ${log} ORDER BY sequence`)
    .iterate() as Iterable<
    Record<string, string | number | null | Buffer> & {
      sequence: number;
      previous_hash: Buffer;
      hash: Buffer;
    }
  >;
  const walk: { previous: Buffer; sequence: number } = { previous: CHAIN_START, sequence: 0 };
  for (const row of rows) {
    const expected = chainHash(
      walk.previous,
      names.map((name) => row[name] as string | number | null),
    );
    const follows =
      isHash(row.previous_hash, walk.previous) &&
      isHash(row.hash, expected) &&
      row.sequence === walk.sequence + 1;
    if (!follows) return row.sequence;
    walk.previous = row.hash;
    walk.sequence = row.sequence;
  }
  // A chain cut off at its end is a whole, shorter chain; only SQLite's own counter still knows how long it was.
  const counted = db.prepare('SELECT seq FROM sqlite_sequence WHERE name = ?').pluck().get(log) as
    | number
    | undefined;
  return walk.sequence === (counted ?? 0) ? undefined : walk.sequence + 1;
}

/** Somebody who edits the file can put anything where a hash was. */
function isHash(value: unknown, expected: Buffer): boolean {
  return Buffer.isBuffer(value) && value.equals(expected);
}

function append(
  db: Database,
  log: 'change_log' | 'audit',
  columns: string,
  values: readonly (string | number | null)[],
): void {
  const last = prepared(db, `SELECT hash FROM ${log} ORDER BY sequence DESC LIMIT 1`).get() as
    | { hash: Buffer }
    | undefined;
  const previous = last?.hash ?? CHAIN_START;
  prepared(
    db,
    `INSERT INTO ${log} (${columns}, previous_hash, hash) VALUES (${values.map(() => '?').join(', ')}, ?, ?)`,
  ).run(...values, previous, chainHash(previous, values));
}
