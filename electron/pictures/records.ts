import type { RecordKind } from '../engine/records.ts';
import { picture } from './tables.ts';

export const pictureRecord: RecordKind<typeof picture> = {
  type: 'Media',
  table: picture,
  topic: 'pictures',
  rank: 15,
  // The moment it was taken stands for "never in use": what is taken back was in use for no time.
  undo: { kind: 'reverse', whenCreated: (row) => ({ removedAt: row.takenAt }) },
};
