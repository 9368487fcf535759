import type { RecordKind } from '../engine/records.ts';
import { calendarBlock, workWeek } from './tables.ts';

/** What was added in error goes out of use. */
const retires = { kind: 'reverse', whenCreated: () => ({ active: false }) } as const;

/** When a provider works or a room is open. */
export const workWeekRecord: RecordKind<typeof workWeek> = {
  type: 'Schedule',
  table: workWeek,
  topic: 'practice',
  rank: 5,
  undo: retires,
};

/** Time that is kept free. */
export const blockRecord: RecordKind<typeof calendarBlock> = {
  type: 'Slot',
  table: calendarBlock,
  topic: 'practice',
  rank: 6,
  undo: retires,
};

export const CALENDAR_KINDS = [workWeekRecord, blockRecord] as unknown as readonly RecordKind[];
