import type { Database } from 'better-sqlite3';
import type { Payment, Tender } from '../../shared/cash/contract.ts';
import type { PatientId, TenderId, VisitId } from '../../shared/kernel/ids.ts';
import type { Cents } from '../../shared/kernel/money.ts';
import { invariant, Refusal } from '../../shared/kernel/result.ts';
import type { Instant } from '../../shared/kernel/time.ts';
import { prepared } from '../engine/statements.ts';
import { readRecord, type UnitOfWork } from '../engine/unit-of-work.ts';
import { deskRow } from '../practice/practice-setting.ts';
import { tenderRecord } from './records.ts';
import type { tender } from './tables.ts';

type TenderRow = typeof tender.$inferSelect;
export interface Receipt {
  readonly tenderId: TenderId;
  readonly receiptNumber: string;
}

/** Posts a payment under the next receipt number of this desk. The row can never change afterwards. */
export function postTender(
  unit: UnitOfWork,
  visitId: VisitId,
  patientId: PatientId,
  payment: Payment,
): Receipt {
  return post(unit, {
    visitId,
    patientId,
    kind: payment.tender,
    purpose: payment.purpose,
    amountCents: payment.amountCents,
    reference: payment.reference,
    voidsId: null,
    voidReason: null,
  });
}

/** Posts the reversing entry of a payment, under a receipt number of its own. Refuses what cannot be voided. */
export function voidTender(
  unit: UnitOfWork,
  tenderId: TenderId,
  reason: string,
): Receipt & { readonly visitId: VisitId; readonly purpose: TenderRow['purpose'] } {
  const row = readRecord(unit.db, tenderRecord, tenderId);
  if (!row)
    throw new Refusal('cash/unknown-payment', 'This payment is not on this desk. Look at the visit again.');
  if (row.voidsId !== null) throw new Refusal('cash/is-a-void', 'This entry already takes a payment back.');
  if (isVoided(unit.db, tenderId))
    throw new Refusal('cash/already-voided', 'This payment was already voided.');
  if (row.day !== unit.day)
    throw new Refusal(
      'cash/day-over',
      'This payment is of an earlier day. Give a refund instead; ask your lead.',
    );
  const receipt = post(unit, {
    visitId: row.visitId,
    patientId: row.patientId,
    kind: row.kind,
    purpose: row.purpose,
    amountCents: -row.amountCents as Cents,
    reference: row.reference,
    voidsId: tenderId,
    voidReason: reason,
  });
  return { ...receipt, visitId: row.visitId as VisitId, purpose: row.purpose };
}

/** The payments of one visit in the order they were taken, voids among them. */
export function tendersOfVisit(db: Database, visitId: VisitId): Tender[] {
  const rows = prepared(db, 'SELECT id FROM tender WHERE visit_id = ? ORDER BY taken_at, receipt_sequence')
    .pluck()
    .all(visitId) as TenderId[];
  return rows.map((id) => tenderOf(db, id));
}

/** One payment as the screens and the receipt show it. */
export function tenderOf(db: Database, tenderId: TenderId): Tender {
  const row = readRecord(db, tenderRecord, tenderId);
  if (!row)
    throw new Refusal('cash/unknown-payment', 'This payment is not on this desk. Look at the visit again.');
  return {
    id: tenderId,
    receiptNumber: receiptNumber(deskRow(db, row.deskId).receiptPrefix, row.receiptSequence),
    kind: row.kind,
    purpose: row.purpose,
    amountCents: row.amountCents,
    reference: row.reference,
    takenAt: row.takenAt as Instant,
    takenBy: row.takenBy,
    voids: row.voidsId as TenderId | null,
    voided: isVoided(db, tenderId),
  };
}

/** What was paid for a visit and purpose, voids taken off; cents. */
export function paidForVisit(db: Database, visitId: VisitId, purpose: TenderRow['purpose']): number {
  return prepared(db, 'SELECT coalesce(sum(amount_cents), 0) FROM tender WHERE visit_id = ? AND purpose = ?')
    .pluck()
    .get(visitId, purpose) as number;
}

/** The payments that an operation posted and nobody voided since. */
export function standingTendersOf(db: Database, operationId: string): TenderId[] {
  return prepared(
    db,
    `SELECT c.local_id FROM change_log c WHERE c.operation_id = ? AND c.record_type = 'PaymentNotice'
       AND EXISTS (SELECT 1 FROM tender t WHERE t.id = c.local_id AND t.voids_id IS NULL)
       AND NOT EXISTS (SELECT 1 FROM tender v WHERE v.voids_id = c.local_id)`,
  )
    .pluck()
    .all(operationId) as TenderId[];
}

function isVoided(db: Database, tenderId: TenderId): boolean {
  return prepared(db, 'SELECT 1 FROM tender WHERE voids_id = ?').get(tenderId) !== undefined;
}

/** The ledger never loses a row and the transaction holds the write lock, so highest plus one is gapless. */
function post(
  unit: UnitOfWork,
  entry: Omit<TenderRow, 'id' | 'deskId' | 'receiptSequence' | 'day' | 'takenAt' | 'takenBy'>,
): Receipt {
  const desk = deskRow(unit.db, unit.deskId);
  const highest = prepared(unit.db, 'SELECT coalesce(max(receipt_sequence), 0) FROM tender WHERE desk_id = ?')
    .pluck()
    .get(unit.deskId) as number;
  const id = unit.newId<TenderId>();
  const receiptSequence = invariant(highest, 'the desk counts receipts') + 1;
  unit.create(tenderRecord, {
    id,
    deskId: unit.deskId,
    receiptSequence,
    day: unit.day,
    takenAt: unit.now,
    takenBy: unit.actor.displayName,
    ...entry,
  });
  return { tenderId: id, receiptNumber: receiptNumber(desk.receiptPrefix, receiptSequence) };
}

/** A receipt number as it stands on paper. */
export function receiptNumber(prefix: string, sequence: number): string {
  return `${prefix}-${String(sequence).padStart(6, '0')}`;
}
