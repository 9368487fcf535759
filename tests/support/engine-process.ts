// The main process of a desk, as far as the store can tell: the real engine on a real file, told what to do by its
// parent. It is started by `startEngineProcess` and ends by SIGKILL, from outside or, at a failpoint, by itself.
import { dirname, join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { type Connection, createEngine } from '../../electron/engine/engine.ts';
import { type Failpoint, systemRandom } from '../../electron/engine/ports.ts';
import { keyCheck } from '../../electron/security/key-envelope.ts';
import { migrate, readMigrations } from '../../electron/store/migrate.ts';
import { openStore } from '../../electron/store/open.ts';
import { COPY_MARK } from '../../electron/sync/copy-mark.ts';
import { HIGH_WATER } from '../../electron/sync/high-water.ts';
import { createHttpTransport } from '../../electron/sync/http-transport.ts';
import type { Sync } from '../../electron/sync/sync.ts';
import type { Transport } from '../../electron/sync/transport.ts';
import type { Reply } from '../../shared/api/reply.ts';
import { MORNING, PIN, silentLog, staffIdOf, TEST_CHECKPOINT_KEY, TEST_KEY, testTimer } from './practice.ts';

/** What the parent sends: one call, the time it is by the desk's clock, and where to die, if anywhere. */
export interface EngineCall {
  readonly number: number;
  readonly method: string;
  readonly envelope: { readonly operationId?: string; readonly input: unknown };
  readonly now: number;
  readonly dieAt?: Failpoint | undefined;
}

const [, , file = '', address = '', pauseMs = '0'] = process.argv;
const armed: { point: Failpoint | undefined; now: number } = { point: undefined, now: MORNING };

// Number 0 opens the store: the program is loaded while the process before it still lives.
process.on('message', (call: EngineCall) => {
  armed.now = call.now;
  armed.point = call.dieAt;
  const reply = call.number === 0 ? open() : opened.connection.call(call.method, call.envelope);
  void reply.then((value) => process.send?.({ number: call.number, reply: value }));
});

const opened: { connection: Connection } = {
  connection: {
    call: () => Promise.reject(new Error('not open yet')),
    lock: () => undefined,
    dispose: () => undefined,
  },
};

function open(): Promise<Reply> {
  const db = openStore({ file, key: TEST_KEY, keyCheck: keyCheck(TEST_KEY) });
  migrate(db, readMigrations('migrations'), armed.now);
  const deskId = db.prepare('SELECT desk_id FROM this_desk').pluck().get() as string;
  const folder = dirname(file);
  const engine = createEngine(db, deskId, {
    clock: { now: () => armed.now },
    log: silentLog,
    random: systemRandom,
    checkpointKey: TEST_CHECKPOINT_KEY,
    timer: testTimer(),
    highWater: join(folder, HIGH_WATER),
    copyMark: { file: join(folder, COPY_MARK), machine: 'test pc' },
    failpoint: (point) => {
      if (point === armed.point) process.kill(process.pid, 'SIGKILL');
    },
  });
  opened.connection = engine.connect();
  if (address !== '') void syncWithoutEnd(engine.syncWith({ transport: lineTo(address) }));
  return opened.connection.call('staff.signIn', { input: { staffId: staffIdOf('front-desk'), pin: PIN } });
}

function lineTo(server: string): Transport {
  return createHttpTransport({ address: server, authorities: null }, () => Promise.resolve({}));
}

/** One cycle after the other: whenever the process dies, it mostly dies in one. */
async function syncWithoutEnd(sync: Sync): Promise<never> {
  for (;;) {
    await sync.cycle();
    await setTimeout(Number(pauseMs));
  }
}
