import ICAL from 'ical.js';
import { beforeEach, expect, test } from 'vitest';
import type { ProviderId } from '../../../shared/kernel/ids.ts';
import { addDays } from '../../../shared/kernel/time.ts';
import { practiceOfEachTest } from '../../support/each-test.ts';
import {
  addExpectedPatient,
  DAY,
  MORNING,
  patientId,
  providerId,
  roomId,
  testId,
  visitId,
} from '../../support/practice.ts';

const practice = practiceOfEachTest();
beforeEach(() => {
  const { db } = practice;
  addExpectedPatient(db, 1, { family: 'Große; Ñuñez', given: 'Ana, 👩' });
  addExpectedPatient(db, 2, { family: 'Secret', given: 'Person' });
  db.prepare('UPDATE patient SET restricted = 1 WHERE id = ?').run(patientId(2));
  db.prepare('UPDATE visit SET room_id = ?, status = ? WHERE id = ?').run(roomId, 'cancelled', visitId(2));
});

const asked = {
  providerId,
  fromDay: DAY,
  untilDay: addDays(DAY, 6),
  withNames: false,
  language: 'en' as const,
};
const events = (text: string) =>
  new ICAL.Component(ICAL.parse(text)).getAllSubcomponents('vevent').map((component) => ({
    summary: component.getFirstPropertyValue('summary'),
    status: component.getFirstPropertyValue('status'),
    sequence: component.getFirstPropertyValue('sequence'),
    uid: component.getFirstPropertyValue('uid'),
  }));

test('a provider’s visits leave without a name; a cancelled one says so', async () => {
  await practice.desk.signIn('administrator');
  const { text, visits } = await practice.desk.ask('exports.calendar', asked);
  expect(visits).toBe(2);
  expect(events(text)).toMatchObject([
    { summary: 'Booked: Follow-up', status: 'CONFIRMED', uid: `visit-${visitId(1)}@anteroom` },
    { summary: 'Booked: Follow-up', status: 'CANCELLED', uid: `visit-${visitId(2)}@anteroom` },
  ]);
  for (const word of ['Große', 'Ana', 'Secret', 'blood pressure', '970']) expect(text).not.toContain(word);
  const spanish = await practice.desk.ask('exports.calendar', { ...asked, language: 'es' });
  expect(events(spanish.text)[0]).toMatchObject({ summary: 'Cita: Follow-up' });
});

test('with names it names everybody but who is restricted, and the audit says whom', async () => {
  await practice.desk.signIn('administrator');
  const { text } = await practice.desk.ask('exports.calendar', { ...asked, withNames: true });
  expect(events(text).map(({ summary }) => summary)).toEqual([
    'Große; Ñuñez, Ana, 👩: Follow-up',
    'Booked: Follow-up',
  ]);
  expect(text).not.toContain('blood pressure');
  practice.clock.advance(1_000);
  await practice.desk.ask('exports.calendar', { ...asked, withNames: true });
  const rows = practice.db
    .prepare(`SELECT entities, detail FROM audit WHERE method = 'exports.calendar' ORDER BY sequence`)
    .all() as { entities: string; detail: string }[];
  // Each file is written down, also the same one twice.
  expect(rows.map(({ entities }) => entities)).toEqual(Array(2).fill(`["Patient/${patientId(1)}"]`));
  expect(JSON.parse(rows[0]?.detail ?? '')).toMatchObject({ calendar: providerId, withNames: true });
  const seen = await practice.desk.ask('audit.list', {
    patientId: patientId(1),
    staffId: null,
    from: null,
    to: null,
    kind: 'outside',
    before: null,
    limit: 10,
  });
  expect(seen.rows.map(({ method }) => method)).toEqual(['exports.calendar', 'exports.calendar']);
});

test('the same visit has the same id in every file, and counts how often it was changed', async () => {
  const { desk } = practice;
  await desk.signIn('front-desk');
  const starts = MORNING + 2 * 86_400_000;
  const place = { providerId, roomId: null, minutes: 20 };
  const { visitId: made } = await desk.tell('calendar.book', {
    ...place,
    starts,
    who: { known: true, patientId: patientId(1) },
    typeId: testId(4, 1),
    reason: '',
  });
  const eventOf = async () => {
    await desk.signIn('administrator');
    const { text } = await desk.ask('exports.calendar', asked);
    return events(text).find(({ uid }) => uid === `visit-${made}@anteroom`);
  };
  expect(await eventOf()).toMatchObject({ sequence: 0 });
  await desk.signIn('front-desk');
  await desk.tell('calendar.move', { ...place, visitId: made, starts: starts + 3_600_000 });
  expect(await eventOf()).toMatchObject({ sequence: 1 });
});

test('it is for whoever may take data out, about somebody who is here, and about days that are not too many', async () => {
  const { desk } = practice;
  await desk.signIn('lead');
  expect((await desk.refused('exports.calendar', asked)).code).toBe('staff/not-allowed');
  await desk.signIn('administrator');
  const refusal = async (changes: object) =>
    (await desk.refused('exports.calendar', { ...asked, ...changes })).code;
  expect(await refusal({ providerId: testId<ProviderId>(2, 9) })).toBe('practice/unknown-provider');
  expect(await refusal({ untilDay: addDays(DAY, -1) })).toBe('calendar/no-days');
  expect(await refusal({ untilDay: addDays(DAY, 100) })).toBe('calendar/too-many-days');
});
