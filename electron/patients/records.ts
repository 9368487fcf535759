import type { RecordKind } from '../engine/records.ts';
import { indexPatient } from './search-index.ts';
import { patient } from './tables.ts';

export const patientRecord: RecordKind<typeof patient> = {
  type: 'Patient',
  table: patient,
  topic: 'patients',
  rank: 10,
  // A walk-in taken back leaves the search; somebody registered fully meanwhile stays.
  undo: { kind: 'reverse', whenCreated: (row) => (row.provisional ? { active: false } : undefined) },
  derive: indexPatient,
};
