import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createEngine } from '../../../electron/engine/engine.ts';
import { systemRandom } from '../../../electron/engine/ports.ts';
import { openStore } from '../../../electron/store/open.ts';
import { httpNetwork } from '../../../electron/sync/network.ts';
import { failureIn } from '../../../renderer/strings/failures.ts';
import { createEhr, type Ehr } from '../../support/ehr/ehr.ts';
import type { Rules } from '../../support/ehr/rules.ts';
import { type RunningEhr, serve } from '../../support/ehr/serve.ts';
import {
  deskId,
  deskOf,
  openTestPractice,
  patientFields,
  silentLog,
  TEST_CHECKPOINT_KEY,
  TEST_KEY,
  type TestPractice,
  testClock,
} from '../../support/practice.ts';

const DAY_MS = 86_400_000;
let ehr: Ehr;
let served: RunningEhr;
const running: RunningEhr[] = [];
const desks: TestPractice[] = [];

beforeEach(async () => {
  ehr = createEhr();
  served = await serve(ehr);
});
afterEach(async () => {
  for (const desk of desks.splice(0)) desk.dispose();
  for (const each of [served, ...running.splice(0)]) await each.close();
});

async function openDesk(deskNumber = 1): Promise<TestPractice> {
  const clock = testClock();
  const network = httpNetwork({ clock, random: systemRandom });
  const practice = await openTestPractice({ deskNumber, clock, network });
  await practice.desk.signIn('administrator');
  desks.push(practice);
  return practice;
}

async function another(rules: Partial<Rules> = {}): Promise<{ ehr: Ehr; base: string }> {
  const made = createEhr({ rules });
  const its = await serve(made);
  running.push(its);
  return { ehr: made, base: its.base };
}

const asking = (address = served.base) => ({
  address,
  authorities: null,
  credentials: { kind: 'none' as const },
});

/** A desk that told its server everything. */
async function connected(): Promise<TestPractice> {
  const one = await openDesk();
  await one.desk.tell('patients.register', { fields: patientFields({ given: 'Ann' }) });
  await one.desk.tell('sync.connect', asking());
  expect(await one.desk.tell('sync.now', {})).toEqual({ end: 'whole' });
  return one;
}

/** The program ends, and is started on the same store. */
async function startedAgain({ engine, file, clock }: TestPractice) {
  engine.dispose();
  const db = openStore({ file, key: TEST_KEY });
  const again = createEngine(db, deskId, {
    clock,
    random: systemRandom,
    log: silentLog,
    checkpointKey: TEST_CHECKPOINT_KEY,
    network: httpNetwork({ clock, random: systemRandom }),
  });
  const desk = deskOf(again);
  await desk.signIn('administrator');
  return { desk, engine: again };
}

describe('another server than before', () => {
  it('is refused, and nothing is kept of it nor written there', async () => {
    const one = await connected();
    const other = await another();
    const refused = await one.desk.refused('sync.connect', asking(other.base));
    expect(refused.code).toBe('sync/other-server');
    expect(failureIn('es', refused)).toContain('otro servidor');
    expect((await one.desk.ask('sync.server', {})).server?.address).toBe(served.base);
    expect(other.ehr.history()).toEqual([]);
    // The one that is known goes on.
    await one.desk.tell('patients.register', { fields: patientFields({ given: 'Ben' }) });
    expect(await one.desk.tell('sync.now', {})).toEqual({ end: 'whole' });
    expect(ehr.resources('Patient')).toHaveLength(2);
  });

  it('is refused after the first one was forgotten, too', async () => {
    const one = await connected();
    await one.desk.tell('sync.disconnect', {});
    const other = await another();
    expect((await one.desk.refused('sync.connect', asking(other.base))).code).toBe('sync/other-server');
    await one.desk.tell('sync.connect', asking());
    expect(await one.desk.tell('sync.now', {})).toEqual({ end: 'whole' });
    expect(ehr.resources('Patient')).toHaveLength(1);
  });

  it('takes the place of the old one where somebody says so: everything goes out again, and what was there is set aside', async () => {
    const one = await connected();
    const other = await another();
    const before = ehr.history().length;
    await one.desk.tell('sync.connect', { ...asking(other.base), replace: true });
    expect(await one.desk.tell('sync.now', {})).toEqual({ end: 'whole' });
    expect(other.ehr.resources('Patient')).toHaveLength(1);
    expect(other.ehr.resources('Organization')).toHaveLength(1);
    expect((await one.desk.ask('sync.state', {})).waiting).toBe(0);
    expect(ehr.history()).toHaveLength(before);
    const sources = one.db
      .prepare(
        `SELECT source, count(*) AS many FROM foreign_content WHERE resource_type = 'Patient' GROUP BY source`,
      )
      .all();
    expect(sources).toEqual([
      { source: '@server', many: 1 },
      { source: expect.stringMatching(/^@server until 2026-/), many: 1 },
    ]);
    // What the EHR changes there comes in, and is not taken for something old.
    const { matches } = await one.desk.ask('patients.search', { text: 'Ann', limit: 5 });
    await one.desk.tell('patients.edit', {
      patientId: matches[0]?.id as never,
      version: 1,
      changes: { city: 'Estes Park' },
    });
    await one.desk.tell('sync.now', {});
    expect(JSON.stringify(other.ehr.resources('Patient'))).toContain('Estes Park');
  });

  it('brings nobody twice to a desk that follows the first one', async () => {
    const one = await connected();
    const two = await openDesk(2);
    await two.desk.tell('sync.connect', asking());
    await two.desk.tell('sync.now', {});
    const other = await another();
    for (const { desk } of [one, two]) {
      await desk.tell('sync.connect', { ...asking(other.base), replace: true });
      expect(await desk.tell('sync.now', {})).toEqual({ end: 'whole' });
    }
    await one.desk.tell('sync.now', {});
    for (const type of ['Patient', 'Organization', 'Practitioner'])
      expect(other.ehr.resources(type).length, type).toBe(ehr.resources(type).length);
    for (const { db } of [one, two]) expect(db.prepare(`SELECT count(*) FROM patient`).pluck().get()).toBe(1);
  });
});

