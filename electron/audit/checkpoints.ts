import { createHmac } from 'node:crypto';
import type { Database } from 'better-sqlite3';
import type { PlainDate } from '../../shared/kernel/time.ts';
import { prepared } from '../engine/statements.ts';
import { CHAIN_START, chainHash } from '../security/hash-chain.ts';

/** How far a journal is: the number and the hash of its last row; 0 and nothing for an empty one. */
export interface JournalHead {
  readonly sequence: number;
  readonly hash: Buffer;
}

export interface Checkpoint {
  readonly at: number;
  readonly day: PlainDate;
  readonly reason: 'day' | 'close';
  readonly audit: JournalHead;
  readonly changes: JournalHead;
}

/** The head of a journal now. */
export function journalHead(db: Database, log: 'audit' | 'change_log'): JournalHead {
  const row = prepared(db, `SELECT sequence, hash FROM ${log} ORDER BY sequence DESC LIMIT 1`).get() as
    | JournalHead
    | undefined;
  return row ?? { sequence: 0, hash: CHAIN_START };
}

/** What of the newest checkpoint the next one needs to know. */
export function lastCheckpoint(db: Database):
  | {
      readonly number: number;
      readonly day: string;
      readonly auditSequence: number;
      readonly signature: Buffer;
    }
  | undefined {
  return prepared(
    db,
    'SELECT sequence AS number, day, audit_sequence AS auditSequence, signature FROM audit_checkpoint ORDER BY sequence DESC LIMIT 1',
  ).get() as { number: number; day: string; auditSequence: number; signature: Buffer } | undefined;
}

/** The signature of a checkpoint that follows the one signed `previous`. */
export function signatureOf(
  key: Uint8Array,
  previous: Buffer,
  { at, day, reason, audit, changes }: Checkpoint,
): Buffer {
  const content = chainHash(previous, [
    at,
    day,
    reason,
    audit.sequence,
    audit.hash.toString('hex'),
    changes.sequence,
    changes.hash.toString('hex'),
  ]);
  return createHmac('sha256', key).update(content).digest();
}

/** Writes down, signed, how far the journals are; answers the checkpoint's number. Call inside a transaction. */
export function writeCheckpoint(
  db: Database,
  key: Uint8Array,
  made: Pick<Checkpoint, 'at' | 'day' | 'reason'>,
): number {
  const previous = lastCheckpoint(db)?.signature ?? CHAIN_START;
  const checkpoint = { ...made, audit: journalHead(db, 'audit'), changes: journalHead(db, 'change_log') };
  const { lastInsertRowid } = prepared(
    db,
    `INSERT INTO audit_checkpoint (at, day, reason, audit_sequence, audit_hash, change_sequence, change_hash, previous_signature, signature)
     VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)`,
  ).run(
    made.at,
    made.day,
    made.reason,
    checkpoint.audit.sequence,
    checkpoint.audit.hash,
    checkpoint.changes.sequence,
    checkpoint.changes.hash,
    previous,
    signatureOf(key, previous, checkpoint),
  );
  return Number(lastInsertRowid);
}
