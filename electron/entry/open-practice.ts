import { existsSync } from 'node:fs';
import { join } from 'node:path';
import type { Database } from 'better-sqlite3';
import type { Clock } from '../../shared/kernel/time.ts';
import { openDemoPractice } from '../demo/open-demo.ts';
import { createEngine, type Engine } from '../engine/engine.ts';
import { appendAudit } from '../engine/journal.ts';
import { type EnginePorts, systemRandom } from '../engine/ports.ts';
import { thisDesk } from '../practice/practice-setting.ts';
import { checkpointKeyOf } from '../security/checkpoint-key.ts';
import {
  type KeyEnvelope,
  openEnvelope,
  readEnvelope,
  withAccountSlot,
  writeEnvelope,
} from '../security/key-envelope.ts';
import { enrolAccount, type KeyVault, openByAccount } from '../security/key-vault.ts';
import { machineId } from '../shell/machine-id.ts';
import { osAccount } from '../shell/os-account.ts';
import { isDemoFolder } from '../shell/practice-folder.ts';
import { migrate, readMigrations } from '../store/migrate.ts';
import { openStore, storeError } from '../store/open.ts';
import { COPY_MARK } from '../sync/copy-mark.ts';
import { HIGH_WATER } from '../sync/high-water.ts';
import { httpNetwork } from '../sync/network.ts';
import { EntryError } from './entry-error.ts';
import { takeFolderLock } from './folder-lock.ts';
import { modeInFolder } from './folder-sharing.ts';
import { lookAtFolder, type PracticeFiles, practiceFiles } from './practice-files.ts';

export interface OpenPracticeOptions {
  readonly folder: string;
  /** Where the SQL files of the schema lie. */
  readonly migrationsFolder: string;
  readonly clock: Clock;
  readonly log: EnginePorts['log'];
  readonly random?: EnginePorts['random'] | undefined;
  /** Opens the practice without a code for an OS account that is enrolled. */
  readonly vault?: KeyVault | undefined;
  readonly recoveryCode?: string | undefined;
}

/**
 * Opens a practice that is there, for one process at a time on this PC: the folder's lock is held until the engine is
 * disposed of. The demo practice needs neither vault nor code. Throws EntryError (`in-use` with who has it, `not-made`,
 * `needs-code`, …), EnvelopeError `wrong-code`, StoreError or MigrationError; nothing is ever made anew.
 */
export async function openPractice(options: OpenPracticeOptions): Promise<Engine> {
  const { folder, clock } = options;
  // Looked at before anything is written: a folder given by mistake stays as it is.
  const { store, envelope, newStore } = practiceFiles(folder);
  if (![store, envelope, newStore].some((file) => existsSync(file))) throw new EntryError('not-made');
  const attempt = takeFolderLock(folder, { account: osAccount().name, since: clock.now() });
  if (!attempt.taken) throw new EntryError('in-use', attempt.holder);
  try {
    const engine = await openUnlocked(options);
    return {
      ...engine,
      dispose: () => {
        try {
          engine.dispose();
        } finally {
          attempt.lock.release();
        }
      },
    };
  } catch (error) {
    attempt.lock.release();
    throw error;
  }
}

async function openUnlocked(options: OpenPracticeOptions): Promise<Engine> {
  const files = practiceFiles(options.folder);
  const found = lookAtFolder(files);
  if (found === 'nothing') throw new EntryError('not-made');
  if (isDemoFolder(options.folder))
    return openDemoPractice({ ...options, random: options.random ?? systemRandom });
  if (found === 'unconfirmed') throw new EntryError('not-confirmed');
  if (found !== 'made') throw new EntryError(found);
  const envelope = readEnvelope(files.envelope);
  const known = options.vault === undefined ? undefined : await openByAccount(options.vault, envelope);
  const key = known?.key ?? (await keyByCode(envelope, options.recoveryCode));
  return openWithKey(options, files, envelope, key, known === undefined);
}

async function keyByCode(envelope: KeyEnvelope, code: string | undefined): Promise<Buffer> {
  if (code === undefined) throw new EntryError('needs-code');
  return openEnvelope(envelope, code);
}

/**
 * Opens the store with its key, brings it up to date and starts the engine. Closes it again where any of it fails.
 * Whoever opened it `byCode` is written into the audit: the code stands outside of every sign-in.
 */
export function openWithKey(
  { migrationsFolder, clock, log, random = systemRandom }: OpenPracticeOptions,
  { folder, store }: PracticeFiles,
  envelope: KeyEnvelope,
  key: Buffer,
  byCode = false,
): Engine {
  const db = openStore({ file: store, key, keyCheck: envelope.keyCheck });
  try {
    const migrations = readMigrations(migrationsFolder);
    migrate(db, migrations, clock.now(), join(folder, `desk-before-${migrations.length}.sqlite`));
    const deskId = thisDesk(db);
    if (byCode) auditCode(db, deskId, clock.now(), log);
    const network = httpNetwork({ clock, random });
    return createEngine(db, deskId, {
      clock,
      log,
      random,
      network,
      highWater: join(folder, HIGH_WATER),
      copyMark: { file: join(folder, COPY_MARK), machine: machineId() },
      checkpointKey: checkpointKeyOf(key),
    });
  } catch (error) {
    db.close();
    throw error;
  }
}

/**
 * Writes this OS account's slot into the envelope, in place of an earlier one. False where the OS has no safe place or the
 * file could not be written: then the code is asked again next time, and nothing is lost.
 */
export async function rememberAccount(
  files: PracticeFiles,
  envelope: KeyEnvelope,
  key: Buffer,
  vault: KeyVault,
): Promise<boolean> {
  const slot = await enrolAccount(vault, key);
  if (slot === undefined) return false;
  try {
    writeEnvelope(files.envelope, withAccountSlot(envelope, slot), modeInFolder(files.folder));
    return true;
  } catch {
    return false;
  }
}

function auditCode(db: Database, deskId: string, at: number, log: EnginePorts['log']): void {
  const nobody = { staffId: null, role: null, patientId: null, entities: '[]', operationId: null };
  const entry = {
    at,
    deskId,
    method: 'entry.unlock',
    action: 'E',
    outcome: 'opened by recovery code',
  } as const;
  try {
    db.transaction(() => appendAudit(db, { ...nobody, ...entry })).immediate();
  } catch (error) {
    // A full disk must not keep the practice shut from who has its code.
    log.error('entry.unlock-not-written', { problem: storeError(error, true).problem });
  }
}
