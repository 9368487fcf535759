import { integer, sqliteTable, text } from 'drizzle-orm/sqlite-core';

/** Which migrations this file has had, with the checksum they had then. */
export const migration = sqliteTable('migration', {
  number: integer('number').primaryKey(),
  name: text('name').notNull(),
  checksum: text('checksum').notNull(),
  appliedAt: integer('applied_at').notNull(),
});
