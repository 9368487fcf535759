import fc from 'fast-check';
import { afterAll, beforeAll, expect, inject, it } from 'vitest';
import type { InputOf, OutputOf } from '../../shared/api/index.ts';
import { FEDERAL_HOLIDAYS } from '../../shared/calendar/holidays.ts';
import type { AppointmentTypeId, ProviderId, RoomId, VisitId } from '../../shared/kernel/ids.ts';
import { addDays, instantOf, type PlainDate } from '../../shared/kernel/time.ts';
import { insertRow } from '../support/insert-row.ts';
import {
  addExpectedPatient,
  openTestPractice,
  operationId,
  patientId,
  providerId,
  roomId,
  type TestPractice,
  testId,
  typeId,
  ZONE,
} from '../support/practice.ts';
import * as tables from '../support/tables.ts';

const TODAY = '2026-03-10' as PlainDate;
/** A fortnight with Thanksgiving in it, and one in which the clocks go back. */
const FIRST = '2026-10-26' as PlainDate;
const CHEN = testId<ProviderId>(3, 9);
const LASER = testId<RoomId>(4, 9);
const DRAW = testId<AppointmentTypeId>(5, 9);
const providers: readonly (ProviderId | null)[] = [providerId, CHEN, null];
const rooms: readonly (RoomId | null)[] = [roomId, LASER, null];

let practice: TestPractice;
beforeAll(async () => {
  practice = await openTestPractice();
  const { db, desk } = practice;
  insertRow(db, tables.provider, { id: CHEN, displayName: 'Dr. Chen', specialty: '', position: 2 });
  insertRow(db, tables.room, { id: LASER, name: 'Laser', position: 2 });
  insertRow(db, tables.appointmentType, { id: DRAW, name: 'Draw', minutes: 10, position: 2 });
  addExpectedPatient(db, 1);
  await desk.signIn('lead');
});
afterAll(() => practice.dispose());

const day = fc.integer({ min: 0, max: 35 }).map((days) => addDays(FIRST, days));
const clock = fc
  .integer({ min: 0, max: 95 })
  .map(
    (quarter) =>
      `${String(Math.floor(quarter / 4)).padStart(2, '0')}:${['00', '15', '30', '45'][quarter % 4]}`,
  );
const stretch = fc
  .tuple(clock, clock)
  .filter(([opens, closes]) => opens !== closes)
  .map(([one, two]) => (one < two ? { opens: one, closes: two } : { opens: two, closes: one }));
const hours = fc
  .array(fc.tuple(fc.integer({ min: 1, max: 7 }), stretch), { minLength: 1, maxLength: 7 })
  .map((list) => [...new Map(list.map(([weekday, times]) => [weekday, { weekday, ...times }])).values()]);
const days = fc
  .tuple(day, fc.integer({ min: 0, max: 10 }))
  .map(([fromDay, length]) => ({ fromDay, untilDay: addDays(fromDay, length) }));
const week = fc
  .record({ who: fc.constantFrom(0, 1, 2, 3), days, goesOn: fc.boolean(), hours })
  .map(({ who, days: { fromDay, untilDay }, goesOn, hours: own }) => ({
    providerId: who < 2 ? (providers[who] ?? null) : null,
    roomId: who < 2 ? null : (rooms[who - 2] ?? null),
    fromDay,
    untilDay: goesOn ? null : untilDay,
    hours: own,
    active: true,
  }));
const block = fc
  .record({
    provider: fc.constantFrom(...providers),
    days,
    at: fc.option(stretch),
    room: fc.constantFrom(...rooms),
  })
  .map(({ provider, room, days: span, at }) => ({
    providerId: provider,
    roomId: provider === null ? room : null,
    ...span,
    opens: at?.opens ?? null,
    closes: at?.closes ?? null,
    reason: 'Painting',
    active: true,
  }));
const booking = fc.record({
  day,
  at: clock,
  minutes: fc.constantFrom(10, 20, 45),
  provider: fc.constantFrom(...providers),
  room: fc.constantFrom(...rooms),
  type: fc.constantFrom(typeId, DRAW),
  status: fc.constantFrom('booked' as const, 'booked' as const, 'confirmed' as const, 'cancelled' as const),
});
const world = fc.record({
  weeks: fc.array(week, { maxLength: 4 }),
  blocks: fc.array(block, { maxLength: 3 }),
  holidays: fc.subarray([...FEDERAL_HOLIDAYS]),
  usual: fc.oneof(fc.constant([]), hours),
  bookings: fc.array(booking, { minLength: 5, maxLength: 25 }),
  gone: fc.subarray([CHEN, LASER]),
  drawOnlyBy: fc.subarray([providerId, CHEN]),
  drawOnlyIn: fc.subarray([roomId, LASER]),
});
type World = typeof world extends fc.Arbitrary<infer Value> ? Value : never;

