import type { OutputOf } from '../../shared/api/index.ts';
import type { tasksContract } from '../../shared/tasks/contract.ts';
import type { CommandHandlers, QueryHandlers, RoomHandlers } from '../engine/handler.ts';
import type { RecordKind } from '../engine/records.ts';
import { takeBack } from '../engine/reverse.ts';
import { prepared } from '../engine/statements.ts';
import { patientRow } from '../patients/patients.ts';
import { taskCount, taskLines, taskLinesOf } from './lines.ts';
import { taskRecord } from './records.ts';
import { closeTask, reopenTask, saveTask } from './write.ts';

type Tasks = keyof typeof tasksContract;
type Person = OutputOf<'tasks.people'>['people'][number];

const UNDOABLE = ['tasks.save', 'tasks.done', 'tasks.cancel', 'tasks.reopen'];
const UNDOABLE_KINDS = [taskRecord] as unknown as readonly RecordKind[];

export const taskQueries: RoomHandlers<QueryHandlers, Tasks> = {
  'tasks.list': (context, { view }) => ({ lines: taskLines(context, view) }),
  'tasks.ofPatient': (context, { patientId: asked }) => {
    const { id } = patientRow(context.db, asked);
    context.concerns(id);
    return { lines: taskLinesOf(context.db, id) };
  },
  'tasks.count': taskCount,
  'tasks.people': ({ db }) => {
    const rows = prepared(
      db,
      'SELECT id, display_name AS displayName, initials, role, active FROM staff_member ORDER BY position, id',
    ).all() as (Omit<Person, 'active'> & { active: number })[];
    return { people: rows.map((row) => ({ ...row, active: row.active === 1 })) };
  },
};

export const taskCommands: RoomHandlers<CommandHandlers, Tasks> = {
  'tasks.save': saveTask,
  'tasks.done': (unit, { id }) => {
    closeTask(unit, id, 'done');
    return {};
  },
  'tasks.cancel': (unit, { id, reason }) => {
    closeTask(unit, id, 'cancelled', reason);
    return {};
  },
  'tasks.reopen': (unit, { id }) => {
    reopenTask(unit, id);
    return {};
  },
  'tasks.undo': (unit, { operationId }) => {
    takeBack(unit, operationId, UNDOABLE, UNDOABLE_KINDS);
    return {};
  },
};
