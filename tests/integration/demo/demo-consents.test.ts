import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Database } from 'better-sqlite3';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { standingsOf } from '../../../electron/consents/standings.ts';
import { seedPeople } from '../../../electron/demo/people.ts';
import { DEMO_STAFF, seedPractice } from '../../../electron/demo/practice.ts';
import { seedSchedule } from '../../../electron/demo/schedule.ts';
import { bringToToday, seedDemo } from '../../../electron/demo/seed.ts';
import { migrate, readMigrations } from '../../../electron/store/migrate.ts';
import { openStore } from '../../../electron/store/open.ts';
import type { PatientId } from '../../../shared/kernel/ids.ts';
import type { PlainDate } from '../../../shared/kernel/time.ts';
import { DAY, MORNING, TEST_KEY } from '../../support/practice.ts';

const PINS = DEMO_STAFF.map(() => 'no PIN');

let folder: string;
let db: Database;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'anteroom-demo-consents-'));
  db = openStore({ file: join(folder, 'desk.sqlite'), key: TEST_KEY, create: true });
  migrate(db, readMigrations('migrations'), MORNING);
});
afterEach(() => {
  db.close();
  rmSync(folder, { recursive: true, force: true });
});

const count = (from: string): number => db.prepare(`SELECT count(*) FROM ${from}`).pluck().get() as number;

function dueOf(mrn: string): string[] {
  const patient = db.prepare('SELECT id, birth_date AS birthDate FROM patient WHERE mrn = ?').get(mrn) as {
    id: PatientId;
    birthDate: PlainDate;
  };
  return standingsOf(db, patient.id, { day: DAY, visitId: null, birthDate: patient.birthDate })
    .filter(({ isDue }) => isDue)
    .map(({ kind, state }) => `${kind} ${state}`);
}

it('the people of the demo have signed, but for two whose consent ran out and one who is new', () => {
  seedDemo(db, MORNING, PINS);
  expect(dueOf('20418')).toEqual([]);
  expect(dueOf('20422')).toEqual(['privacy-notice expired']);
  expect(dueOf('20427')).toEqual(['treatment expired']);
  expect(dueOf('20430')).toHaveLength(5);
  const signed = 'consent_signature s JOIN patient p ON p.id = s.patient_id';
  expect(count('consent_text')).toBe(10);
  expect(count(signed)).toBeGreaterThan(1500);
  expect(count(`${signed} WHERE s.signed_at < p.created_at`)).toBeLessThanOrEqual(2);
  // Nobody under 18 signed alone, and José Peña Álvarez signed what he can read.
  expect(count(`${signed} WHERE s.relation = 'self' AND p.birth_date > date(s.day, '-18 years')`)).toBe(0);
  expect(
    count(`${signed} JOIN consent_text t ON t.id = s.text_id WHERE p.mrn = '20422' AND t.language <> 'es'`),
  ).toBe(0);
  expect(db.pragma('foreign_key_check')).toEqual([]);
});

it('a demo made before there were consents gets them when it is opened, and only once', () => {
  seedPractice(db, MORNING, PINS);
  seedPeople(db, DAY);
  seedSchedule(db, MORNING);
  expect(count('consent_text')).toBe(0);
  bringToToday(db, MORNING);
  const signatures = count('consent_signature');
  expect(signatures).toBeGreaterThan(1500);
  bringToToday(db, MORNING + 86_400_000);
  expect(count('consent_text')).toBe(10);
  expect(count('consent_signature')).toBe(signatures);
});
