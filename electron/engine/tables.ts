import { blob, index, integer, sqliteTable, text, uniqueIndex } from 'drizzle-orm/sqlite-core';

/** Every change to every record, append-only and hash-chained; never coalesced. */
export const changeLog = sqliteTable(
  'change_log',
  {
    sequence: integer('sequence').primaryKey({ autoIncrement: true }),
    /** Made when the user acted; one operation may change several records. */
    operationId: text('operation_id').notNull(),
    undoesOperationId: text('undoes_operation_id'),
    method: text('method').notNull(),
    recordType: text('record_type').notNull(),
    localId: text('local_id').notNull(),
    action: text('action').$type<'create' | 'change'>().notNull(),
    /** JSON: field → [before, after]. */
    diff: text('diff').notNull(),
    staffId: text('staff_id').notNull(),
    deskId: text('desk_id').notNull(),
    day: text('day').notNull(),
    recordedAt: integer('recorded_at').notNull(),
    /** Hybrid logical clock `physical-counter-desk`: orders changes when a PC clock jumps. */
    hlc: text('hlc').notNull(),
    previousHash: blob('previous_hash', { mode: 'buffer' }).notNull(),
    hash: blob('hash', { mode: 'buffer' }).notNull(),
  },
  (table) => [
    index('change_log_record').on(table.recordType, table.localId, table.sequence),
    index('change_log_operation').on(table.operationId),
    index('change_log_undoes').on(table.undoesOperationId),
    index('change_log_day').on(table.day),
  ],
);

/** One row for each record that the EHR has not seen yet: coalescing is free, the payload is built when sent. */
export const outbox = sqliteTable(
  'outbox',
  {
    sequence: integer('sequence').primaryKey({ autoIncrement: true }),
    operationId: text('operation_id').notNull(),
    recordType: text('record_type').notNull(),
    localId: text('local_id').notNull(),
    action: text('action').$type<'create' | 'change'>().notNull(),
    state: text('state').$type<'pending' | 'inflight' | 'blocked' | 'dead' | 'paused'>().notNull(),
    /** Lower goes first: what others refer to is sent before them. */
    rank: integer('rank').notNull(),
    /** Grows with every further change, so that an acknowledgement of older bytes leaves the row pending. */
    generation: integer('generation').notNull(),
    staffId: text('staff_id').notNull(),
    queuedAt: integer('queued_at').notNull(),
    /** Why it does not go out, as a code; null while nothing is wrong. */
    problem: text('problem'),
    /** What the server said to it; may quote the record, so it is never logged. */
    problemWords: text('problem_words'),
  },
  (table) => [
    uniqueIndex('outbox_record').on(table.recordType, table.localId),
    index('outbox_rank').on(table.state, table.rank, table.sequence),
  ],
);

/** Who did or saw what; append-only and hash-chained. */
export const audit = sqliteTable(
  'audit',
  {
    sequence: integer('sequence').primaryKey({ autoIncrement: true }),
    at: integer('at').notNull(),
    staffId: text('staff_id'),
    role: text('role'),
    deskId: text('desk_id').notNull(),
    method: text('method').notNull(),
    /** FHIR AuditEvent.action: create, read, update, delete, execute. */
    action: text('action').$type<'C' | 'R' | 'U' | 'E'>().notNull(),
    outcome: text('outcome').notNull(),
    patientId: text('patient_id'),
    /** JSON list of `Type/id`. */
    entities: text('entities').notNull(),
    operationId: text('operation_id'),
    previousHash: blob('previous_hash', { mode: 'buffer' }).notNull(),
    hash: blob('hash', { mode: 'buffer' }).notNull(),
    /** How it came, where it was not a window of the desk. */
    via: text('via').$type<'cli'>(),
    /** JSON: what was asked, such as the text of a search. */
    detail: text('detail'),
  },
  (table) => [
    index('audit_patient').on(table.patientId, table.sequence),
    index('audit_staff').on(table.staffId, table.sequence),
    index('audit_at').on(table.at),
  ],
);

/** What an operation answered: the same operation id again gets the same answer and writes nothing. */
export const operation = sqliteTable('operation', {
  id: text('id').primaryKey(),
  method: text('method').notNull(),
  staffId: text('staff_id').notNull(),
  output: text('output').notNull(),
  at: integer('at').notNull(),
});
