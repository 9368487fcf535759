import { index, integer, sqliteTable, text } from 'drizzle-orm/sqlite-core';
import type { PlainDate } from '../../shared/kernel/time.ts';
import type { CallOutcome, RecallStatus, WaitingStatus } from '../../shared/worklists/contract.ts';
import { patient } from '../patients/tables.ts';
import { appointmentType, provider } from '../practice/tables.ts';
import { visit } from '../visits/tables.ts';

/** Somebody who waits for a free time, and what would do. */
export const waiting = sqliteTable(
  'waiting',
  {
    id: text('id').primaryKey(),
    patientId: text('patient_id')
      .notNull()
      .references(() => patient.id),
    typeId: text('type_id')
      .notNull()
      .references(() => appointmentType.id),
    /** JSON lists: providers of whom one will do, ISO weekdays; empty is any. */
    providerIds: text('provider_ids').notNull(),
    weekdays: text('weekdays').notNull(),
    /** The part of the day that will do, `HH:MM`; null is open. */
    opens: text('opens'),
    closes: text('closes'),
    fromDay: text('from_day').$type<PlainDate>().notNull(),
    /** After this day the wish is over. */
    untilDay: text('until_day').$type<PlainDate>().notNull(),
    isUrgent: integer('is_urgent', { mode: 'boolean' }).notNull(),
    note: text('note').notNull(),
    status: text('status').$type<WaitingStatus>().notNull(),
    addedAt: integer('added_at').notNull(),
    addedBy: text('added_by').notNull(),
    /** The time that was offered last, and to be seen by whom. */
    offeredStarts: integer('offered_starts'),
    offeredProviderId: text('offered_provider_id').references(() => provider.id),
    offeredAt: integer('offered_at'),
    /** The visit that came of it. */
    visitId: text('visit_id').references(() => visit.id),
  },
  (table) => [
    index('waiting_status').on(table.status, table.untilDay),
    index('waiting_patient').on(table.patientId),
  ],
);

/** Somebody who is to come again around a day. */
export const recall = sqliteTable(
  'recall',
  {
    id: text('id').primaryKey(),
    patientId: text('patient_id')
      .notNull()
      .references(() => patient.id),
    typeId: text('type_id')
      .notNull()
      .references(() => appointmentType.id),
    providerId: text('provider_id').references(() => provider.id),
    dueDay: text('due_day').$type<PlainDate>().notNull(),
    note: text('note').notNull(),
    status: text('status').$type<RecallStatus>().notNull(),
    addedAt: integer('added_at').notNull(),
    addedBy: text('added_by').notNull(),
    visitId: text('visit_id').references(() => visit.id),
  },
  (table) => [
    index('recall_due').on(table.status, table.dueDay),
    index('recall_patient').on(table.patientId),
  ],
);

/** A call about a visit, a wish or a recall, and what came of it. */
export const call = sqliteTable(
  'call',
  {
    id: text('id').primaryKey(),
    patientId: text('patient_id')
      .notNull()
      .references(() => patient.id),
    visitId: text('visit_id').references(() => visit.id),
    waitingId: text('waiting_id').references(() => waiting.id),
    recallId: text('recall_id').references(() => recall.id),
    outcome: text('outcome').$type<CallOutcome>().notNull(),
    note: text('note').notNull(),
    at: integer('at').notNull(),
    by: text('by').notNull(),
    /** False when it was written down in error. */
    active: integer('active', { mode: 'boolean' }).notNull(),
  },
  (table) => [
    index('call_visit').on(table.visitId),
    index('call_waiting').on(table.waitingId),
    index('call_recall').on(table.recallId),
    index('call_patient').on(table.patientId),
  ],
);
