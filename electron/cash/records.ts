import type { RecordKind } from '../engine/records.ts';
import { tender } from './tables.ts';

export const tenderRecord: RecordKind<typeof tender> = {
  type: 'PaymentNotice',
  table: tender,
  topic: 'cash',
  rank: 60,
  undo: { kind: 'reversing-entry' },
};
