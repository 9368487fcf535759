import {
  closeSync,
  copyFileSync,
  mkdtempSync,
  openSync,
  readdirSync,
  readFileSync,
  readlinkSync,
  rmSync,
  writeSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import {
  createEnvelope,
  keyCheck,
  openEnvelope,
  readEnvelope,
  writeEnvelope,
} from '../../../electron/security/key-envelope.ts';
import { openStore, StoreError } from '../../../electron/store/open.ts';

const KEY = Buffer.alloc(32, 9);
const SECRET = 'Okafor-Lindqvist-plaintext-marker';
let folder: string;
const inFolder = (name: string) => join(folder, name);

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'anteroom-store-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

function problemOf(work: () => unknown): string {
  try {
    work();
  } catch (error) {
    if (error instanceof StoreError) return error.problem;
    throw error;
  }
  return 'none';
}

function storeWithRows(rows: number) {
  const db = openStore({ file: inFolder('desk.sqlite'), key: KEY, create: true });
  db.exec('CREATE TABLE person (id INTEGER PRIMARY KEY, name TEXT)');
  const insert = db.prepare('INSERT INTO person (name) VALUES (?)');
  db.transaction(() => {
    for (let row = 0; row < rows; row += 1) insert.run(`${SECRET} ${(row * 7919) % rows}`);
  })();
  return db;
}

/** Temporary files of SQLite open in this process; only Linux tells. */
function openTemporaryFiles(): number {
  const links = readdirSync('/proc/self/fd').flatMap((number) => {
    try {
      return [readlinkSync(`/proc/self/fd/${number}`)];
    } catch {
      return [];
    }
  });
  return links.filter((link) => link.includes('etilqs')).length;
}

describe('the store on disk', () => {
  it('holds no plaintext: not in the database, not in the WAL', () => {
    const db = storeWithRows(5_000);
    for (const file of readdirSync(folder))
      expect(readFileSync(inFolder(file)).includes(SECRET), file).toBe(false);
    expect(readdirSync(folder).sort()).toEqual(['desk.sqlite', 'desk.sqlite-shm', 'desk.sqlite-wal']);
    db.close();
  });

  // SQLite unlinks its temporary files at once; only the process's open files still show them.
  it('makes no temporary file for a sort that outgrows its memory', () => {
    const db = storeWithRows(60_000);
    db.pragma('cache_size=-500');
    const temporaryFilesOf = (sorting: string): number => {
      const rows = db.prepare(sorting).iterate();
      rows.next();
      const count = openTemporaryFiles();
      rows.return?.();
      return count;
    };
    const sorting = 'SELECT name FROM person ORDER BY name';
    expect(temporaryFilesOf(sorting)).toBe(0);
    // What the setting prevents, so that this test is known to see it.
    db.pragma('temp_store=FILE');
    expect(temporaryFilesOf(sorting)).toBeGreaterThan(0);
    db.close();
  });

  it('opens a copy of database and WAL taken while it was open, as after a crash', () => {
    const db = storeWithRows(50);
    for (const end of ['', '-wal'])
      copyFileSync(inFolder(`desk.sqlite${end}`), inFolder(`copy.sqlite${end}`));
    const copy = openStore({ file: inFolder('copy.sqlite'), key: KEY });
    expect(copy.prepare('SELECT count(*) AS n FROM person').get()).toEqual({ n: 50 });
    copy.close();
    db.close();
  });

  it('is durable, checked and keyed as SQLCipher 4', () => {
    const db = storeWithRows(1);
    expect(db.pragma('journal_mode', { simple: true })).toBe('wal');
    expect(db.pragma('synchronous', { simple: true })).toBe(2);
    expect(db.pragma('foreign_keys', { simple: true })).toBe(1);
    expect(db.pragma('cipher', { simple: true })).toBe('sqlcipher');
    expect(db.pragma('legacy', { simple: true })).toBe('4');
    db.close();
  });

  it('refuses an empty and a short key before there is a file', () => {
    expect(
      problemOf(() => openStore({ file: inFolder('desk.sqlite'), key: Buffer.alloc(0), create: true })),
    ).toBe('wrong-key');
    expect(
      problemOf(() => openStore({ file: inFolder('desk.sqlite'), key: Buffer.alloc(16), create: true })),
    ).toBe('wrong-key');
    expect(readdirSync(folder)).toEqual([]);
  });

  it('never makes a database anew because it was not found', () => {
    expect(problemOf(() => openStore({ file: inFolder('gone.sqlite'), key: KEY }))).toBe('missing');
    expect(readdirSync(folder)).toEqual([]);
  });

  it('tells a wrong key from a damaged first page by the key check, and says nothing of the key', () => {
    storeWithRows(50).close();
    const file = inFolder('desk.sqlite');
    expect(problemOf(() => openStore({ file, key: Buffer.alloc(32, 1) }))).toBe('wrong-key');
    expect(problemOf(() => openStore({ file, key: Buffer.alloc(32, 1), keyCheck: keyCheck(KEY) }))).toBe(
      'wrong-key',
    );
    const handle = openSync(file, 'r+');
    writeSync(handle, Buffer.alloc(40, 0xaa), 0, 40, 100);
    closeSync(handle);
    expect(problemOf(() => openStore({ file, key: KEY, keyCheck: keyCheck(KEY) }))).toBe('damaged');
    try {
      openStore({ file, key: KEY, keyCheck: keyCheck(KEY) });
    } catch (error) {
      expect(JSON.stringify([String(error), (error as Error).stack])).not.toContain(KEY.toString('hex'));
    }
  });

  it('takes a plain database for damaged rather than open it', () => {
    const file = inFolder('plain.sqlite');
    const handle = openSync(file, 'w');
    writeSync(handle, Buffer.concat([Buffer.from('SQLite format 3\0'), Buffer.alloc(4080)]));
    closeSync(handle);
    expect(problemOf(() => openStore({ file, key: KEY }))).toBe('wrong-key');
  });

  it('cannot be copied by the backup function, which would need the plain pages', async () => {
    const db = storeWithRows(1);
    await expect(Promise.resolve().then(() => db.backup(inFolder('backup.sqlite')))).rejects.toThrow();
    db.close();
  });
});

describe('the key envelope', () => {
  it('gives the key back for the recovery code in any spelling, and for nothing else', async () => {
    const { key, envelope } = await createEnvelope('ABCD-1234-WXYZ');
    writeEnvelope(inFolder('key.json'), envelope);
    const read = readEnvelope(inFolder('key.json'));
    expect(await openEnvelope(read, 'abcd1234wxyz')).toEqual(key);
    await expect(openEnvelope(read, 'ABCD-1234-WXYY')).rejects.toMatchObject({ problem: 'wrong-code' });
    const onDisk = readFileSync(inFolder('key.json'));
    expect(
      onDisk.includes(key) || onDisk.includes(key.toString('hex')) || onDisk.includes(key.toString('base64')),
    ).toBe(false);
  });

  it('makes another key each time, and tells a missing envelope from a damaged one', async () => {
    const [first, second] = [await createEnvelope('A'), await createEnvelope('A')];
    expect(first.key.equals(second.key)).toBe(false);
    expect(() => readEnvelope(inFolder('none.json'))).toThrow(
      expect.objectContaining({ problem: 'envelope-missing' }),
    );
    closeSync(openSync(inFolder('bad.json'), 'w'));
    expect(() => readEnvelope(inFolder('bad.json'))).toThrow(
      expect.objectContaining({ problem: 'envelope-damaged' }),
    );
  });
});
