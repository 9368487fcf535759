import { sql } from 'drizzle-orm';
import { blob, index, integer, primaryKey, sqliteTable, text, uniqueIndex } from 'drizzle-orm/sqlite-core';
import type { ImportProblemCode } from '../../shared/imports/problems.ts';

/** Numbers by which other systems know our records: MRNs of other places, NPIs. Never a social security number. */
export const identifier = sqliteTable(
  'identifier',
  {
    system: text('system').notNull(),
    value: text('value').notNull(),
    /** FHIR type of the record. */
    recordType: text('record_type').notNull(),
    recordId: text('record_id').notNull(),
    /** Code of HL7 table 0203, or empty. */
    kind: text('kind').notNull(),
  },
  (table) => [
    primaryKey({ columns: [table.value, table.system, table.recordType, table.recordId] }),
    index('identifier_record').on(table.recordType, table.recordId),
  ],
);

/**
 * Every imported resource as it came, whole: what we do not map is in here, goes back with what we do, and a better
 * mapping can read it again. One row a resource of a source.
 */
export const foreignContent = sqliteTable(
  'foreign_content',
  {
    number: integer('number').primaryKey(),
    /** Which EHR it is from; ids are told apart by it. */
    source: text('source').notNull(),
    resourceType: text('resource_type').notNull(),
    foreignId: text('foreign_id').notNull(),
    /** `foreign`: kept, and no record of ours. `waiting`: for a resource that it refers to. */
    state: text('state').$type<'record' | 'foreign' | 'waiting'>().notNull(),
    recordType: text('record_type'),
    recordId: text('record_id'),
    /** SHA-256 of the content without its spaces. */
    hash: blob('hash', { mode: 'buffer' }).notNull(),
    content: text('content').notNull(),
    /** The run and line that brought it last. */
    runId: text('run_id').notNull(),
    line: integer('line').notNull(),
    /** The server's version and time of it in epoch milliseconds, for what came by sync; no version says that it has to be read first. */
    version: text('version'),
    lastUpdated: integer('last_updated'),
  },
  (table) => [
    uniqueIndex('foreign_content_resource').on(table.foreignId, table.resourceType, table.source),
    index('foreign_content_record').on(table.recordId),
    index('foreign_content_waiting').on(table.source, table.number).where(sql`state = 'waiting'`),
  ],
);

/** One file taken over, and how far. */
export const importRun = sqliteTable(
  'import_run',
  {
    id: text('id').primaryKey(),
    source: text('source').notNull(),
    fingerprint: text('fingerprint').notNull(),
    format: text('format').$type<'ndjson' | 'bundle'>().notNull(),
    size: integer('size').notNull(),
    startedAt: integer('started_at').notNull(),
    startedBy: text('started_by').notNull(),
    finishedAt: integer('finished_at'),
    nextLine: integer('next_line').notNull(),
    nextByte: integer('next_byte').notNull(),
    created: integer('created').notNull(),
    changed: integer('changed').notNull(),
    unchanged: integer('unchanged').notNull(),
    bad: integer('bad').notNull(),
    skipped: integer('skipped').notNull(),
    waiting: integer('waiting').notNull(),
    keptFields: integer('kept_fields').notNull(),
    /** Rows of `import_problem`; further problems are only counted. */
    problems: integer('problems').notNull(),
  },
  (table) => [
    index('import_run_file').on(table.source, table.fingerprint, table.startedAt),
    index('import_run_started').on(table.startedAt),
  ],
);

/** A line that was not taken over, or an element of it; nothing of what it says. */
export const importProblem = sqliteTable(
  'import_problem',
  {
    number: integer('number').primaryKey(),
    runId: text('run_id')
      .notNull()
      .references(() => importRun.id),
    line: integer('line').notNull(),
    code: text('code').$type<ImportProblemCode>().notNull(),
    element: text('element').notNull(),
    refused: integer('refused', { mode: 'boolean' }).notNull(),
  },
  (table) => [index('import_problem_run').on(table.runId, table.line)],
);
