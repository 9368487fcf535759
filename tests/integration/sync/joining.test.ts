import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Database } from 'better-sqlite3';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { createEngine } from '../../../electron/engine/engine.ts';
import { systemRandom } from '../../../electron/engine/ports.ts';
import { migrate, readMigrations } from '../../../electron/store/migrate.ts';
import { openStore } from '../../../electron/store/open.ts';
import { joinPractice } from '../../../electron/sync/join.ts';
import { createEhr, type Ehr } from '../../support/ehr/ehr.ts';
import { TIERS } from '../../support/ehr/rules.ts';
import { KNOWN_PRACTICE } from '../../support/known-practice.ts';
import {
  MORNING,
  openTestPractice,
  patientFields,
  silentLog,
  TEST_CHECKPOINT_KEY,
  TEST_KEY,
  testClock,
} from '../../support/practice.ts';
import { transportTo } from '../../support/sync-desks.ts';

let folder: string;
let ehr: Ehr;
const stores: Database[] = [];
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'anteroom-test-'));
  ehr = createEhr();
});
afterEach(() => {
  for (const db of stores.splice(0)) if (db.open) db.close();
  rmSync(folder, { recursive: true, force: true });
});

const ports = { clock: testClock(), random: systemRandom };
function emptyStore(name: string): Database {
  const db = openStore({ file: join(folder, name), key: TEST_KEY, create: true });
  migrate(db, readMigrations('migrations'), MORNING);
  stores.push(db);
  return db;
}

async function firstDesk(): Promise<void> {
  const first = await openTestPractice();
  await first.desk.signIn('front-desk');
  await first.desk.tell('patients.register', { fields: patientFields({ given: 'Ann' }) });
  const sync = first.engine.syncWith({ transport: transportTo(ehr) });
  sync.queueEverything();
  await sync.cycle();
  first.dispose();
}

it('a further desk gets the practice, a number of its own and with the first sync everything and everybody', async () => {
  await firstDesk();
  const db = emptyStore('second.sqlite');
  const deskId = await joinPractice(db, transportTo(ehr), ports);
  const engine = createEngine(db, deskId, {
    ...ports,
    log: silentLog,
    checkpointKey: TEST_CHECKPOINT_KEY,
  });
  const sync = engine.syncWith({ transport: transportTo(ehr) });
  sync.queueEverything();
  expect(await sync.cycle()).toBe('whole');
  const list = (sql: string) => db.prepare(sql).pluck().all();
  expect(list('SELECT name FROM practice')).toEqual(['Riverside Family Medicine']);
  expect(list('SELECT receipt_prefix FROM desk ORDER BY 1')).toEqual(['D1', 'D2']);
  expect(list('SELECT given FROM patient')).toEqual(['Ann']);
  expect(list('SELECT count(*) FROM staff_member')).not.toEqual([0]);
  expect(list('SELECT count(*) FROM staff_pin')).toEqual([0]);
  expect(list('SELECT count(*) FROM outbox')).toEqual([0]);
  engine.dispose();
});

it.each(['A', 'B', 'C', 'D'] as const)(
  'two that join at once never have the same number, on tier %s',
  async (tier) => {
    ehr = createEhr({ rules: { ...TIERS[tier], maxCount: 200 } });
    await ehr.load([KNOWN_PRACTICE[0]].flatMap((each) => each ?? []));
    const [one, two] = [emptyStore('one.sqlite'), emptyStore('two.sqlite')];
    await Promise.all([
      joinPractice(one, transportTo(ehr), ports),
      joinPractice(two, transportTo(ehr), ports),
    ]);
    const prefixes = [one, two].map((db) => db.prepare('SELECT receipt_prefix FROM desk').pluck().get());
    expect(prefixes.toSorted()).toEqual(['D2', 'D3']);
    const counters = [one, two].map((db) => db.prepare('SELECT last FROM mrn_counter').pluck().get());
    expect(new Set(counters).size).toBe(2);
  },
);

it('where the server knows no practice, nothing is made', async () => {
  const db = emptyStore('second.sqlite');
  await expect(joinPractice(db, transportTo(ehr), ports)).rejects.toThrow('no-practice');
  expect(db.prepare('SELECT count(*) FROM desk').pluck().get()).toBe(0);
});
