import { copyFileSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Database } from 'better-sqlite3';
import fc from 'fast-check';
import { afterAll, beforeAll, expect, inject, it } from 'vitest';
import { createEngine } from '../../electron/engine/engine.ts';
import { systemRandom } from '../../electron/engine/ports.ts';
import { openStore } from '../../electron/store/open.ts';
import type { OutputOf } from '../../shared/api/index.ts';
import { wholeDay } from '../../shared/calendar/open-hours.ts';
import { MINUTE, overlap } from '../../shared/calendar/spans.ts';
import type { DeskId, PatientId, ProviderId, RoomId, VisitId } from '../../shared/kernel/ids.ts';
import { type Instant, instantOf, type PlainDate } from '../../shared/kernel/time.ts';
import { insertRow } from '../support/insert-row.ts';
import {
  addExpectedPatient,
  deskId,
  deskOf,
  openTestPractice,
  operationId,
  patientId,
  providerId,
  roomId,
  silentLog,
  TEST_CHECKPOINT_KEY,
  TEST_KEY,
  type TestDesk,
  testClock,
  testId,
  testTimer,
  typeId,
  ZONE,
} from '../support/practice.ts';
import { recordsOf, storeProblems } from '../support/store-facts.ts';
import * as tables from '../support/tables.ts';

const SECOND_DESK = testId<DeskId>(1, 2);
const OTHER_PROVIDER = testId<ProviderId>(3, 9);
/** An ordinary day, the day on which the clocks go back, and one that is over. */
const [THURSDAY, CHANGE, OVER] = ['2026-03-12', '2026-11-01', '2026-03-09'] as [
  PlainDate,
  PlainDate,
  PlainDate,
];

