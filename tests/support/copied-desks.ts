import { cpSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Database } from 'better-sqlite3';
import { createEngine } from '../../electron/engine/engine.ts';
import { systemRandom } from '../../electron/engine/ports.ts';
import { thisDesk } from '../../electron/practice/practice-setting.ts';
import { openStore } from '../../electron/store/open.ts';
import { ableServer } from '../../electron/sync/capabilities.ts';
import { COPY_MARK } from '../../electron/sync/copy-mark.ts';
import { HIGH_WATER } from '../../electron/sync/high-water.ts';
import { probeServer, readStatement } from '../../electron/sync/probe.ts';
import type { Sync } from '../../electron/sync/sync.ts';
import type { KnownServer } from '../../electron/sync/sync-context.ts';
import type { Transport } from '../../electron/sync/transport.ts';
import type { VisitId } from '../../shared/kernel/ids.ts';
import { cents } from '../../shared/kernel/money.ts';
import {
  addExpectedPatient,
  deskOf,
  openTestPractice,
  patientFields,
  silentLog,
  TEST_CHECKPOINT_KEY,
  TEST_KEY,
  type TestClock,
  type TestDesk,
  testClock,
  visitId,
} from './practice.ts';

/** One folder of a practice, opened on one PC. */
export interface FolderDesk {
  readonly number: number;
  readonly practice: { readonly db: Database };
  readonly db: Database;
  readonly desk: TestDesk;
  readonly sync: Sync;
  readonly clock: TestClock;
  /** Takes a payment; answers the number of its receipt. */
  pay(): Promise<string>;
  /** Registers somebody; answers their medical record number. */
  register(given: string): Promise<string>;
  /** What the desk is called, and what its receipts begin with. */
  name(): { readonly name: string; readonly receiptPrefix: string };
  close(): void;
}

export interface OpenFolder {
  readonly machine?: string | undefined;
  readonly transport: Transport;
  /** Tries first what the server can do; left out, it is taken to be able to do everything. */
  readonly probes?: boolean;
  readonly number?: number;
}

/** Folders of practices, copies of them and desks that work in them; all gone after `clear`. */
export interface Folders {
  readonly root: string;
  /** Makes a practice with somebody who is expected today, on the PC of that name, and closes it. Answers its folder. */
  make(name: string, machine: string): Promise<string>;
  /** Copies a folder with everything in it, as it lies there now. Its desk is closed. */
  copy(from: string, name: string): string;
  /** Copies the folder of a desk that is at work, as a program for backups does. */
  copyOpen(from: string, name: string, desk: FolderDesk): string;
  /** Puts a folder back to what a copy of it has. */
  restore(folder: string, from: string): void;
  open(folder: string, options: OpenFolder): Promise<FolderDesk>;
  clear(): void;
}

/** Makes the place for the folders. */
export function copiedDesks(): Folders {
  const root = mkdtempSync(join(tmpdir(), 'anteroom-test-'));
  const open = new Set<FolderDesk>();
  return {
    root,
    make: async (name, machine) => {
      const folder = join(root, name);
      cpSync(mkdtempSync(join(root, 'empty-')), folder, { recursive: true });
      const made = await openTestPractice({ ...placesIn(folder, machine), file: storeIn(folder) });
      addExpectedPatient(made.db, 1);
      made.dispose();
      return folder;
    },
    copy: (from, name) => {
      const folder = join(root, name);
      cpSync(from, folder, { recursive: true });
      return folder;
    },
    copyOpen: (from, name, { db }) => {
      const folder = join(root, name);
      cpSync(from, folder, { recursive: true });
      for (const end of ['', '-wal', '-shm']) rmSync(`${storeIn(folder)}${end}`, { force: true });
      db.exec(`VACUUM INTO '${storeIn(folder)}'`);
      return folder;
    },
    restore: (folder, from) => {
      rmSync(folder, { recursive: true });
      cpSync(from, folder, { recursive: true });
    },
    open: async (folder, options) => {
      const desk = await openFolder(folder, options, () => open.delete(desk));
      open.add(desk);
      return desk;
    },
    clear: () => {
      for (const desk of open) desk.close();
      rmSync(root, { recursive: true, force: true });
    },
  };
}

/** The store of a folder. */
export function storeIn(folder: string): string {
  return join(folder, 'desk.sqlite');
}

function placesIn(folder: string, machine: string | undefined) {
  return {
    highWater: join(folder, HIGH_WATER),
    copyMark: { file: join(folder, COPY_MARK), machine },
  };
}

async function openFolder(
  folder: string,
  { machine, transport, probes = false, number = 1 }: OpenFolder,
  closed: () => void,
): Promise<FolderDesk> {
  const db = openStore({ file: storeIn(folder), key: TEST_KEY });
  const clock = testClock();
  const engine = createEngine(db, thisDesk(db), {
    clock,
    log: silentLog,
    random: systemRandom,
    checkpointKey: TEST_CHECKPOINT_KEY,
    ...placesIn(folder, machine),
  });
  const server: KnownServer = { capabilities: ableServer(), learnt: () => undefined };
  if (probes) {
    const practiceId = db.prepare('SELECT id FROM practice').pluck().get() as string;
    const newId = () => crypto.randomUUID();
    const probed = await probeServer(transport, await readStatement(transport), { practiceId, newId });
    server.capabilities = probed.capabilities;
  }
  const sync = engine.syncWith({ transport, server });
  sync.queueEverything();
  const desk = deskOf(engine);
  await desk.signIn('front-desk');
  const payment = {
    tender: 'cash' as const,
    amountCents: cents(100),
    reference: '',
    purpose: 'copay' as const,
  };
  const expected: VisitId = visitId(1);
  return {
    number,
    practice: { db },
    db,
    desk,
    sync,
    clock,
    pay: async () => (await desk.tell('cash.takePayment', { visitId: expected, payment })).receiptNumber,
    register: async (given) =>
      (await desk.tell('patients.register', { fields: patientFields({ given }) })).mrn,
    name: () =>
      db
        .prepare('SELECT name, receipt_prefix AS receiptPrefix FROM desk WHERE id = ?')
        .get(thisDesk(db)) as ReturnType<FolderDesk['name']>,
    close: () => {
      closed();
      engine.dispose();
    },
  };
}
