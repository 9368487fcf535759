import { index, integer, sqliteTable, text } from 'drizzle-orm/sqlite-core';
import type {
  AuthorizationFields,
  CoverageKind,
  EligibilityResult,
  EligibilityWay,
  RelationToSubscriber,
} from '../../shared/coverage/contract.ts';
import type { CoverageId, PictureId } from '../../shared/kernel/ids.ts';
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
    /** The last day on which it holds. */
    endsOn: text('ends_on').$type<PlainDate>(),
    confirmedAt: integer('confirmed_at'),
    /** Auto and work injury pay for one accident and take no place in the order. */
    kind: text('kind').$type<CoverageKind>().notNull().default('medical'),
    /** Empty when the patient is the subscriber. */
    subscriberName: text('subscriber_name').notNull().default(''),
    subscriberBirthDate: text('subscriber_birth_date').$type<PlainDate>(),
    relation: text('relation').$type<RelationToSubscriber>().notNull().default('self'),
    frontPictureId: text('front_picture_id').$type<PictureId>(),
    backPictureId: text('back_picture_id').$type<PictureId>(),
    needsAuthorization: integer('needs_authorization', { mode: 'boolean' }).notNull().default(false),
    /** Grows by one with every edit, for the edit that comes too late. */
    version: integer('version').notNull().default(1),
  },
  (table) => [
    index('coverage_patient').on(table.patientId, table.status),
    index('coverage_member').on(table.memberId),
  ],
);

/** What an insurer said of a visit, one row for each time it was asked; never overwritten. */
export const eligibilityCheck = sqliteTable(
  'eligibility_check',
  {
    id: text('id').primaryKey(),
    patientId: text('patient_id')
      .notNull()
      .references(() => patient.id),
    /** No foreign key: the visits refer to this room, and rooms refer one way only. */
    visitId: text('visit_id').notNull(),
    coverageId: text('coverage_id')
      .$type<CoverageId>()
      .references(() => coverage.id),
    result: text('result').$type<EligibilityResult>().notNull(),
    how: text('how').$type<EligibilityWay>().notNull(),
    copayCents: integer('copay_cents').$type<Cents>(),
    note: text('note').notNull(),
    overrideReason: text('override_reason').notNull(),
    checkedAt: integer('checked_at').notNull(),
    checkedBy: text('checked_by').notNull(),
    /** True after the check-in that wrote it down was taken back. */
    withdrawn: integer('withdrawn', { mode: 'boolean' }).notNull().default(false),
  },
  (table) => [
    index('eligibility_check_patient').on(table.patientId, table.checkedAt),
    index('eligibility_check_visit').on(table.visitId),
  ],
);

/** A referral or a prior authorization. How many units are used follows from the visits that name it. */
export const authorization = sqliteTable(
  'authorization',
  {
    id: text('id').primaryKey(),
    patientId: text('patient_id')
      .notNull()
      .references(() => patient.id),
    coverageId: text('coverage_id')
      .$type<CoverageId>()
      .references(() => coverage.id),
    kind: text('kind').$type<AuthorizationFields['kind']>().notNull(),
    number: text('number').notNull(),
    issuedBy: text('issued_by').notNull(),
    unitsApproved: integer('units_approved'),
    unitsUsedBefore: integer('units_used_before').notNull(),
    startsOn: text('starts_on').$type<PlainDate>(),
    expiresOn: text('expires_on').$type<PlainDate>(),
    note: text('note').notNull(),
    status: text('status').$type<'active' | 'entered-in-error'>().notNull(),
    version: integer('version').notNull(),
    createdAt: integer('created_at').notNull(),
  },
  (table) => [index('authorization_patient').on(table.patientId)],
);
