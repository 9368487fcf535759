import type { Database } from 'better-sqlite3';
import type { RecordKind } from '../engine/records.ts';
import { prepared } from '../engine/statements.ts';
import { concernsIndex, indexPatient } from './search-index.ts';
import { patient, patientAlert, patientNote, relatedPerson } from './tables.ts';

export const patientRecord: RecordKind<typeof patient> = {
  type: 'Patient',
  table: patient,
  topic: 'patients',
  rank: 10,
  // A walk-in taken back leaves the search; somebody registered fully meanwhile stays.
  undo: {
    kind: 'reverse',
    whenCreated: (row) => (row.provisional ? { active: false } : undefined),
    isOutlived: (db, row, patch) =>
      patch.active === false && (hasStandingVisit(db, row.id) || hasMerged(db, row.id)),
  },
  derive: (db, row, changed) => {
    if (concernsIndex(changed)) indexPatient(db, row, changed === null);
  },
};

/** True while a visit that was not cancelled is this patient's, who then has to stay in use. */
export function hasStandingVisit(db: Database, patientId: string): boolean {
  return (
    prepared(db, `SELECT 1 FROM visit WHERE patient_id = ? AND status <> 'cancelled'`).get(patientId) !==
    undefined
  );
}

/** True while another record was merged into this one, which therefore has to stay. */
export function hasMerged(db: Database, patientId: string): boolean {
  return prepared(db, 'SELECT 1 FROM patient WHERE merged_into_id = ?').get(patientId) !== undefined;
}

/** A record that was written down by mistake is taken off, never deleted. */
const takenOff = { kind: 'reverse', whenCreated: () => ({ active: false }) } as const;

export const relatedRecord: RecordKind<typeof relatedPerson> = {
  type: 'RelatedPerson',
  table: relatedPerson,
  topic: 'patients',
  rank: 15,
  undo: takenOff,
};

/** Becomes a Flag at the sync edge. */
export const alertRecord: RecordKind<typeof patientAlert> = {
  type: 'Flag',
  table: patientAlert,
  topic: 'patients',
  rank: 25,
  undo: takenOff,
};

/** Becomes a Communication at the sync edge. */
export const noteRecord: RecordKind<typeof patientNote> = {
  type: 'Communication',
  table: patientNote,
  topic: 'patients',
  rank: 26,
  undo: takenOff,
};
