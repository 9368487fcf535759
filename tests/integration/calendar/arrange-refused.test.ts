import { beforeEach, describe, expect, it } from 'vitest';
import type { AppointmentTypeId, ProviderId } from '../../../shared/kernel/ids.ts';
import type { PlainDate } from '../../../shared/kernel/time.ts';
import { PLAIN_TYPE_RULES } from '../../../shared/practice/type-rules.ts';
import { type Block, block, type Week, week } from '../../support/arranging.ts';
import { practiceOfEachTest } from '../../support/each-test.ts';
import { insertRow } from '../../support/insert-row.ts';
import { deskOf, operationId, roomId, type TestDesk, testId } from '../../support/practice.ts';
import * as tables from '../../support/tables.ts';

const practice = practiceOfEachTest('lead');
const TODAY = '2026-03-10' as PlainDate;
const CHEN = testId<ProviderId>(3, 9);
const STRANGER = testId<ProviderId>(3, 99);

let administrator: TestDesk;
beforeEach(async () => {
  insertRow(practice.db, tables.provider, { id: CHEN, displayName: 'Dr. Chen', specialty: '', position: 2 });
  administrator = deskOf(practice.engine);
  await administrator.signIn('administrator');
});

describe('a week of hours', () => {
  it.each<[string, Partial<Week>, string, string]>([
    [
      'ends before it begins',
      { hours: [{ weekday: 2, opens: '12:00', closes: '08:00' }] },
      'hours',
      'Closing comes after opening.',
    ],
    [
      'has two stretches at once',
      {
        hours: [
          { weekday: 2, opens: '08:00', closes: '12:30' },
          { weekday: 2, opens: '12:00', closes: '17:00' },
        ],
      },
      'hours',
      'Two of these times overlap.',
    ],
    [
      'is over before its first day',
      { untilDay: '2026-02-28' },
      'untilDay',
      'The last day comes after the first.',
    ],
    ['is of nobody', { providerId: null }, 'providerId', 'Hours are those of one provider or of one room.'],
    [
      'is of a provider and a room',
      { roomId },
      'providerId',
      'Hours are those of one provider or of one room.',
    ],
  ])('is refused where it %s', async (_what, wrong, field, sentence) => {
    const error = await practice.desk.refused('calendar.saveWeek', { id: null, fields: week(wrong) });
    expect(error.code).toBe('input/invalid');
    expect(error.fields).toEqual({ [`fields.${field}`]: sentence });
  });
});

describe('time that is kept free', () => {
  it.each<[string, Partial<Block>, string, string]>([
    [
      'ends before it begins',
      { opens: '13:00', closes: '12:00' },
      'closes',
      'The end comes after the beginning.',
    ],
    ['has no end', { closes: null }, 'closes', 'The end comes after the beginning.'],
    [
      'is over before its first day',
      { untilDay: '2026-03-16' },
      'untilDay',
      'The last day comes after the first.',
    ],
    ['is for nothing', { reason: ' ' }, 'reason', 'Write what the time is kept for.'],
    ['is at no time of a clock', { opens: '00:60' }, 'opens', 'Write the time like 08:00 or 17:30.'],
  ])('is refused where it %s', async (_what, wrong, field, sentence) => {
    const error = await practice.desk.refused('calendar.saveBlock', { id: null, fields: block(wrong) });
    expect(error.code).toBe('input/invalid');
    expect(error.fields).toEqual({ [`fields.${field}`]: sentence });
  });
});

it('a kind of visit names only providers and rooms that there are, and a provider is overbooked by five at most', async () => {
  const fields = { ...PLAIN_TYPE_RULES, name: 'Laser', minutes: 20, walkIn: false, active: true };
  const refused = async (changes: object) =>
    administrator.refused('practice.saveAppointmentType', {
      id: null,
      fields: { ...fields, ...changes } as never,
    });
  expect((await refused({ providerIds: [STRANGER] })).code).toBe('practice/unknown-provider');
  expect((await refused({ roomIds: [testId(4, 99)] })).code).toBe('practice/unknown-room');
  expect((await refused({ color: 8 })).fields).toHaveProperty(['fields.color']);
  expect((await refused({ bufferMinutes: 121 })).fields).toEqual({
    'fields.bufferMinutes': 'Two hours at most.',
  });
  const { id } = await administrator.tell('practice.saveAppointmentType', {
    id: null,
    fields: { ...fields, color: 6, bufferMinutes: 10, providerIds: [CHEN, CHEN], roomIds: [roomId] },
  });
  const { appointmentTypes } = await administrator.ask('practice.settings', {});
  expect(appointmentTypes.find((type) => type.id === (id as AppointmentTypeId))).toEqual({
    ...fields,
    id,
    color: 6,
    bufferMinutes: 10,
    providerIds: [CHEN],
    roomIds: [roomId],
  });
  const provider = { displayName: 'Dr. Chen', specialty: '', npi: '', overbook: 6, active: true };
  expect(
    (await administrator.refused('practice.saveProvider', { id: CHEN, fields: provider })).fields,
  ).toEqual({
    'fields.overbook': 'Write a number from 0 to 5.',
  });
  await administrator.tell('practice.saveProvider', { id: CHEN, fields: { ...provider, overbook: 5 } });
  expect((await practice.desk.ask('practice.frame', {})).providers.map(({ overbook }) => overbook)).toEqual([
    0, 5,
  ]);
});

it('only a lead or an administrator arranges the calendar; whoever sees visits sees what cannot stay', async () => {
  const before = practice.db.prepare('SELECT count(*) FROM change_log').pluck().get();
  for (const role of ['front-desk', 'billing', 'clinician', 'auditor'] as const) {
    const desk = deskOf(practice.engine);
    await desk.signIn(role);
    const inputs = {
      'calendar.arrangements': { withPast: true },
      'calendar.saveWeek': { id: null, fields: week() },
      'calendar.saveBlock': { id: null, fields: block() },
      'calendar.saveHolidays': { holidays: [] },
      'calendar.undoArrangement': { operationId: operationId() },
    } as const;
    for (const [name, input] of Object.entries(inputs))
      expect((await desk.refused(name as keyof typeof inputs, input)).code, `${role} ${name}`).toBe(
        'staff/not-allowed',
      );
    if (role !== 'auditor')
      expect(await desk.ask('calendar.stranded', { fromDay: TODAY, by: null })).toEqual({ bookings: [] });
  }
  expect(practice.db.prepare('SELECT count(*) FROM change_log').pluck().get()).toBe(before);
  await administrator.tell('calendar.saveBlock', { id: null, fields: block() });
  expect((await administrator.ask('calendar.arrangements', { withPast: false })).blocks).toHaveLength(1);
});
