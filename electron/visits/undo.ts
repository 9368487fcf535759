import type { Database } from 'better-sqlite3';
import type { OperationId, VisitId } from '../../shared/kernel/ids.ts';
import { Refusal } from '../../shared/kernel/result.ts';
import type { Instant } from '../../shared/kernel/time.ts';
import type { VisitStatus } from '../../shared/visits/state-machine.ts';
import { paidForVisit, standingTendersOf, tenderOf, voidTender } from '../cash/tenders.ts';
import { coverageRecord, eligibilityRecord } from '../coverage/records.ts';
import type { RecordKind } from '../engine/records.ts';
import { prepared } from '../engine/statements.ts';
import { readRecord, type UnitOfWork } from '../engine/unit-of-work.ts';
import { patientRecord } from '../patients/records.ts';
import { visitRecord } from './records.ts';
import { visitRow } from './visit-row.ts';

const REVERSIBLE = [visitRecord, patientRecord, coverageRecord, eligibilityRecord] as const;

/** What can be taken back. A void is not: money taken back is money given back. */
const UNDOABLE_METHODS = `('visits.move', 'visits.walkIn', 'visits.checkIn', 'visits.checkOut', 'visits.assignPatient', 'cash.takePayment')`;

export interface UndoableOperation {
  readonly operationId: OperationId;
  readonly method: string;
  readonly at: Instant;
  readonly by: string;
}

/** The newest move of a visit that can still be taken back: today's, by this practice's day, and not taken back yet. */
export function undoableOperation(db: Database, visitId: VisitId, day: string): UndoableOperation | null {
  const row = prepared(
    db,
    `SELECT c.operation_id AS operationId, c.method, c.recorded_at AS at, m.display_name AS by
     FROM change_log c JOIN staff_member m ON m.id = c.staff_id
     WHERE c.sequence IN (
         SELECT sequence FROM change_log WHERE record_type = 'Encounter' AND local_id = ?
         UNION ALL
         SELECT l.sequence FROM tender t JOIN change_log l ON l.record_type = 'PaymentNotice' AND l.local_id = t.id WHERE t.visit_id = ?)
       AND c.day = ? AND c.undoes_operation_id IS NULL AND c.method IN ${UNDOABLE_METHODS}
       AND NOT EXISTS (SELECT 1 FROM change_log u WHERE u.undoes_operation_id = c.operation_id)
       AND (c.method <> 'cash.takePayment' OR EXISTS (
         SELECT 1 FROM change_log p WHERE p.operation_id = c.operation_id AND p.record_type = 'PaymentNotice'
           AND NOT EXISTS (SELECT 1 FROM tender v WHERE v.voids_id = p.local_id)))
     ORDER BY c.sequence DESC LIMIT 1`,
  ).get(visitId, visitId, day) as UndoableOperation | undefined;
  return row ?? null;
}

/** Takes the newest move back by compensating changes; nothing is removed, a posted payment gets a reversing entry. */
export function undoOperation(
  unit: UnitOfWork,
  visitId: VisitId,
  operationId: OperationId,
): { status: VisitStatus; voidedReceipts: string[] } {
  unit.concerns(visitRow(unit.db, visitId).patientId);
  const newest = undoableOperation(unit.db, visitId, unit.day);
  if (!newest)
    throw new Refusal('visits/nothing-to-undo', 'There is nothing of today left to take back on this visit.');
  if (newest.operationId !== operationId) {
    throw new Refusal(
      'visits/changed-meanwhile',
      'Something else happened to this visit meanwhile. Look at it, then undo again.',
      { retryable: true },
    );
  }
  unit.undoesOperationId = operationId;
  const voidedReceipts = standingTendersOf(unit.db, operationId).map((tenderId) => {
    const { receiptNumber } = tenderOf(unit.db, tenderId);
    voidTender(unit, tenderId, 'Taken back with the move');
    return receiptNumber;
  });
  for (const change of changesOf(unit.db, operationId)) reverse(unit, change);
  // Another part of the copay may have been voided meanwhile; with none of it left the board asks for it again.
  if (visitRow(unit.db, visitId).copayOutcome === 'taken' && paidForVisit(unit.db, visitId, 'copay') === 0) {
    unit.change(visitRecord, visitId, { copayOutcome: null });
  }
  return { status: visitRow(unit.db, visitId).status, voidedReceipts };
}

interface LoggedChange {
  readonly recordType: string;
  readonly localId: string;
  readonly action: 'create' | 'change';
  readonly diff: string;
}

/** Newest first, so that a record changed twice by one operation goes back in the right order. */
function changesOf(db: Database, operationId: OperationId): LoggedChange[] {
  return prepared(
    db,
    'SELECT record_type AS recordType, local_id AS localId, action, diff FROM change_log WHERE operation_id = ? ORDER BY sequence DESC',
  ).all(operationId) as LoggedChange[];
}

function reverse(unit: UnitOfWork, change: LoggedChange): void {
  const kind = REVERSIBLE.find((candidate) => candidate.type === change.recordType) as RecordKind | undefined;
  if (kind?.undo.kind !== 'reverse') return;
  const row = readRecord(unit.db, kind, change.localId) as Record<string, unknown>;
  if (change.action === 'create') {
    const patch = kind.undo.whenCreated(row);
    if (patch && !kind.undo.isOutlived?.(unit.db, row, patch)) unit.change(kind, change.localId, patch);
    return;
  }
  const patch: Record<string, unknown> = {};
  for (const [field, [before, after]] of Object.entries(
    JSON.parse(change.diff) as Record<string, [unknown, unknown]>,
  )) {
    // What somebody changed again since is theirs; only what still stands as the operation left it goes back.
    if (row[field] === after) patch[field] = before;
  }
  if (kind.undo.isOutlived?.(unit.db, row, patch)) return;
  unit.change(kind, change.localId, patch);
}
