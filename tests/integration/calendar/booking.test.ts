import { beforeEach, describe, expect, it } from 'vitest';
import type { InputOf } from '../../../shared/api/index.ts';
import type { Instant, PlainDate } from '../../../shared/kernel/time.ts';
import { instantOf } from '../../../shared/kernel/time.ts';
import { practiceOfEachTest } from '../../support/each-test.ts';
import { insertRow } from '../../support/insert-row.ts';
import {
  addExpectedPatient,
  deskOf,
  operationId,
  providerId,
  roomId,
  type TestDesk,
  testId,
  typeId,
  ZONE,
} from '../../support/practice.ts';
import * as tables from '../../support/tables.ts';

const practice = practiceOfEachTest('front-desk');
/** Thursday. */
const DAY = '2026-03-12' as PlainDate;
const at = (hour: number, minute = 0, day = DAY): Instant => instantOf(day, hour, minute, ZONE);
let someone: ReturnType<typeof addExpectedPatient>;
let another: ReturnType<typeof addExpectedPatient>;
let lead: TestDesk;

beforeEach(async () => {
  someone = addExpectedPatient(practice.db, 1);
  another = addExpectedPatient(practice.db, 2);
  lead = deskOf(practice.engine);
  await lead.signIn('lead');
});

type Booking = InputOf<'calendar.book'>;
const booking = (changes: Partial<Booking> = {}): Booking => ({
  who: { known: true, patientId: someone.patientId },
  typeId,
  providerId,
  roomId: null,
  starts: at(9),
  minutes: 20,
  reason: 'blood pressure',
  ...changes,
});
const book = (changes: Partial<Booking> = {}, desk = practice.desk) =>
  desk.tell('calendar.book', booking(changes));
const refused = async (changes: Partial<Booking> = {}, desk = practice.desk) => {
  const { code, message } = await desk.refused('calendar.book', booking(changes));
  return [code, message];
};
const range = (fromDay = DAY, untilDay = DAY) => practice.desk.ask('calendar.range', { fromDay, untilDay });
const other = { known: true as const, patientId: '' as never };

describe('a booking', () => {
  it('stands in the calendar, on the board of its day, and can be taken back', async () => {
    const operation = operationId();
    const { visitId } = await practice.desk.tell(
      'calendar.book',
      booking({ starts: at(15, 0, '2026-03-10' as PlainDate) }),
      operation,
    );
    const { rows } = await practice.desk.ask('visits.board', {});
    expect(rows.find(({ id }) => id === visitId)).toMatchObject({
      status: 'booked',
      minutes: 20,
      reason: 'blood pressure',
    });
    const { visits } = await range('2026-03-10' as PlainDate, '2026-03-10' as PlainDate);
    expect(visits.find(({ id }) => id === visitId)).toMatchObject({
      status: 'booked',
      starts: at(15, 0, '2026-03-10' as PlainDate),
    });
    await practice.desk.tell('visits.undo', { visitId, operationId: operation });
    expect((await practice.desk.ask('visits.panel', { visitId })).visit.status).toBe('cancelled');
  });

  it('takes down just a name for somebody new, who is registered when they come', async () => {
    const who = {
      known: false as const,
      family: 'Quillfeather',
      given: 'Zelda',
      birthDate: '1990-03-04',
      phone: '970 555 0199',
    };
    const { visitId } = await book({ who });
    const { visits } = await range();
    expect(visits.find(({ id }) => id === visitId)).toMatchObject({
      family: 'Quillfeather',
      provisional: true,
    });
  });

  it('moves with its history, and asks for a new confirmation', async () => {
    const { visitId } = await book();
    await practice.desk.tell('visits.move', { visitId, move: 'confirm' });
    const operation = operationId();
    await practice.desk.tell(
      'calendar.move',
      { visitId, providerId, roomId, starts: at(14), minutes: 40 },
      operation,
    );
    const [moved] = (await range()).visits;
    expect(moved).toMatchObject({ status: 'booked', starts: at(14), minutes: 40, roomId });
    await practice.desk.tell('visits.undo', { visitId, operationId: operation });
    expect((await range()).visits[0]).toMatchObject({
      status: 'confirmed',
      starts: at(9),
      minutes: 20,
      roomId: null,
    });
  });

  it('is not put back where somebody else has been booked meanwhile', async () => {
    const { visitId } = await book();
    const moving = operationId();
    await practice.desk.tell(
      'calendar.move',
      { visitId, providerId, roomId: null, starts: at(14), minutes: 20 },
      moving,
    );
    const taken = await book({ who: { ...other, patientId: another.patientId } });
    const undo = { visitId, operationId: moving };
    expect((await practice.desk.refused('visits.undo', undo)).code).toBe('calendar/taken-since');
    expect((await range()).visits.find(({ id }) => id === visitId)?.starts).toBe(at(14));
    await practice.desk.tell('visits.move', { visitId: taken.visitId, move: 'cancel', reason: 'called' });
    await practice.desk.tell('visits.undo', undo);
    expect((await range()).visits.find(({ id }) => id === visitId)?.starts).toBe(at(9));
  });

  it('is not moved any more once it has begun', async () => {
    const { visitId } = await book({ starts: at(15, 0, '2026-03-10' as PlainDate) });
    await practice.desk.tell('visits.move', { visitId, move: 'arrive' });
    const input = { visitId, providerId, roomId: null, starts: at(16), minutes: 20 };
    expect((await practice.desk.refused('calendar.move', input)).code).toBe('calendar/not-movable');
  });
});

