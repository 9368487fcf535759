import { existsSync, renameSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { syncFolder } from '../security/key-envelope.ts';

/** Where the parts of a practice lie. */
export interface PracticeFiles {
  readonly folder: string;
  readonly store: string;
  readonly envelope: string;
  /** The store while it is made, beside its place. */
  readonly newStore: string;
  /** The envelope until its recovery code was typed back. */
  readonly newEnvelope: string;
}

/** Names the files of a practice in a folder. */
export function practiceFiles(folder: string): PracticeFiles {
  const store = join(folder, 'desk.sqlite');
  return {
    folder,
    store,
    envelope: join(folder, 'key-envelope.json'),
    newStore: `${store}.part`,
    newEnvelope: join(folder, 'key-envelope.new.json'),
  };
}

export type Found = 'nothing' | 'unconfirmed' | 'made' | 'store-missing' | 'envelope-missing';

/**
 * What lies in the folder. A making that was cut short after its code was typed back is finished here: the store is moved
 * into its place. Nothing else is changed, and nothing is deleted.
 */
export function lookAtFolder(files: PracticeFiles): Found {
  const { folder, store, envelope, newStore, newEnvelope } = files;
  if (existsSync(store)) return existsSync(envelope) ? 'made' : 'envelope-missing';
  if (existsSync(envelope)) {
    if (!existsSync(newStore)) return 'store-missing';
    renameSync(newStore, store);
    syncFolder(folder);
    return 'made';
  }
  // A journal without its store is what a practice leaves that was taken away; a new store would read it as its own.
  if (existsSync(`${store}-wal`)) return 'store-missing';
  return existsSync(newStore) && existsSync(newEnvelope) ? 'unconfirmed' : 'nothing';
}

/** Takes away a practice that was begun and never confirmed: nothing but what was typed to make it. */
export function sweepUnconfirmed({ newStore, newEnvelope }: PracticeFiles): void {
  for (const file of [
    newEnvelope,
    `${newEnvelope}.part`,
    newStore,
    `${newStore}-wal`,
    `${newStore}-shm`,
    `${newStore}-journal`,
  ])
    rmSync(file, { force: true });
}
