import { setImmediate } from 'node:timers/promises';
import type { Database } from 'better-sqlite3';
import { receiptNumber } from '../cash/tenders.ts';
import { prepared } from '../engine/statements.ts';
import { type GivenTwice, noteGivenTwice, withoutTask } from '../tasks/given-twice.ts';
import { lastChange } from './high-water.ts';
import { commitSync } from './sync-commit.ts';
import type { SyncContext } from './sync-context.ts';

/** So much of the log is read at once that nobody who types notices it. */
const LOG_AT_ONCE = 1_000;

/**
 * Two copies of a desk may each have given a number before either could know of the other (ADR 16). Both records stand, and
 * every desk makes the same task of each such pair. What changed since the visits were looked at is looked at.
 */
export async function noteGivenNumbers(context: SyncContext): Promise<void> {
  const { core } = context;
  const { db } = core;
  const last = lastChange(db);
  let after = (prepared(db, 'SELECT sequence FROM overlap_mark').pluck().get() ?? 0) as number;
  for (; after < last; after += LOG_AT_ONCE) {
    const until = Math.min(after + LOG_AT_ONCE, last);
    const given = [...receiptsGivenTwice(db, after, until), ...mrnsGivenTwice(db, after, until)];
    const numbers = withoutTask(db, given);
    if (numbers.length > 0)
      commitSync(context, 'sync.pull', ({ unitOf }) => {
        const unit = unitOf(null);
        // What comes of it is this desk's to tell, though nobody sits at it.
        unit.origin = 'desk';
        noteGivenTwice(unit, numbers);
      });
    if (until < last) {
      await setImmediate();
      await core.typing.rests();
    }
  }
}

interface Pair {
  readonly one: string;
  readonly two: string;
  readonly patientId: string;
  readonly at: number;
}

function receiptsGivenTwice(db: Database, after: number, until: number): readonly GivenTwice[] {
  const pairs = prepared(
    db,
    `SELECT DISTINCT min(t.id, o.id) AS one, max(t.id, o.id) AS two, d.receipt_prefix AS prefix, t.receipt_sequence AS sequence,
       iif((o.taken_at, o.id) > (t.taken_at, t.id), o.patient_id, t.patient_id) AS patientId, max(t.taken_at, o.taken_at) AS at
     FROM change_log c JOIN tender t ON t.id = c.local_id
       JOIN tender o ON o.desk_id = t.desk_id AND o.receipt_sequence = t.receipt_sequence AND o.id <> t.id
       JOIN desk d ON d.id = t.desk_id
     WHERE c.sequence > ? AND c.sequence <= ? AND c.record_type = 'PaymentNotice'`,
  ).all(after, until) as (Pair & { prefix: string; sequence: number })[];
  return pairs.map(({ one, two, prefix, sequence, patientId, at }) => ({
    source: 'receipt',
    number: receiptNumber(prefix, sequence),
    recordIds: [one, two],
    patientId,
    at,
  }));
}

function mrnsGivenTwice(db: Database, after: number, until: number): readonly GivenTwice[] {
  const pairs = prepared(
    db,
    `SELECT DISTINCT min(p.id, o.id) AS one, max(p.id, o.id) AS two, p.mrn,
       iif((o.created_at, o.id) > (p.created_at, p.id), o.id, p.id) AS patientId, max(p.created_at, o.created_at) AS at
     FROM change_log c JOIN patient p ON p.id = c.local_id JOIN patient o ON o.mrn = p.mrn AND o.id <> p.id
     WHERE c.sequence > ? AND c.sequence <= ? AND c.record_type = 'Patient'`,
  ).all(after, until) as (Pair & { mrn: string })[];
  return pairs.map(({ one, two, mrn, patientId, at }) => ({
    source: 'mrn',
    number: mrn,
    recordIds: [one, two],
    patientId,
    at,
  }));
}
