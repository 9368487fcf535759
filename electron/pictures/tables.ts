import { blob, index, integer, sqliteTable, text } from 'drizzle-orm/sqlite-core';
import type { Picture } from '../../shared/pictures/contract.ts';
import { patient } from '../patients/tables.ts';

/** The bytes, once for each content; the hash is what a record and its line in the change log hold of them. */
export const pictureContent = sqliteTable('picture_content', {
  /** SHA-256 of the bytes, in hex. */
  hash: text('hash').primaryKey(),
  mime: text('mime').notNull(),
  bytes: blob('bytes', { mode: 'buffer' }).notNull(),
});

export const picture = sqliteTable(
  'picture',
  {
    id: text('id').primaryKey(),
    patientId: text('patient_id')
      .notNull()
      .references(() => patient.id),
    kind: text('kind').$type<Picture['kind']>().notNull(),
    contentHash: text('content_hash')
      .notNull()
      .references(() => pictureContent.hash),
    mime: text('mime').$type<Picture['mime']>().notNull(),
    /** Pixels. */
    width: integer('width').notNull(),
    height: integer('height').notNull(),
    takenAt: integer('taken_at').notNull(),
    takenBy: text('taken_by').notNull(),
    removedAt: integer('removed_at'),
  },
  (table) => [index('picture_patient').on(table.patientId, table.takenAt)],
);
