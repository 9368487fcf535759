import type { ParsedInputOf } from '../../shared/api/index.ts';
import { Refusal } from '../../shared/kernel/result.ts';
import { VERIFIED_KINDS } from '../audit/record-kinds.ts';
import { takeBack } from '../engine/reverse.ts';
import { prepared } from '../engine/statements.ts';
import { readRecord, type UnitOfWork } from '../engine/unit-of-work.ts';
import { fromResource } from '../fhir/record-mapping.ts';
import { practiceSetting } from '../practice/practice-setting.ts';
import { findIn, keptContent, keptOfRecord, SERVER } from './kept.ts';
import { type SyncedRow, syncedKind } from './mapped.ts';
import { type SendProblem, setAside } from './outbox.ts';
import { refuseOthers } from './settle.ts';

/** What a person decides about: what does not go out by itself. */
const OPEN = `state IN ('dead', 'paused', 'blocked')`;

/** Sends one record again, or all that the server refused. What was deleted there is sent as something new. */
export function retry(unit: UnitOfWork, { record }: ParsedInputOf<'sync.retry'>): { count: number } {
  const { db } = unit;
  const rows = (
    record === null
      ? prepared(
          db,
          `SELECT record_type AS recordType, local_id AS localId, problem FROM outbox WHERE state = 'dead'`,
        ).all()
      : prepared(
          db,
          `SELECT record_type AS recordType, local_id AS localId, problem FROM outbox WHERE record_type = ? AND local_id = ? AND ${OPEN}`,
        ).all(record.recordType, record.localId)
  ) as { recordType: string; localId: string; problem: SendProblem | null }[];
  if (record !== null && rows.length === 0) throw notThere();
  for (const { recordType, localId, problem } of rows) {
    if (problem === 'gone') forgetThere(unit, recordType, localId);
    prepared(db, 'UPDATE sync_send SET failures = 0 WHERE record_type = ? AND local_id = ?').run(
      recordType,
      localId,
    );
    prepared(
      db,
      `UPDATE outbox SET state = 'pending', problem = NULL, problem_words = NULL WHERE record_type = ? AND local_id = ?`,
    ).run(recordType, localId);
  }
  unit.detail = JSON.stringify({
    records: rows.map(({ recordType, localId }) => `${recordType}/${localId}`),
  });
  if (rows.length > 0) unit.touch('queue');
  return { count: rows.length };
}

/**
 * Gives a refused change up. Where the server has the record, what it has stands again: the desk's own values stay in the
 * change log and come back with Undo. What the server never had, or deleted, is not taken from the desk: it stays here, is not
 * sent, and says so. An entry of the ledger is never unwritten.
 */
export function discard(
  unit: UnitOfWork,
  { record, reason }: ParsedInputOf<'sync.discard'>,
): { stands: 'as-there' | 'kept-here' } {
  const { db } = unit;
  const { recordType, localId } = record;
  const problem = prepared(
    db,
    `SELECT problem FROM outbox WHERE record_type = ? AND local_id = ? AND state = 'dead'`,
  )
    .pluck()
    .get(recordType, localId) as SendProblem | null | undefined;
  const synced = syncedKind(recordType);
  const row = synced && (readRecord(db, synced.kind, localId) as SyncedRow | undefined);
  if (problem === undefined || !synced || !row) throw notThere();
  refuseOthers(unit, record);
  unit.touch('queue');
  unit.detail = JSON.stringify({ record: `${recordType}/${localId}`, reason });
  prepared(db, 'DELETE FROM sync_send WHERE record_type = ? AND local_id = ?').run(recordType, localId);
  const kept = problem === 'gone' ? undefined : keptOfRecord(db, synced.mapping.resourceType, localId);
  const read =
    kept && !synced.isImmutable ? fromResource(synced.mapping, keptContent(db, kept), findIn(db)) : undefined;
  if (!read?.ok) {
    setAside(db, record, 'paused', 'kept-here', reason);
    return { stands: 'kept-here' };
  }
  const after = { ...row, ...read.fields.fields };
  const derived = synced.mapping.derived?.(after as never, practiceSetting(db).zone);
  unit.change(synced.kind, localId, { ...read.fields.fields, ...derived } as never);
  prepared(db, 'DELETE FROM outbox WHERE record_type = ? AND local_id = ?').run(recordType, localId);
  return { stands: 'as-there' };
}

/** The values that were given up today stand again, and are sent again. */
export function undoDiscard(
  unit: UnitOfWork,
  { operationId }: ParsedInputOf<'sync.undoDiscard'>,
): Record<never, never> {
  takeBack(unit, operationId, ['sync.discard'], [...VERIFIED_KINDS.values()]);
  return {};
}

/** It was deleted there: the record is told as one that the server has never had. */
function forgetThere({ db }: UnitOfWork, recordType: string, localId: string): void {
  prepared(
    db,
    `DELETE FROM foreign_content WHERE source = '${SERVER}' AND record_type = ? AND record_id = ? AND state = 'record'`,
  ).run(recordType, localId);
  prepared(db, 'DELETE FROM sync_send WHERE record_type = ? AND local_id = ?').run(recordType, localId);
}

function notThere(): Refusal {
  return new Refusal('sync/not-queued', 'This does not wait here any more. Look at the list again.');
}