describe('what stands against it', () => {
  it('is the provider’s other visit: said, and overruled with a reason as far as the practice lets them overbook', async () => {
    await book();
    const second = { who: { ...other, patientId: another.patientId }, starts: at(9, 10) };
    expect((await refused(second))[0]).toBe('calendar/conflict');
    expect(
      await practice.desk.ask('calendar.check', {
        visitId: null,
        patientId: another.patientId,
        typeId,
        providerId,
        roomId: null,
        starts: at(9, 10),
        minutes: 20,
      }),
    ).toMatchObject({
      conflicts: [{ rule: 'provider-full' }],
    });
    // Nobody overbooks Dr. Ruiz but the lead, with a reason.
    expect((await refused({ ...second, overruleReason: 'asked the doctor' }))[0]).toBe('calendar/conflict');
    practice.db.prepare('UPDATE provider SET overbook = 1').run();
    expect((await refused(second))[0]).toBe('calendar/conflict');
    const { visitId } = await book({ ...second, overruleReason: 'asked the doctor' });
    expect((await range()).visits.find(({ id }) => id === visitId)?.overruledReason).toBe('asked the doctor');
    const third = {
      ...second,
      starts: at(9, 15),
      who: { ...other, patientId: addExpectedPatient(practice.db, 3).patientId },
    };
    expect((await refused({ ...third, overruleReason: 'fever' }))[0]).toBe('calendar/conflict');
    await book({ ...third, overruleReason: 'fever' }, lead);
  });

  it('is the room, the patient elsewhere, and the past; nobody overrules a taken room or a day that is over', async () => {
    await book({ roomId });
    const elsewhere = { providerId: null, roomId: null, starts: at(9, 10), overruleReason: 'two at once' };
    expect((await refused(elsewhere))[0]).toBe('calendar/conflict');
    await book(elsewhere, lead);
    const sameRoom = {
      who: { ...other, patientId: another.patientId },
      providerId: null,
      roomId,
      overruleReason: 'it is big',
    };
    expect((await refused(sameRoom, lead))[0]).toBe('calendar/impossible');
    expect(
      (await refused({ starts: at(9, 0, '2026-03-09' as PlainDate), overruleReason: 'late' }, lead))[0],
    ).toBe('calendar/impossible');
    expect((await refused({ starts: at(23, 50), overruleReason: 'late' }, lead))[0]).toBe(
      'calendar/impossible',
    );
  });

  it('is the week of the provider, a block, and a holiday', async () => {
    await lead.tell('calendar.saveWeek', {
      id: null,
      fields: {
        providerId,
        roomId: null,
        fromDay: '2026-03-01',
        untilDay: null,
        hours: [
          { weekday: 4, opens: '08:00', closes: '12:00' },
          { weekday: 4, opens: '13:00', closes: '17:00' },
        ],
        active: true,
      },
    });
    expect(await refused({ starts: at(11, 50) })).toEqual([
      'calendar/conflict',
      'This is outside of the working hours. Choose another time, or ask your lead.',
    ]);
    await book({ starts: at(11, 40) });
    await lead.tell('calendar.saveBlock', {
      id: null,
      fields: {
        providerId: null,
        roomId: null,
        fromDay: DAY,
        untilDay: DAY,
        opens: '14:00',
        closes: '15:00',
        reason: 'Staff meeting',
        active: true,
      },
    });
    expect((await refused({ starts: at(14, 30) }))[1]).toContain('kept free');
    practice.db.prepare(`UPDATE practice SET holidays = '["thanksgiving"]'`).run();
    expect((await refused({ starts: at(9, 0, '2026-11-26' as PlainDate) }))[1]).toContain('kept free');
    expect((await range()).open).toEqual([
      {
        day: DAY,
        providerId,
        spans: [
          { starts: at(8), ends: at(12) },
          { starts: at(13), ends: at(17) },
        ],
      },
    ]);
  });

  it('of two who take the same time at once only one gets it', async () => {
    const two = deskOf(practice.engine);
    await two.signIn('front-desk');
    const replies = await Promise.all([
      practice.desk.connection.call('calendar.book', { operationId: operationId(), input: booking() }),
      two.connection.call('calendar.book', {
        operationId: operationId(),
        input: booking({ who: { ...other, patientId: another.patientId } }),
      }),
    ]);
    expect(replies.map(({ ok }) => ok).toSorted()).toEqual([false, true]);
  });
});

