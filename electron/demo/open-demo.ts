import { existsSync, renameSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import type { Database } from 'better-sqlite3';
import type { Clock } from '../../shared/kernel/time.ts';
import { createEngine, type Engine } from '../engine/engine.ts';
import { type EnginePorts, systemRandom } from '../engine/ports.ts';
import { modeInFolder, shareWithFolder } from '../entry/folder-sharing.ts';
import { checkpointKeyOf } from '../security/checkpoint-key.ts';
import { createEnvelope, openEnvelope, readEnvelope, writeEnvelope } from '../security/key-envelope.ts';
import { choosePractice } from '../shell/practice-folder.ts';
import { migrate, readMigrations } from '../store/migrate.ts';
import { openStore } from '../store/open.ts';
import { DEMO_RECOVERY_CODE, hashDemoPins } from './practice.ts';
import { bringToToday, seedDemo } from './seed.ts';

export interface DemoPracticeOptions {
  readonly folder: string;
  /** Where the SQL files of the schema lie. */
  readonly migrationsFolder: string;
  readonly clock: Clock;
  readonly log: EnginePorts['log'];
  readonly random?: EnginePorts['random'];
  readonly failpoint?: EnginePorts['failpoint'];
}

/**
 * Opens the demo practice in a folder, and makes it there the first time. On a later day it brings the schedule to the
 * clock's day. Throws StoreError or EnvelopeError when a practice that was there is not whole: it is never made anew.
 */
export async function openDemoPractice(options: DemoPracticeOptions): Promise<Engine> {
  const { folder, clock, log, random = systemRandom, failpoint } = options;
  const decision = choosePractice(folder, { kind: 'demo', firstRun: false }, false);
  if (!decision.open) throw new Error(decision.message);
  const envelopeFile = join(folder, 'key-envelope.json');
  const file = join(folder, 'desk.sqlite');
  if (!existsSync(envelopeFile) && !existsSync(file)) await makePractice(options, envelopeFile, partOf(file));
  finishMaking(file);
  const envelope = readEnvelope(envelopeFile);
  const key = await openEnvelope(envelope, DEMO_RECOVERY_CODE);
  // One that an earlier version made is readable for every account of the PC; its journals are made with its rights.
  if (existsSync(file)) shareWithFolder(file);
  const db = openStore({ file, key, keyCheck: envelope.keyCheck });
  try {
    const migrations = readMigrations(options.migrationsFolder);
    migrate(db, migrations, clock.now(), join(folder, `desk-before-${migrations.length}.sqlite`));
    const added = bringToToday(db, clock.now());
    log.info('demo.opened', { visitsAdded: added });
    return createEngine(db, firstDesk(db), {
      clock,
      log,
      random,
      checkpointKey: checkpointKeyOf(key),
      failpoint,
    });
  } catch (error) {
    db.close();
    throw error;
  }
}

/** Makes the store beside its place. Only when it is whole its key is kept, so a start cut short leaves nothing behind. */
async function makePractice(options: DemoPracticeOptions, envelopeFile: string, part: string): Promise<void> {
  for (const end of ['', '-wal', '-shm']) rmSync(`${part}${end}`, { force: true });
  const [{ key, envelope }, pinHashes] = await Promise.all([
    createEnvelope(DEMO_RECOVERY_CODE),
    hashDemoPins(),
  ]);
  const db = openStore({ file: part, key, create: true });
  try {
    shareWithFolder(part);
    const now = options.clock.now();
    migrate(db, readMigrations(options.migrationsFolder), now);
    seedDemo(db, now, pinHashes);
  } finally {
    // The last to close writes the WAL back, so that the file can be moved alone.
    db.close();
  }
  writeEnvelope(envelopeFile, envelope, modeInFolder(options.folder));
}

/** The move is the last step of the making; a start that was cut short before it is finished by the next. */
function finishMaking(file: string): void {
  if (!existsSync(file) && existsSync(partOf(file))) renameSync(partOf(file), file);
}

function partOf(file: string): string {
  return `${file}.part`;
}

function firstDesk(db: Database): string {
  return db.prepare('SELECT id FROM desk ORDER BY name LIMIT 1').pluck().get() as string;
}
