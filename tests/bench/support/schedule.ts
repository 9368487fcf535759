import type { Database } from 'better-sqlite3';
import { weekdayOf } from '../../../shared/calendar/open-hours.ts';
import { MINUTE } from '../../../shared/calendar/spans.ts';
import type { AppointmentTypeId, ProviderId, RoomId } from '../../../shared/kernel/ids.ts';
import { addDays, instantOf, type PlainDate } from '../../../shared/kernel/time.ts';
import { pick, type Random, randomFrom } from './population.ts';

const PROVIDERS = 20;
/** Two halves of a day, ten visits each: with their buffers they fill every minute of it. */
const HALVES = ['08:00', '13:00'] as const;
const HALF_DAY = [
  'short',
  'short',
  'long',
  'short',
  'long',
  'short',
  'long',
  'short',
  'short',
  'long',
] as const;
/** Visits of one working day. */
export const VISITS_A_DAY = PROVIDERS * HALVES.length * HALF_DAY.length;
/** Working days of visits after the day in the middle, where the file is large enough for them. */
const DAYS_AHEAD = 75;
/** From here on some were cancelled: until then there is no free time at all. */
const FULL_DAYS = 58;
const CANCELLED_SHARE = 0.03;

const KINDS = {
  short: { number: 1, minutes: 20, bufferMinutes: 0 },
  long: { number: 2, minutes: 25, bufferMinutes: 5 },
  /** Fits only where two beside each other were cancelled. */
  double: { number: 3, minutes: 40, bufferMinutes: 5 },
  /** Fits nowhere. */
  endless: { number: 4, minutes: 200, bufferMinutes: 0 },
  /** Seen by three of the providers, in five of the rooms. */
  special: { number: 5, minutes: 15, bufferMinutes: 5 },
} as const;
type Kind = keyof typeof KINDS;

const REASONS = [
  'Blood pressure',
  'Diabetes check',
  'Yearly physical',
  'Skin biopsy',
  'Cough and fever',
  'INR',
];

function scheduleId<Id extends string>(group: number, number: number): Id {
  return `019b0000-00${group.toString(16)}-7000-8000-${number.toString(16).padStart(12, '0')}` as Id;
}
/** The numbers count from 1. */
export const providerOf = (number: number): ProviderId => scheduleId(0xd1, number);
export const roomOf = (number: number): RoomId => scheduleId(0xd2, number);
export const typeOf = (kind: Kind): AppointmentTypeId => scheduleId(0xd3, KINDS[kind].number);

interface ScheduleOptions {
  readonly visits: number;
  readonly zone: string;
  /** The day that the visits lie around: most of them years before it, the rest in the months after. */
  readonly day: PlainDate;
  readonly seed: number;
  /** When everybody goes home; the last visit is over at 17:00. */
  readonly closes?: string;
}

/**
 * Fills a store that has patients with a large practice: 20 providers who work five days with a break at noon, 20 rooms, kinds
 * of visits with buffers, blocks, and 400 visits on each working day, written in the order they were booked in: days lie
 * scattered over the file, as they do where people book weeks ahead. Nobody else of the practice sees anybody any more.
 */
export function makeSchedule(
  db: Database,
  { visits, zone, day, seed, closes = '17:00' }: ScheduleOptions,
): void {
  const random = randomFrom(seed);
  const [cache] = db.pragma('cache_size') as { cache_size: number }[];
  db.pragma('cache_size=-2000000');
  db.transaction(() => {
    addPractice(db, day, closes);
    const patients = db.prepare('SELECT id FROM patient ORDER BY id').pluck().all() as string[];
    const add = db.prepare(
      `INSERT INTO visit (id, patient_id, provider_id, room_id, type_id, day, scheduled_at, minutes, reason, status, status_since,
         walk_in, booked_at, booked_by, cancel_reason)
       VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, 0, ?, 'Ana Ruiz', ?)`,
    );
    const booked = [...visitsAround(day, visits, zone, random)].sort(
      (one, two) => one.bookedAt - two.bookedAt,
    );
    for (const [index, { on, provider, kind, starts, bookedAt, status }] of booked.entries())
      add.run(
        scheduleId(0xd4, index + 1),
        pick(random, patients),
        providerOf(provider),
        // Of an annual visit nobody knows the room before somebody is in it.
        kind === 'long' ? roomOf(provider) : null,
        typeOf(kind),
        on,
        starts,
        KINDS[kind].minutes,
        pick(random, REASONS),
        status,
        bookedAt,
        bookedAt,
        status === 'cancelled' ? 'Moved to another week' : null,
      );
  })();
  db.pragma('wal_checkpoint(TRUNCATE)');
  db.pragma('optimize=0x10002');
  db.pragma(`cache_size=${cache?.cache_size ?? -65_536}`);
}

