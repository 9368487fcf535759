import { index, integer, primaryKey, sqliteTable, text } from 'drizzle-orm/sqlite-core';
import type { CopyCause } from '../../shared/sync/contract.ts';

/**
 * The very bytes of a write that is on its way, or whose outcome nobody knows. They are sent again as they are until the
 * server has answered (sync design 4.4).
 */
export const syncSend = sqliteTable(
  'sync_send',
  {
    resourceType: text('resource_type').notNull(),
    recordType: text('record_type').notNull(),
    localId: text('local_id').notNull(),
    /** The server's id of what is changed; null for what is new. */
    serverId: text('server_id'),
    /** The version that the change was made on; null for what is new. */
    basedOn: text('based_on'),
    body: text('body').notNull(),
    /** The outbox row's generation when these bytes were made. */
    generation: integer('generation').notNull(),
    /** How often they were sent and no answer came. */
    attempts: integer('attempts').notNull(),
    /** How often the server failed at it while it took others. */
    failures: integer('failures').notNull().default(0),
  },
  (table) => [primaryKey({ columns: [table.resourceType, table.localId] })],
);

/** What came of our own records and names something that is not here yet, whole, until it is. */
export const syncWaiting = sqliteTable(
  'sync_waiting',
  {
    resourceType: text('resource_type').notNull(),
    serverId: text('server_id').notNull(),
    content: text('content').notNull(),
  },
  (table) => [primaryKey({ columns: [table.resourceType, table.serverId] })],
);

/** How far each type of resource was pulled, and how far the sweep is (`sweep-log.ts`). */
export const syncCursor = sqliteTable('sync_cursor', {
  resourceType: text('resource_type').primaryKey(),
  /** The greatest time of the server that was applied, in epoch milliseconds; the server's clock, never ours. */
  since: integer('since').notNull(),
  /** When every id and version was held against the server's by the last sweep, or the one under way; null where it was not. */
  sweptAt: integer('swept_at'),
});

/** Two desks, or a desk and the EHR, said different things of the same fields. What the server says stands in the record. */
export const syncConflict = sqliteTable(
  'sync_conflict',
  {
    id: text('id').primaryKey(),
    recordType: text('record_type').notNull(),
    localId: text('local_id').notNull(),
    patientId: text('patient_id'),
    /** JSON lists and objects of the fields that move together: which, and what they were, are here and are there. */
    fields: text('fields').notNull(),
    base: text('base').notNull(),
    mine: text('mine').notNull(),
    theirs: text('theirs').notNull(),
    mineBy: text('mine_by').notNull(),
    theirsBy: text('theirs_by').notNull(),
    theirsDesk: text('theirs_desk').notNull(),
    theirsAt: integer('theirs_at'),
    foundAt: integer('found_at').notNull(),
    settledAt: integer('settled_at'),
    settledBy: text('settled_by'),
    choice: text('choice').$type<'mine' | 'theirs'>(),
  },
  (table) => [index('sync_conflict_open').on(table.settledAt, table.foundAt)],
);

/** The practice's server, one row while the practice is connected. What it takes to get in lies here and nowhere else. */
export const syncServer = sqliteTable('sync_server', {
  id: integer('id').primaryKey(),
  address: text('address').notNull(),
  /** Certificates of the practice's own authority, in PEM. */
  authorities: text('authorities'),
  /** JSON of `Credentials`. */
  credentials: text('credentials').notNull(),
  /** JSON of what the server said, and was seen, to be able to do. */
  capabilities: text('capabilities').notNull(),
  connectedAt: integer('connected_at').notNull(),
  connectedBy: text('connected_by').notNull(),
});

/** Which of the copies that there may be of a desk this store is, one row (ADR 16). It never leaves the desk. */
export const deskLife = sqliteTable('desk_life', {
  id: integer('id').primaryKey(),
  /** What the file beside the store says, too. */
  mark: text('mark').notNull(),
  /** A digest of the PC's own id; null while nobody knows it. */
  machine: text('machine'),
  /** JSON list of the marks that this store left on the server, the last one last. */
  told: text('told').notNull().default('[]'),
  /** How many those were, with the ones no longer listed. */
  turn: integer('turn').notNull().default(0),
  /** Why it was given a new identity, when, and which desk it was; null where it never was. */
  cause: text('cause').$type<CopyCause>(),
  renewedAt: integer('renewed_at'),
  formerDeskId: text('former_desk_id'),
  /** The desk has letters until the server gives it a number. */
  isLettered: integer('is_lettered', { mode: 'boolean' }).notNull().default(false),
});

/** How far this desk told the server of its audit, one row; none while it is not told. It never leaves the desk. */
export const auditSent = sqliteTable('audit_sent', {
  id: integer('id').primaryKey(),
  /** The sequence of the last row that the server has, or would not take. */
  sequence: integer('sequence').notNull(),
});
