import type { ParsedInputOf } from '../../shared/api/index.ts';
import type { Payment } from '../../shared/cash/contract.ts';
import { isMinor } from '../../shared/consents/rules.ts';
import { authorizationToUse, eligibilityFor } from '../../shared/coverage/rules.ts';
import type { AuthorizationId, CoverageId, PatientId } from '../../shared/kernel/ids.ts';
import type { Cents } from '../../shared/kernel/money.ts';
import { Refusal } from '../../shared/kernel/result.ts';
import { paidForVisit, postTender, type Receipt } from '../cash/tenders.ts';
import { hasFormsDue } from '../consents/standings.ts';
import { authorizationsOf } from '../coverage/authorizations.ts';
import {
  addCoverage,
  confirmCoverage,
  coverageInForce,
  coverageOf,
  replacePrimaryCoverage,
} from '../coverage/coverage.ts';
import { eligibilityOf, recordEligibility } from '../coverage/eligibility.ts';
import type { UnitOfWork } from '../engine/unit-of-work.ts';
import { confirmDemographics, patientRow } from '../patients/patients.ts';
import { practiceSetting } from '../practice/practice-setting.ts';
import { refuseMoreThan, refuseMoreThanPrepaid } from './payments.ts';
import { openBalance } from './read-views.ts';
import { visitRecord } from './records.ts';
import { settleDetails } from './visit-details.ts';
import { visitToMove } from './visit-row.ts';

type CheckIn = ParsedInputOf<'visits.checkIn'>;

/**
 * Checks a patient in: who they are, what is still true, how it is covered, what was signed and what was paid, all or
 * nothing. Every gate of the screen is asked again here, inside the transaction.
 */
export function checkIn(unit: UnitOfWork, input: CheckIn): { receipt: Receipt | null; receipts: Receipt[] } {
  const { row, status } = visitToMove(unit, input.visitId, 'check-in');
  const patientId = row.patientId as PatientId;
  const patient = patientRow(unit.db, patientId);
  if (patient.provisional) {
    throw new Refusal(
      'visits/register-first',
      'Register this walk-in first: phone and address are still missing.',
    );
  }
  const isChild = isMinor(patient.birthDate, unit.day);
  if (isChild && input.companion === undefined)
    throw new Refusal('visits/companion-needed', 'This is a child. Write down who is with them.');
  const { birthDate } = patient;
  const formsDue = hasFormsDue(unit.db, patientId, { day: unit.day, visitId: input.visitId, birthDate });
  if (formsDue && input.formsLater === undefined)
    throw new Refusal('visits/forms-due', 'A required form is not signed. Have it signed, or say why later.');
  const details = settleDetails(unit, row, input.visit);
  const coverageId = settleCoverage(unit, patientId, input.coverage);
  if (input.eligibility)
    recordEligibility(unit, { patientId, visitId: input.visitId, coverageId }, input.eligibility);
  const authorizationId = settleAuthorization(unit, patientId, coverageId, input.authorizationId);
  const copay = copayOf(unit, input, patientId, coverageId);
  const receipts = takeMoney(unit, input, patientId, copay.asked);
  confirmDemographics(unit, patientId);
  unit.change(visitRecord, input.visitId, {
    ...details,
    status,
    statusSince: unit.now,
    checkedInAt: unit.now,
    arrivedAt: row.arrivedAt ?? unit.now,
    identifiers: [...new Set(input.identifiers)].join(','),
    identifiedAt: unit.now,
    identifiedBy: unit.actor.displayName,
    companionName: isChild ? (input.companion?.name ?? null) : null,
    companionRelation: isChild ? (input.companion?.relation ?? null) : null,
    demographicsConfirmedAt: unit.now,
    coverageChoice: input.coverage.choice,
    coverageId,
    authorizationId,
    formsLaterReason: formsDue ? (input.formsLater ?? null) : null,
    copayCents: copay.told,
    // Money taken before the check-in stands: then nothing is due because it was taken.
    copayOutcome:
      input.copay.outcome === 'none-due' && paidForVisit(unit.db, input.visitId, 'copay') > 0
        ? 'taken'
        : input.copay.outcome,
    noCopayReason: input.copay.outcome === 'not-taken' ? input.copay.reason : null,
  });
  return { receipt: receipts[0] ?? null, receipts };
}

