import type { Database } from 'better-sqlite3';
import { prepared } from '../engine/statements.ts';

/** A write whose bytes may be on their way: they are sent again as they are until the server has answered. */
export interface FrozenSend {
  readonly resourceType: string;
  readonly recordType: string;
  readonly localId: string;
  /** Null for what is new. */
  readonly serverId: string | null;
  readonly basedOn: string | null;
  readonly body: string;
  readonly generation: number;
  readonly attempts: number;
}

const COLUMNS = `resource_type AS resourceType, record_type AS recordType, local_id AS localId, server_id AS serverId,
  based_on AS basedOn, body, generation, attempts`;

/** The write of one resource of a record that may be on its way; the record may be of another kind with the same id. */
export function frozenSend(db: Database, resourceType: string, localId: string): FrozenSend | undefined {
  return prepared(db, `SELECT ${COLUMNS} FROM sync_send WHERE resource_type = ? AND local_id = ?`).get(
    resourceType,
    localId,
  ) as FrozenSend | undefined;
}

/** Writes the bytes down before they go out. Call inside a transaction that is committed before the first of them is sent. */
export function freeze(db: Database, send: FrozenSend): void {
  prepared(
    db,
    'INSERT INTO sync_send (resource_type, record_type, local_id, server_id, based_on, body, generation, attempts) VALUES (?, ?, ?, ?, ?, ?, ?, ?)',
  ).run(
    send.resourceType,
    send.recordType,
    send.localId,
    send.serverId,
    send.basedOn,
    send.body,
    send.generation,
    send.attempts,
  );
}

/** The server has answered, or the write is given up. */
export function thaw(
  db: Database,
  { resourceType, localId }: Pick<FrozenSend, 'resourceType' | 'localId'>,
): void {
  prepared(db, 'DELETE FROM sync_send WHERE resource_type = ? AND local_id = ?').run(resourceType, localId);
}

/** No answer came. */
export function countAttempt(db: Database, { resourceType, localId }: FrozenSend): void {
  prepared(db, 'UPDATE sync_send SET attempts = attempts + 1 WHERE resource_type = ? AND local_id = ?').run(
    resourceType,
    localId,
  );
}

/** The server failed at this write and at no other. Answers how often by now. */
export function countFailure(db: Database, { resourceType, localId }: FrozenSend): number {
  return prepared(
    db,
    'UPDATE sync_send SET failures = failures + 1 WHERE resource_type = ? AND local_id = ? RETURNING failures',
  )
    .pluck()
    .get(resourceType, localId) as number;
}

/** What is new is there under the id that we chose for it: from now on it is a change, of a version that nobody has seen. */
export function isThereAlready(db: Database, { resourceType, localId }: FrozenSend, serverId: string): void {
  prepared(
    db,
    'UPDATE sync_send SET server_id = ?, attempts = attempts + 1 WHERE resource_type = ? AND local_id = ?',
  ).run(serverId, resourceType, localId);
}

/** The write is known not to have been done: its bytes go out again before anything newer is made. */
export function resendAsIs(db: Database, { resourceType, localId }: FrozenSend): void {
  prepared(db, 'UPDATE sync_send SET attempts = 0 WHERE resource_type = ? AND local_id = ?').run(
    resourceType,
    localId,
  );
}
