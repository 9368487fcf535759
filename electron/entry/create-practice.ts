import { existsSync, renameSync, rmSync } from 'node:fs';
import type { Database } from 'better-sqlite3';
import { RECOVERY_CODE_BYTES, spellRecoveryCode } from '../../shared/entry/recovery-code.ts';
import type { EnginePorts } from '../engine/ports.ts';
import {
  createEnvelope,
  type KeyEnvelope,
  openEnvelope,
  readEnvelope,
  syncFolder,
  withAccountSlot,
  writeEnvelope,
} from '../security/key-envelope.ts';
import { enrolAccount, type KeyVault } from '../security/key-vault.ts';
import { hashPin } from '../security/pin.ts';
import { migrate, readMigrations } from '../store/migrate.ts';
import { openStore } from '../store/open.ts';
import { EntryError } from './entry-error.ts';
import { type FirstAdministrator, type NewPractice, writeFirstRecords } from './first-records.ts';
import { modeInFolder, shareWithFolder } from './folder-sharing.ts';
import type { Fill } from './joined-records.ts';
import { lookAtFolder, type PracticeFiles, sweepUnconfirmed } from './practice-files.ts';

/** Moments of the making where a test may stop it; nothing listens outside tests. */
export type MakingStep =
  | 'begun'
  | 'store-opened'
  | 'store-filled'
  | 'envelope-kept'
  | 'code-typed-back'
  | 'envelope-placed'
  | 'store-placed';
export type MakingWatch = (step: MakingStep, db?: Database) => void;

interface Making {
  readonly files: PracticeFiles;
  readonly migrationsFolder: string;
  readonly ports: Pick<EnginePorts, 'clock' | 'random'>;
  readonly watch?: MakingWatch | undefined;
}

/**
 * Makes the practice beside its place and answers its recovery code, which is kept nowhere. Until the code is typed back
 * (`placePractice`) there is no practice: whatever stops this leaves nothing, or something that can be given up.
 * Throws EntryError where anything of a practice is there already: its key is never made anew.
 */
export async function beginPractice(
  { files, migrationsFolder, ports, watch }: Making,
  filling: Fill | Promise<Fill>,
): Promise<string> {
  if (lookAtFolder(files) !== 'nothing') throw new EntryError('not-confirmed');
  sweepUnconfirmed(files);
  const code = spellRecoveryCode(ports.random(RECOVERY_CODE_BYTES));
  const [{ key, envelope }, fill] = await Promise.all([createEnvelope(code), filling]);
  try {
    watch?.('begun');
    const db = openStore({ file: files.newStore, key, create: true });
    try {
      watch?.('store-opened', db);
      migrate(db, readMigrations(migrationsFolder), ports.clock.now());
      fill(db, key);
    } finally {
      // The last to close writes the WAL back, so that the file can be moved alone.
      db.close();
    }
    shareWithFolder(files.newStore);
    watch?.('store-filled');
    writeEnvelope(files.newEnvelope, envelope, modeInFolder(files.folder));
    watch?.('envelope-kept');
    return code;
  } catch (error) {
    sweepUnconfirmed(files);
    throw error;
  }
}

/** What a practice that is made anew begins with. */
export async function firstRecords(
  practice: NewPractice,
  administrator: FirstAdministrator,
  ports: Making['ports'],
): Promise<Fill> {
  const pinHash = await hashPin(administrator.pin);
  return (db) => writeFirstRecords(db, { practice, administrator, pinHash }, ports);
}

/**
 * The code typed back opens the envelope, which proves the sheet; then the envelope goes to its place, and the store last.
 * Enrols this OS account where its vault is safe. Answers the key and the envelope that now stands. Throws EnvelopeError
 * `wrong-code`, or the error of a disk that is full: then it can be typed back again.
 */
export async function placePractice(
  { files, watch }: Pick<Making, 'files' | 'watch'>,
  code: string,
  vault: KeyVault | undefined,
): Promise<{ key: Buffer; envelope: KeyEnvelope }> {
  if (lookAtFolder(files) !== 'unconfirmed') throw new EntryError('not-made');
  const pending = readEnvelope(files.newEnvelope);
  const key = await openEnvelope(pending, code);
  const slot = vault === undefined ? undefined : await enrolAccount(vault, key);
  const envelope = slot === undefined ? pending : withAccountSlot(pending, slot);
  // Looked at as a store once more before it becomes the practice; not read-only, or its journal would stay behind.
  openStore({ file: files.newStore, key, keyCheck: envelope.keyCheck }).close();
  watch?.('code-typed-back');
  writeEnvelope(files.envelope, envelope, modeInFolder(files.folder));
  watch?.('envelope-placed');
  // A stop from here on is finished by the next look at the folder.
  if (!existsSync(files.store)) renameSync(files.newStore, files.store);
  syncFolder(files.folder);
  watch?.('store-placed');
  rmSync(files.newEnvelope, { force: true });
  return { key, envelope };
}
