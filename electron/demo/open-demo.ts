import { existsSync, renameSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import type { Database } from 'better-sqlite3';
import type { StaffId } from '../../shared/kernel/ids.ts';
import { Refusal } from '../../shared/kernel/result.ts';
import type { Clock } from '../../shared/kernel/time.ts';
import { createEngine, type Engine } from '../engine/engine.ts';
import { type EnginePorts, systemRandom } from '../engine/ports.ts';
import type { Actor } from '../engine/unit-of-work.ts';
import { modeInFolder, shareWithFolder } from '../entry/folder-sharing.ts';
import { thisDesk } from '../practice/practice-setting.ts';
import { checkpointKeyOf } from '../security/checkpoint-key.ts';
import { createEnvelope, openEnvelope, readEnvelope, writeEnvelope } from '../security/key-envelope.ts';
import { machineId } from '../shell/machine-id.ts';
import { choosePractice } from '../shell/practice-folder.ts';
import { migrate, readMigrations } from '../store/migrate.ts';
import { openStore } from '../store/open.ts';
import { COPY_MARK } from '../sync/copy-mark.ts';
import { HIGH_WATER } from '../sync/high-water.ts';
import { joinPractice } from '../sync/join.ts';
import { httpNetwork } from '../sync/network.ts';
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
  /** Address of the demo EHR that the desk syncs with; left out, it is connected to none. */
  readonly server?: string | undefined;
  /** A further desk of the demo practice: it joins through the demo EHR in place of making the people up anew. */
  readonly joins?: boolean | undefined;
}

const NOBODY: Actor = {
  staffId: 'demo' as StaffId,
  displayName: 'Demo',
  initials: 'D',
  role: 'administrator',
};

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
    // The first desk brings the day; the others hear of it.
    const added = options.joins === true ? 0 : bringToToday(db, clock.now());
    log.info('demo.opened', { visitsAdded: added });
    const engine = createEngine(db, thisDesk(db), {
      clock,
      log,
      random,
      network: httpNetwork({ clock, random }),
      highWater: join(folder, HIGH_WATER),
      copyMark: { file: join(folder, COPY_MARK), machine: machineId() },
      checkpointKey: checkpointKeyOf(key),
      failpoint,
    });
    if (options.joins === true) await givePins(engine, db);
    if (options.server !== undefined) connectDemo(engine, options.server, log);
    return engine;
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
    if (options.joins !== true) seedDemo(db, now, pinHashes);
    else await joinByEhr(db, options);
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

/** Connects to the demo EHR in the background: the desk works whether or not it is there. */
function connectDemo(engine: Engine, address: string, log: EnginePorts['log']): void {
  engine.server
    .connect({ address, authorities: null, credentials: { kind: 'none' } }, NOBODY)
    .catch((error: unknown) => {
      log.error('demo.not-connected', { kind: error instanceof Refusal ? error.failure.code : 'unknown' });
    });
}

async function joinByEhr(
  db: Database,
  { server, clock, random = systemRandom }: DemoPracticeOptions,
): Promise<void> {
  if (server === undefined) throw new Error('A further desk of the demo practice needs the demo EHR.');
  const place = { address: server, authorities: null, credentials: { kind: 'none' as const } };
  const transport = httpNetwork({ clock, random })(place, () => undefined);
  try {
    await joinPractice(db, transport, { clock, random }, { isDemo: true });
  } finally {
    transport.close();
  }
}

/** The demo's people have the same PIN at every desk, and so can sign in as soon as they have come here. */
async function givePins(engine: Engine, db: Database): Promise<void> {
  const hashes = await hashDemoPins();
  const give = () => {
    const position = db.prepare(
      `INSERT INTO staff_pin (staff_id, hash, failed_attempts) SELECT id, ?, 0 FROM staff_member WHERE position = ?
       ON CONFLICT DO NOTHING`,
    );
    for (const [at, hash] of hashes.entries()) position.run(hash, at);
  };
  give();
  engine.onTopics(({ topics }) => {
    if (topics.includes('staff')) give();
  });
}
