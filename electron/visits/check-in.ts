import type { ParsedInputOf } from '../../shared/api/index.ts';
import type { CoverageId, PatientId, VisitId } from '../../shared/kernel/ids.ts';
import { Refusal } from '../../shared/kernel/result.ts';
import { paidForVisit, postTender, type Receipt } from '../cash/tenders.ts';
import { activeCoverage, confirmCoverage, copayOf, replacePrimaryCoverage } from '../coverage/coverage.ts';
import type { UnitOfWork } from '../engine/unit-of-work.ts';
import { confirmDemographics, patientRow } from '../patients/patients.ts';
import { refuseMoreThan } from './payments.ts';
import { visitRecord } from './records.ts';
import { visitToMove } from './visit-row.ts';

type CheckIn = ParsedInputOf<'visits.checkIn'>;

/** Checks a patient in: who they are, what is still true, how it is covered and what was paid, all or nothing. */
export function checkIn(unit: UnitOfWork, input: CheckIn): { receipt: Receipt | null } {
  const { row, status } = visitToMove(unit, input.visitId, 'check-in');
  const patientId = row.patientId as PatientId;
  if (patientRow(unit.db, patientId).provisional) {
    throw new Refusal(
      'visits/register-first',
      'Register this walk-in first: phone and address are still missing.',
    );
  }
  const coverageId = settleCoverage(unit, patientId, input.coverage);
  const receipt = settleCopay(unit, input.visitId, patientId, coverageId, input.copay);
  confirmDemographics(unit, patientId);
  unit.change(visitRecord, input.visitId, {
    status,
    statusSince: unit.now,
    checkedInAt: unit.now,
    arrivedAt: row.arrivedAt ?? unit.now,
    identifiers: [...new Set(input.identifiers)].join(','),
    identifiedAt: unit.now,
    identifiedBy: unit.actor.displayName,
    demographicsConfirmedAt: unit.now,
    coverageChoice: input.coverage.choice,
    coverageId,
    // Money taken before the check-in stands: then nothing is due because it was taken.
    copayOutcome:
      input.copay.outcome === 'none-due' && paidForVisit(unit.db, input.visitId, 'copay') > 0
        ? 'taken'
        : input.copay.outcome,
    noCopayReason: input.copay.outcome === 'not-taken' ? input.copay.reason : null,
  });
  return { receipt };
}

function settleCoverage(
  unit: UnitOfWork,
  patientId: PatientId,
  coverage: CheckIn['coverage'],
): CoverageId | null {
  switch (coverage.choice) {
    case 'keep': {
      if (!activeCoverage(unit.db, coverage.coverageId, patientId)) {
        throw new Refusal(
          'coverage/not-in-force',
          'This insurance is not in force for this patient. Replace it or choose self-pay.',
        );
      }
      confirmCoverage(unit, coverage.coverageId);
      return coverage.coverageId;
    }
    case 'replace':
      return replacePrimaryCoverage(unit, patientId, coverage.fields);
    default:
      return null;
  }
}

function settleCopay(
  unit: UnitOfWork,
  visitId: VisitId,
  patientId: PatientId,
  coverageId: CoverageId | null,
  copay: CheckIn['copay'],
): Receipt | null {
  const onCard = coverageId === null ? 0 : copayOf(unit.db, coverageId);
  const open = onCard === null ? null : Math.max(0, onCard - paidForVisit(unit.db, visitId, 'copay'));
  switch (copay.outcome) {
    case 'taken':
      if (copay.payment.purpose !== 'copay')
        throw new Refusal(
          'cash/wrong-purpose',
          'At check-in the copay is taken; take the balance as a payment of its own.',
        );
      refuseMoreThan(open, copay.payment.amountCents, 'copay');
      return postTender(unit, visitId, patientId, copay.payment);
    case 'not-taken':
      return null;
    default:
      if (open !== null && open > 0)
        throw new Refusal('copay/open', 'A copay is due. Take it, or say why not today.');
      return null;
  }
}