const folder = mkdtempSync(join(tmpdir(), 'anteroom-bookings-'));
const template = join(folder, 'template.sqlite');
beforeAll(async () => {
  const practice = await openTestPractice();
  insertRow(practice.db, tables.desk, { id: SECOND_DESK, name: 'Desk 2', receiptPrefix: 'D2' });
  insertRow(practice.db, tables.provider, {
    id: OTHER_PROVIDER,
    displayName: 'Dr. Chen',
    specialty: '',
    position: 2,
  });
  practice.db.prepare('UPDATE provider SET overbook = 1 WHERE id = ?').run(OTHER_PROVIDER);
  practice.db.prepare('UPDATE appointment_type SET buffer_minutes = 10').run();
  practice.db
    .prepare(`UPDATE practice SET hours = ?`)
    .run(JSON.stringify([4, 7].map((weekday) => ({ weekday, opens: '08:00', closes: '17:00' }))));
  for (const number of [1, 2, 3]) addExpectedPatient(practice.db, number, { given: `Person ${number}` });
  practice.db.pragma('wal_checkpoint(TRUNCATE)');
  copyFileSync(practice.file, template);
  practice.dispose();
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const action = fc.record({
  what: fc.constantFrom(
    'book' as const,
    'book' as const,
    'move' as const,
    'cancel' as const,
    'undo' as const,
  ),
  desk: fc.constantFrom(0, 1),
  person: fc.constantFrom(1, 2, 3),
  provider: fc.constantFrom(providerId, OTHER_PROVIDER, null),
  room: fc.constantFrom(roomId, null, null),
  day: fc.constantFrom(THURSDAY, THURSDAY, THURSDAY, CHANGE, OVER),
  /** In steps of five minutes from midnight; most lie in the hours of the practice. */
  step: fc.oneof(fc.integer({ min: 96, max: 130 }), fc.integer({ min: 0, max: 290 })),
  minutes: fc.constantFrom(5, 20, 40, 90),
  reason: fc.constantFrom(undefined, 'the doctor said so'),
  which: fc.nat({ max: 20 }),
});

interface Standing {
  readonly id: VisitId;
  readonly patientId: PatientId;
  readonly providerId: ProviderId | null;
  readonly roomId: RoomId | null;
  readonly day: PlainDate;
  readonly starts: number;
  readonly ends: number;
  readonly overruledReason: string | null;
}

function standing(db: Database): Standing[] {
  return db
    .prepare(
      `SELECT id, patient_id AS patientId, provider_id AS providerId, room_id AS roomId, day, scheduled_at AS starts,
         scheduled_at + minutes * ${MINUTE} AS ends, overruled_reason AS overruledReason
       FROM visit WHERE status NOT IN ('cancelled', 'no-show') AND booked_at IS NOT NULL`,
    )
    .all() as Standing[];
}

/** What no booking may ever break, whoever made it and in whatever order; told without the rules' own code. */
function expectLawful(visits: readonly Standing[]): void {
  for (const one of visits) {
    const day = wholeDay(one.day, ZONE);
    expect([one.starts >= day.starts, one.ends <= day.ends], 'within its day').toEqual([true, true]);
    expect(one.day >= '2026-03-10', 'not in the past').toBe(true);
    for (const other of visits) {
      if (other.id === one.id || !overlap(one, other)) continue;
      expect(one.roomId !== null && one.roomId === other.roomId, 'one room for two').toBe(false);
      const isClash =
        one.patientId === other.patientId || (one.providerId !== null && one.providerId === other.providerId);
      if (isClash)
        expect(
          one.overruledReason !== null || other.overruledReason !== null,
          'two at once without a word',
        ).toBe(true);
    }
  }
}

interface Booked {
  readonly visitId: VisitId;
  operation: string;
}

/** What somebody does, to the visit chosen or to one that never was. */
function callOf(
  each: typeof action extends fc.Arbitrary<infer Value> ? Value : never,
  chosen: Booked | undefined,
): readonly [string, unknown] {
  const visitId = chosen?.visitId ?? testId(7, 99);
  const place = {
    providerId: each.provider,
    roomId: each.room,
    starts: instantOf(each.day, 0, 0, ZONE) + each.step * 5 * MINUTE,
    minutes: each.minutes,
    ...(each.reason === undefined ? {} : { overruleReason: each.reason }),
  };
  const who = { known: true, patientId: patientId(each.person) };
  switch (each.what) {
    case 'book':
      return ['calendar.book', { ...place, who, typeId, reason: '' }];
    case 'move':
      return ['calendar.move', { ...place, visitId }];
    case 'cancel':
      return ['visits.move', { visitId, move: 'cancel', reason: 'called' }];
    default:
      return ['visits.undo', { visitId, operationId: chosen?.operation ?? operationId() }];
  }
}

const SHOWN = { fromDay: THURSDAY, untilDay: '2026-03-13' as PlainDate };

/** What of a visit the log must be able to tell again. */
function placesOf(visits: OutputOf<'calendar.range'>['visits']): unknown {
  return visits
    .map(({ id, status, starts, minutes, providerId: provider, roomId: room, overruledReason }) =>
      [id, status, starts, minutes, provider, room, overruledReason].join(' '),
    )
    .toSorted();
}

async function shown(desk: TestDesk): Promise<unknown> {
  return placesOf((await desk.ask('calendar.range', SHOWN)).visits);
}

it('no accepted booking breaks a hard rule, and nothing soft is broken without a reason, whatever two desks do; every minute of it can be shown again', async () => {
  const seen = { booked: 0, moved: 0, refused: 0, overruled: 0 };
  await fc.assert(
    fc.asyncProperty(fc.array(action, { minLength: 15, maxLength: 25 }), async (actions) => {
      const file = join(folder, 'desk.sqlite');
      for (const end of ['', '-wal', '-shm']) rmSync(`${file}${end}`, { force: true });
      copyFileSync(template, file);
      const db = openStore({ file, key: TEST_KEY });
      const ports = {
        clock: testClock(),
        log: silentLog,
        random: systemRandom,
        checkpointKey: TEST_CHECKPOINT_KEY,
        timer: testTimer(),
      };
      const desks = [
        deskOf(createEngine(db, deskId, ports)),
        deskOf(createEngine(db, SECOND_DESK, ports)),
      ] as const;
      await desks[0].signIn('front-desk');
      await desks[1].signIn('lead');
      const start = recordsOf(db);
      const done: Booked[] = [];
      const stood: { readonly at: number; readonly visits: unknown }[] = [];
      try {
        for (const each of actions) {
          const desk = desks[each.desk] ?? desks[0];
          const chosen = done[each.which % Math.max(1, done.length)];
          const operation = operationId();
          const call = callOf(each, chosen);
          const reply = await desk.connection.call(call[0], { operationId: operation, input: call[1] });
          if (reply.ok && each.what === 'book')
            done.push({ visitId: (reply.value as { visitId: VisitId }).visitId, operation });
          if (reply.ok && each.what === 'move' && chosen) chosen.operation = operation;
          seen.booked += Number(reply.ok && each.what === 'book');
          seen.moved += Number(reply.ok && each.what === 'move');
          seen.refused += Number(!reply.ok);
          if (!reply.ok) expect(reply.error.code).not.toMatch(/^desk\/|^store\//);
          expectLawful(standing(db));
          stood.push({ at: ports.clock.now(), visits: await shown(desk) });
          ports.clock.advance(MINUTE);
        }
        // Every minute of it is told again from the log, as it stood then.
        for (const { at, visits } of stood) {
          const past = await desks[0].ask('calendar.asOf', { ...SHOWN, at: at as Instant });
          expect(placesOf(past.visits)).toEqual(visits);
        }
        seen.overruled += standing(db).filter(({ overruledReason }) => overruledReason !== null).length;
        expect(storeProblems(db, start)).toEqual([]);
      } finally {
        db.close();
      }
    }),
    { numRuns: inject('isDeep') ? 500 : 30, endOnFailure: true },
  );
  // Random mornings in which hardly anything was booked, or refused, would prove nothing.
  expect(Math.min(seen.booked, seen.moved, seen.refused, seen.overruled)).toBeGreaterThan(5);
});
