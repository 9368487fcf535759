import type { InputOf } from '../../shared/api/index.ts';
import type { StaffId } from '../../shared/kernel/ids.ts';
import type { PlainDate } from '../../shared/kernel/time.ts';
import { ROLES } from '../../shared/staff/permissions.ts';
import type { TaskLine } from '../../shared/tasks/contract.ts';
import { dueText, readDue } from './due-text.ts';

/** A task as it is typed. */
export interface TaskDraft {
  readonly title: string;
  readonly note: string;
  readonly whose: Whose;
  readonly due: string;
}

/** Whose it is, as a list of choices knows it. */
export type Whose = 'anybody' | `role ${string}` | `person ${string}`;

export const EMPTY_TASK: TaskDraft = { title: '', note: '', whose: 'anybody', due: '' };

/** What a task says, to be changed. */
export function draftOf({ title, note, staffId, role, dueDay, dueTime }: TaskLine): TaskDraft {
  return {
    title,
    note,
    whose: role !== null ? `role ${role}` : staffId !== null ? `person ${staffId}` : 'anybody',
    due: dueText({ day: dueDay, time: dueTime }),
  };
}

/** The fields of a draft; undefined where nobody can tell when it is due. */
export function fieldsOf(
  { title, note, whose, due }: TaskDraft,
  today: PlainDate,
): InputOf<'tasks.save'>['fields'] | undefined {
  const read = readDue(due, today);
  if (read === undefined) return undefined;
  const [kind, who = ''] = whose.split(' ');
  return {
    title: title.trim(),
    note: note.trim(),
    staffId: kind === 'person' ? (who as StaffId) : null,
    role: kind === 'role' ? (ROLES.find((role) => role === who) ?? null) : null,
    dueDay: read.day,
    dueTime: read.time,
  };
}
