import type { Database } from 'better-sqlite3';
import { prepared } from '../engine/statements.ts';
import { SERVER } from './kept.ts';

/**
 * Begins anew with a server that has nothing of ours: ids and versions of the one before mean something else there. What that one
 * had stays in the store under another source, so that nothing is lost, and is never asked again. Call inside a transaction, and
 * queue everything after it.
 */
export function setAsideServer(db: Database, now: number): void {
  prepared(db, `UPDATE foreign_content SET source = ? WHERE source = '${SERVER}'`).run(
    `${SERVER} until ${new Date(now).toISOString()}`,
  );
  for (const table of ['sync_send', 'sync_waiting', 'sync_cursor'])
    prepared(db, `DELETE FROM ${table}`).run();
  // What the one before would not take, another one may.
  prepared(
    db,
    `UPDATE outbox SET state = 'pending', problem = NULL, problem_words = NULL WHERE state <> 'pending'`,
  ).run();
}

/** Everything is asked for again, as of a server that is only now known to find what changed. Call inside a transaction. */
export function pullFromStart(db: Database): void {
  prepared(db, 'DELETE FROM sync_cursor').run();
}
