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
  /** How it came; left out or null is a window of the desk. */
  readonly via?: 'cli' | null | undefined;
  /** JSON: what was asked, such as the text of a search. */
  readonly detail?: string | null | undefined;
}

export type ChainedLog = 'change_log' | 'audit';
/** A row of a chained log as it lies in the file, where anything may stand that somebody put there. */
export type ChainedRow = Readonly<Record<string, string | number | null | Buffer>> & {
  readonly sequence: number;
};

const CHANGE_COLUMNS =
  'operation_id, undoes_operation_id, method, record_type, local_id, action, diff, staff_id, desk_id, day, recorded_at, hlc';
const AUDIT_COLUMNS =
  'at, staff_id, role, desk_id, method, action, outcome, patient_id, entities, operation_id';
/** Columns that came later. A row in which all of them are empty is hashed as it was before they came. */
const LATER_AUDIT_COLUMNS = 'via, detail';

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

/** Appends one row to the audit log, chains it to the row before and files it under its patients. Call inside a transaction. */
export function appendAudit(db: Database, entry: AuditEntry): void {
  const { via = null, detail = null } = entry;
  const values = [
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
  ];
  const isLonger = via !== null || detail !== null;
  const sequence = append(
    db,
    'audit',
    isLonger ? `${AUDIT_COLUMNS}, ${LATER_AUDIT_COLUMNS}` : AUDIT_COLUMNS,
    isLonger ? [...values, via, detail] : values,
  );
  for (const patientId of subjectsOf(entry))
    prepared(db, 'INSERT INTO audit_subject (patient_id, audit_sequence) VALUES (?, ?)').run(
      patientId,
      sequence,
    );
}

/** The patients whom an audit row concerns, each once. */
export function subjectsOf({
  patientId,
  entities,
}: Pick<AuditEntry, 'patientId' | 'entities'>): ReadonlySet<string> {
  const named = [...entities.matchAll(/"Patient\/([^"\\]+)"/g)].map((match) => match[1] ?? '');
  return new Set(patientId === null ? named : [patientId, ...named]);
}

/** Queues a record for the EHR, or says that the queued one has newer content; one that was refused is tried again (sync design 4.2). */
export function queueForSync(db: Database, entry: ChangeEntry, rank: number): void {
  prepared(
    db,
    `INSERT INTO outbox (operation_id, record_type, local_id, action, state, rank, generation, staff_id, queued_at)
     VALUES (?, ?, ?, ?, 'pending', ?, 1, ?, ?)
     ON CONFLICT (record_type, local_id) DO UPDATE SET operation_id = excluded.operation_id, staff_id = excluded.staff_id, generation = generation + 1,
       state = iif(state = 'dead', 'pending', state), problem = iif(state = 'dead', NULL, problem), problem_words = iif(state = 'dead', NULL, problem_words)`,
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

/** The rows of a chained log in order, read one by one. */
export function chainedRows(db: Database, log: ChainedLog): IterableIterator<ChainedRow> {
  const columns = log === 'audit' ? `${AUDIT_COLUMNS}, ${LATER_AUDIT_COLUMNS}` : CHANGE_COLUMNS;
  return db
    .prepare(`SELECT sequence, previous_hash, hash, ${columns} FROM ${log} ORDER BY sequence`)
    .iterate() as IterableIterator<ChainedRow>;
}

/** The next rows of a chained log after one, so that a long walk can stop for others in between. */
export function chainedPage(db: Database, log: ChainedLog, after: number, most: number): ChainedRow[] {
  const columns = log === 'audit' ? `${AUDIT_COLUMNS}, ${LATER_AUDIT_COLUMNS}` : CHANGE_COLUMNS;
  return prepared(
    db,
    `SELECT sequence, previous_hash, hash, ${columns} FROM ${log} WHERE sequence > ? ORDER BY sequence LIMIT ?`,
  ).all(after, most) as ChainedRow[];
}

/** The hash that a row has to have after the row with the hash `previous`. */
export function hashOfRow(log: ChainedLog, row: ChainedRow, previous: Buffer): Buffer {
  const read = (columns: string) => columns.split(', ').map((name) => row[name] as string | number | null);
  if (log === 'change_log') return chainHash(previous, read(CHANGE_COLUMNS));
  const later = read(LATER_AUDIT_COLUMNS);
  const isLonger = later.some((value) => value !== null);
  return chainHash(previous, [...read(AUDIT_COLUMNS), ...(isLonger ? later : [])]);
}

/** How many rows a log ever had, by SQLite's own counter: a chain cut off at its end is a whole, shorter chain. */
export function countedRows(db: Database, table: string): number {
  const counted = db.prepare('SELECT seq FROM sqlite_sequence WHERE name = ?').pluck().get(table) as unknown;
  return typeof counted === 'number' ? counted : 0;
}

/**
 * Walks a chained log from its first row. Answers the sequence of the first row that does not follow from the
 * one before, or is missing at the end; undefined when the chain is whole.
 */
export function firstBrokenLink(db: Database, log: ChainedLog): number | undefined {
  const walk: { previous: Buffer; sequence: number } = { previous: CHAIN_START, sequence: 0 };
  for (const row of chainedRows(db, log)) {
    const follows =
      isHash(row['previous_hash'], walk.previous) &&
      isHash(row['hash'], hashOfRow(log, row, walk.previous)) &&
      row.sequence === walk.sequence + 1;
    if (!follows) return row.sequence;
    walk.previous = row['hash'] as Buffer;
    walk.sequence = row.sequence;
  }
  return walk.sequence === countedRows(db, log) ? undefined : walk.sequence + 1;
}

/** True for these very bytes: somebody who edits the file can put anything where a hash was. */
export function isHash(value: unknown, expected: Buffer): boolean {
  return Buffer.isBuffer(value) && value.equals(expected);
}

function append(
  db: Database,
  log: ChainedLog,
  columns: string,
  values: readonly (string | number | null)[],
): number {
  const last = prepared(db, `SELECT hash FROM ${log} ORDER BY sequence DESC LIMIT 1`).get() as
    | { hash: Buffer }
    | undefined;
  const previous = last?.hash ?? CHAIN_START;
  const { lastInsertRowid } = prepared(
    db,
    `INSERT INTO ${log} (${columns}, previous_hash, hash) VALUES (${values.map(() => '?').join(', ')}, ?, ?)`,
  ).run(...values, previous, chainHash(previous, values));
  return Number(lastInsertRowid);
}
