import { sql } from 'drizzle-orm';
import { index, integer, sqliteTable, text } from 'drizzle-orm/sqlite-core';
import type { Cents } from '../../shared/kernel/money.ts';
import type { PlainDate } from '../../shared/kernel/time.ts';
import type { Accident, Companion, CoverageChoice, NoCopayReason } from '../../shared/visits/contract.ts';
import type { VisitStatus } from '../../shared/visits/state-machine.ts';
import { authorization, coverage } from '../coverage/tables.ts';
import { patient } from '../patients/tables.ts';
import { appointmentType, provider, room } from '../practice/tables.ts';

/** One visit: the appointment, the arrival and the encounter are this one row, so no two screens can disagree. */
export const visit = sqliteTable(
  'visit',
  {
    id: text('id').primaryKey(),
    patientId: text('patient_id')
      .notNull()
      .references(() => patient.id),
    providerId: text('provider_id').references(() => provider.id),
    roomId: text('room_id').references(() => room.id),
    typeId: text('type_id')
      .notNull()
      .references(() => appointmentType.id),
    /** The practice's day, kept beside the instants so that no zone arithmetic decides which board a visit is on. */
    day: text('day').$type<PlainDate>().notNull(),
    /** Null for a walk-in. */
    scheduledAt: integer('scheduled_at'),
    minutes: integer('minutes').notNull(),
    reason: text('reason').notNull(),
    status: text('status').$type<VisitStatus>().notNull(),
    statusSince: integer('status_since').notNull(),
    arrivedAt: integer('arrived_at'),
    checkedInAt: integer('checked_in_at'),
    walkIn: integer('walk_in', { mode: 'boolean' }).notNull(),
    /** Identifier kinds joined by a comma; never what was said. */
    identifiers: text('identifiers'),
    identifiedAt: integer('identified_at'),
    identifiedBy: text('identified_by'),
    demographicsConfirmedAt: integer('demographics_confirmed_at'),
    coverageChoice: text('coverage_choice').$type<CoverageChoice>(),
    coverageId: text('coverage_id').references(() => coverage.id),
    copayOutcome: text('copay_outcome').$type<'taken' | 'not-taken' | 'none-due'>(),
    noCopayReason: text('no_copay_reason').$type<NoCopayReason>(),
    cancelReason: text('cancel_reason'),
    supervisingProviderId: text('supervising_provider_id').references(() => provider.id),
    /** Null is no accident. */
    accident: text('accident').$type<Exclude<Accident, 'none'>>(),
    accidentDate: text('accident_date').$type<PlainDate>(),
    accidentState: text('accident_state'),
    /** Who is with a child; the name is empty for a child who came alone. */
    companionName: text('companion_name'),
    companionRelation: text('companion_relation').$type<Companion['relation']>(),
    /** The copay of this visit in cents: where the insurer told another one than the card, and from check-out on always. */
    copayCents: integer('copay_cents').$type<Cents>(),
    authorizationId: text('authorization_id').references(() => authorization.id),
    /** Why required forms were left unsigned at check-in; null when none were. */
    formsLaterReason: text('forms_later_reason'),
    /** When and by whom it was booked; null for walk-ins. */
    bookedAt: integer('booked_at'),
    bookedBy: text('booked_by'),
    /** Why it stands where it is although something spoke against it. */
    overruledReason: text('overruled_reason'),
    /** Why it was last moved: who asked for it, in a few words; its history is in the change log. */
    movedReason: text('moved_reason'),
    /** The missed or cancelled visit that this one is instead of. */
    replacesId: text('replaces_id'),
    /** Shared by the visits that were booked together to come again and again. */
    seriesId: text('series_id'),
    /** Minutes by which the patient said they will be late. */
    lateMinutes: integer('late_minutes'),
  },
  (table) => [
    index('visit_day').on(table.day, table.scheduledAt),
    index('visit_patient').on(table.patientId, table.day),
    index('visit_provider').on(table.providerId, table.day),
    index('visit_authorization').on(table.authorizationId),
    index('visit_replaces').on(table.replacesId).where(sql`replaces_id IS NOT NULL`),
    index('visit_series').on(table.seriesId).where(sql`series_id IS NOT NULL`),
  ],
);

/** What the patient owed before today, as last told by the practice's billing; whole cents. */
export const priorBalance = sqliteTable('prior_balance', {
  patientId: text('patient_id')
    .primaryKey()
    .references(() => patient.id),
  amountCents: integer('amount_cents').$type<Cents>().notNull(),
  asOf: integer('as_of').notNull(),
});
