import type { Damage } from '../../shared/entry/contract.ts';
import { EnvelopeError } from '../security/key-envelope.ts';
import { MigrationError } from '../store/migrate.ts';
import { StoreError, storeError } from '../store/open.ts';
import type { LockHolder } from './folder-lock.ts';

export type EntryProblem = 'in-use' | 'not-made' | 'not-confirmed' | 'needs-code' | 'wrong-code' | Damage;

/** A practice that could not be opened, by kind. The text never holds the code, the key or a path. */
export class EntryError extends Error {
  readonly problem: EntryProblem;
  /** Who has it open, for `in-use`. */
  readonly holder: LockHolder | null;
  constructor(problem: EntryProblem, holder: LockHolder | null = null) {
    super(`entry: ${problem}`);
    this.name = 'EntryError';
    this.problem = problem;
    this.holder = holder;
  }
}

const NO_SPACE = ['ENOSPC', 'EDQUOT'];
const NO_ACCESS = ['EACCES', 'EPERM', 'EROFS', 'SQLITE_CANTOPEN'];

/** Sorts what went wrong at the door by what a person can do about it; anything else is a bug and comes back as it is. */
export function entryProblem(error: unknown): EntryProblem | undefined {
  if (error instanceof EntryError) return error.problem;
  if (error instanceof EnvelopeError) return error.problem;
  if (error instanceof MigrationError)
    return error.problem === 'from-the-future' ? 'newer-program' : migrationProblem(error);
  const code = codeOf(error);
  if (NO_SPACE.includes(code)) return 'disk-full';
  if (NO_ACCESS.some((each) => code.startsWith(each))) return 'no-access';
  switch (storeError(error, true).problem) {
    case 'missing':
      return 'store-missing';
    case 'disk-full':
      return 'disk-full';
    case 'read-only':
      return 'no-access';
    case 'busy':
      return 'in-use';
    case 'damaged':
    case 'not-encrypted':
      return 'store-damaged';
    // The envelope's own check says that the key is right, so it is the file that is not.
    case 'wrong-key':
      return 'store-damaged';
    case 'unknown':
      return error instanceof StoreError || code.startsWith('SQLITE_IOERR') ? 'unreadable' : undefined;
  }
}

/** A full disk stops an update too, and says more about what to do than that it failed. */
function migrationProblem(error: MigrationError): EntryProblem {
  const cause = error.cause === undefined ? undefined : entryProblem(error.cause);
  return cause === 'disk-full' || cause === 'store-damaged' ? cause : 'update-failed';
}

function codeOf(error: unknown): string {
  return error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : '';
}
