import { cpSync, existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Database } from 'better-sqlite3';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { migrate, readMigrations } from '../../electron/store/migrate.ts';
import { openStore } from '../../electron/store/open.ts';

const KEY = Buffer.alloc(32, 5);
let folder: string;
let db: Database;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'anteroom-migrate-'));
  db = openStore({ file: join(folder, 'desk.sqlite'), key: KEY, create: true });
});
afterEach(() => {
  db.close();
  rmSync(folder, { recursive: true, force: true });
});

const schemaOf = (of: Database) =>
  of.prepare('SELECT type, name, sql FROM sqlite_master WHERE name NOT LIKE ? ORDER BY name').all('sqlite_%');

/** A copy of the shipped migrations with more files beside them. */
function migrationsWith(files: Record<string, string>) {
  const target = join(folder, `migrations-${Object.keys(files).join('')}`);
  cpSync('migrations', target, { recursive: true });
  for (const [name, sql] of Object.entries(files)) writeFileSync(join(target, name), sql);
  return readMigrations(target);
}

const next = String(readMigrations('migrations').length).padStart(4, '0');

describe('migrations', () => {
  it('bring a store of every shipped version to the same schema', () => {
    const all = readMigrations('migrations');
    migrate(db, all, 1);
    const newest = schemaOf(db);
    for (let shipped = 1; shipped < all.length; shipped += 1) {
      const older = openStore({ file: join(folder, `from-${shipped}.sqlite`), key: KEY, create: true });
      migrate(older, all.slice(0, shipped), 1);
      expect(migrate(older, all, 2)).toEqual(all.slice(shipped).map((migration) => migration.name));
      expect(schemaOf(older)).toEqual(newest);
      older.close();
    }
  });

  it('say what stopped them also where SQLite has rolled back by itself, as on a full disk', () => {
    const stopped = migrationsWith({ [`${next}_gone.sql`]: 'ROLLBACK; SELECT nothing_here;' });
    expect(() => migrate(db, stopped, 1)).toThrow(
      expect.objectContaining({
        problem: 'failed',
        cause: expect.objectContaining({ message: 'no such column: nothing_here' }),
      }),
    );
  });

  it('do nothing the second time', () => {
    migrate(db, readMigrations('migrations'), 1);
    expect(migrate(db, readMigrations('migrations'), 2)).toEqual([]);
  });

  it('refuse a shipped file that was edited, one from the future, and a gap', () => {
    const all = readMigrations('migrations');
    migrate(db, all, 1);
    expect(() => migrate(db, [{ ...all[0]!, checksum: '0' }, ...all.slice(1)], 2)).toThrow(
      expect.objectContaining({ problem: 'edited' }),
    );
    expect(() => migrate(db, all.slice(0, -1), 2)).toThrow(
      expect.objectContaining({ problem: 'from-the-future' }),
    );
    expect(() => migrationsWith({ '0099_gap.sql': '' })).toThrow(
      expect.objectContaining({ problem: 'out-of-order' }),
    );
  });

  it('leave everything as it was when one fails half-way or breaks a reference, and keep an encrypted copy', () => {
    migrate(db, readMigrations('migrations'), 1);
    const before = schemaOf(db);
    const copy = join(folder, 'before.sqlite');
    const failing = migrationsWith({
      [`${next}_fails.sql`]: 'CREATE TABLE half (id INTEGER); INSERT INTO nowhere VALUES (1);',
    });
    expect(() => migrate(db, failing, 2, copy)).toThrow(expect.objectContaining({ problem: 'failed' }));
    expect(schemaOf(db)).toEqual(before);
    expect(existsSync(copy)).toBe(true);
    const opened = openStore({ file: copy, key: KEY, readonly: true });
    expect(schemaOf(opened)).toEqual(before);
    opened.close();
    const breaking = migrationsWith({
      [`${next}_breaks.sql`]: `INSERT INTO coverage (id, patient_id, priority, status, payer_name, plan_name, member_id, group_number) VALUES ('c', 'nobody', 1, 'active', '', '', '', '');`,
    });
    expect(() => migrate(db, breaking, 2)).toThrow(expect.objectContaining({ problem: 'broken-reference' }));
    expect(db.prepare('SELECT count(*) AS n FROM coverage').get()).toEqual({ n: 0 });
    expect(db.pragma('foreign_keys', { simple: true })).toBe(1);
  });
});
