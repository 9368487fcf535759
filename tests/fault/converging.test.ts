// The slower lane of `property/sync-convergence`: each desk is a process of its own, on its own file, and the server is spoken
// to over HTTP. Nothing of it can be repeated to the millisecond; the label says where the work of each desk comes from.
import { rmSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { afterEach, expect, inject, it } from 'vitest';
import { chanceOf } from '../../electron/demo/chance.ts';
import { createEngine, type Engine } from '../../electron/engine/engine.ts';
import { systemRandom } from '../../electron/engine/ports.ts';
import { keyCheck } from '../../electron/security/key-envelope.ts';
import { openStore } from '../../electron/store/open.ts';
import { COPY_MARK } from '../../electron/sync/copy-mark.ts';
import { createHttpTransport } from '../../electron/sync/http-transport.ts';
import { createEhr } from '../support/ehr/ehr.ts';
import { NAMED_FAULTS, randomFaults } from '../support/ehr/random-faults.ts';
import { type RunningEhr, serve } from '../support/ehr/serve.ts';
import { type MortalDesk, startMortalDesk } from '../support/mortal-desk.ts';
import { officeProblems } from '../support/office-problems.ts';
import { MORNING, openTestPractice, silentLog, TEST_CHECKPOINT_KEY, TEST_KEY } from '../support/practice.ts';
import { doSomething, type Edit, lostEdits, takenForCopies } from '../support/random-work.ts';

const RUNS = inject('isDeep') ? 12 : 1;
const DESKS = 3;
const TURNS = inject('isDeep') ? 60 : 30;
const DEATH_PERCENT = 7;
const FAULT_SHARE = 0.12;
/** What a line does; what a server says of one record alone, as 422, is for a person to settle. */
const FAULTS = [
  'drop',
  'lost-response',
  'late',
  'duplicate',
  '500',
  '502',
  '503',
  '429',
  '503-after-commit',
  'garbage',
  'captive-portal',
  'half-body',
];
const MOST_ROUNDS = 10;

const state: { files: string[]; served?: RunningEhr; desks: MortalDesk[] } = { files: [], desks: [] };
afterEach(async () => {
  for (const desk of state.desks) await desk.end();
  await state.served?.close();
  for (const file of state.files) rmSync(dirname(file), { recursive: true, force: true });
  Object.assign(state, { files: [], desks: [] });
});

it.for(Array.from({ length: RUNS }, (_, run) => `${inject('seed')} ${run + 1}`))(
  'desks in processes that are killed, and a server that is spoken to over HTTP, come together: %s',
  async (label) => {
    const luck = chanceOf(`${label} faults`);
    const happened = { faults: 0 };
    const weather = { isBad: true };
    const faults = FAULTS.map((name) => NAMED_FAULTS[name]).filter((fault) => fault !== undefined);
    const faultOf = randomFaults(faults, FAULT_SHARE, () => luck.between(0, 999) / 1_000);
    const ehr = createEhr({
      faults: (request, count) => {
        const fault = weather.isBad ? faultOf(request, count) : undefined;
        happened.faults += fault === undefined ? 0 : 1;
        return fault;
      },
    });
    state.served = await serve(ehr);
    const { base } = state.served;
    const began = performance.now();
    const now = (): number => Math.round(MORNING + performance.now() - began);
    for (let number = 1; number <= DESKS; number += 1) state.files.push(await storeOf(number));
    state.desks = await Promise.all(
      state.files.map((file, index) => {
        const chance = chanceOf(`${label} line of ${index + 1}`);
        return startMortalDesk({
          number: index + 1,
          file,
          address: base,
          now,
          chance,
          deathPercent: DEATH_PERCENT,
        });
      }),
    );

    const edits: Edit[] = [];
    await Promise.all(
      state.desks.map(async (desk) => {
        const chance = chanceOf(`${label} at ${desk.number}`);
        for (let turn = 1; turn <= TURNS; turn += 1) {
          await doSomething(desk, chance, edits, turn);
          await setTimeout(chance.between(0, 80));
        }
      }),
    );
    const kills = state.desks.reduce((sum, desk) => sum + desk.kills(), 0);
    for (const desk of state.desks) await desk.end();
    state.desks = [];
    expect(kills).toBeGreaterThan(0);
    expect(happened.faults).toBeGreaterThan(0);
    expect(edits.length).toBeGreaterThan(0);

    weather.isBad = false;
    await ehr.settle();
    const reopened = state.files.map((file, index) => ({ number: index + 1, ...reopen(file, base, now) }));
    try {
      for (let round = 0; round < MOST_ROUNDS; round += 1)
        for (const { sync } of reopened) expect(await sync.cycle()).toBe('whole');
      const office = { ehr, desks: reopened.map(({ number, db }) => ({ number, practice: { db } })) };
      expect([...officeProblems(office), ...lostEdits(office, edits), ...takenForCopies(office)]).toEqual([]);
    } finally {
      for (const { close } of reopened) close();
    }
  },
);

/** The store of a desk that has everything still to tell. */
async function storeOf(deskNumber: number): Promise<string> {
  const practice = await openTestPractice({ deskNumber, isMarked: true });
  practice.engine
    .syncWith({ transport: { send: () => Promise.reject(new Error('not yet')) } })
    .queueEverything();
  practice.engine.dispose();
  return practice.file;
}

/** As the next start would open it, on a line without faults. */
function reopen(file: string, address: string, now: () => number) {
  const db = openStore({ file, key: TEST_KEY, keyCheck: keyCheck(TEST_KEY) });
  const deskId = db.prepare('SELECT desk_id FROM this_desk').pluck().get() as string;
  const engine: Engine = createEngine(db, deskId, {
    clock: { now },
    log: silentLog,
    random: systemRandom,
    checkpointKey: TEST_CHECKPOINT_KEY,
    copyMark: { file: join(dirname(file), COPY_MARK), machine: 'test pc' },
  });
  const transport = createHttpTransport({ address, authorities: null }, () => Promise.resolve({}));
  return {
    db,
    sync: engine.syncWith({ transport }),
    close: () => {
      transport.close();
      engine.dispose();
    },
  };
}
