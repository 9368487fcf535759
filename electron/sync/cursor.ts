import type { Database } from 'better-sqlite3';
import { prepared } from '../engine/statements.ts';

/** How far a type of resource was pulled, by the server's clock in epoch milliseconds; undefined before the first time. */
export function pulledUntil(db: Database, resourceType: string): number | undefined {
  return prepared(db, 'SELECT since FROM sync_cursor WHERE resource_type = ?').pluck().get(resourceType) as
    | number
    | undefined;
}

/** Moves the cursor on, never back; call in the transaction that keeps what it says to be here. */
export function movePulled(db: Database, resourceType: string, since: number): void {
  prepared(
    db,
    `INSERT INTO sync_cursor (resource_type, since) VALUES (?, ?)
     ON CONFLICT (resource_type) DO UPDATE SET since = max(since, excluded.since)`,
  ).run(resourceType, since);
}