describe('the same server', () => {
  it('is known again under another address', async () => {
    const one = await connected();
    const moved = await serve(ehr);
    running.push(moved);
    await one.desk.tell('sync.connect', asking(moved.base));
    expect((await one.desk.ask('sync.server', {})).server?.address).toBe(moved.base);
    await one.desk.tell('patients.register', { fields: patientFields({ given: 'Ben' }) });
    expect(await one.desk.tell('sync.now', {})).toEqual({ end: 'whole' });
    expect(ehr.resources('Patient')).toHaveLength(2);
  });

  it('is another one where its records are gone', async () => {
    const one = await connected();
    await served.close();
    served = await serve(createEhr(), { port: Number(new URL(served.base).port) });
    expect((await one.desk.refused('sync.connect', asking())).code).toBe('sync/other-server');
  });
});

describe('a server of another practice', () => {
  it.each([{}, { types: { Organization: 'read-only' } }] as const)(
    'is refused by the name of that practice, whoever says what: %j',
    async (rules) => {
      const theirs = await another(rules);
      const one = await openDesk();
      one.db
        .prepare(`UPDATE practice SET id = '0190a000-0000-7000-8000-00000000beef', name = 'Hill Clinic'`)
        .run();
      await one.desk.tell('sync.connect', asking(theirs.base));
      await one.desk.tell('sync.now', {});
      const ours = await openDesk(2);
      const before = theirs.ehr.history().length;
      for (const replace of [false, true]) {
        const refused = await ours.desk.refused('sync.connect', { ...asking(theirs.base), replace });
        expect(refused.code).toBe('sync/other-practice');
        expect(refused.message).toContain('Hill Clinic');
        expect(failureIn('es', refused)).toContain('otro consultorio, Hill Clinic.');
      }
      expect(theirs.ehr.history()).toHaveLength(before);
    },
  );
});

describe('a server that changes', () => {
  it('is tried again at the next start, and what it takes now goes out', async () => {
    ehr.become({ types: { Coverage: 'absent', Basic: 'absent' }, conditionalCreate: false });
    const one = await connected();
    const server = async () => (await one.desk.ask('sync.server', {})).server?.capabilities;
    expect(await server()).toMatchObject({ tier: 'D', isTried: false });
    expect((await one.desk.ask('sync.state', {})).waiting).toBeGreaterThan(0);
    ehr.become({ types: {}, conditionalCreate: true, softwareVersion: '2' });
    await one.desk.tell('sync.now', {});
    expect(await server()).toMatchObject({ tier: 'D' });
    one.clock.advance(DAY_MS);
    await one.desk.tell('sync.now', {});
    expect(await server()).toMatchObject({ tier: 'A', isTried: true, softwareVersion: '2' });
    await one.desk.tell('sync.now', {});
    expect((await one.desk.ask('sync.state', {})).waiting).toBe(0);
  });

  it('that was kept before servers were tried is tried at the next start', async () => {
    const one = await connected();
    const before = { software: 'Demo EHR', fhirVersion: '4.0.1', batch: true, conditionalCreate: false };
    one.db.prepare('UPDATE sync_server SET capabilities = ?').run(JSON.stringify(before));
    const { desk, engine } = await startedAgain(one);
    expect((await desk.ask('sync.server', {})).server?.capabilities).toMatchObject({
      tier: 'D',
      softwareVersion: '',
    });
    expect(await desk.tell('sync.now', {})).toEqual({ end: 'whole' });
    expect((await desk.ask('sync.server', {})).server?.capabilities).toMatchObject({
      tier: 'A',
      softwareVersion: '1',
    });
    engine.dispose();
  });

  it('that turns out not to take what it says it takes is remembered so', async () => {
    await served.close();
    ehr = createEhr({ rules: { types: { Practitioner: 'read-only' } }, says: { types: {} } });
    served = await serve(ehr);
    const one = await connected();
    const { server } = await one.desk.ask('sync.server', {});
    expect(server?.capabilities.types['Practitioner']).toBe('read');
    expect(server?.capabilities.kinds['Practitioner']).toBe('carried');
    expect((await one.desk.ask('sync.state', {})).waiting).toBe(0);
  });

  it('that says the same is not tried again', async () => {
    const one = await connected();
    const before = ehr.history().length;
    one.clock.advance(DAY_MS);
    await one.desk.tell('sync.now', {});
    expect(ehr.history()).toHaveLength(before);
  });
});