/** Puts a world into the store; weeks that begin on the same day as another of theirs are left out. */
function arrange({
  weeks,
  blocks,
  holidays,
  usual,
  bookings,
  gone,
  drawOnlyBy,
  drawOnlyIn,
}: World): VisitId[] {
  const { db } = practice;
  for (const table of ['visit', 'work_week', 'calendar_block']) db.prepare(`DELETE FROM ${table}`).run();
  const begun = new Set<string>();
  for (const [index, each] of weeks.entries()) {
    const key = `${each.providerId} ${each.roomId} ${each.fromDay}`;
    if (begun.has(key)) continue;
    begun.add(key);
    insertRow(db, tables.workWeek, { id: testId(8, index), ...each, hours: JSON.stringify(each.hours) });
  }
  for (const [index, each] of blocks.entries())
    insertRow(db, tables.calendarBlock, { id: testId(8, 100 + index), ...each });
  db.prepare('UPDATE practice SET holidays = ?, hours = ?').run(
    JSON.stringify(holidays),
    JSON.stringify(usual),
  );
  for (const table of ['provider', 'room'])
    db.prepare(`UPDATE ${table} SET active = id NOT IN (SELECT value FROM json_each(?))`).run(
      JSON.stringify(gone),
    );
  db.prepare('UPDATE appointment_type SET provider_ids = ?, room_ids = ? WHERE id = ?').run(
    JSON.stringify(drawOnlyBy),
    JSON.stringify(drawOnlyIn),
    DRAW,
  );
  return bookings.map((each, index) => {
    const id = testId<VisitId>(7, index);
    const [hour = 0, minute = 0] = each.at.split(':').map(Number);
    insertRow(db, tables.visit, {
      id,
      patientId: patientId(1),
      providerId: each.provider,
      roomId: each.room,
      typeId: each.type,
      day: each.day,
      scheduledAt: instantOf(each.day, hour, minute, ZONE),
      minutes: each.minutes,
      reason: '',
      status: each.status,
      statusSince: 0,
      walkIn: false,
    });
    return id;
  });
}

type Stranded = OutputOf<'calendar.stranded'>['bookings'];
type By = InputOf<'calendar.stranded'>['by'];
const ask = async (by: By = null): Promise<Stranded> =>
  (await practice.desk.ask('calendar.stranded', { fromDay: TODAY, by })).bookings;
const spelled = (found: Stranded): string[] =>
  found.flatMap(({ visitId, problems }) => problems.map(({ rule }) => `${visitId} ${rule}`)).toSorted();

const RULES: readonly string[] = ['hours', 'block', 'wrong-provider', 'wrong-room'];
const runs = (count: number) => ({ numRuns: inject('isDeep') ? count * 10 : count, endOnFailure: true });

it('is exactly what the rules of a booking say of each standing one, asked one by one, and who is with what is gone', async () => {
  const seen: Record<string, number> = {};
  await fc.assert(
    fc.asyncProperty(world, async (each) => {
      const ids = arrange(each);
      const expected: string[] = [];
      for (const [index, { status, provider, room, type, minutes }] of each.bookings.entries()) {
        const visitId = ids[index];
        if (status === 'cancelled' || visitId === undefined) continue;
        const starts = practice.db
          .prepare('SELECT scheduled_at FROM visit WHERE id = ?')
          .pluck()
          .get(visitId);
        const place = { providerId: provider, roomId: room, starts: starts as number, minutes };
        const { conflicts } = await practice.desk.ask('calendar.check', {
          visitId,
          patientId: patientId(1),
          typeId: type,
          ...place,
        });
        for (const { rule } of conflicts) if (RULES.includes(rule)) expected.push(`${visitId} ${rule}`);
        if (each.gone.some((id) => id === provider)) expected.push(`${visitId} provider-gone`);
        if (each.gone.some((id) => id === room)) expected.push(`${visitId} room-gone`);
      }
      const found = await ask();
      expect(spelled(found)).toEqual(expected.toSorted());
      const order = found.map(({ starts }) => starts);
      expect(order).toEqual(order.toSorted((one, two) => one - two));
      for (const line of expected) {
        const rule = line.slice(line.indexOf(' ') + 1);
        seen[rule] = (seen[rule] ?? 0) + 1;
      }
    }),
    runs(40),
  );
  // Worlds in which nothing stands against anything would prove nothing.
  for (const rule of [...RULES, 'provider-gone', 'room-gone'])
    expect(seen[rule] ?? 0, rule).toBeGreaterThan(5);
});

it('of a new week or block is what saving it adds, and taking it back leaves what was', async () => {
  let added = 0;
  await fc.assert(
    fc.asyncProperty(world, fc.oneof(week, block), async (each, change) => {
      arrange({ ...each, gone: [] });
      const before = spelled(await ask());
      const operation = operationId();
      const isWeek = 'hours' in change;
      const { reason: _reason, active: _active, ...place } = { reason: '', ...change };
      const by = isWeek
        ? { kind: 'week' as const, id: null, ...change }
        : { kind: 'block' as const, id: null, ...(place as Omit<typeof change, 'reason' | 'active'>) };
      const told = spelled(await ask(by));
      const reply = await practice.desk.connection.call(isWeek ? 'calendar.saveWeek' : 'calendar.saveBlock', {
        operationId: operation,
        input: { id: null, fields: change },
      });
      fc.pre(reply.ok);
      const after = spelled(await ask());
      const isNew = [...after];
      for (const line of before) {
        const at = isNew.indexOf(line);
        if (at >= 0) isNew.splice(at, 1);
      }
      expect(told).toEqual(isNew);
      added += told.length;
      await practice.desk.tell('calendar.undoArrangement', { operationId: operation });
      expect(spelled(await ask())).toEqual(before);
    }),
    runs(150),
  );
  expect(added).toBeGreaterThan(20);
});
