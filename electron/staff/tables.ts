import { integer, sqliteTable, text } from 'drizzle-orm/sqlite-core';
import type { Role } from '../../shared/staff/permissions.ts';
import type { Preferences } from '../../shared/staff/staff-contract.ts';

export const staffMember = sqliteTable('staff_member', {
  id: text('id').primaryKey(),
  displayName: text('display_name').notNull(),
  initials: text('initials').notNull(),
  role: text('role').$type<Role>().notNull(),
  active: integer('active', { mode: 'boolean' }).notNull(),
  position: integer('position').notNull(),
});

/** PIN hashes stay on the desk where the person enrolled: never synced, never in the change log. */
export const staffPin = sqliteTable('staff_pin', {
  staffId: text('staff_id')
    .primaryKey()
    .references(() => staffMember.id),
  /** Argon2id in PHC form. */
  hash: text('hash').notNull(),
  failedAttempts: integer('failed_attempts').notNull(),
  /** Epoch milliseconds until which sign-in is refused. */
  lockedUntil: integer('locked_until'),
});

/** How a person likes the desk; it follows them from desk to desk. */
export const staffPreference = sqliteTable('staff_preference', {
  /** The person's own id. */
  id: text('id')
    .primaryKey()
    .references(() => staffMember.id),
  density: text('density').$type<Preferences['density']>().notNull(),
  textSize: integer('text_size').notNull(),
  theme: text('theme').$type<Preferences['theme']>().notNull(),
  clock: integer('clock').$type<Preferences['clock']>().notNull(),
  language: text('language').$type<Preferences['language']>().notNull(),
});
