import { afterEach, beforeEach, expect, it } from 'vitest';
import { createEhr } from '../../support/ehr/ehr.ts';
import { openTestPractice, patientFields, type TestPractice } from '../../support/practice.ts';
import { openSyncDesks, transportTo } from '../../support/sync-desks.ts';

let practice: TestPractice;
beforeEach(async () => {
  practice = await openTestPractice();
});
afterEach(() => practice.dispose());

it('a resource that breaks in a way nobody foresaw is left out, and everything around it comes in', async () => {
  const ehr = createEhr();
  const others = await openSyncDesks({ count: 1 });
  const sender = others.desks[0]?.practice;
  await sender?.desk.tell('patients.register', { fields: patientFields({ given: 'Ann' }) });
  await sender?.desk.tell('patients.register', { fields: patientFields({ given: 'Breaks' }) });
  await sender?.desk.tell('patients.register', { fields: patientFields({ given: 'Ben' }) });
  await sender?.engine.syncWith({ transport: transportTo(ehr) }).cycle();
  others.dispose();
  // What nobody foresaw: the store itself refuses one of them.
  practice.db.exec(
    `CREATE TEMP TRIGGER refuses BEFORE INSERT ON main.patient WHEN NEW.given = 'Breaks' BEGIN SELECT RAISE(ABORT, 'no'); END`,
  );
  const sync = practice.engine.syncWith({ transport: transportTo(ehr) });
  expect(await sync.cycle()).toBe('whole');
  const names = practice.db.prepare('SELECT given FROM patient ORDER BY given').pluck();
  expect(names.all()).toEqual(['Ann', 'Ben']);
  // Once it can be taken in, it is: the overlap asks for it again.
  practice.db.exec('DROP TRIGGER temp.refuses');
  await sync.cycle();
  expect(names.all()).toEqual(['Ann', 'Ben', 'Breaks']);
});
