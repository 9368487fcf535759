import { createHash } from 'node:crypto';
import { copyFileSync, existsSync, readdirSync, readFileSync, renameSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import type { Database } from 'better-sqlite3';

export type MigrationProblem = 'edited' | 'out-of-order' | 'from-the-future' | 'failed' | 'broken-reference';

/** A store that cannot be brought up to date; it is left exactly as it was. */
export class MigrationError extends Error {
  readonly problem: MigrationProblem;
  readonly migration: string;
  constructor(problem: MigrationProblem, migration: string, cause?: unknown) {
    super(`migration ${migration}: ${problem}`, { cause });
    this.name = 'MigrationError';
    this.problem = problem;
    this.migration = migration;
  }
}

export interface Migration {
  readonly number: number;
  readonly name: string;
  readonly sql: string;
  readonly checksum: string;
}

/** Reads `NNNN_what.sql` from a folder, in order; throws when a number is missing or given twice. */
export function readMigrations(folder: string): readonly Migration[] {
  const names = readdirSync(folder)
    .filter((name) => /^\d{4}_[a-z0-9_]+\.sql$/.test(name))
    .sort();
  return names.map((name, index) => {
    const number = Number(name.slice(0, 4));
    if (number !== index) throw new MigrationError('out-of-order', name);
    // Git on Windows may turn line ends; the checksum is of the meaning, not of the checkout.
    const sql = readFileSync(join(folder, name), 'utf8').replaceAll('\r\n', '\n');
    return { number, name, sql, checksum: createHash('sha256').update(sql).digest('hex') };
  });
}

/**
 * Brings the store to the newest schema: strictly in order, each in a transaction of its own, refused when a
 * shipped migration was edited, is missing in between or comes from a newer program. Before the first change of
 * a store that holds data an encrypted copy is put beside it (`copyTo`). Answers the names it applied.
 */
export function migrate(
  db: Database,
  migrations: readonly Migration[],
  now: number,
  copyTo?: string,
): readonly string[] {
  const applied = appliedMigrations(db);
  for (const [index, row] of applied.entries()) {
    const known = migrations[index];
    if (!known) throw new MigrationError('from-the-future', row.name);
    if (row.number !== known.number) throw new MigrationError('out-of-order', row.name);
    if (row.checksum !== known.checksum) throw new MigrationError('edited', known.name);
  }
  const pending = migrations.slice(applied.length);
  if (pending.length === 0) return [];
  if (applied.length > 0 && copyTo !== undefined) copyStore(db, copyTo);
  // Off outside a transaction, or SQLite ignores it; a table rebuild needs it off, the check below replaces it.
  db.pragma('foreign_keys=OFF');
  try {
    for (const migration of pending) applyOne(db, migration, now);
  } finally {
    db.pragma('foreign_keys=ON');
  }
  return pending.map((migration) => migration.name);
}

function applyOne(db: Database, migration: Migration, now: number): void {
  db.exec('BEGIN IMMEDIATE');
  try {
    db.exec(migration.sql);
    if ((db.pragma('foreign_key_check') as unknown[]).length > 0)
      throw new MigrationError('broken-reference', migration.name);
    db.prepare('INSERT INTO migration (number, name, checksum, applied_at) VALUES (?, ?, ?, ?)').run(
      migration.number,
      migration.name,
      migration.checksum,
      now,
    );
    db.exec('COMMIT');
  } catch (error) {
    // SQLite has already rolled back after a full disk; a second ROLLBACK would hide what it was.
    if (db.inTransaction) db.exec('ROLLBACK');
    throw error instanceof MigrationError ? error : new MigrationError('failed', migration.name, error);
  }
}

function appliedMigrations(db: Database): readonly { number: number; name: string; checksum: string }[] {
  const exists = db.prepare(`SELECT 1 FROM sqlite_master WHERE type = 'table' AND name = 'migration'`).get();
  if (!exists) return [];
  return db.prepare('SELECT number, name, checksum FROM migration ORDER BY number').all() as {
    number: number;
    name: string;
    checksum: string;
  }[];
}

/** With nobody else writing, an emptied WAL makes the file itself a whole, still encrypted copy. */
function copyStore(db: Database, target: string): void {
  db.pragma('wal_checkpoint(TRUNCATE)');
  if (existsSync(target)) return;
  // Beside its place first: half a copy, left by a full disk, would be taken for a whole one.
  const part = `${target}.part`;
  try {
    copyFileSync(db.name, part);
    renameSync(part, target);
  } catch (error) {
    rmSync(part, { force: true });
    throw error;
  }
}
