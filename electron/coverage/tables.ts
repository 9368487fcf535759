import { index, integer, sqliteTable, text } from 'drizzle-orm/sqlite-core';
import type { Cents } from '../../shared/kernel/money.ts';
import type { PlainDate } from '../../shared/kernel/time.ts';
import { patient } from '../patients/tables.ts';

export const coverage = sqliteTable(
  'coverage',
  {
    id: text('id').primaryKey(),
    patientId: text('patient_id')
      .notNull()
      .references(() => patient.id),
    /** 1 is primary. */
    priority: integer('priority').notNull(),
    status: text('status').$type<'active' | 'ended' | 'entered-in-error'>().notNull(),
    payerName: text('payer_name').notNull(),
    planName: text('plan_name').notNull(),
    memberId: text('member_id').notNull(),
    groupNumber: text('group_number').notNull(),
    copayCents: integer('copay_cents').$type<Cents>(),
    startsOn: text('starts_on').$type<PlainDate>(),
    endsOn: text('ends_on').$type<PlainDate>(),
    confirmedAt: integer('confirmed_at'),
  },
  (table) => [
    index('coverage_patient').on(table.patientId, table.status),
    index('coverage_member').on(table.memberId),
  ],
);
