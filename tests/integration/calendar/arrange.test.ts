import { beforeEach, describe, expect, it } from 'vitest';
import type { InputOf } from '../../../shared/api/index.ts';
import type { ProviderId, RoomId, VisitId } from '../../../shared/kernel/ids.ts';
import { addDays, instantOf, type PlainDate } from '../../../shared/kernel/time.ts';
import { PLAIN_TYPE_RULES } from '../../../shared/practice/type-rules.ts';
import { type Block, block, hoursOn, TUESDAY, type Week, week } from '../../support/arranging.ts';
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

const practice = practiceOfEachTest('lead');
const TODAY = '2026-03-10' as PlainDate;
const THURSDAY = '2026-03-19' as PlainDate;
const CHEN = testId<ProviderId>(3, 9);
const STRANGER = testId<ProviderId>(3, 99);

type By = NonNullable<InputOf<'calendar.stranded'>['by']>;

let administrator: TestDesk;
let people = 0;
beforeEach(async () => {
  people = 0;
  insertRow(practice.db, tables.provider, { id: CHEN, displayName: 'Dr. Chen', specialty: '', position: 2 });
  administrator = deskOf(practice.engine);
  await administrator.signIn('administrator');
});

/** Books somebody new at a time of the clock on the wall. */
async function book(
  day: PlainDate,
  time: string,
  changes: Partial<InputOf<'calendar.book'>> = {},
): Promise<VisitId> {
  people += 1;
  const { patientId } = addExpectedPatient(practice.db, people, { given: `Person ${people}` });
  practice.db
    .prepare(`UPDATE visit SET status = 'cancelled' WHERE patient_id = ? AND booked_at IS NULL`)
    .run(patientId);
  const [hour = 0, minute = 0] = time.split(':').map(Number);
  const { visitId } = await practice.desk.tell('calendar.book', {
    who: { known: true, patientId },
    typeId,
    providerId,
    roomId: null,
    starts: instantOf(day, hour, minute, ZONE),
    minutes: 20,
    reason: '',
    ...changes,
  });
  return visitId;
}

/** The bookings that cannot stay, with why. */
async function stranded(by: By | null = null, fromDay = TODAY): Promise<[VisitId, string][]> {
  const { bookings } = await practice.desk.ask('calendar.stranded', { fromDay, by });
  return bookings.map(({ visitId, problems }) => [
    visitId,
    problems.map(({ rule, reason }) => [rule, reason].filter(Boolean).join(' ')).join(', '),
  ]);
}

