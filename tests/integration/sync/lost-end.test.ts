import { copyFileSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { createEngine } from '../../../electron/engine/engine.ts';
import { systemRandom } from '../../../electron/engine/ports.ts';
import { openStore } from '../../../electron/store/open.ts';
import { HIGH_WATER } from '../../../electron/sync/high-water.ts';
import { createEhr } from '../../support/ehr/ehr.ts';
import {
  deskId,
  deskOf,
  openTestPractice,
  patientFields,
  silentLog,
  TEST_CHECKPOINT_KEY,
  TEST_KEY,
  testClock,
} from '../../support/practice.ts';
import { transportTo } from '../../support/sync-desks.ts';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'anteroom-test-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

it('an old store that was put back is noticed, and has everything from the server again', async () => {
  const file = join(folder, 'desk.sqlite');
  const highWater = join(folder, HIGH_WATER);
  const ehr = createEhr();
  const transport = transportTo(ehr);
  const first = await openTestPractice({ file, highWater });
  await first.desk.signIn('front-desk');
  await first.desk.tell('patients.register', { fields: patientFields({ given: 'Ann' }) });
  await first.engine.syncWith({ transport }).cycle();
  first.db.exec(`VACUUM INTO '${join(folder, 'old.sqlite')}'`);
  await first.desk.tell('patients.register', { fields: patientFields({ given: 'Ben' }) });
  await first.engine.syncWith({ transport }).cycle();
  first.dispose();

  for (const end of ['-wal', '-shm']) rmSync(`${file}${end}`, { force: true });
  copyFileSync(join(folder, 'old.sqlite'), file);
  const db = openStore({ file, key: TEST_KEY });
  const engine = createEngine(db, deskId, {
    clock: testClock(),
    log: silentLog,
    random: systemRandom,
    checkpointKey: TEST_CHECKPOINT_KEY,
    highWater,
  });
  try {
    const told = db.prepare(`SELECT detail FROM audit WHERE method = 'sync.changesLost'`).pluck().all();
    expect(told).toEqual(['{"changes":1}']);
    await engine.syncWith({ transport }).cycle();
    const desk = deskOf(engine);
    await desk.signIn('front-desk');
    const { matches } = await desk.ask('patients.search', { text: 'Ben Smith', limit: 5 });
    expect(matches).toHaveLength(1);
    expect(ehr.resources('Patient')).toHaveLength(2);
  } finally {
    engine.dispose();
  }
});

it('what a pull brought and a power cut took was never said to be saved: it is fetched again without a word', async () => {
  const file = join(folder, 'desk.sqlite');
  const highWater = join(folder, HIGH_WATER);
  const transport = transportTo(createEhr());
  const one = await openTestPractice({ deskNumber: 2 });
  await one.desk.signIn('front-desk');
  const two = await openTestPractice({ file, highWater });
  await two.engine.syncWith({ transport }).cycle();
  two.db.exec(`VACUUM INTO '${join(folder, 'before.sqlite')}'`);
  await one.desk.tell('patients.register', { fields: patientFields({ given: 'Ann' }) });
  await one.engine.syncWith({ transport }).cycle();
  one.dispose();
  await two.engine.syncWith({ transport }).cycle();
  const ann = `SELECT count(*) FROM patient WHERE given = 'Ann'`;
  expect(two.db.prepare(ann).pluck().get()).toBe(1);
  expect(two.db.pragma('synchronous', { simple: true }), 'what somebody does here is waited for').toBe(2);
  two.dispose();

  for (const end of ['-wal', '-shm']) rmSync(`${file}${end}`, { force: true });
  copyFileSync(join(folder, 'before.sqlite'), file);
  const db = openStore({ file, key: TEST_KEY });
  const engine = createEngine(db, deskId, {
    clock: testClock(),
    log: silentLog,
    random: systemRandom,
    checkpointKey: TEST_CHECKPOINT_KEY,
    highWater,
  });
  try {
    expect(db.prepare(ann).pluck().get()).toBe(0);
    expect(db.prepare(`SELECT count(*) FROM audit WHERE method = 'sync.changesLost'`).pluck().get()).toBe(0);
    await engine.syncWith({ transport }).cycle();
    expect(db.prepare(ann).pluck().get()).toBe(1);
  } finally {
    engine.dispose();
  }
});
