import { expect, it } from 'vitest';
import { importFolderOfEachTest, practiceOfEachTest } from '../../support/each-test.ts';
import { givePracticeItsNpi, IMPORTED_PEOPLE as people, told } from '../../support/imported-people.ts';
import { importInto } from '../../support/imports.ts';
import { providerId, typeId } from '../../support/practice.ts';

const practice = practiceOfEachTest('administrator');
const files = importFolderOfEachTest();

const bring = (name: string, lines: readonly unknown[]) =>
  importInto(practice.desk, files.write(`${name}.ndjson`, lines));
const blocks = () =>
  practice.db
    .prepare(
      'SELECT provider_id, room_id, from_day, until_day, opens, closes, reason, active FROM calendar_block ORDER BY from_day, active',
    )
    .all() as Record<string, unknown>[];

const schedule = (id: string, ...actors: string[]) => ({
  resourceType: 'Schedule',
  id,
  actor: actors.map((reference) => ({ reference })),
  planningHorizon: { start: '2026-03-01', end: '2026-03-31' },
});
const slot = (id: string, of: string, changes: object = {}) => ({
  resourceType: 'Slot',
  id,
  status: 'busy-unavailable',
  schedule: { reference: `Schedule/${of}` },
  start: '2026-03-12T12:00:00-06:00',
  end: '2026-03-12T13:00:00-06:00',
  comment: 'Staff meeting',
  ...changes,
});

it('a slot in which nobody can be booked is a block of its provider or room, and stands against a booking', async () => {
  givePracticeItsNpi(practice.db);
  const lines = [
    slot('s1', 'd'),
    slot('s2', 'r', { start: '2026-03-16T00:00:00-06:00', end: '2026-03-18T00:00:00-06:00' }),
    schedule('d', 'Practitioner/d1', 'Location/r1'),
    schedule('r', 'Location/r1'),
    ...people,
  ];
  const { run, problems } = await bring('a', lines);
  expect(problems).toEqual([]);
  expect(run).toMatchObject({ created: 10, waiting: 0 });
  const lunch = { from_day: '2026-03-12', until_day: '2026-03-12', opens: '12:00', closes: '13:00' };
  expect(blocks()).toEqual([
    { provider_id: providerId, room_id: null, ...lunch, reason: 'Staff meeting', active: 1 },
    {
      provider_id: null,
      room_id: practice.db.prepare(`SELECT id FROM room WHERE name = 'Exam 7'`).pluck().get(),
      from_day: '2026-03-16',
      until_day: '2026-03-17',
      opens: null,
      closes: null,
      reason: 'Staff meeting',
      active: 1,
    },
  ]);
  await practice.desk.signIn('front-desk');
  const { conflicts } = await practice.desk.ask('calendar.check', {
    visitId: null,
    patientId: null,
    typeId,
    providerId,
    roomId: null,
    starts: Date.UTC(2026, 2, 12, 18, 30) as never,
    minutes: 20,
  });
  expect(conflicts).toEqual([{ rule: 'block', visitId: null, reason: 'Staff meeting' }]);
});

it('a slot in which nobody can be booked that is nobody’s, goes over midnight, or can be booked is kept as it came', async () => {
  const { run, problems } = await bring('a', [
    ...people,
    schedule('d', 'Practitioner/d1'),
    schedule('b', 'Location/b1'),
    slot('s1', 'd', { status: 'free' }),
    slot('s2', 'd', { status: 'busy' }),
    slot('s3', 'b'),
    slot('s4', 'd', { end: '2026-03-13T06:00:00-06:00' }),
    slot('s5', 'nowhere'),
  ]);
  expect(run).toMatchObject({ created: 13, waiting: 1, bad: 0 });
  expect(told(problems)).toEqual([
    [11, 'stands-nowhere', 'Slot.schedule', false],
    [12, 'over-midnight', 'Slot.end', false],
    [13, 'reference-missing', 'Slot', true],
  ]);
  expect(blocks()).toEqual([]);
});

it('a slot in which nobody can be booked changes with its source, goes when it is free again, and stays as the desk has it', async () => {
  await bring('a', [...people, schedule('d', 'Practitioner/d1'), slot('s1', 'd'), slot('s2', 'd')]);
  practice.db
    .prepare(
      `UPDATE calendar_block SET reason = 'Desk says' WHERE id = (SELECT record_id FROM foreign_content WHERE foreign_id = 's2')`,
    )
    .run();
  const later = { end: '2026-03-12T14:00:00-06:00', comment: 'Longer meeting' };
  const { run, problems } = await bring('b', [
    slot('s1', 'd', { ...later, status: 'free' }),
    slot('s2', 'd', later),
  ]);
  expect(run).toMatchObject({ changed: 2, keptFields: 1 });
  expect(told(problems)).toEqual([[2, 'desk-edit-kept', 'Slot.reason', false]]);
  expect(blocks().map(({ closes, reason, active }) => [closes, reason, active])).toEqual([
    ['14:00', 'Longer meeting', 0],
    ['14:00', 'Desk says', 1],
  ]);
  const again = await bring('c', [slot('s1', 'd'), slot('s2', 'd', later)]);
  expect(again.run).toMatchObject({ changed: 1, unchanged: 1 });
  expect(blocks()).toContainEqual(
    expect.objectContaining({ closes: '13:00', reason: 'Staff meeting', active: 1 }),
  );
});