describe('a week of hours', () => {
  it('lists what stands outside of it before it is saved and after, drops nothing, and is taken back', async () => {
    const inside = await book(TUESDAY, '09:00');
    const atLunch = await book(TUESDAY, '12:10');
    const evening = await book(THURSDAY, '18:00');
    const { active, ...asked } = week();
    const by = { kind: 'week' as const, id: null, ...asked, active };
    const expected = [
      [atLunch, 'hours'],
      [evening, 'hours'],
    ];
    expect(await stranded(by)).toEqual(expected);
    expect(await stranded()).toEqual([]);
    const operation = operationId();
    const { id } = await practice.desk.tell('calendar.saveWeek', { id: null, fields: week() }, operation);
    expect(await stranded()).toEqual(expected);
    // Looked at again it still says what it stands against.
    expect(await stranded({ ...by, id })).toEqual(expected);
    const { visits } = await practice.desk.ask('calendar.range', { fromDay: TUESDAY, untilDay: THURSDAY });
    expect(visits.filter(({ status }) => status === 'booked').map((visit) => visit.id)).toEqual([
      inside,
      atLunch,
      evening,
    ]);
    await practice.desk.tell('calendar.undoArrangement', { operationId: operation });
    expect(await stranded()).toEqual([]);
    expect((await practice.desk.ask('calendar.arrangements', { withPast: false })).weeks).toEqual([]);
    expect((await practice.desk.ask('calendar.arrangements', { withPast: true })).weeks).toMatchObject([
      { id, active: false },
    ]);
  });

  it('begins on its day, ends on its day, and gives back to the one before it', async () => {
    await practice.desk.tell('calendar.saveWeek', { id: null, fields: week() });
    const before = await book('2026-03-16' as PlainDate, '16:00');
    const during = await book(TUESDAY, '16:00');
    const after = await book('2026-03-24' as PlainDate, '16:00');
    const short = week({
      fromDay: TUESDAY,
      untilDay: '2026-03-23',
      hours: [{ weekday: 2, opens: '08:00', closes: '12:00' }],
    });
    expect(await stranded({ kind: 'week', id: null, ...short })).toEqual([[during, 'hours']]);
    const { id } = await practice.desk.tell('calendar.saveWeek', { id: null, fields: short });
    expect(await stranded()).toEqual([[during, 'hours']]);
    // Without an end it would go on over the week after.
    expect(await stranded({ kind: 'week', id, ...short, untilDay: null })).toEqual([
      [during, 'hours'],
      [after, 'hours'],
    ]);
    expect(before).not.toBe(after);
  });

  it('says what would stand outside once it goes out of use, or loses a day', async () => {
    practice.db.prepare('UPDATE practice SET hours = ?').run(JSON.stringify(hoursOn(1, 2, 3, 4, 5)));
    const fields = week({ hours: hoursOn(2, 6) });
    const { id } = await practice.desk.tell('calendar.saveWeek', { id: null, fields });
    const saturday = await book('2026-03-21' as PlainDate, '09:00');
    expect(await stranded({ kind: 'week', id, ...fields })).toEqual([]);
    expect(await stranded({ kind: 'week', id, ...fields, active: false })).toEqual([[saturday, 'hours']]);
    expect(await stranded({ kind: 'week', id, ...fields, hours: hoursOn(2) })).toEqual([[saturday, 'hours']]);
  });

  it('is refused for somebody unknown, from the same day on as another, and where another one has come meanwhile', async () => {
    const refused = async (fields: Week, id: InputOf<'calendar.saveWeek'>['id'] = null) =>
      (await practice.desk.refused('calendar.saveWeek', { id, fields })).code;
    expect(await refused(week({ providerId: STRANGER }))).toBe('practice/unknown-provider');
    expect(await refused(week({ providerId: null, roomId: testId<RoomId>(4, 99) }))).toBe(
      'practice/unknown-room',
    );
    expect(await refused(week(), testId(8, 1))).toBe('calendar/unknown-arrangement');
    const { id } = await practice.desk.tell('calendar.saveWeek', { id: null, fields: week() });
    expect(await refused(week({ hours: [] }))).toBe('calendar/two-weeks');
    await practice.desk.tell('calendar.saveWeek', { id: null, fields: week({ providerId: CHEN }) });
    const retiring = operationId();
    await practice.desk.tell('calendar.saveWeek', { id, fields: week({ active: false }) }, retiring);
    await practice.desk.tell('calendar.saveWeek', { id: null, fields: week({ hours: hoursOn(2) }) });
    expect((await practice.desk.refused('calendar.undoArrangement', { operationId: retiring })).code).toBe(
      'calendar/two-weeks',
    );
  });
});

describe('time that is kept free', () => {
  it('lists who stands in it: of one provider, of one room, of everybody', async () => {
    const theirs = await book(TUESDAY, '12:10');
    const elsewhere = await book(TUESDAY, '12:10', { providerId: CHEN, roomId });
    await book(TUESDAY, '13:00');
    const { reason: _reason, active: _active, ...asked } = block();
    const by = (changes: Partial<Block>): By => ({ kind: 'block', id: null, ...asked, ...changes });
    expect(await stranded(by({ providerId }))).toEqual([[theirs, 'block']]);
    expect(await stranded(by({ roomId }))).toEqual([[elsewhere, 'block']]);
    expect((await stranded(by({}))).map(([id]) => id).toSorted()).toEqual([theirs, elsewhere].toSorted());
    const { id } = await practice.desk.tell('calendar.saveBlock', {
      id: null,
      fields: block({ providerId }),
    });
    expect(await stranded()).toEqual([[theirs, 'block Staff meeting']]);
    expect(await stranded({ kind: 'block', id, ...asked, providerId })).toEqual([[theirs, 'block']]);
    // Another block over the same time is told of by itself.
    expect(await stranded(by({ providerId }))).toEqual([[theirs, 'block']]);
    await practice.desk.tell('calendar.saveBlock', { id, fields: block({ providerId, active: false }) });
    expect(await stranded()).toEqual([]);
  });

  it('is a holiday of the practice’s own where it is a whole day, and is over when its last day is', async () => {
    const visitId = await book(TUESDAY, '09:00');
    const fields = block({ opens: null, closes: null, reason: 'Founders’ day' });
    await practice.desk.tell('calendar.saveBlock', { id: null, fields });
    expect(await stranded()).toEqual([[visitId, 'block Founders’ day']]);
    const over = block({ fromDay: '2026-03-02', untilDay: '2026-03-09', reason: 'Painting' });
    await practice.desk.tell('calendar.saveBlock', { id: null, fields: over });
    const reasons = async (withPast: boolean) =>
      (await practice.desk.ask('calendar.arrangements', { withPast })).blocks.map(({ reason }) => reason);
    expect(await reasons(false)).toEqual(['Founders’ day']);
    expect(await reasons(true)).toEqual(['Painting', 'Founders’ day']);
  });
});

