import { blob, integer, primaryKey, sqliteTable, text } from 'drizzle-orm/sqlite-core';
import type { PlainDate } from '../../shared/kernel/time.ts';

/** How far the journals were at the first action of a day and at each closing; append-only, chained and signed. */
export const auditCheckpoint = sqliteTable('audit_checkpoint', {
  sequence: integer('sequence').primaryKey({ autoIncrement: true }),
  at: integer('at').notNull(),
  day: text('day').$type<PlainDate>().notNull(),
  reason: text('reason').$type<'day' | 'close'>().notNull(),
  auditSequence: integer('audit_sequence').notNull(),
  auditHash: blob('audit_hash', { mode: 'buffer' }).notNull(),
  changeSequence: integer('change_sequence').notNull(),
  changeHash: blob('change_hash', { mode: 'buffer' }).notNull(),
  previousSignature: blob('previous_signature', { mode: 'buffer' }).notNull(),
  /** HMAC-SHA256 over the values above and the signature before. */
  signature: blob('signature', { mode: 'buffer' }).notNull(),
});

/** Which audit rows concern which patient: an index of what the rows say, never more than them. */
export const auditSubject = sqliteTable(
  'audit_subject',
  {
    patientId: text('patient_id').notNull(),
    auditSequence: integer('audit_sequence').notNull(),
  },
  (table) => [primaryKey({ columns: [table.patientId, table.auditSequence] })],
);
