import { chmodSync, statSync } from 'node:fs';
import { dirname } from 'node:path';

/** Who may use a file of this folder: its owner, and the folder's group where the folder is the group's. */
export function modeInFolder(folder: string): number {
  return (statSync(folder).mode & 0o020) === 0 ? 0o600 : 0o660;
}

/**
 * Gives a file just made to whom its folder belongs: SQLite makes files that only their owner can write, and the second
 * OS account of a reception PC needs the same practice. Windows gives the folder's rights by itself.
 */
export function shareWithFolder(file: string): void {
  if (process.platform === 'win32') return;
  const { uid } = statSync(file);
  // Another account's file has been shared by that account already, and only it may.
  if (uid === process.getuid?.()) chmodSync(file, modeInFolder(dirname(file)));
}
