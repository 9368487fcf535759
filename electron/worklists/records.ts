import type { RecordKind } from '../engine/records.ts';
import { call, recall, waiting } from './tables.ts';

/** Somebody who waits for a free time: an Appointment of the status `waitlist`. */
export const waitingRecord: RecordKind<typeof waiting> = {
  type: 'Appointment',
  table: waiting,
  topic: 'worklists',
  rank: 45,
  undo: {
    kind: 'reverse',
    whenCreated: () => ({ status: 'withdrawn' }),
    // A visit has come of it meanwhile.
    isOutlived: (_db, { status }) => status === 'booked',
  },
};

/** Somebody who is to come again. */
export const recallRecord: RecordKind<typeof recall> = {
  type: 'CommunicationRequest',
  table: recall,
  topic: 'worklists',
  rank: 45,
  undo: {
    kind: 'reverse',
    whenCreated: () => ({ status: 'withdrawn' }),
    isOutlived: (_db, { status }) => status === 'booked',
  },
};

/** A call that was made: a Task that is done. */
export const callRecord: RecordKind<typeof call> = {
  type: 'Task',
  table: call,
  topic: 'worklists',
  rank: 50,
  undo: { kind: 'reverse', whenCreated: () => ({ active: false }) },
};

export const WORKLIST_KINDS = [waitingRecord, recallRecord, callRecord] as unknown as readonly RecordKind[];
