import { hash } from 'node:crypto';
import {
  closeSync,
  existsSync,
  fsyncSync,
  openSync,
  readFileSync,
  renameSync,
  rmSync,
  writeSync,
} from 'node:fs';
import { dirname } from 'node:path';
import type { CopyMark } from '../engine/ports.ts';
import { shareWithFolder } from '../entry/folder-sharing.ts';
import { syncFolder } from '../security/key-envelope.ts';

/** The name of the file in the practice's folder. */
export const COPY_MARK = 'desk.mark';

/** What the file beside the store says, `absent` where there is none; undefined where it is there and cannot be read just now. */
export function markBeside(file: string): string | undefined {
  try {
    return existsSync(file) ? readFileSync(file, 'utf8').trim() : 'absent';
  } catch {
    return undefined;
  }
}

/** Writes the file beside the store, whole or not at all. False where the folder does not let us. */
export function writeMarkBeside(file: string, mark: string): boolean {
  const part = `${file}.part`;
  try {
    const handle = openSync(part, 'w');
    try {
      writeSync(handle, `${mark}\n`);
      fsyncSync(handle);
    } finally {
      closeSync(handle);
    }
    shareWithFolder(part);
    renameSync(part, file);
    syncFolder(dirname(file));
    return true;
  } catch {
    rmSync(part, { force: true });
    return false;
  }
}

/** What the store remembers of its PC: enough to know it again, and nothing by which anybody else would. */
export function machineDigest({ machine }: CopyMark): string | null {
  return machine === undefined ? null : hash('sha256', `anteroom desk ${machine}`).slice(0, 32);
}
