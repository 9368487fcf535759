import { beforeEach, expect, it } from 'vitest';
import { addDays, instantOf, type PlainDate } from '../../../shared/kernel/time.ts';
import { practiceOfEachTest } from '../../support/each-test.ts';
import { addExpectedPatient, operationId, providerId, roomId, typeId, ZONE } from '../../support/practice.ts';

const practice = practiceOfEachTest('front-desk');
const THURSDAY = '2026-03-12' as PlainDate;
const at = (hour: number, day = THURSDAY) => instantOf(day, hour, 0, ZONE);
let ada: ReturnType<typeof addExpectedPatient>;
beforeEach(() => {
  ada = addExpectedPatient(practice.db, 1, { family: 'Okafor', given: 'Ada' });
});
const place = (day: PlainDate, hour = 9) => ({
  providerId,
  roomId: null,
  starts: at(hour, day),
  minutes: 20,
});
const days = [0, 14, 28].map((count) => addDays(THURSDAY, count));
const bookSeries = (operation = operationId(), places = days.map((day) => place(day))) =>
  practice.desk.tell(
    'calendar.bookSeries',
    { patientId: ada.patientId, typeId, reason: 'wound', places },
    operation,
  );
const standing = async () =>
  (await practice.desk.ask('calendar.range', { fromDay: THURSDAY, untilDay: addDays(THURSDAY, 60) })).visits
    .filter(({ status }) => status !== 'cancelled')
    .map(({ day }) => day);

it('a series is booked as a whole, cancelled from a visit on, and put back', async () => {
  const { visitIds } = await bookSeries();
  expect(await standing()).toEqual(days);
  const [first = '', second = ''] = visitIds;
  expect(
    (await practice.desk.ask('calendar.history', { visitId: first })).series.map(({ id }) => id),
  ).toEqual(visitIds);
  const cancelling = operationId();
  await practice.desk.tell('calendar.cancelRest', { visitId: second, reason: 'healed' }, cancelling);
  expect(await standing()).toEqual([days[0]]);
  await practice.desk.tell('visits.undo', { visitId: second, operationId: cancelling });
  expect(await standing()).toEqual(days);
});

it('a series of which one time is taken is not booked at all', async () => {
  const other = addExpectedPatient(practice.db, 2);
  await practice.desk.tell('calendar.book', {
    who: { known: true, patientId: other.patientId },
    typeId,
    reason: '',
    ...place(days[1] ?? THURSDAY),
  });
  const before = practice.db.prepare('SELECT count(*) FROM visit').pluck().get();
  const places = days.map((day) => place(day));
  const input = { patientId: ada.patientId, typeId, reason: '', places };
  expect((await practice.desk.refused('calendar.bookSeries', input)).code).toBe('calendar/conflict');
  expect(practice.db.prepare('SELECT count(*) FROM visit').pluck().get()).toBe(before);
});

it('a series is not taken back whole when one of its visits has changed since', async () => {
  const operation = operationId();
  const { visitIds } = await bookSeries(operation);
  const [first = '', second = ''] = visitIds;
  await practice.desk.tell('visits.move', { visitId: second, move: 'confirm' });
  const input = { visitId: first, operationId: operation };
  expect((await practice.desk.refused('visits.undo', input)).code).toBe('visits/others-changed');
  expect(await standing()).toEqual(days);
});

it('a cancelled series is not put back onto somebody who was booked there meanwhile', async () => {
  const { visitIds } = await bookSeries();
  const [first = ''] = visitIds;
  const cancelling = operationId();
  await practice.desk.tell('calendar.cancelRest', { visitId: first, reason: 'healed' }, cancelling);
  const other = addExpectedPatient(practice.db, 2);
  await practice.desk.tell('calendar.book', {
    who: { known: true, patientId: other.patientId },
    typeId,
    reason: '',
    ...place(days[2] ?? THURSDAY),
  });
  const input = { visitId: first, operationId: cancelling };
  expect((await practice.desk.refused('visits.undo', input)).code).toBe('calendar/taken-since');
});

it('a visit tells where it stood, who moved it when and why, and the days as they stood at a past minute', async () => {
  const { visitId } = await practice.desk.tell('calendar.book', {
    who: { known: true, patientId: ada.patientId },
    typeId,
    reason: 'cough',
    ...place(THURSDAY),
  });
  const asOf = async (minute: number) =>
    (
      await practice.desk.ask('calendar.asOf', {
        fromDay: THURSDAY,
        untilDay: addDays(THURSDAY, 1),
        at: minute as never,
      })
    ).visits.map(({ starts, status, roomId: room }) => [starts, status, room]);
  const booked = practice.clock.now();
  practice.clock.advance(60_000);
  expect((await practice.desk.refused('calendar.explainMove', { visitId, why: 'none yet' })).code).toBe(
    'calendar/never-moved',
  );
  await practice.desk.tell('calendar.late', { visitId, minutes: 15 });
  await practice.desk.tell('calendar.move', { ...place(addDays(THURSDAY, 1), 14), visitId, roomId });
  await practice.desk.tell('calendar.explainMove', { visitId, why: 'patient asked' });
  const moved = practice.clock.now();
  practice.clock.advance(60_000);
  await practice.desk.tell('visits.move', { visitId, move: 'cancel', reason: 'Patient called' });

  const { steps } = await practice.desk.ask('calendar.history', { visitId });
  expect(steps.map(({ what, starts, why, by }) => [what, starts, why, by !== ''])).toEqual([
    ['booked', at(9), '', true],
    ['moved', at(14, addDays(THURSDAY, 1)), 'patient asked', true],
    ['status', at(14, addDays(THURSDAY, 1)), 'Patient called', true],
  ]);
  expect(await asOf(booked - 1)).toEqual([]);
  expect(await asOf(booked)).toEqual([[at(9), 'booked', null]]);
  expect(await asOf(moved)).toEqual([[at(14, addDays(THURSDAY, 1)), 'booked', roomId]]);
  expect(await asOf(practice.clock.now())).toEqual([[at(14, addDays(THURSDAY, 1)), 'cancelled', roomId]]);
});
