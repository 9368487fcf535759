import { chanceOf } from '../../electron/demo/chance.ts';
import { ableServer } from '../../electron/sync/capabilities.ts';
import { probeServer, readStatement } from '../../electron/sync/probe.ts';
import type { Mutant } from '../../electron/sync/requests.ts';
import type { Sync } from '../../electron/sync/sync.ts';
import type { KnownServer } from '../../electron/sync/sync-context.ts';
import { type Transport, TransportError } from '../../electron/sync/transport.ts';
import { createEhr, type Ehr, type EhrOptions } from './ehr/ehr.ts';
import { MORNING, openTestPractice, type TestClock, type TestPractice, testClock } from './practice.ts';

/** One desk of a practice with its own store, its own clock and its own line to the server. */
export interface SyncDesk {
  readonly number: number;
  readonly practice: TestPractice;
  readonly sync: Sync;
  /** Begins again as after a crash: what was in memory is gone, what was committed is there. */
  restart(): void;
  /** Tries the server anew, as when it is connected; before the first time it is taken to be able to do everything. */
  probe(): Promise<void>;
}

export interface SyncDesks {
  readonly ehr: Ehr;
  /** The server's clock. */
  readonly clock: TestClock;
  readonly desks: readonly SyncDesk[];
  dispose(): void;
}

export interface SyncDesksOptions {
  readonly count: number;
  /** The same label gives the same ids and the same run. */
  readonly label?: string;
  readonly ehr?: EhrOptions;
  readonly mutants?: readonly Mutant[];
  /** They look for copies of their stores, as desks do that people use: a few requests more, which stories that count them leave out. */
  readonly areMarked?: boolean;
  /** The versions that the desks run, from the first on. */
  readonly versions?: readonly string[];
  /** Stands between a desk and the server. */
  readonly between?: (desk: number, transport: Transport) => Transport;
}

/** Several desks of one practice and its server, all in this process. */
export async function openSyncDesks(options: SyncDesksOptions): Promise<SyncDesks> {
  const { label = 'desks', mutants = [] } = options;
  const clock = testClock();
  const ids = chanceOf(`${label} server`);
  const ehr = createEhr({ now: clock.now, newId: () => ids.id(MORNING), ...options.ehr });
  const desks: SyncDesk[] = [];
  for (let number = 1; number <= options.count; number += 1) {
    const chance = chanceOf(`${label} ${number}`);
    const practice = await openTestPractice({
      deskNumber: number,
      isMarked: options.areMarked === true,
      version: options.versions?.[number - 1],
      clock: testClock(),
      random: (bytes) => Uint8Array.from({ length: bytes }, () => chance.between(0, 255)),
    });
    const line = transportTo(ehr);
    const transport = options.between?.(number, line) ?? line;
    const server: KnownServer = { capabilities: ableServer(), learnt: () => undefined };
    const start = () => practice.engine.syncWith({ transport, mutants, server });
    const state = { sync: start() };
    await practice.desk.signIn('front-desk');
    desks.push({
      number,
      practice,
      get sync() {
        return state.sync;
      },
      restart: () => {
        state.sync = start();
      },
      probe: async () => {
        const practiceId = practice.db.prepare('SELECT id FROM practice').pluck().get() as string;
        const probed = await probeServer(line, await readStatement(line), {
          practiceId,
          newId: () => ids.id(MORNING),
        });
        server.capabilities = probed.capabilities;
        state.sync.queueEverything();
      },
    });
  }
  return {
    ehr,
    clock,
    desks,
    dispose: () => {
      for (const { practice } of desks) practice.dispose();
    },
  };
}

/** Straight into the server of this process. */
export function transportTo(ehr: Ehr): Transport {
  return {
    send: async ({ method, path, headers, body }) => {
      try {
        return await ehr.handle({ method, path: path === '' ? '/fhir' : `/fhir/${path}`, headers, body });
      } catch (error) {
        if (error instanceof Error && 'code' in error) throw new TransportError('offline');
        throw error;
      }
    },
  };
}
