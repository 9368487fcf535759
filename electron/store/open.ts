import { closeSync, existsSync, openSync, readSync, statSync } from 'node:fs';
import Database from 'better-sqlite3';
import { keyCheck } from '../security/key-envelope.ts';

export type StoreProblem =
  | 'wrong-key'
  | 'damaged'
  | 'missing'
  | 'not-encrypted'
  | 'disk-full'
  | 'read-only'
  | 'busy'
  | 'unknown';

/** A store that could not be opened or written, by kind. The text never holds the key, a path or a row. */
export class StoreError extends Error {
  readonly problem: StoreProblem;
  constructor(problem: StoreProblem) {
    super(`store: ${problem}`);
    this.name = 'StoreError';
    this.problem = problem;
  }
}

export interface OpenStoreOptions {
  readonly file: string;
  /** The raw 256-bit key. */
  readonly key: Buffer;
  /** The key check of the envelope: with it a wrong key and a damaged first page can be told apart. */
  readonly keyCheck?: string | undefined;
  /** Without it a missing file is an error: a database is never made anew because it could not be found. */
  readonly create?: boolean | undefined;
  readonly readonly?: boolean | undefined;
}

const CACHE_KIB = 64 * 1024;
/** Bytes of the smallest page that SQLite knows. */
const SMALLEST_PAGE = 512;

/**
 * Opens the encrypted store (SQLCipher 4, raw key). Throws StoreError.
 * The order matters: cipher, legacy and key come before the first read; WAL only after it.
 */
export function openStore(options: OpenStoreOptions): Database.Database {
  // A short key would silently be taken for a passphrase, an empty one for "no encryption".
  if (options.key.length !== 32) throw new StoreError('wrong-key');
  if (options.keyCheck !== undefined && keyCheck(options.key) !== options.keyCheck)
    throw new StoreError('wrong-key');
  if (!options.create && !existsSync(options.file)) throw new StoreError('missing');
  // SQLite takes a file cut off before its first page for a new database and would begin one in the practice's place.
  if (!options.create && statSync(options.file).size < SMALLEST_PAGE) throw new StoreError('damaged');
  const db = new Database(options.file, {
    readonly: options.readonly ?? false,
    fileMustExist: !options.create,
  });
  try {
    db.pragma(`cipher='sqlcipher'`);
    db.pragma('legacy=4');
    // A Buffer keeps the key out of SQL text, and so out of traces and error messages.
    keyed(db).key(Buffer.concat([Buffer.from('raw:'), Buffer.from(options.key.toString('hex'))]));
    db.prepare('SELECT count(*) FROM sqlite_master').get();
    db.pragma('temp_store=MEMORY');
    db.pragma('threads=0');
    if (!options.readonly) db.pragma('journal_mode=WAL');
    db.pragma('synchronous=FULL');
    db.pragma('foreign_keys=ON');
    db.pragma('busy_timeout=5000');
    db.pragma(`cache_size=${-CACHE_KIB}`);
    db.pragma('trusted_schema=OFF');
    if (options.create) db.pragma('user_version=0');
    assertEncrypted(options.file);
    return db;
  } catch (error) {
    db.close();
    throw storeError(error, options.keyCheck !== undefined);
  }
}

/**
 * Sorts an SQLite error by kind. With a key that is known to be right, "not a database" means that the first
 * page is damaged: restore a backup; without that knowledge it means the wrong key.
 */
export function storeError(error: unknown, keyIsRight: boolean): StoreError {
  if (error instanceof StoreError) return error;
  const code = error instanceof Database.SqliteError ? error.code : '';
  if (code === 'SQLITE_NOTADB') return new StoreError(keyIsRight ? 'damaged' : 'wrong-key');
  if (code.startsWith('SQLITE_CORRUPT')) return new StoreError('damaged');
  // Without room for its shared memory SQLite cannot even read.
  if (code.startsWith('SQLITE_FULL') || code === 'SQLITE_IOERR_SHMSIZE') return new StoreError('disk-full');
  if (code.startsWith('SQLITE_READONLY')) return new StoreError('read-only');
  if (code.startsWith('SQLITE_BUSY')) return new StoreError('busy');
  return new StoreError('unknown');
}

function assertEncrypted(file: string): void {
  const head = Buffer.alloc(15);
  const handle = openSync(file, 'r');
  try {
    const read = readSync(handle, head, 0, 15, 0);
    if (read === 15 && head.toString('latin1') === 'SQLite format 3') throw new StoreError('not-encrypted');
  } finally {
    closeSync(handle);
  }
}

/** The driver's key function, which the published types of the unencrypted driver do not know. */
function keyed(db: Database.Database): { key(key: Buffer): number } {
  return db as unknown as { key(key: Buffer): number };
}
