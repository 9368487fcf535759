import { isCasePolicy } from '../../shared/coverage/rules.ts';
import type { RecordKind } from '../engine/records.ts';
import { prepared } from '../engine/statements.ts';
import { indexMemberIds } from '../patients/search-index.ts';
import { authorization, coverage, eligibilityCheck } from './tables.ts';

const OTHER_IN_FORCE = `SELECT 1 FROM coverage WHERE patient_id = ? AND priority = ? AND status = 'active' AND id <> ?`;

export const coverageRecord: RecordKind<typeof coverage> = {
  type: 'Coverage',
  table: coverage,
  topic: 'coverage',
  rank: 20,
  undo: {
    kind: 'reverse',
    whenCreated: () => ({ status: 'entered-in-error' }),
    // A card shown at another visit meanwhile took this one's place: two in force would both be the primary.
    isOutlived: (db, row, patch) =>
      patch.status === 'active' &&
      !isCasePolicy(row.kind) &&
      prepared(db, OTHER_IN_FORCE).get(row.patientId, row.priority, row.id) !== undefined,
  },
  derive: (db, row, changed) => {
    if (isFoundOtherwise(changed)) indexMemberIds(db, row.patientId);
  },
  // Member IDs are searched for with the patients.
  derivedTopic: (changed) => (isFoundOtherwise(changed) ? 'patients' : undefined),
};

/** A card shown again is found as it was. */
function isFoundOtherwise(changed: ReadonlySet<string> | null): boolean {
  return (
    changed === null ||
    ['patientId', 'memberId', 'status', 'priority'].some((property) => changed.has(property))
  );
}

export const eligibilityRecord: RecordKind<typeof eligibilityCheck> = {
  type: 'CoverageEligibilityResponse',
  table: eligibilityCheck,
  topic: 'coverage',
  rank: 50,
  undo: { kind: 'reverse', whenCreated: () => ({ withdrawn: true }) },
};

export const authorizationRecord: RecordKind<typeof authorization> = {
  type: 'ServiceRequest',
  table: authorization,
  topic: 'coverage',
  rank: 30,
  undo: { kind: 'reverse', whenCreated: () => ({ status: 'entered-in-error' }) },
};