function addPractice(db: Database, day: PlainDate, closes: string): void {
  const hours = [1, 2, 3, 4, 5].flatMap((weekday) => [
    { weekday, opens: '08:00', closes: '12:00' },
    { weekday, opens: '13:00', closes },
  ]);
  db.prepare('UPDATE practice SET hours = ?, holidays = ?').run(
    JSON.stringify(hours),
    JSON.stringify(['new-year', 'independence', 'thanksgiving', 'christmas']),
  );
  db.exec(
    'UPDATE provider SET active = 0; UPDATE room SET active = 0; UPDATE appointment_type SET active = 0',
  );
  const addProvider = db.prepare(
    `INSERT INTO provider (id, display_name, specialty, position, overbook) VALUES (?, ?, 'Family medicine', ?, 0)`,
  );
  const addRoom = db.prepare('INSERT INTO room (id, name, position) VALUES (?, ?, ?)');
  const addWeek = db.prepare(
    'INSERT INTO work_week (id, provider_id, room_id, from_day, until_day, hours, active) VALUES (?, ?, ?, ?, ?, ?, 1)',
  );
  const addBlock = db.prepare(
    `INSERT INTO calendar_block (id, provider_id, room_id, from_day, until_day, opens, closes, reason, active)
     VALUES (?, ?, NULL, ?, ?, ?, ?, ?, 1)`,
  );
  for (let number = 1; number <= PROVIDERS; number += 1) {
    addProvider.run(providerOf(number), `Dr. Number ${number}`, 100 + number);
    addRoom.run(roomOf(number), `Room ${number}`, 100 + number);
    // Ten years of weeks, each replaced by the next in January.
    for (let year = 0; year < 10; year += 1)
      addWeek.run(
        scheduleId(0xd5, number * 100 + year),
        providerOf(number),
        null,
        `${Number(day.slice(0, 4)) - year}-01-01`,
        null,
        JSON.stringify(hours),
      );
    // A week away, in the time that has free times: they are not proposed then.
    const away = addDays(day, 7 * number);
    addBlock.run(
      scheduleId(0xd6, number),
      providerOf(number),
      away,
      addDays(away, 4),
      '12:00',
      '13:00',
      'Board',
    );
    addBlock.run(
      scheduleId(0xd7, number),
      providerOf(number),
      addDays(day, 88),
      addDays(day, 95),
      null,
      null,
      'Away',
    );
  }
  addBlock.run(scheduleId(0xd8, 1), null, addDays(day, -3_600), addDays(day, 200), '12:00', '12:30', 'Lunch');
  const addType = db.prepare(
    `INSERT INTO appointment_type (id, name, minutes, position, buffer_minutes, provider_ids, room_ids) VALUES (?, ?, ?, ?, ?, ?, ?)`,
  );
  for (const [kind, { number, minutes, bufferMinutes }] of Object.entries(KINDS)) {
    const isSpecial = kind === 'special';
    addType.run(
      typeOf(kind as Kind),
      kind[0]?.toUpperCase() + kind.slice(1),
      minutes,
      100 + number,
      bufferMinutes,
      JSON.stringify(isSpecial ? [2, 7, 11].map(providerOf) : []),
      JSON.stringify(isSpecial ? [1, 2, 3, 4, 5].map(roomOf) : []),
    );
  }
}

interface MadeVisit {
  readonly on: PlainDate;
  readonly provider: number;
  readonly kind: 'short' | 'long';
  readonly starts: number;
  readonly bookedAt: number;
  readonly status: string;
}

function* visitsAround(day: PlainDate, count: number, zone: string, random: Random): Generator<MadeVisit> {
  const days = workingDays(day, Math.ceil(count / VISITS_A_DAY));
  let left = count;
  for (const on of days) {
    const isOver = on < day;
    const someCancelled = on >= addDays(day, FULL_DAYS);
    for (const half of HALVES) {
      const [hour = 0] = half.split(':').map(Number);
      const opens = instantOf(on, hour, 0, zone);
      for (let provider = 1; provider <= PROVIDERS; provider += 1) {
        let starts: number = opens;
        for (let slot = 0; slot < HALF_DAY.length && left > 0; slot += 1, left -= 1) {
          // Each provider's day begins elsewhere in the row, so that they do not all change patients at once.
          const kind = HALF_DAY[(slot + provider) % HALF_DAY.length] ?? 'short';
          yield {
            on,
            provider,
            kind,
            starts,
            bookedAt: starts - Math.floor(random() * 60 * 24 * 60) * MINUTE,
            status:
              someCancelled && random() < CANCELLED_SHARE ? 'cancelled' : isOver ? 'checked-out' : 'booked',
          };
          starts += (KINDS[kind].minutes + KINDS[kind].bufferMinutes) * MINUTE;
        }
      }
    }
  }
}

/** So many working days, the last of them some months after `day`, or `day` in the middle where they are few. */
function workingDays(day: PlainDate, count: number): readonly PlainDate[] {
  const days: PlainDate[] = [];
  const ahead = Math.min(DAYS_AHEAD, Math.floor(count / 2));
  for (let on = day; days.length < ahead; on = addDays(on, 1)) if (weekdayOf(on) < 6) days.push(on);
  for (let on = addDays(day, -1); days.length < count; on = addDays(on, -1))
    if (weekdayOf(on) < 6) days.push(on);
  return days;
}
