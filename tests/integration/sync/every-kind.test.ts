import { afterEach, beforeEach, expect, it } from 'vitest';
import { verifyStore } from '../../../electron/audit/verify.ts';
import { deskOf, staffIdOf, TEST_CHECKPOINT_KEY, type TestPractice } from '../../support/practice.ts';
import { openSyncDesks, type SyncDesks } from '../../support/sync-desks.ts';
import { aDay, travelling } from '../../support/whole-day.ts';

let office: SyncDesks;
beforeEach(async () => {
  office = await openSyncDesks({ count: 2, label: 'every kind' });
});
afterEach(() => {
  office.dispose();
});

async function meet(): Promise<void> {
  for (let round = 0; round < 3; round += 1)
    for (const { sync } of office.desks) expect(await sync.cycle()).toMatch(/whole|partly/);
}

it('a day of one desk is the same day on the other one, kind by kind', async () => {
  const [first, second] = office.desks.map(({ practice }) => practice) as [TestPractice, TestPractice];
  await aDay(first);
  for (const { sync } of office.desks) sync.queueEverything();
  await meet();
  const there = travelling(second);
  expect(there).toEqual(travelling(first));
  const kinds = new Set([...there.keys()].map((each) => each.split('/')[0]));
  for (const type of [
    'Organization',
    'Basic.desk',
    'Basic.policy',
    'Basic.staff',
    'Basic.preference',
    'Practitioner',
    'Location',
    'HealthcareService',
    'ChargeItemDefinition',
    'Schedule',
    'Slot',
    'Encounter',
    'Appointment',
    'CommunicationRequest',
    'Task',
    'Task.room',
    'PaymentNotice',
  ])
    expect(kinds, type).toContain(type);
  expect(second.db.prepare('SELECT sum(amount_cents) FROM tender').pluck().get()).toBe(0);
  const [practice] = office.ehr.resources('Organization') as readonly { id: string }[];
  for (const notice of office.ehr.resources('PaymentNotice'))
    expect(notice).toMatchObject({ recipient: { reference: `Organization/${practice?.id}` } });
  expect(second.db.prepare('SELECT count(*) FROM outbox').pluck().get()).toBe(0);
  for (const { db } of [first, second]) expect(verifyStore(db, TEST_CHECKPOINT_KEY).findings).toEqual([]);
});

it('a desk keeps its printer, and the store whether it is a demo, to itself', async () => {
  const [first, second] = office.desks.map(({ practice }) => practice) as [TestPractice, TestPractice];
  const desk = deskOf(first.engine);
  await desk.signIn('administrator');
  await desk.tell('practice.saveDesk', { fields: { name: 'Window 2', labelPrinter: 'printer.local:9100' } });
  second.db.prepare('UPDATE practice SET demo = 0').run();
  for (const { sync } of office.desks) sync.queueEverything();
  await meet();
  expect(second.db.prepare(`SELECT label_printer FROM desk WHERE name = 'Window 2'`).pluck().get()).toBe('');
  expect(first.db.prepare('SELECT demo FROM practice').pluck().get()).toBe(1);
  expect(second.db.prepare('SELECT demo FROM practice').pluck().get()).toBe(0);
});

it('what somebody likes waits for who they are', async () => {
  const [first, second] = office.desks.map(({ practice }) => practice) as [TestPractice, TestPractice];
  const admin = deskOf(first.engine);
  await admin.signIn('administrator');
  const { id } = await admin.tell('staff.save', {
    id: null,
    fields: { displayName: 'Rosa Lima', initials: 'RL', role: 'billing', active: true },
  });
  const preferences = { density: 'dense', textSize: 110, theme: 'dark', clock: 24, language: 'es' } as const;
  await admin.tell('staff.savePreferences', { preferences });
  // The preferences alone get there first.
  first.db.prepare(`UPDATE staff_preference SET id = ? WHERE id = ?`).run(id, staffIdOf('administrator'));
  first.db.prepare(`UPDATE outbox SET local_id = ? WHERE record_type = 'Basic.preference'`).run(id);
  first.db.prepare(`DELETE FROM outbox WHERE record_type = 'Basic.staff'`).run();
  await meet();
  expect(second.db.prepare('SELECT count(*) FROM staff_preference').pluck().get()).toBe(0);
  office.desks[0]?.sync.queueEverything();
  await meet();
  expect(second.db.prepare('SELECT clock FROM staff_preference WHERE id = ?').pluck().get(id)).toBe(24);
});
