import type { Database } from 'better-sqlite3';
import type { OutputOf } from '../../shared/api/index.ts';
import type { OperationId, PatientId, StaffId, VisitId } from '../../shared/kernel/ids.ts';
import { type Cents, cents } from '../../shared/kernel/money.ts';
import { Refusal } from '../../shared/kernel/result.ts';
import type { Instant } from '../../shared/kernel/time.ts';
import { refuseTakenSince } from '../calendar/taken-since.ts';
import { paidForVisit, standingTendersOf, tenderOf, voidTender } from '../cash/tenders.ts';
import { coverageRecord, eligibilityRecord } from '../coverage/records.ts';
import type { RecordKind } from '../engine/records.ts';
import { changesOf, type LoggedChange, reverseChange } from '../engine/reverse.ts';
import { prepared } from '../engine/statements.ts';
import type { UnitOfWork } from '../engine/unit-of-work.ts';
import { undoChange } from '../patients/belongings.ts';
import { patientRecord } from '../patients/records.ts';
import { WORKLIST_KINDS } from '../worklists/records.ts';
import { refuseOverdrawn } from './payments.ts';
import { openBalance } from './read-views.ts';
import { visitRecord } from './records.ts';
import { type VisitTableRow, visitRow } from './visit-row.ts';

const REVERSIBLE = [
  visitRecord,
  patientRecord,
  coverageRecord,
  eligibilityRecord,
  ...WORKLIST_KINDS,
] as unknown as readonly RecordKind[];

/** Whoever registers a walk-in, or corrects a phone at check-in, takes that back first and not the visit. */
const PATIENT_EDIT = 'patients.edit';

/** What can be taken back. A void is not: money taken back is money given back. */
const UNDOABLE_METHODS = `('visits.move', 'visits.walkIn', 'visits.checkIn', 'visits.checkOut', 'visits.assignPatient', 'cash.takePayment', 'calendar.book', 'calendar.move', 'calendar.bookSeries', 'calendar.cancelRest', 'calendar.explainMove', 'calendar.late', 'calendar.keepBoth', 'worklists.logCall', '${PATIENT_EDIT}')`;

export interface UndoableOperation {
  readonly operationId: OperationId;
  readonly method: string;
  readonly at: Instant;
  readonly staffId: StaffId;
  readonly by: string;
}

/**
 * The newest move of a visit, or edit of its patient, that can still be taken back: today's, by this practice's day, and
 * not taken back yet.
 */
export function undoableOperation(db: Database, visitId: VisitId, day: string): UndoableOperation | null {
  const row = prepared(
    db,
    `SELECT c.operation_id AS operationId, c.method, c.recorded_at AS at, c.staff_id AS staffId, m.display_name AS by
     FROM change_log c JOIN staff_member m ON m.id = c.staff_id
     WHERE c.sequence IN (
         SELECT sequence FROM change_log WHERE record_type = 'Encounter' AND local_id = ?
         UNION ALL
         SELECT l.sequence FROM tender t JOIN change_log l ON l.record_type = 'PaymentNotice' AND l.local_id = t.id WHERE t.visit_id = ?
         UNION ALL
         SELECT e.sequence FROM visit v JOIN change_log e ON e.record_type = 'Patient' AND e.local_id = v.patient_id
           WHERE v.id = ? AND e.method = '${PATIENT_EDIT}')
       AND c.day = ? AND c.undoes_operation_id IS NULL AND c.method IN ${UNDOABLE_METHODS}
       AND NOT EXISTS (SELECT 1 FROM change_log u WHERE u.undoes_operation_id = c.operation_id)
       AND (c.method <> 'cash.takePayment' OR EXISTS (
         SELECT 1 FROM change_log p WHERE p.operation_id = c.operation_id AND p.record_type = 'PaymentNotice'
           AND NOT EXISTS (SELECT 1 FROM tender v WHERE v.voids_id = p.local_id)))
     ORDER BY c.sequence DESC LIMIT 1`,
  ).get(visitId, visitId, visitId, day) as UndoableOperation | undefined;
  return row ?? null;
}

/** Takes the newest move back by compensating changes; nothing is removed, a posted payment gets a reversing entry. */
export function undoOperation(
  unit: UnitOfWork,
  visitId: VisitId,
  operationId: OperationId,
): OutputOf<'visits.undo'> {
  const before = visitRow(unit.db, visitId);
  const { patientId, status } = before;
  unit.concerns(patientId);
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
  if (newest.method === PATIENT_EDIT) {
    undoChange(unit, patientId as PatientId, operationId);
    return { status, voidedReceipts: [], staysVoidCents: cents(0) };
  }
  unit.undoesOperationId = operationId;
  const owed = openBalance(unit.db, patientId);
  const voidedReceipts = standingTendersOf(unit.db, operationId).map((tenderId) => {
    const { receiptNumber } = tenderOf(unit.db, tenderId);
    voidTender(unit, tenderId, 'Taken back with the move');
    return receiptNumber;
  });
  const changes = changesOf(unit.db, operationId);
  const others = otherVisits(unit, changes, visitId);
  for (const change of changes) reverseChange(unit, REVERSIBLE, change);
  for (const each of [before, ...others]) refuseTakenSince(unit, each);
  refuseOverdrawn(unit, patientId);
  // The copay that check-out left open was part of the balance: who paid it there has paid it.
  if (owed >= 0 && openBalance(unit.db, patientId) < 0)
    throw new Refusal(
      'visits/copay-paid-since',
      'The copay that this check-out left open was paid since. Void that payment first, then undo.',
    );
  // Another part of the copay may have been voided meanwhile; with none of it left the board asks for it again.
  if (visitRow(unit.db, visitId).copayOutcome === 'taken' && paidForVisit(unit.db, visitId, 'copay') === 0) {
    unit.change(visitRecord, visitId, { copayOutcome: null });
  }
  const after = visitRow(unit.db, visitId).status;
  const staysVoidCents = status === 'cancelled' ? givenBack(unit.db, visitId, unit.day) : cents(0);
  return { status: after, voidedReceipts, staysVoidCents };
}

/** The other visits of an operation as they stand; refuses when something else happened to one of them since. */
function otherVisits(
  unit: UnitOfWork,
  changes: readonly LoggedChange[],
  visitId: VisitId,
): readonly VisitTableRow[] {
  const ids = new Set(
    changes
      .filter(({ recordType }) => recordType === visitRecord.type)
      .map(({ localId }) => localId as VisitId),
  );
  ids.delete(visitId);
  return [...ids].map((id) => {
    const newest = undoableOperation(unit.db, id, unit.day);
    if (newest?.operationId !== unit.undoesOperationId)
      throw new Refusal(
        'visits/others-changed',
        'Another visit of the series has changed meanwhile. Cancel the visits one by one instead.',
      );
    return visitRow(unit.db, id);
  });
}

/** What was given back of a visit's money on a day, in cents; what came out of a prepayment went back there, not out of a drawer. */
function givenBack(db: Database, visitId: VisitId, day: string): Cents {
  return prepared(
    db,
    `SELECT coalesce(sum(-amount_cents), 0) FROM tender
     WHERE visit_id = ? AND day = ? AND voids_id IS NOT NULL AND kind <> 'prepaid'`,
  )
    .pluck()
    .get(visitId, day) as Cents;
}
