import { rmSync } from 'node:fs';
import { setTimeout } from 'node:timers/promises';
import { afterEach, expect, inject, it } from 'vitest';
import { createEngine } from '../../electron/engine/engine.ts';
import { systemRandom } from '../../electron/engine/ports.ts';
import { RECORD_SYSTEM } from '../../electron/fhir/desk-part.ts';
import { keyCheck } from '../../electron/security/key-envelope.ts';
import { openStore } from '../../electron/store/open.ts';
import { createHttpTransport } from '../../electron/sync/http-transport.ts';
import { createEhr, type Ehr } from '../support/ehr/ehr.ts';
import { type RunningEhr, serve } from '../support/ehr/serve.ts';
import { type EngineProcess, startEngineProcess } from '../support/engine-client.ts';
import { chanceFrom, type MorningCommand, walkIn } from '../support/morning.ts';
import {
  deskId,
  MORNING,
  openTestPractice,
  operationId,
  silentLog,
  TEST_CHECKPOINT_KEY,
  TEST_KEY,
  testClock,
} from '../support/practice.ts';

const KILLS = inject('isDeep') ? 100 : 8;

const state: { folder: string; served?: RunningEhr; processes: EngineProcess[] } = {
  folder: '',
  processes: [],
};
afterEach(async () => {
  for (const engine of state.processes) await engine.kill();
  await state.served?.close();
  rmSync(state.folder, { recursive: true, force: true });
});

interface Sent extends MorningCommand {
  readonly operationId: string;
}

it(`a desk killed ${KILLS} times while it tells the server: nothing acknowledged is lost, nothing is there twice`, async () => {
  const practice = await openTestPractice({ isMarked: true });
  state.folder = practice.folder;
  const { file } = practice;
  // Once: what is queued later has to outlive every death by itself.
  practice.engine
    .syncWith({ transport: { send: () => Promise.reject(new Error('not yet')) } })
    .queueEverything();
  practice.engine.dispose();
  const chance = chanceFrom(inject('seed'));
  // The desk dies when so many of its writes have come; what came last is done, or never arrived.
  const death: { desk?: EngineProcess | undefined; writes: number } = { writes: 0 };
  const ehr = createEhr({
    faults: ({ method }) => {
      if (method === 'GET' || death.desk === undefined) return undefined;
      death.writes -= 1;
      if (death.writes > 0) return undefined;
      void death.desk.kill();
      death.desk = undefined;
      return chance.below(2) === 0 ? { kind: 'drop' } : undefined;
    },
  });
  state.served = await serve(ehr);
  const { base } = state.served;
  const clock = { now: MORNING as number };
  const later = () => (clock.now += 5_000);
  const acknowledged: string[] = [];
  let unanswered: readonly Sent[] = [];
  let cutOff = 0;

  for (let kill = 1; kill <= KILLS; kill += 1) {
    const engine = state.processes.at(-1) ?? startEngineProcess(file, base);
    state.processes = [engine, startEngineProcess(file, base)];
    expect(await engine.open(later())).toBe(true);
    const fresh = Array.from({ length: 2 + chance.below(4) }, () => ({
      ...walkIn(chance),
      operationId: operationId(),
    }));
    const sending = [...unanswered, ...fresh];
    const replies = sending.map((sent) =>
      engine.call(sent.method, { operationId: sent.operationId, input: sent.input }, later()),
    );
    if (chance.below(4) > 0) {
      death.writes = 1 + chance.below(3);
      death.desk = engine;
    } else {
      // At any moment, mostly while it asks what is new.
      await setTimeout(chance.below(60));
      await engine.kill();
    }
    await engine.ended;
    death.desk = undefined;
    if (isCutOff(file)) cutOff += 1;
    const answers = await Promise.all(replies);
    unanswered = sending.filter((_, place) => answers[place] === undefined);
    for (const reply of answers) {
      if (reply === undefined) continue;
      expect(reply).toMatchObject({ ok: true });
      acknowledged.push((reply as { value: { visitId: string } }).value.visitId);
    }
  }
  expect(acknowledged.length).toBeGreaterThan(KILLS);
  expect(cutOff, 'kills in the middle of a drain').toBeGreaterThan(0);
  const here = await drained(file, base);
  expect(here.integrity).toBe('ok');
  expect(here.waiting).toBe(0);
  expect(acknowledged.filter((id) => !here.visits.includes(id))).toEqual([]);
  expect(recordIdsOf(ehr, 'Patient')).toEqual(here.patients);
  expect(recordIdsOf(ehr, 'Encounter')).toEqual(here.visits);
});

/** Opens the store as the next start would, tells the server what is left, and answers what is here. */
async function drained(file: string, address: string) {
  const db = openStore({ file, key: TEST_KEY, keyCheck: keyCheck(TEST_KEY) });
  const engine = createEngine(db, deskId, {
    clock: testClock(),
    log: silentLog,
    random: systemRandom,
    checkpointKey: TEST_CHECKPOINT_KEY,
  });
  const transport = createHttpTransport({ address, authorities: null }, () => Promise.resolve({}));
  try {
    const sync = engine.syncWith({ transport });
    for (let cycle = 0; cycle < 3; cycle += 1) expect(await sync.cycle()).toBe('whole');
    const ids = (table: string) =>
      db.prepare(`SELECT id FROM ${table} ORDER BY id`).pluck().all() as readonly string[];
    return {
      integrity: db.pragma('integrity_check', { simple: true }),
      waiting: db.prepare('SELECT count(*) FROM outbox').pluck().get(),
      patients: ids('patient'),
      visits: ids('visit'),
    };
  } finally {
    transport.close();
    engine.dispose();
  }
}

/** Whether something was on its way when the process died, of which nobody knows yet what became of it. */
function isCutOff(file: string): boolean {
  const db = openStore({ file, key: TEST_KEY, keyCheck: keyCheck(TEST_KEY) });
  const frozen = db.prepare('SELECT count(*) FROM sync_send').pluck().get() as number;
  db.close();
  return frozen > 0;
}

/** By what names of ours the server has resources of a type, one for each resource. */
function recordIdsOf(ehr: Ehr, type: string): readonly string[] {
  const named = ehr.resources(type) as readonly { identifier?: { system?: string; value?: string }[] }[];
  return named
    .flatMap(({ identifier = [] }) => identifier)
    .flatMap(({ system, value }) => (system === RECORD_SYSTEM && value !== undefined ? [value] : []))
    .toSorted();
}
