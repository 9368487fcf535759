import type { RecordKind } from '../engine/records.ts';
import { staffMember, staffPreference } from './tables.ts';

/** Somebody who works here. The PIN is no part of it: its hash stays on the desk where it was given. */
export const staffRecord: RecordKind<typeof staffMember> = {
  type: 'Basic.staff',
  table: staffMember,
  topic: 'staff',
  rank: 1,
  undo: { kind: 'reverse', whenCreated: () => ({ active: false }) },
};

/** How somebody likes the desk. */
export const preferenceRecord: RecordKind<typeof staffPreference> = {
  type: 'Basic.preference',
  table: staffPreference,
  topic: 'staff',
  rank: 90,
  undo: { kind: 'reverse', whenCreated: () => undefined },
};
