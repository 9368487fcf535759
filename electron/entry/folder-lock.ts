import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { z } from 'zod';
import { shareWithFolder } from './folder-sharing.ts';

const LOCK = 'desk.lock';
const HOLDER = 'desk-open.json';

const holderSchema = z.object({ account: z.string().max(120), since: z.number() }).strict();
/** Who has the practice open, for the words of the second session: an OS account and an instant, no staff, no patient. */
export type LockHolder = z.output<typeof holderSchema>;

export interface FolderLock {
  release(): void;
}

export type LockAttempt =
  | { readonly taken: true; readonly lock: FolderLock }
  /** `holder` is null where the other session has not said who it is. */
  | { readonly taken: false; readonly holder: LockHolder | null };

/**
 * Takes the folder for this process, across all sessions of this PC. The lock is an exclusive transaction on a small file
 * of its own, which the kernel gives back however the process ends. Nothing in this process may open the lock file by
 * other means: closing it there would drop the lock (POSIX). Throws where the folder cannot be written.
 */
export function takeFolderLock(folder: string, holder: LockHolder): LockAttempt {
  const file = join(folder, LOCK);
  const lock = new Database(file, { timeout: 0 });
  try {
    lock.pragma('journal_mode=MEMORY');
    lock.exec('BEGIN EXCLUSIVE');
  } catch (error) {
    lock.close();
    if (!isHeld(error)) throw error;
    return { taken: false, holder: readHolder(folder) };
  }
  try {
    shareWithFolder(file);
    writeFileSync(join(folder, HOLDER), JSON.stringify(holder));
    shareWithFolder(join(folder, HOLDER));
  } catch {
    // Who it is, is a courtesy; a full disk must not keep the practice shut.
  }
  return {
    taken: true,
    lock: {
      release: () => {
        if (!lock.open) return;
        rmSync(join(folder, HOLDER), { force: true });
        lock.close();
      },
    },
  };
}

function isHeld(error: unknown): boolean {
  return error instanceof Database.SqliteError && error.code.startsWith('SQLITE_BUSY');
}

/** Who says that they have the practice open; null where nobody does. */
export function readHolder(folder: string): LockHolder | null {
  try {
    return holderSchema.parse(JSON.parse(readFileSync(join(folder, HOLDER), 'utf8')));
  } catch {
    return null;
  }
}
