import type { Database } from 'better-sqlite3';
import type { RecordKind } from '../engine/records.ts';
import { prepared } from '../engine/statements.ts';
import { indexPatient } from './search-index.ts';
import { patient } from './tables.ts';

export const patientRecord: RecordKind<typeof patient> = {
  type: 'Patient',
  table: patient,
  topic: 'patients',
  rank: 10,
  // A walk-in taken back leaves the search; somebody registered fully meanwhile stays.
  undo: {
    kind: 'reverse',
    whenCreated: (row) => (row.provisional ? { active: false } : undefined),
    isOutlived: (db, row, patch) => patch.active === false && hasStandingVisit(db, row.id),
  },
  derive: indexPatient,
};

/** True while a visit that was not cancelled is this patient's, who then has to stay in use. */
export function hasStandingVisit(db: Database, patientId: string): boolean {
  return (
    prepared(db, `SELECT 1 FROM visit WHERE patient_id = ? AND status <> 'cancelled'`).get(patientId) !==
    undefined
  );
}
