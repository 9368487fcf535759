import { afterEach, beforeEach, expect, it } from 'vitest';
import { createEhr } from '../../support/ehr/ehr.ts';
import { openTestPractice, patientFields, providerId, type TestPractice } from '../../support/practice.ts';
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

it('so is one that waited for what it names: the others that waited come in, and it goes on waiting', async () => {
  const others = await openSyncDesks({ count: 1 });
  const { ehr } = others;
  const [one] = others.desks;
  if (!one) throw new Error('there is a desk');
  const { desk } = one.practice;
  for (const reason of ['cough', 'breaks', 'fever']) {
    const fields = patientFields({ given: reason, family: `With ${reason}` });
    const { patientId } = await desk.tell('patients.register', { fields });
    const who = { known: true, patientId } as const;
    await desk.tell('visits.walkIn', { who, reason, providerId, again: true });
  }
  await one.sync.queueEverything();
  await one.sync.cycle();

  // The people come later than their visits.
  const line = transportTo(ehr);
  const state = { hidesPeople: true };
  const transport: typeof line = {
    send: (request, timeoutMs) =>
      state.hidesPeople && request.path.startsWith('Patient?')
        ? Promise.resolve({ status: 404, headers: {}, body: '' })
        : line.send(request, timeoutMs),
  };
  const sync = practice.engine.syncWith({ transport });
  const visits = practice.db.prepare('SELECT reason FROM visit ORDER BY reason').pluck();
  await sync.cycle();
  expect(visits.all()).toEqual([]);
  practice.db.exec(
    `CREATE TEMP TRIGGER refuses BEFORE INSERT ON main.visit WHEN NEW.reason = 'breaks' BEGIN SELECT RAISE(ABORT, 'no'); END`,
  );
  state.hidesPeople = false;
  await sync.cycle();
  expect(visits.all()).toEqual(['cough', 'fever']);
  practice.db.exec('DROP TRIGGER temp.refuses');
  await sync.cycle();
  expect(visits.all()).toEqual(['breaks', 'cough', 'fever']);
  others.dispose();
});
