import { index, integer, sqliteTable, text } from 'drizzle-orm/sqlite-core';
import type { PlainDate } from '../../shared/kernel/time.ts';
import type { Role } from '../../shared/staff/permissions.ts';
import type { TaskSource, TaskStatus } from '../../shared/tasks/contract.ts';
import { patient } from '../patients/tables.ts';
import { staffMember } from '../staff/tables.ts';
import { visit } from '../visits/tables.ts';
import { recall, waiting } from '../worklists/tables.ts';

/** Something that somebody is to do, from whatever it came. */
export const task = sqliteTable(
  'task',
  {
    id: text('id').primaryKey(),
    source: text('source').$type<TaskSource>().notNull(),
    /** What is to be done; empty where the source says it. */
    title: text('title').notNull(),
    note: text('note').notNull(),
    patientId: text('patient_id').references(() => patient.id),
    /** What it came from, at most one of these. */
    visitId: text('visit_id').references(() => visit.id),
    waitingId: text('waiting_id').references(() => waiting.id),
    recallId: text('recall_id').references(() => recall.id),
    /** The other visit, where two stand on each other: the one that was booked first. */
    besideVisitId: text('beside_visit_id').references(() => visit.id),
    /** Whose it is: one person's, anybody's of a role, or, where neither is named, anybody's. */
    staffId: text('staff_id').references(() => staffMember.id),
    role: text('role').$type<Role>(),
    dueDay: text('due_day').$type<PlainDate>(),
    /** `HH:MM` of that day. */
    dueTime: text('due_time'),
    status: text('status').$type<TaskStatus>().notNull(),
    madeAt: integer('made_at').notNull(),
    madeBy: text('made_by').notNull(),
    closedAt: integer('closed_at'),
    closedBy: text('closed_by'),
    /** Why it was dropped. */
    reason: text('reason').notNull(),
  },
  (table) => [
    index('task_status').on(table.status, table.dueDay),
    index('task_closed').on(table.closedAt),
    index('task_patient').on(table.patientId),
    index('task_visit').on(table.visitId),
    index('task_beside').on(table.besideVisitId),
  ],
);

/** Up to which change visits were held against each other, one row; each desk's own. */
export const overlapMark = sqliteTable('overlap_mark', {
  id: integer('id').primaryKey(),
  sequence: integer('sequence').notNull(),
});
