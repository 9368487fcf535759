import type { RecordKind } from '../engine/records.ts';
import { indexMemberIds } from '../patients/search-index.ts';
import { coverage } from './tables.ts';

export const coverageRecord: RecordKind<typeof coverage> = {
  type: 'Coverage',
  table: coverage,
  topic: 'coverage',
  rank: 20,
  undo: { kind: 'reverse', whenCreated: () => ({ status: 'entered-in-error' }) },
  derive: (db, row) => indexMemberIds(db, row.patientId),
};
