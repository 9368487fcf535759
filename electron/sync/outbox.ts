import type { Database } from 'better-sqlite3';
import type { Instant } from '../../shared/kernel/time.ts';
import { prepared } from '../engine/statements.ts';

/** A record that the server has not seen as it is now. */
export interface QueuedRecord {
  readonly sequence: number;
  readonly operationId: string;
  readonly recordType: string;
  readonly localId: string;
  readonly rank: number;
  readonly generation: number;
  readonly staffId: string;
  /** Epoch milliseconds. */
  readonly queuedAt: number;
}

/** Why a record does not go out. */
export type SendProblem =
  /** The server will not take it as it is. */
  | 'refused'
  /** Too large for the server, even alone. */
  | 'too-large'
  /** It was deleted there. */
  | 'gone'
  /** The server failed at it again and again, and at nothing else. */
  | 'fails'
  /** The server has it more than once. */
  | 'several'
  /** What it names is not there and cannot go out either. */
  | 'needs-other'
  /** The server does not keep such records: it stays on this desk. */
  | 'kept-here'
  /** The server lets us read such records, not write them. */
  | 'forbidden';

export interface QueuePlace {
  readonly rank: number;
  readonly sequence: number;
}

export const QUEUE_START: QueuePlace = { rank: -1, sequence: -1 };

/** The statements of this file, for the test that looks at their plans. */
export const OUTBOX_SQL = {
  next: `SELECT sequence, operation_id AS operationId, record_type AS recordType, local_id AS localId, rank, generation,
      staff_id AS staffId, queued_at AS queuedAt
    FROM outbox WHERE state = 'pending' AND (rank, sequence) > (?, ?) ORDER BY rank, sequence LIMIT ?`,
} as const;

/** The next records that may go out, those first that others refer to. */
export function nextQueued(
  db: Database,
  { rank, sequence }: QueuePlace,
  most: number,
): readonly QueuedRecord[] {
  return prepared(db, OUTBOX_SQL.next).all(rank, sequence, most) as QueuedRecord[];
}

/** The record is on the server as it is here, unless somebody changed it since `generation`. */
export function leaveQueue(db: Database, recordType: string, localId: string, generation: number): boolean {
  return (
    prepared(db, 'DELETE FROM outbox WHERE record_type = ? AND local_id = ? AND generation = ?').run(
      recordType,
      localId,
      generation,
    ).changes > 0
  );
}

/** Sets a record aside, and says why; it never holds up others. */
export function setAside(
  db: Database,
  { recordType, localId }: Pick<QueuedRecord, 'recordType' | 'localId'>,
  state: 'dead' | 'blocked' | 'paused',
  problem: SendProblem,
  words = '',
): void {
  prepared(
    db,
    'UPDATE outbox SET state = ?, problem = ?, problem_words = ? WHERE record_type = ? AND local_id = ?',
  ).run(state, problem, words, recordType, localId);
}

/** What waited for another record, or for the server's leave, is tried again. */
export function tryAgain(db: Database, states: readonly ('blocked' | 'paused')[]): void {
  for (const state of states)
    prepared(
      db,
      `UPDATE outbox SET state = 'pending', problem = NULL, problem_words = NULL WHERE state = ?`,
    ).run(state);
}

/** Of each kind that the server lets us only read, the oldest is tried again: it tells whether that still is so. */
export function probeForbidden(db: Database): void {
  prepared(
    db,
    `UPDATE outbox SET state = 'pending' WHERE sequence IN (
       SELECT min(sequence) FROM outbox WHERE state = 'paused' AND problem = 'forbidden' GROUP BY record_type)`,
  ).run();
}

/** The server took one of these kinds: what it forbade of them before may go out, too. */
export function endForbidden(db: Database, recordTypes: ReadonlySet<string>): void {
  for (const recordType of recordTypes)
    prepared(
      db,
      `UPDATE outbox SET state = 'pending', problem = NULL WHERE state = 'paused' AND problem = 'forbidden' AND record_type = ?`,
    ).run(recordType);
}

/** How many records wait, since when, and how many of them the server will not take. */
export function queueDepth(db: Database): {
  readonly waiting: number;
  readonly oldestWaitingAt: Instant | null;
  readonly dead: number;
} {
  return prepared(
    db,
    `SELECT count(*) AS waiting, min(queued_at) AS oldestWaitingAt, coalesce(sum(state = 'dead'), 0) AS dead FROM outbox`,
  ).get() as ReturnType<typeof queueDepth>;
}
