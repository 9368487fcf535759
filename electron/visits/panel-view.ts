import type { OutputOf } from '../../shared/api/index.ts';
import { isMinor } from '../../shared/consents/rules.ts';
import type { PatientId, VisitId } from '../../shared/kernel/ids.ts';
import type { Cents } from '../../shared/kernel/money.ts';
import { invariant } from '../../shared/kernel/result.ts';
import type { Instant } from '../../shared/kernel/time.ts';
import type { Identifier } from '../../shared/visits/contract.ts';
import { tendersOfVisit } from '../cash/tenders.ts';
import { authorizationsOf } from '../coverage/authorizations.ts';
import { coveragesOf } from '../coverage/coverage.ts';
import { eligibilityOf } from '../coverage/eligibility.ts';
import type { QueryContext } from '../engine/handler.ts';
import { relatedOf } from '../patients/belongings.ts';
import { patientOf, patientRowOfVisit } from '../patients/patients.ts';
import { boardRow, namesakesOf } from './board-view.ts';
import { companionsOf } from './companions.ts';
import { openBalance, prepaidOf } from './read-views.ts';
import { undoableOperation } from './undo.ts';
import { visitRow } from './visit-row.ts';

/** One visit with all that check-in and check-out need. */
export function panelOf(
  { db, day, zone, concerns }: QueryContext,
  visitId: VisitId,
): OutputOf<'visits.panel'> {
  const visit = visitRow(db, visitId);
  const patient = patientRowOfVisit(db, visit.patientId as PatientId);
  concerns(visit.patientId);
  const isChild = isMinor(patient.birthDate, visit.day);
  return {
    visit: invariant(boardRow(db, visitId, zone), 'the visit just read').row,
    patient: patientOf(patient),
    coverages: coveragesOf(db, patient.id),
    namesakes: namesakesOf(db, visit.day, patient.nameKey).filter((other) => other.id !== patient.id),
    // Nobody is asked for less than nothing: what was paid too much stands in the chart.
    priorBalanceCents: Math.max(0, openBalance(db, patient.id)) as Cents,
    prepaidCents: Math.max(0, prepaidOf(db, patient.id)) as Cents,
    identity:
      visit.identifiers === null || visit.identifiedAt === null
        ? null
        : {
            identifiers: visit.identifiers.split(',') as Identifier[],
            at: visit.identifiedAt as Instant,
            by: visit.identifiedBy ?? '',
          },
    isChild,
    related: relatedOf(db, patient.id),
    companion:
      visit.companionRelation === null
        ? null
        : { name: visit.companionName ?? '', relation: visit.companionRelation },
    companions: isChild ? companionsOf(db, patient.id) : [],
    details: {
      supervisingProviderId:
        visit.supervisingProviderId as OutputOf<'visits.panel'>['details']['supervisingProviderId'],
      accident: visit.accident ?? 'none',
      accidentDate: visit.accidentDate,
      accidentState: visit.accidentState ?? '',
    },
    coverageChoice: visit.coverageChoice,
    coverageId: visit.coverageId as OutputOf<'visits.panel'>['coverageId'],
    eligibility: eligibilityOf(db, patient.id),
    authorizations: authorizationsOf(db, patient.id),
    authorizationId: visit.authorizationId as OutputOf<'visits.panel'>['authorizationId'],
    formsLaterReason: visit.formsLaterReason,
    copayOutcome: visit.copayOutcome,
    noCopayReason: visit.noCopayReason,
    tenders: tendersOfVisit(db, visitId),
    undoable: undoableOperation(db, visitId, day),
  };
}
