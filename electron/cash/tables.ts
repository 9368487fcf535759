import { index, integer, sqliteTable, text } from 'drizzle-orm/sqlite-core';
import type { TenderKind, TenderPurpose } from '../../shared/cash/contract.ts';
import type { Cents } from '../../shared/kernel/money.ts';
import type { PlainDate } from '../../shared/kernel/time.ts';
import { desk } from '../practice/tables.ts';
import { visit } from '../visits/tables.ts';

/** Append-only: triggers refuse update and delete. A correction is a reversing row that names what it voids. */
export const tender = sqliteTable(
  'tender',
  {
    id: text('id').primaryKey(),
    deskId: text('desk_id')
      .notNull()
      .references(() => desk.id),
    /** Gapless per desk; given twice only by two copies of one store. */
    receiptSequence: integer('receipt_sequence').notNull(),
    visitId: text('visit_id')
      .notNull()
      .references(() => visit.id),
    patientId: text('patient_id').notNull(),
    day: text('day').$type<PlainDate>().notNull(),
    kind: text('kind').$type<TenderKind>().notNull(),
    purpose: text('purpose').$type<TenderPurpose>().notNull(),
    /** Negative on a void. */
    amountCents: integer('amount_cents').$type<Cents>().notNull(),
    reference: text('reference').notNull(),
    takenAt: integer('taken_at').notNull(),
    takenBy: text('taken_by').notNull(),
    voidsId: text('voids_id'),
    voidReason: text('void_reason'),
  },
  (table) => [
    // Not unique: two copies of a desk may have given the same number before they knew of each other, and both are kept.
    index('tender_receipt').on(table.deskId, table.receiptSequence),
    index('tender_voids').on(table.voidsId),
    index('tender_visit').on(table.visitId),
    index('tender_patient').on(table.patientId, table.purpose),
    index('tender_day').on(table.day),
  ],
);
