import { z } from 'zod';
import { command, query } from '../api/define.ts';
import {
  idSchema,
  type OperationId,
  type PatientId,
  type RecallId,
  type StaffId,
  type TaskId,
  type VisitId,
  type WaitingId,
} from '../kernel/ids.ts';
import { typedLine } from '../kernel/text.ts';
import { instantSchema, plainDateSchema } from '../kernel/time.ts';
import { patientSummarySchema } from '../patients/contract.ts';
import { timeOfDaySchema } from '../practice/hours.ts';
import { roleSchema } from '../staff/permissions.ts';
import { CLASH_RULES } from '../worklists/clashes.ts';
import { visitLineSchema } from '../worklists/contract.ts';

/**
 * Where a task came from: somebody made it, two desks booked visits onto each other, or two copies of a desk gave the same
 * receipt number or medical record number, which is then its title.
 */
export const TASK_SOURCES = ['person', 'overlap', 'receipt', 'mrn'] as const;
export type TaskSource = (typeof TASK_SOURCES)[number];
/** `settled` is over without anybody saying so: what it was about is not so any more. */
export const TASK_STATUSES = ['open', 'done', 'settled', 'cancelled'] as const;
export type TaskStatus = (typeof TASK_STATUSES)[number];
/** Which tasks: mine, those of my role and those that are anybody's; all; what was done in the last days. */
export const TASK_VIEWS = ['mine', 'all', 'closed'] as const;
export type TaskView = (typeof TASK_VIEWS)[number];
/** No list is longer; what is due first is in it. */
export const MOST_TASKS = 300;

/** What a task may come from. */
export const taskFromSchema = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('patient'), id: idSchema<PatientId>() }).strict(),
  z.object({ kind: z.literal('visit'), id: idSchema<VisitId>() }).strict(),
  z.object({ kind: z.literal('waiting'), id: idSchema<WaitingId>() }).strict(),
  z.object({ kind: z.literal('recall'), id: idSchema<RecallId>() }).strict(),
]);
export type TaskFrom = z.output<typeof taskFromSchema>;

export const taskFieldsSchema = z
  .object({
    title: typedLine(200),
    note: typedLine(500),
    /** One person's, or anybody's of a role; neither is anybody's. */
    staffId: idSchema<StaffId>().nullable(),
    role: roleSchema.nullable(),
    dueDay: plainDateSchema.nullable(),
    dueTime: timeOfDaySchema.nullable(),
  })
  .strict()
  .refine(({ staffId, role }) => staffId === null || role === null, {
    message: 'A task is one person’s or a role’s. Choose one of them.',
    path: ['role'],
  })
  .refine(({ dueDay, dueTime }) => dueTime === null || dueDay !== null, {
    message: 'Say on which day.',
    path: ['dueDay'],
  });

const taskLineSchema = z.object({
  id: idSchema<TaskId>(),
  source: z.enum(TASK_SOURCES),
  status: z.enum(TASK_STATUSES),
  /** Both are empty where they are kept in the chart of a restricted patient. */
  title: z.string(),
  note: z.string(),
  patient: patientSummarySchema.nullable(),
  /** What it came from, where that is no visit. */
  from: z.enum(['waiting', 'recall']).nullable(),
  /** The visit that it is about, or the two that stand on each other, the one that was booked first first. */
  visits: z.array(visitLineSchema).max(2),
  /** What the two have in common; null where nothing stands on anything. */
  clash: z.enum(CLASH_RULES).nullable(),
  staffId: idSchema<StaffId>().nullable(),
  role: roleSchema.nullable(),
  dueDay: plainDateSchema.nullable(),
  dueTime: z.string().nullable(),
  madeAt: instantSchema,
  madeBy: z.string(),
  closedAt: instantSchema.nullable(),
  closedBy: z.string().nullable(),
  reason: z.string(),
});
export type TaskLine = z.output<typeof taskLineSchema>;

const nothing = z.object({}).strict();
const reads = ['tasks', 'worklists', 'visits', 'patients', 'practice'] as const;

export const tasksContract = {
  'tasks.list': query({
    summary:
      'What there is to do, what is due first first, or what was done in the last days, the last first.',
    input: z.object({ view: z.enum(TASK_VIEWS) }).strict(),
    output: z.object({ lines: z.array(taskLineSchema) }),
    access: 'tasks.work',
    reads: [...reads],
    disclosure: 'list',
  }),
  'tasks.ofPatient': query({
    summary: 'What there is to do for a patient.',
    input: z.object({ patientId: idSchema<PatientId>() }).strict(),
    output: z.object({ lines: z.array(taskLineSchema) }),
    access: 'tasks.work',
    reads: [...reads],
    disclosure: 'chart',
  }),
  'tasks.count': query({
    summary: 'How many tasks are mine to do, and how many of them are late.',
    input: nothing,
    output: z.object({ open: z.number().int(), overdue: z.number().int() }),
    access: 'tasks.work',
    reads: ['tasks', 'visits', 'practice'],
    disclosure: 'none',
  }),
  'tasks.people': query({
    summary: 'Who can be given a task.',
    input: nothing,
    output: z.object({
      people: z.array(
        z.object({
          id: idSchema<StaffId>(),
          displayName: z.string(),
          initials: z.string(),
          role: roleSchema,
          /** False for somebody who has left; what was theirs is still shown as theirs. */
          active: z.boolean(),
        }),
      ),
    }),
    access: 'tasks.work',
    reads: ['staff'],
    disclosure: 'none',
  }),
  'tasks.save': command({
    summary: 'Write down what somebody is to do, or change it.',
    input: z
      .object({
        id: idSchema<TaskId>().nullable(),
        /** What it came from; null for a new one is nothing, and for one that is changed what it was. */
        from: taskFromSchema.nullable(),
        fields: taskFieldsSchema,
      })
      .strict(),
    output: z.object({ id: idSchema<TaskId>() }),
    access: 'tasks.work',
    touches: ['tasks', 'queue'],
  }),
  'tasks.done': command({
    summary: 'Write down that a task was done.',
    input: z.object({ id: idSchema<TaskId>() }).strict(),
    output: nothing,
    access: 'tasks.work',
    touches: ['tasks', 'queue'],
  }),
  'tasks.cancel': command({
    summary: 'Drop a task that nobody has to do any more, and say why.',
    input: z
      .object({ id: idSchema<TaskId>(), reason: typedLine(200).min(1, 'Say why nobody has to do it.') })
      .strict(),
    output: nothing,
    access: 'tasks.work',
    touches: ['tasks', 'queue'],
  }),
  'tasks.reopen': command({
    summary: 'Put a task that was done or dropped back on the list.',
    input: z.object({ id: idSchema<TaskId>() }).strict(),
    output: nothing,
    access: 'tasks.work',
    touches: ['tasks', 'queue'],
  }),
  'tasks.undo': command({
    summary: 'Take back one of today’s changes of the tasks.',
    input: z.object({ operationId: idSchema<OperationId>() }).strict(),
    output: nothing,
    access: 'tasks.work',
    touches: ['tasks', 'queue'],
  }),
};