describe('federal holidays', () => {
  it('list who stands on their days, are kept in their order, and are taken back', async () => {
    const thanksgiving = await book('2026-11-26' as PlainDate, '09:00');
    expect(await stranded({ kind: 'holidays', holidays: ['thanksgiving'] })).toEqual([
      [thanksgiving, 'block thanksgiving'],
    ]);
    const operation = operationId();
    await practice.desk.tell(
      'calendar.saveHolidays',
      { holidays: ['thanksgiving', 'new-year', 'thanksgiving'] },
      operation,
    );
    const kept = async () => (await practice.desk.ask('calendar.arrangements', { withPast: false })).holidays;
    expect(await kept()).toEqual(['new-year', 'thanksgiving']);
    expect(await stranded()).toEqual([[thanksgiving, 'block thanksgiving']]);
    await practice.desk.tell('calendar.undoArrangement', { operationId: operation });
    expect(await kept()).toEqual([]);
    const again = { operationId: operation };
    expect((await practice.desk.refused('calendar.undoArrangement', again)).code).toBe('undo/nothing');
  });
});

describe('who and what goes', () => {
  it('leaves its bookings to be worked through: a provider, a room', async () => {
    const theirs = await book(TUESDAY, '09:00');
    const inRoom = await book(TUESDAY, '10:00', { providerId: CHEN, roomId });
    expect(await stranded({ kind: 'provider', id: providerId })).toEqual([[theirs, 'provider-gone']]);
    expect(await stranded({ kind: 'room', id: roomId })).toEqual([[inRoom, 'room-gone']]);
    expect(await stranded()).toEqual([]);
    const left = operationId();
    await administrator.tell(
      'practice.saveProvider',
      {
        id: providerId,
        fields: { displayName: 'Dr. Ruiz', specialty: '', npi: '', overbook: 0, active: false },
      },
      left,
    );
    await administrator.tell('practice.saveRoom', { id: roomId, fields: { name: 'Room 1', active: false } });
    expect(await stranded()).toEqual([
      [theirs, 'provider-gone'],
      [inRoom, 'room-gone'],
    ]);
    await administrator.tell('practice.undo', { operationId: left });
    expect(await stranded()).toEqual([[inRoom, 'room-gone']]);
  });

  it('tells of a kind of visit who is not seen like this any more; what is booked of a kind out of use goes on', async () => {
    const withRuiz = await book(TUESDAY, '09:00');
    const withChen = await book(TUESDAY, '09:00', { providerId: CHEN, roomId });
    const { id } = await administrator.tell('practice.saveAppointmentType', {
      id: null,
      fields: { ...PLAIN_TYPE_RULES, name: 'Other', minutes: 20, walkIn: true, active: true },
    });
    const by = { kind: 'type' as const, id: typeId, active: true, providerIds: [CHEN], roomIds: [] };
    expect(await stranded(by)).toEqual([[withRuiz, 'wrong-provider']]);
    expect(await stranded({ ...by, providerIds: [], roomIds: [testId<RoomId>(4, 9)] })).toEqual([
      [withChen, 'wrong-room'],
    ]);
    expect(await stranded({ ...by, id })).toEqual([]);
    const fields = { ...PLAIN_TYPE_RULES, name: 'Follow-up', minutes: 20, walkIn: false };
    await administrator.tell('practice.saveAppointmentType', {
      id: typeId,
      fields: { ...fields, providerIds: [CHEN], active: false },
    });
    expect(await stranded()).toEqual([[withRuiz, 'wrong-provider']]);
    // What was booked of it is moved as before.
    const starts = instantOf(THURSDAY, 9, 0, ZONE);
    const place = { providerId: CHEN, roomId: null, starts, minutes: 20 };
    await practice.desk.tell('calendar.move', { visitId: withChen, ...place });
    const gone = await stranded({ ...by, active: false });
    expect(gone).toHaveLength(2);
    for (const [, why] of gone) expect(why).toContain('type-gone');
  });

  it('tells of the practice’s own hours, which are those of whoever has none', async () => {
    const evening = await book(TUESDAY, '18:00');
    await practice.desk.tell('calendar.saveWeek', {
      id: null,
      fields: week({ providerId: CHEN, hours: [{ weekday: 2, opens: '08:00', closes: '20:00' }] }),
    });
    await book(TUESDAY, '18:00', { providerId: CHEN });
    expect(await stranded({ kind: 'practice', hours: hoursOn(2) })).toEqual([[evening, 'hours']]);
  });
});

