import type { Payment, TenderPurpose } from '../../shared/cash/contract.ts';
import type { PatientId, VisitId } from '../../shared/kernel/ids.ts';
import { Refusal } from '../../shared/kernel/result.ts';
import { paidForVisit } from '../cash/tenders.ts';
import { coverageOf, primaryCoverage } from '../coverage/coverage.ts';
import type { UnitOfWork } from '../engine/unit-of-work.ts';
import { openBalance } from './read-views.ts';
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
  return patientId;
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
  if (visit.coverageChoice === 'self-pay') return 0;
  // The visit's own coverage, as it was chosen at check-in, else the one that is billed first on its day.
  const coverage =
    (visit.coverageId === null ? undefined : coverageOf(unit.db, visit.coverageId)) ??
    primaryCoverage(unit.db, visit.patientId, visit.day);
  if (!coverage) return 0;
  const copay = visit.copayCents ?? coverage.copayCents;
  return copay === null ? null : copay - paidForVisit(unit.db, visit.id as VisitId, 'copay');
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

/** Notes on the visit that no copay stands any more, so that the board asks for it again. */
export function noteCopayVoided(unit: UnitOfWork, visitId: VisitId, purpose: TenderPurpose): void {
  unit.concerns(visitRow(unit.db, visitId).patientId);
  if (purpose === 'copay' && paidForVisit(unit.db, visitId, 'copay') === 0)
    unit.change(visitRecord, visitId, { copayOutcome: null });
}