describe('the next opening', () => {
  const find = (changes: Partial<InputOf<'calendar.openings'>> = {}) =>
    practice.desk.ask('calendar.openings', {
      typeIds: [typeId],
      providerIds: [],
      weekdays: [],
      opens: null,
      closes: null,
      notBefore: DAY,
      days: 90,
      needsRoom: false,
      count: 3,
      ...changes,
    });

  it('is the first free time in the hours of the practice, and none of them has a conflict', async () => {
    practice.db
      .prepare(`UPDATE practice SET hours = '[{"weekday":4,"opens":"09:00","closes":"10:00"}]'`)
      .run();
    await book({ minutes: 25 });
    const { openings } = await find({ count: 5 });
    expect(openings.map(({ starts }) => starts)).toEqual([
      // Two of a day: what would leave ten minutes free on both sides is not proposed.
      at(9, 25),
      at(9, 40),
      at(9, 0, '2026-03-19' as PlainDate),
      at(9, 40, '2026-03-19' as PlainDate),
      at(9, 0, '2026-03-26' as PlainDate),
    ]);
    expect(openings.map(({ isSnug }) => isSnug)).toEqual([true, true, true, true, true]);
    for (const { starts, providerId: seen } of openings)
      await book({ starts, providerId: seen, who: { ...other, patientId: another.patientId } }).catch(
        (error: Error) =>
          // Each but the first stands in the way of the next.
          expect(error.message).toContain('calendar/conflict'),
      );
  });

  it('keeps to weekdays, the part of the day, a free room, and two who come together', async () => {
    insertRow(practice.db, tables.provider, {
      id: testId(3, 9),
      displayName: 'Dr. Chen',
      specialty: '',
      position: 2,
    });
    practice.db
      .prepare(`UPDATE practice SET hours = ?`)
      .run(JSON.stringify([1, 2, 3, 4, 5].map((weekday) => ({ weekday, opens: '08:00', closes: '17:00' }))));
    await book({ roomId, starts: at(13, 0, '2026-03-13' as PlainDate), minutes: 60 });
    const { openings } = await find({
      typeIds: [typeId, typeId],
      weekdays: [5],
      opens: '13:00',
      needsRoom: true,
      providerIds: [testId(3, 9)],
      count: 1,
    });
    expect(openings).toEqual([
      {
        day: '2026-03-13',
        starts: at(14, 0, '2026-03-13' as PlainDate),
        minutes: 40,
        providerId: testId(3, 9),
        roomId,
        isSnug: false,
      },
    ]);
  });
});
