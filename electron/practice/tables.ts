import { integer, sqliteTable, text } from 'drizzle-orm/sqlite-core';

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
});

export const provider = sqliteTable('provider', {
  id: text('id').primaryKey(),
  displayName: text('display_name').notNull(),
  specialty: text('specialty').notNull(),
  position: integer('position').notNull(),
});

export const room = sqliteTable('room', {
  id: text('id').primaryKey(),
  name: text('name').notNull(),
  position: integer('position').notNull(),
});

export const appointmentType = sqliteTable('appointment_type', {
  id: text('id').primaryKey(),
  name: text('name').notNull(),
  minutes: integer('minutes').notNull(),
  position: integer('position').notNull(),
});

/** A reception PC; its prefix and counter make the gapless receipt numbers. */
export const desk = sqliteTable('desk', {
  id: text('id').primaryKey(),
  name: text('name').notNull(),
  receiptPrefix: text('receipt_prefix').notNull(),
});
