import Database from 'better-sqlite3';
import { expect, it } from 'vitest';
import { EntryError, entryProblem } from '../../../electron/entry/entry-error.ts';
import { EnvelopeError } from '../../../electron/security/key-envelope.ts';
import { MigrationError } from '../../../electron/store/migrate.ts';
import { StoreError } from '../../../electron/store/open.ts';

const sqlite = (code: string) => new Database.SqliteError('it failed', code);
const system = (code: string) => Object.assign(new Error('it failed'), { code });

it.each([
  [sqlite('SQLITE_FULL'), 'disk-full'],
  // What a full disk answers to the first read of a store: there is no room for its shared memory.
  [sqlite('SQLITE_IOERR_SHMSIZE'), 'disk-full'],
  [system('ENOSPC'), 'disk-full'],
  [system('EDQUOT'), 'disk-full'],
  [new MigrationError('failed', '0003', sqlite('SQLITE_FULL')), 'disk-full'],
  [new MigrationError('failed', '0003', system('ENOSPC')), 'disk-full'],
  [new MigrationError('failed', '0003', new Error('syntax')), 'update-failed'],
  [new MigrationError('from-the-future', '0009'), 'newer-program'],
  [new MigrationError('edited', '0001'), 'update-failed'],
  [sqlite('SQLITE_CANTOPEN'), 'no-access'],
  [sqlite('SQLITE_READONLY_DIRECTORY'), 'no-access'],
  [system('EACCES'), 'no-access'],
  [system('EROFS'), 'no-access'],
  [sqlite('SQLITE_NOTADB'), 'store-damaged'],
  [sqlite('SQLITE_CORRUPT_VTAB'), 'store-damaged'],
  [new StoreError('not-encrypted'), 'store-damaged'],
  [new StoreError('missing'), 'store-missing'],
  [new StoreError('unknown'), 'unreadable'],
  [sqlite('SQLITE_IOERR_READ'), 'unreadable'],
  [sqlite('SQLITE_BUSY'), 'in-use'],
  [new EnvelopeError('envelope-damaged'), 'envelope-damaged'],
  [new EnvelopeError('wrong-code'), 'wrong-code'],
  [new EntryError('needs-code'), 'needs-code'],
] as const)('%o at the door is %s', (error, problem) => {
  expect(entryProblem(error)).toBe(problem);
});

it('a bug is nobody’s problem but ours, and is not dressed up', () => {
  expect(entryProblem(new TypeError('undefined is not a function'))).toBeUndefined();
});
