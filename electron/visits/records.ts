import type { RecordKind } from '../engine/records.ts';
import { visit } from './tables.ts';

export const visitRecord: RecordKind<typeof visit> = {
  type: 'Encounter',
  table: visit,
  topic: 'visits',
  rank: 40,
  undo: {
    kind: 'reverse',
    whenCreated: () => ({ status: 'cancelled', cancelReason: 'Taken back at the desk' }),
  },
};
