import { integer, sqliteTable, text } from 'drizzle-orm/sqlite-core';
import type { Cents } from '../../shared/kernel/money.ts';

/** The practice itself: one row. */
export const practice = sqliteTable('practice', {
  id: text('id').primaryKey(),
  name: text('name').notNull(),
  phone: text('phone').notNull(),
  /** Lines as printed, joined by a line feed. */
  address: text('address').notNull(),
  /** IANA zone; every clinic day and every shown time is told in it. */
  zone: text('zone').notNull(),
  demo: integer('demo', { mode: 'boolean' }).notNull(),
  idleLockMinutes: integer('idle_lock_minutes').notNull(),
  /** National Provider Identifier of the practice, ten digits, or empty. */
  npi: text('npi').notNull().default(''),
  /** JSON list of `{weekday, opens, closes}`; see shared/practice/hours.ts. */
  hours: text('hours').notNull().default('[]'),
  paper: text('paper').$type<'letter' | 'a4'>().notNull().default('letter'),
  /** JSON list of the federal holidays that are kept; see shared/calendar/holidays.ts. */
  holidays: text('holidays').notNull().default('[]'),
});

/** What the practice asks of its desks: one row once somebody has said anything, under the practice's own id. */
export const practicePolicy = sqliteTable('practice_policy', {
  id: text('id').primaryKey(),
  /** The oldest version of Anteroom that may write, as `0.2.0`; empty where any may. */
  minimumVersion: text('minimum_version').notNull().default(''),
  /** Whether every desk tells the server what it writes into its audit. */
  sendsAudit: integer('sends_audit', { mode: 'boolean' }).notNull().default(false),
});

export const provider = sqliteTable('provider', {
  id: text('id').primaryKey(),
  displayName: text('display_name').notNull(),
  specialty: text('specialty').notNull(),
  npi: text('npi').notNull().default(''),
  /** How many visits beside one may stand at the same time. */
  overbook: integer('overbook').notNull().default(0),
  /** False once the person has left: old visits still name them, new ones are not offered them. */
  active: integer('active', { mode: 'boolean' }).notNull().default(true),
  position: integer('position').notNull(),
});

export const room = sqliteTable('room', {
  id: text('id').primaryKey(),
  name: text('name').notNull(),
  active: integer('active', { mode: 'boolean' }).notNull().default(true),
  position: integer('position').notNull(),
});

export const appointmentType = sqliteTable('appointment_type', {
  id: text('id').primaryKey(),
  name: text('name').notNull(),
  minutes: integer('minutes').notNull(),
  /** True for the type that a visit without an appointment gets. */
  walkIn: integer('walk_in', { mode: 'boolean' }).notNull().default(false),
  /** A place in the calendar's palette, from 0. */
  color: integer('color').notNull().default(0),
  /** Minutes that the provider keeps free afterwards. */
  bufferMinutes: integer('buffer_minutes').notNull().default(0),
  /** What the patient is told beforehand. */
  preparation: text('preparation').notNull().default(''),
  forWhom: text('for_whom').$type<'any' | 'new' | 'established'>().notNull().default('any'),
  /** JSON lists of ids; empty is anybody, any room. */
  providerIds: text('provider_ids').notNull().default('[]'),
  roomIds: text('room_ids').notNull().default('[]'),
  active: integer('active', { mode: 'boolean' }).notNull().default(true),
  position: integer('position').notNull(),
});

/** A reception PC; its prefix and counter make the gapless receipt numbers. */
export const desk = sqliteTable('desk', {
  id: text('id').primaryKey(),
  name: text('name').notNull(),
  receiptPrefix: text('receipt_prefix').notNull(),
  /** Where this desk's label printer listens, `host` or `host:port`; empty without one. */
  labelPrinter: text('label_printer').notNull().default(''),
});

/** What the practice charges; codes are its own or its insurers'. */
export const priceItem = sqliteTable('price_item', {
  id: text('id').primaryKey(),
  code: text('code').notNull(),
  description: text('description').notNull(),
  amountCents: integer('amount_cents').$type<Cents>().notNull(),
  active: integer('active', { mode: 'boolean' }).notNull(),
  position: integer('position').notNull(),
});

/** Which of the practice's desks this store is on, one row: a desk hears of all the others. */
export const thisDesk = sqliteTable('this_desk', {
  id: integer('id').primaryKey(),
  deskId: text('desk_id')
    .notNull()
    .references(() => desk.id),
});
