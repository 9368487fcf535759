import { expect, it } from 'vitest';
import { practiceOfEachTest } from '../support/each-test.ts';
import { createEhr } from '../support/ehr/ehr.ts';
import { transportTo } from '../support/sync-desks.ts';

const PEOPLE = 600;

const practice = practiceOfEachTest('front-desk');

it('on a full disk a pull stops with what it had, moves its cursor no further, and goes on there once there is room', async () => {
  const { db, engine } = practice;
  const ehr = createEhr({ rules: { maxCount: 50 } });
  for (let number = 1; number <= PEOPLE; number += 1) {
    const name = [{ family: `Fetched${number}`, given: ['Ann'], text: 'x'.repeat(500) }];
    await ehr.load([
      { resourceType: 'Patient', id: `p${number}`, name, gender: 'female', birthDate: '1970-02-03' } as never,
    ]);
  }
  const sync = engine.syncWith({ transport: transportTo(ehr) });
  const people = () => db.prepare('SELECT count(*) FROM patient').pluck().get() as number;
  const kept = () =>
    db
      .prepare(`SELECT count(*) FROM foreign_content WHERE resource_type = 'Patient'`)
      .pluck()
      .get() as number;
  // Some pages find room.
  const pages = db.pragma('page_count', { simple: true }) as number;
  db.pragma(`max_page_count=${pages + 150}`);
  await expect(sync.cycle()).rejects.toMatchObject({ code: 'SQLITE_FULL' });
  const reached = people();
  expect(reached).toBeGreaterThan(0);
  expect(reached).toBeLessThan(PEOPLE);
  expect(kept()).toBe(reached);
  expect(db.pragma('integrity_check', { simple: true })).toBe('ok');

  db.pragma('max_page_count=1000000');
  expect(await sync.cycle()).toBe('whole');
  expect(people()).toBe(PEOPLE);
  expect(new Set(db.prepare('SELECT family FROM patient').pluck().all()).size).toBe(PEOPLE);
});
