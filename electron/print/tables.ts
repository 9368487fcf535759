import { index, integer, sqliteTable, text } from 'drizzle-orm/sqlite-core';
import type { PrintKind } from '../../shared/print/contract.ts';
import { desk } from '../practice/tables.ts';

/** What left this desk on paper or as a file; it only grows, and it stays on this desk. */
export const printJob = sqliteTable(
  'print_job',
  {
    id: text('id').primaryKey(),
    kind: text('kind').$type<PrintKind>().notNull(),
    /** The payment, visit or patient that was printed. */
    subjectId: text('subject_id').notNull(),
    patientId: text('patient_id').notNull(),
    destination: text('destination').$type<'printer' | 'pdf' | 'label-printer'>().notNull(),
    deskId: text('desk_id')
      .notNull()
      .references(() => desk.id),
    printedAt: integer('printed_at').notNull(),
    printedBy: text('printed_by').notNull(),
  },
  (table) => [index('print_job_subject').on(table.kind, table.subjectId)],
);
