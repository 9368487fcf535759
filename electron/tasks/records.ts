import type { RecordKind } from '../engine/records.ts';
import { task } from './tables.ts';

/** Something to do. The calls of the lists are Tasks as well, of things that were done. */
export const taskRecord: RecordKind<typeof task> = {
  type: 'Task.room',
  table: task,
  topic: 'tasks',
  rank: 50,
  undo: {
    kind: 'reverse',
    whenCreated: () => ({ status: 'cancelled' }),
    // What was done meanwhile was done.
    isOutlived: (_db, { status }, patch) => patch.status === 'cancelled' && status === 'done',
  },
};