describe('a booking that cannot stay', () => {
  it('is one of the days to come that has not begun: the earliest first, with why it was booked all the same', async () => {
    await practice.desk.tell('calendar.saveWeek', { id: null, fields: week({ hours: hoursOn(2) }) });
    const later = await book(THURSDAY, '09:00', { overruleReason: 'she works nights' });
    const today = await book(TODAY, '12:30', { overruleReason: 'fever' });
    const cancelled = await book(THURSDAY, '10:00', { overruleReason: 'fever' });
    await practice.desk.tell('visits.move', { visitId: cancelled, move: 'cancel', reason: 'called' });
    const here = await book(TODAY, '12:40', { overruleReason: 'fever' });
    await practice.desk.tell('visits.move', { visitId: here, move: 'arrive' });
    const { bookings } = await practice.desk.ask('calendar.stranded', { fromDay: TODAY, by: null });
    expect(bookings).toMatchObject([
      { visitId: today, overruledReason: 'fever', typeName: 'Follow-up' },
      { visitId: later, overruledReason: 'she works nights', day: THURSDAY, minutes: 20 },
    ]);
    expect(await stranded(null, '2026-03-11' as PlainDate)).toEqual([[later, 'hours']]);
  });

  it('keeps to itself why a visit of a restricted record was booked all the same', async () => {
    const visitId = await book(TUESDAY, '12:10');
    practice.db.prepare(`UPDATE visit SET overruled_reason = 'after her dialysis' WHERE id = ?`).run(visitId);
    await practice.desk.tell('calendar.saveBlock', { id: null, fields: block() });
    const seen = async () => {
      const days = { fromDay: TUESDAY, untilDay: TUESDAY };
      const range = await practice.desk.ask('calendar.range', days);
      const past = await practice.desk.ask('calendar.asOf', { ...days, at: practice.clock.now() });
      const { bookings } = await practice.desk.ask('calendar.stranded', { fromDay: TODAY, by: null });
      return [...range.visits, ...past.visits, ...bookings].map((each) => each.overruledReason);
    };
    expect(await seen()).toEqual(['after her dialysis', 'after her dialysis', 'after her dialysis']);
    practice.db.prepare('UPDATE patient SET restricted = 1').run();
    expect(await seen()).toEqual(['', '', '']);
  });

  it('keeps the phone of a restricted record to itself', async () => {
    const visitId = await book(TUESDAY, '12:10');
    await practice.desk.tell('calendar.saveBlock', { id: null, fields: block() });
    const phone = async () =>
      (await practice.desk.ask('calendar.stranded', { fromDay: TODAY, by: null })).bookings.map((each) => [
        each.visitId,
        each.restricted,
        each.phone === '',
      ]);
    expect(await phone()).toEqual([[visitId, false, false]]);
    practice.db.prepare('UPDATE patient SET restricted = 1').run();
    expect(await phone()).toEqual([[visitId, true, true]]);
  });
});

it('two thousand bookings are read at once and not one by one', async () => {
  const visitId = await book(TUESDAY, '12:10');
  await practice.desk.tell('calendar.saveBlock', { id: null, fields: block() });
  const row = practice.db.prepare('SELECT patient_id FROM visit WHERE id = ?').pluck().get(visitId);
  const prepare = practice.db.prepare.bind(practice.db);
  const insert = prepare(
    `INSERT INTO visit (id, patient_id, provider_id, type_id, day, scheduled_at, minutes, reason, status, status_since, walk_in)
     VALUES (?, ?, ?, ?, ?, ?, 20, '', 'booked', 0, 0)`,
  );
  for (let count = 0; count < 2000; count += 1) {
    const day = addDays(TUESDAY, count % 90);
    const starts = instantOf(day, 12, (count % 4) * 10, ZONE);
    insert.run(testId(7, 1000 + count), row, providerId, typeId, day, starts);
  }
  let reads = 0;
  practice.db.prepare = ((sql: string) => {
    const statement = prepare(sql);
    for (const way of ['all', 'get'] as const) {
      const read = statement[way].bind(statement) as (...parameters: unknown[]) => unknown;
      statement[way] = ((...parameters: unknown[]) => {
        reads += 1;
        return read(...parameters);
      }) as never;
    }
    return statement;
  }) as typeof practice.db.prepare;
  const found = await stranded();
  expect(found.length).toBe(24);
  expect(reads).toBeGreaterThan(0);
  expect(reads).toBeLessThan(10);
});
