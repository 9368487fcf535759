import { beforeEach, expect, inject, it } from 'vitest';
import type { ApiError } from '../../shared/api/reply.ts';
import { practiceOfEachTest } from '../support/each-test.ts';
import { chanceFrom, nextCommand } from '../support/morning.ts';
import { addExpectedPatient, operationId, staffIdOf } from '../support/practice.ts';
import { recordsOf, storeContent, storeProblems } from '../support/store-facts.ts';

const FULL_DISKS = inject('isDeep') ? 60 : 8;

const practice = practiceOfEachTest();
beforeEach(() => {
  for (let number = 1; number <= 8; number += 1) {
    const someone = addExpectedPatient(practice.db, number, { given: `Person ${number}` });
    practice.db
      .prepare('INSERT INTO prior_balance (patient_id, amount_cents, as_of) VALUES (?, 8240, 0)')
      .run(someone.patientId);
  }
});

/** From here on the file may not grow: SQLite then answers as it does on a full disk. */
function fillDisk(): void {
  practice.db.pragma(`max_page_count=${practice.db.pragma('page_count', { simple: true }) as number}`);
}

function makeRoom(): void {
  practice.db.pragma('max_page_count=1000000');
}

it('a full disk answers "Not saved", keeps nothing half, and the same click works when there is room', async () => {
  const { db, desk, clock } = practice;
  const start = recordsOf(db);
  await desk.signIn('front-desk');
  const chance = chanceFrom(inject('seed'));
  const stopped = new Set<string>();
  for (let full = 1; full <= FULL_DISKS; full += 1) {
    fillDisk();
    // Small commands still find room in the last pages; sooner or later one does not.
    for (let command = 1; ; command += 1) {
      expect(command, 'the disk never filled').toBeLessThan(400);
      clock.advance(1_000);
      // What somebody is shown must be in the audit; opening a panel can be what the disk has no room for.
      const next = await nextCommand((name, input) => desk.ask(name, input), chance).catch(diskFull);
      if (next === undefined) break;
      const id = operationId();
      const before = storeContent(db);
      const reply = await desk.connection.call(next.method, { operationId: id, input: next.input });
      if (reply.ok) continue;
      expectDiskFull(reply.error);
      expect(storeContent(db)).toEqual(before);
      expect(storeProblems(db, start)).toEqual([]);
      expect((await desk.ask('visits.board', {})).rows.length, 'the board can still be read').toBeGreaterThan(
        7,
      );
      makeRoom();
      expect(await desk.connection.call(next.method, { operationId: id, input: next.input })).toMatchObject({
        ok: true,
      });
      expect(db.prepare('SELECT count(*) FROM operation WHERE id = ?').pluck().get(id)).toBe(1);
      stopped.add(next.method);
      break;
    }
    makeRoom();
  }
  expect(storeProblems(db, start)).toEqual([]);
  expect(db.pragma('integrity_check', { simple: true })).toBe('ok');
  expect(stopped.size, [...stopped].join(', ')).toBeGreaterThan(1);
});

it('a full disk cannot keep a desk from being locked, nor let a wrong PIN go uncounted', async () => {
  const { db, desk } = practice;
  const exhaust = () => {
    fillDisk();
    // Whatever room is left in the last pages of the audit is used up.
    const fill = db.prepare(
      `INSERT INTO audit (at, desk_id, method, action, outcome, entities, previous_hash, hash) VALUES (1, 'd', 'm', 'E', 'o', ?, x'00', x'00')`,
    );
    for (const length of [2_000, 200, 0]) {
      expect(() => {
        for (let row = 0; row < 10_000; row += 1) fill.run('x'.repeat(length));
      }).toThrow('full');
    }
  };
  await desk.signIn('front-desk');
  exhaust();
  const wrong = await desk.refused('staff.signIn', { staffId: staffIdOf('lead'), pin: '0000' });
  expectDiskFull(wrong);
  expect((await desk.ask('staff.session', {})).session?.role).toBe('front-desk');

  await desk.connection.call('staff.lock', { operationId: operationId(), input: { reason: 'asked' } });
  expect((await desk.ask('staff.session', {})).session, 'locked by hand').toBeNull();

  makeRoom();
  await desk.signIn('front-desk');
  exhaust();
  desk.connection.lock();
  expect((await desk.ask('staff.session', {})).session, 'locked by the system').toBeNull();
});

function diskFull(error: unknown): undefined {
  expectDiskFull((error as { failure: ApiError }).failure);
}

function expectDiskFull(error: ApiError): void {
  expect(error).toMatchObject({ code: 'store/disk-full', retryable: true });
  expect(error.message).toMatch(/^Not saved: .*full.*try again/);
}
