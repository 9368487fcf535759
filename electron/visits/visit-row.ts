import type { Database } from 'better-sqlite3';
import type { VisitId } from '../../shared/kernel/ids.ts';
import { Refusal } from '../../shared/kernel/result.ts';
import { statusAfter, type VisitMove, type VisitStatus } from '../../shared/visits/state-machine.ts';
import { readRecord, type UnitOfWork } from '../engine/unit-of-work.ts';
import { visitRecord } from './records.ts';
import type { visit } from './tables.ts';

export type VisitTableRow = typeof visit.$inferSelect;

/** One visit; refuses an id that is not one. */
export function visitRow(db: Database, visitId: VisitId): VisitTableRow {
  const row = readRecord(db, visitRecord, visitId);
  if (!row) throw new Refusal('visits/unknown', 'This visit is not on the board any more. Look again.');
  return row;
}

/** The visit and the status that a move leads to; refuses a move that the state machine forbids or another day's visit. */
export function visitToMove(
  unit: UnitOfWork,
  visitId: VisitId,
  move: VisitMove,
): { readonly row: VisitTableRow; readonly status: VisitStatus } {
  const row = visitRow(unit.db, visitId);
  unit.concerns(row.patientId);
  const status = statusAfter(row.status, move);
  if (!status)
    throw new Refusal(
      'visits/move-not-possible',
      'This visit has moved on meanwhile. Look at its status again.',
      { retryable: false },
    );
  if (row.day !== unit.day && move !== 'confirm' && move !== 'cancel') {
    throw new Refusal(
      'visits/not-today',
      'This visit is not today, so it cannot be moved along on today’s board.',
    );
  }
  return { row, status };
}
