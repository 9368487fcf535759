import type { Database } from 'better-sqlite3';
import type { Instant } from '../../shared/kernel/time.ts';
import type { Comparison } from '../../shared/sync/contract.ts';
import type { EngineCore } from '../engine/core.ts';
import { prepared } from '../engine/statements.ts';

/**
 * The sweep's own row among the cursors. While one is under way, `since` is where the journal was when it began; else 0. `swept_at`
 * is when the last one ended.
 */
const PLACE = 'sweep';
const METHOD = 'sync.sweep';
const DAY_MS = 86_400_000;

/** How a sweep ended: everything was compared; not all of it could be; or so much seemed gone that nothing was believed. */
export type SweepOutcome = Comparison['end'];

/** What a sweep found, by the time it ended. */
export type SweepFindings = Omit<Comparison, 'at' | 'end' | 'missed'>;

interface Row {
  readonly since: number;
  readonly sweptAt: Instant | null;
}

function rowOf(db: Database): Row | undefined {
  return prepared(
    db,
    `SELECT since, swept_at AS sweptAt FROM sync_cursor WHERE resource_type = '${PLACE}'`,
  ).get() as Row | undefined;
}

/** Begins a sweep, or goes on with the one that was broken off: types that it had done by then stay done. Call inside a transaction. */
export function beginSweep(db: Database, now: number): void {
  const isBrokenOff = (rowOf(db)?.since ?? 0) > 0;
  prepared(
    db,
    `UPDATE sync_cursor SET swept_at = NULL WHERE resource_type <> '${PLACE}' AND (? OR abs(? - swept_at) > ${DAY_MS})`,
  ).run(isBrokenOff ? 0 : 1, now);
  if (isBrokenOff) return;
  prepared(
    db,
    `INSERT INTO sync_cursor (resource_type, since) VALUES ('${PLACE}', (SELECT coalesce(max(sequence), 0) + 1 FROM audit))
     ON CONFLICT (resource_type) DO UPDATE SET since = excluded.since`,
  ).run();
}

/** Whether the sweep under way, before it was broken off, had done with a type. */
export function isSwept(db: Database, resourceType: string): boolean {
  return (
    prepared(db, 'SELECT swept_at FROM sync_cursor WHERE resource_type = ?').pluck().get(resourceType) != null
  );
}

/** Every id and version of a type was held against the server's, and nothing of it is left to be told. Call inside a transaction. */
export function endType({ db, now }: EngineCore, resourceType: string): void {
  prepared(db, 'UPDATE sync_cursor SET swept_at = ? WHERE resource_type = ?').run(now(), resourceType);
}

/** Writes down that something came only now. Call in the transaction that takes it in. */
export function noteMissed({ audit }: EngineCore, type: string): void {
  audit({ method: METHOD, action: 'E', outcome: 'ok', detail: JSON.stringify({ type, missed: 1 }) });
}

/** Writes down how a sweep ended and what it found. Call inside a transaction. */
export function endSweep({ db, now, audit }: EngineCore, end: SweepOutcome, findings: SweepFindings): void {
  const at = now();
  const missed = prepared(
    db,
    `SELECT coalesce(sum(json_extract(detail, '$.missed')), 0) FROM audit WHERE sequence >= ? AND method = '${METHOD}'`,
  )
    .pluck()
    .get(rowOf(db)?.since ?? Number.MAX_SAFE_INTEGER) as number;
  audit({
    at,
    method: METHOD,
    action: 'E',
    outcome: 'ok',
    detail: JSON.stringify({ end, missed, ...findings }),
  });
  prepared(db, `UPDATE sync_cursor SET since = 0, swept_at = ? WHERE resource_type = '${PLACE}'`).run(at);
}

/** How the last sweep ended; null before the first with this server. */
export function lastComparison(db: Database): Comparison | null {
  const at = rowOf(db)?.sweptAt ?? null;
  if (at === null) return null;
  const detail = prepared(
    db,
    `SELECT detail FROM audit WHERE at = ? AND method = '${METHOD}' AND json_extract(detail, '$.end') IS NOT NULL
     ORDER BY sequence DESC LIMIT 1`,
  )
    .pluck()
    .get(at) as string | undefined;
  return detail === undefined ? null : { at, ...(JSON.parse(detail) as Omit<Comparison, 'at'>) };
}
