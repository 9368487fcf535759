import type { Payment, TenderPurpose } from '../../shared/cash/contract.ts';
import type { PatientId, VisitId } from '../../shared/kernel/ids.ts';
import { type Cents, cents } from '../../shared/kernel/money.ts';
import { Refusal } from '../../shared/kernel/result.ts';
import { ROLE_PERMISSIONS } from '../../shared/staff/permissions.ts';
import { paidForVisit, tendersOfVisit, voidTender } from '../cash/tenders.ts';
import { coverageOf, primaryCoverage } from '../coverage/coverage.ts';
import type { UnitOfWork } from '../engine/unit-of-work.ts';
import { openBalance, prepaidOf } from './read-views.ts';
import { visitRecord } from './records.ts';
import { type VisitTableRow, visitRow } from './visit-row.ts';

/** The patient of a visit that may be paid for now; refuses more than is owed, so that change is not booked as money. */
export function visitForPayment(unit: UnitOfWork, visitId: VisitId, payment: Payment): PatientId {
  const visit = visitRow(unit.db, visitId);
  unit.concerns(visit.patientId);
  if (visit.status === 'cancelled' || visit.status === 'no-show') {
    throw new Refusal('visits/not-here', 'This visit did not take place, so there is nothing to pay.');
  }
  const patientId = visit.patientId as PatientId;
  if (payment.purpose === 'balance')
    refuseMoreThan(openBalance(unit.db, patientId), payment.amountCents, 'balance');
  // What is paid ahead is owed to nobody yet, so there is no more of it than the patient gives.
  if (payment.purpose === 'copay') refuseMoreThan(openCopay(unit, visit), payment.amountCents, 'copay');
  refuseMoreThanPrepaid(unit, patientId, [payment]);
  return patientId;
}

/** Refuses to use up more than the patient has paid ahead. */
export function refuseMoreThanPrepaid(
  unit: UnitOfWork,
  patientId: PatientId,
  payments: readonly Payment[],
): void {
  const used = payments
    .filter(({ tender }) => tender === 'prepaid')
    .reduce((sum, { amountCents }) => sum + amountCents, 0);
  if (used === 0 || used <= prepaidOf(unit.db, patientId)) return;
  throw new Refusal(
    'cash/too-much-prepaid',
    'This is more than is left of what was paid ahead. Correct the amount, and take the rest another way.',
    { fields: { amountCents: 'More than was paid ahead.' } },
  );
}

/** Refuses to leave less than nothing of what was paid ahead: its void, once a visit was paid from it. */
export function refuseOverdrawn(unit: UnitOfWork, patientId: string): void {
  if (prepaidOf(unit.db, patientId) >= 0) return;
  throw new Refusal(
    'cash/prepaid-used',
    'Something was paid from this prepayment already. Void that payment first, then this one.',
  );
}

/** Refuses a payment above what is owed for its purpose; `owed` null means that the card does not tell. */
export function refuseMoreThan(owed: number | null, amount: number, purpose: TenderPurpose): void {
  if (owed === null || amount <= owed) return;
  const what = purpose === 'copay' ? 'the copay still open' : 'the balance still open';
  throw new Refusal('cash/too-much', `This is more than ${what}. Correct the amount.`, {
    fields: { amountCents: 'More than is owed.' },
  });
}

/** The copay of a visit still open in cents; null when nobody told one. */
function openCopay(unit: UnitOfWork, visit: VisitTableRow): number | null {
  const copay = copayOf(unit, visit);
  if (copay === null) return null;
  const open = copay - paidForVisit(unit.db, visit.id as VisitId, 'copay');
  // Of a visit that is over it is part of the balance, which may have been paid as such.
  return visit.status === 'checked-out' ? Math.min(open, openBalance(unit.db, visit.patientId)) : open;
}

/** The copay of a visit in cents, 0 for somebody who pays alone; null when nobody told one. */
export function copayOf(unit: UnitOfWork, visit: VisitTableRow): Cents | null {
  if (visit.coverageChoice === 'self-pay') return cents(0);
  // The visit's own coverage, as it was chosen at check-in, else the one that is billed first on its day.
  const coverage =
    (visit.coverageId === null ? undefined : coverageOf(unit.db, visit.coverageId)) ??
    primaryCoverage(unit.db, visit.patientId, visit.day);
  if (!coverage) return cents(0);
  return visit.copayCents ?? coverage.copayCents;
}

/** Voids every payment of the visit that stands, the newest first: a prepayment goes only after what was paid from it. */
export function giveBackAll(unit: UnitOfWork, visitId: VisitId, reason: string): void {
  if (!ROLE_PERMISSIONS[unit.actor.role].includes('cash.void'))
    throw new Refusal('staff/not-allowed', 'Your role may not do this. Ask the front desk.');
  const standing = tendersOfVisit(unit.db, visitId).filter(({ voids, voided }) => voids === null && !voided);
  for (const { id, purpose } of standing.toReversed()) {
    voidTender(unit, id, reason);
    settleVoid(unit, visitId, purpose);
  }
}

/** Refuses while money of the visit is kept: nobody pays for a visit that does not take place. */
export function refuseWhilePaid(unit: UnitOfWork, visitId: VisitId): void {
  const purposes = ['copay', 'balance', 'prepayment'] as const;
  if (purposes.some((purpose) => paidForVisit(unit.db, visitId, purpose) > 0))
    throw new Refusal(
      'visits/payment-stands',
      'A payment of this visit still stands. Void it and give the money back first.',
    );
}

/** Notes on the visit that its copay was taken. */
export function noteCopayTaken(unit: UnitOfWork, visitId: VisitId, purpose: TenderPurpose): void {
  if (purpose === 'copay') unit.change(visitRecord, visitId, { copayOutcome: 'taken', noCopayReason: null });
}

/**
 * What a void leads to: with no copay left the board asks for it again. Refuses the void of money paid ahead that is used
 * up already.
 */
export function settleVoid(unit: UnitOfWork, visitId: VisitId, purpose: TenderPurpose): void {
  const { patientId } = visitRow(unit.db, visitId);
  unit.concerns(patientId);
  if (purpose === 'prepayment') refuseOverdrawn(unit, patientId);
  if (purpose === 'copay' && paidForVisit(unit.db, visitId, 'copay') === 0)
    unit.change(visitRecord, visitId, { copayOutcome: null });
}
