import type { Database } from 'better-sqlite3';
import type { EligibilityAnswer, EligibilityCheck } from '../../shared/coverage/contract.ts';
import type { CoverageId, EligibilityId, PatientId, VisitId } from '../../shared/kernel/ids.ts';
import { prepared } from '../engine/statements.ts';
import type { UnitOfWork } from '../engine/unit-of-work.ts';
import { eligibilityRecord } from './records.ts';

/** Older answers say nothing of a visit any more. */
const SHOWN = 20;

/** What the insurers of a patient said, newest first. */
export function eligibilityOf(db: Database, patientId: string): EligibilityCheck[] {
  return prepared(
    db,
    `SELECT id, visit_id AS visitId, coverage_id AS coverageId, result, how, copay_cents AS copayCents, note,
            override_reason AS overrideReason, checked_at AS checkedAt, checked_by AS checkedBy
     FROM eligibility_check WHERE patient_id = ? AND withdrawn = 0 ORDER BY checked_at DESC, id DESC LIMIT ${SHOWN}`,
  ).all(patientId) as EligibilityCheck[];
}

/** Writes down an answer; the one before stays as it is. */
export function recordEligibility(
  unit: UnitOfWork,
  of: { readonly patientId: PatientId; readonly visitId: VisitId; readonly coverageId: CoverageId | null },
  answer: EligibilityAnswer,
): EligibilityId {
  const id = unit.newId<EligibilityId>();
  unit.create(eligibilityRecord, {
    id,
    ...of,
    ...answer,
    checkedAt: unit.now,
    checkedBy: unit.actor.displayName,
    withdrawn: false,
  });
  return id;
}