/** The coverage of this visit; null for somebody who pays alone. */
function settleCoverage(
  unit: UnitOfWork,
  patientId: PatientId,
  coverage: CheckIn['coverage'],
): CoverageId | null {
  const keep = (coverageId: CoverageId): CoverageId => {
    if (!coverageInForce(unit.db, coverageId, patientId, unit.day)) {
      throw new Refusal(
        'coverage/not-in-force',
        'This insurance is not in force for this patient. Replace it or choose self-pay.',
      );
    }
    confirmCoverage(unit, coverageId);
    return coverageId;
  };
  switch (coverage.choice) {
    case 'keep':
      return keep(coverage.coverageId);
    case 'add': {
      const kept = keep(coverage.coverageId);
      addCoverage(unit, patientId, coverage.fields);
      return kept;
    }
    case 'case':
      if (coverage.fields.kind !== 'auto' && coverage.fields.kind !== 'work-injury')
        throw new Refusal(
          'coverage/no-case',
          'A policy for an accident is auto or work injury. Choose which.',
        );
      return addCoverage(unit, patientId, coverage.fields);
    case 'replace':
      return replacePrimaryCoverage(unit, patientId, coverage.fields);
    default:
      return null;
  }
}

/** The authorization that this visit uses; one that expired or is used up is taken all the same, the desk was told. */
function settleAuthorization(
  unit: UnitOfWork,
  patientId: PatientId,
  coverageId: CoverageId | null,
  chosen: AuthorizationId | null | undefined,
): AuthorizationId | null {
  if (chosen === null) return null;
  const known = authorizationsOf(unit.db, patientId);
  if (chosen !== undefined) {
    if (!known.some(({ id }) => id === chosen))
      throw new Refusal(
        'coverage/unknown-authorization',
        'This authorization is not here any more. Look at the list again.',
      );
    return chosen;
  }
  const isNeeded = coverageId !== null && coverageOf(unit.db, coverageId)?.needsAuthorization === true;
  return isNeeded ? (authorizationToUse(known, coverageId, unit.day)?.id ?? null) : null;
}

/** The copay that is asked, null where nobody told one; and what the insurer told where the card says otherwise. */
function copayOf(
  unit: UnitOfWork,
  { visitId }: CheckIn,
  patientId: PatientId,
  coverageId: CoverageId | null,
): { asked: number | null; told: Cents | null } {
  if (coverageId === null) return { asked: 0, told: null };
  const onCard = coverageOf(unit.db, coverageId)?.copayCents ?? null;
  const { zone } = practiceSetting(unit.db);
  const told =
    eligibilityFor(eligibilityOf(unit.db, patientId), { visitId, coverageId }, unit.day, zone)?.copayCents ??
    null;
  return { asked: told ?? onCard, told: told === onCard ? null : told };
}

/** Posts what is paid, each tender under a receipt of its own; never more than is owed for its purpose. */
function takeMoney(
  unit: UnitOfWork,
  { visitId, copay, morePayments = [] }: CheckIn,
  patientId: PatientId,
  asked: number | null,
): Receipt[] {
  const open = asked === null ? null : Math.max(0, asked - paidForVisit(unit.db, visitId, 'copay'));
  const payments: Payment[] = [...(copay.outcome === 'taken' ? [copay.payment] : []), ...morePayments];
  const sum = (purpose: Payment['purpose']): number =>
    payments
      .filter((payment) => payment.purpose === purpose)
      .reduce((total, { amountCents }) => total + amountCents, 0);
  if (copay.outcome === 'taken' ? copay.payment.purpose !== 'copay' : sum('copay') > 0)
    throw new Refusal(
      'cash/wrong-purpose',
      'Say that the copay is taken, and take the balance as a payment of its own.',
    );
  if (copay.outcome === 'none-due' && open !== null && open > 0)
    throw new Refusal('copay/open', 'A copay is due. Take it, or say why not today.');
  refuseMoreThan(open, sum('copay'), 'copay');
  refuseMoreThan(openBalance(unit.db, patientId), sum('balance'), 'balance');
  refuseMoreThanPrepaid(unit, patientId, payments);
  return payments.map((payment) => postTender(unit, visitId, patientId, payment));
}
