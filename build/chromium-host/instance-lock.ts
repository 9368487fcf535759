import { mkdirSync, watch, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import Database from 'better-sqlite3';

/**
 * One host per `folder`. The lock is an exclusive transaction on a file: taken at once, and given back by the
 * OS however the process ends, which a file with a process number in it is not.
 */
export function takeInstanceLock(folder: string, onSecondInstance: () => void): boolean {
  mkdirSync(folder, { recursive: true });
  const knock = join(folder, 'knock');
  const lock = new Database(join(folder, 'instance.lock'), { timeout: 0 });
  try {
    lock.exec('BEGIN EXCLUSIVE');
  } catch {
    lock.close();
    writeFileSync(knock, String(process.pid));
    return false;
  }
  writeFileSync(knock, '');
  watch(knock, onSecondInstance).unref();
  process.once('exit', () => lock.close());
  return true;
}
