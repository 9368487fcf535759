import type { Database } from 'better-sqlite3';
import { DateTime } from 'luxon';
import { addDays, clinicDay, instantOf, type PlainDate } from '../../shared/kernel/time.ts';
import { type Chance, chanceOf } from './chance.ts';
import { insertAll } from './insert.ts';
import { DEMO_ZONE } from './practice.ts';
import {
  blankVisit,
  type DayBook,
  openDayBook,
  type Person,
  settle,
  type VisitTableRow,
  writeTenders,
} from './settle.ts';
import { HALF_WAY_DAY, type VisitTypeName } from './today.ts';

/** Ten days back and ten ahead: three weeks with today in the middle. */
const DAYS_AROUND = 10;
const MINUTE = 60_000;
/** Appointments stand on fives, as in any book. */
const GRID = 5 * MINUTE;
const LAB_POSITION = 5;
const PEDIATRICS_POSITION = 3;

const REASONS: Readonly<Record<VisitTypeName, readonly string[]>> = {
  'Follow-up': [
    'Blood pressure',
    'Diabetes check',
    'Asthma',
    'Medication review',
    'Back pain',
    'Test results',
    'Thyroid',
    'Migraine',
  ],
  Annual: ['Annual wellness visit', 'Yearly physical', 'Sports physical'],
  'New patient': ['Establish care', 'Moved to town', 'New patient visit'],
  Procedure: ['Skin biopsy', 'Joint injection', 'Mole removal', 'Suture removal'],
  'Same-day': ['Sore throat', 'Cough and fever', 'Rash', 'Earache', 'Sprained ankle'],
  Draw: ['Fasting lipids', 'Blood draw', 'A1c', 'INR'],
};

/** True when the day of the instant (epoch milliseconds) already stands half-way in the store. */
export function isLaidOut(db: Database, now: number): boolean {
  const { id } = firstOfToday(clinicDay(now, DEMO_ZONE));
  return db.prepare('SELECT 1 FROM visit WHERE id = ?').get(id) !== undefined;
}

/**
 * Lays out three weeks around the instant, today half-way. Days that lay ahead when they were seeded are laid out anew
 * now that they are here; what somebody did at the desk stays as it is. Answers how many visits it wrote.
 */
export function seedSchedule(db: Database, now: number): number {
  const today = clinicDay(now, DEMO_ZONE);
  removeOutlived(db, today);
  const book = openDayBook(db, now);
  for (let offset = -DAYS_AROUND; offset <= DAYS_AROUND; offset += 1) {
    const day = addDays(today, offset);
    if (day === today) layOutToday(book, today);
    else if (isWeekday(day) && !hasVisits(db, day)) layOutDay(book, day, today);
  }
  insertAll(db, 'visit', book.visits);
  writeTenders(db, book);
  carryConfirmations(db);
  return book.visits.length;
}

/** Appointments of days that have come meanwhile and that nobody ever touched; a day on which somebody came is kept. */
function removeOutlived(db: Database, today: PlainDate): void {
  db.prepare(
    `DELETE FROM visit WHERE day <= ? AND arrived_at IS NULL
       AND (day = ? OR NOT EXISTS (SELECT 1 FROM visit other WHERE other.day = visit.day AND other.arrived_at IS NOT NULL))
       AND NOT EXISTS (SELECT 1 FROM change_log c WHERE c.record_type = 'Encounter' AND c.local_id = visit.id)
       AND NOT EXISTS (SELECT 1 FROM tender t WHERE t.visit_id = visit.id)`,
  ).run(today, today);
}

function firstOfToday(today: PlainDate): { id: string; chance: Chance } {
  const chance = chanceOf(`today ${today}`);
  return { id: chance.id(instantOf(today, 0, 0, DEMO_ZONE)), chance };
}

/**
 * Today is told from the clock, not from opening hours: whoever looks at the demo in the evening or on a Sunday still
 * sees a morning in full swing. Near midnight times are pressed together, so that no visit falls on another day.
 */
function layOutToday(book: DayBook, today: PlainDate): void {
  const { id: firstId, chance } = firstOfToday(today);
  const start = instantOf(today, 0, 0, DEMO_ZONE);
  const end = instantOf(addDays(today, 1), 0, 0, DEMO_ZONE) - GRID;
  const base = Math.floor(book.now / GRID) * GRID;
  const busy = new Set<string>();
  for (const [index, plan] of HALF_WAY_DAY.entries()) {
    const person = plan.mrn === undefined ? next(book, chance, plan.provider, busy) : book.cast.get(plan.mrn);
    if (!person) continue;
    busy.add(person.id);
    const type = book.type(plan.type);
    const visit: VisitTableRow = {
      ...blankVisit(index === 0 ? firstId : chance.id(start), person, type, today),
      providerId: plan.provider === null ? null : book.provider(plan.provider),
      scheduledAt: plan.at === null ? null : Math.min(end, Math.max(start, base + plan.at * MINUTE)),
      walkIn: plan.at === null,
      reason: plan.reason ?? chance.pick(REASONS[plan.type]),
      status: plan.status,
      statusSince: sinceOf(
        book.now,
        plan.since,
        plan.status === 'booked' || plan.status === 'confirmed' ? 0 : start,
      ),
      roomId: plan.room === undefined ? null : book.room(plan.room),
      cancelReason: plan.cancelReason ?? null,
    };
    if (plan.status === 'arrived') visit.arrivedAt = visit.statusSince;
    if (['checked-in', 'with-clinician', 'ready-to-leave', 'checked-out'].includes(plan.status))
      settle(book, chance, visit, person, start);
    book.visits.push(visit);
  }
}

function sinceOf(now: number, minutes: number, earliest: number): number {
  return Math.max(earliest, now - minutes * MINUTE);
}

/** A whole day, over or still to come. */
function layOutDay(book: DayBook, day: PlainDate, today: PlainDate): void {
  const chance = chanceOf(`day ${day}`);
  const busy = new Set<string>();
  const midnight = instantOf(day, 0, 0, DEMO_ZONE);
  for (let position = 0; position <= LAB_POSITION; position += 1) {
    const isLab = position === LAB_POSITION;
    for (const [hour, minute] of timesOf(chance, isLab ? 4 : chance.between(5, 7))) {
      const person = next(book, chance, position, busy);
      if (!person) continue;
      busy.add(person.id);
      const typeName = isLab ? 'Draw' : typeFor(chance);
      const visit: VisitTableRow = {
        ...blankVisit(chance.id(midnight), person, book.type(typeName), day),
        providerId: book.provider(position),
        scheduledAt: instantOf(day, hour, minute, DEMO_ZONE),
        reason: chance.pick(REASONS[typeName]),
        statusSince: instantOf(addDays(today, -chance.between(1, 7)), 9, 0, DEMO_ZONE),
      };
      if (chance.happens(4)) {
        visit.status = 'cancelled';
        visit.cancelReason = chance.pick(['Called: sick', 'Moved to another week']);
      } else if (day < today) bringToEnd(book, chance, visit, person, midnight);
      else if (chance.happens(day <= addDays(today, 2) ? 60 : 10)) visit.status = 'confirmed';
      book.visits.push(visit);
    }
  }
}

function bringToEnd(
  book: DayBook,
  chance: Chance,
  visit: VisitTableRow,
  person: Person,
  midnight: number,
): void {
  const { scheduledAt } = visit;
  if (scheduledAt === null) return;
  if (chance.happens(4)) {
    visit.status = 'no-show';
    visit.statusSince = scheduledAt + 20 * MINUTE;
    return;
  }
  visit.status = 'checked-out';
  visit.statusSince = scheduledAt + (visit.minutes + chance.between(6, 25)) * MINUTE;
  settle(book, chance, visit, person, midnight);
}

/** Different times of a provider's day, noon left free. */
function timesOf(chance: Chance, count: number): readonly (readonly [hour: number, minute: number])[] {
  const grid = [8, 9, 10, 11, 13, 14, 15, 16].flatMap((hour) =>
    [0, 20, 40].map((minute) => [hour, minute] as const),
  );
  return chance.shuffled(grid).slice(0, count);
}

function typeFor(chance: Chance): VisitTypeName {
  return chance.pick([
    'Follow-up',
    'Follow-up',
    'Follow-up',
    'Follow-up',
    'Annual',
    'Annual',
    'New patient',
    'Procedure',
    'Same-day',
    'Same-day',
  ]);
}

/** The next patient of the round who is not there that day yet; children see the pediatrician. */
function next(
  book: DayBook,
  chance: Chance,
  position: number | null,
  busy: ReadonlySet<string>,
): Person | undefined {
  const wantsChild = position === PEDIATRICS_POSITION;
  const waiting = () =>
    book.round.findLastIndex((person) => person.isChild === wantsChild && !busy.has(person.id));
  // Everybody has had a turn: the next round queues up behind those still waiting.
  if (waiting() === -1) book.round.unshift(...chance.shuffled(book.others));
  const index = waiting();
  return index === -1 ? undefined : book.round.splice(index, 1)[0];
}

/** Who was checked in said that day that name, address, phone and card were right. */
function carryConfirmations(db: Database): void {
  db.exec(
    `UPDATE patient SET demographics_confirmed_at = v.at, demographics_confirmed_by = v.by
     FROM (SELECT patient_id, max(checked_in_at) AS at, identified_by AS by FROM visit WHERE checked_in_at IS NOT NULL GROUP BY patient_id) v
     WHERE v.patient_id = patient.id AND coalesce(demographics_confirmed_at, 0) < v.at;
     UPDATE coverage SET confirmed_at = v.at
     FROM (SELECT coverage_id, max(checked_in_at) AS at FROM visit WHERE checked_in_at IS NOT NULL GROUP BY coverage_id) v
     WHERE v.coverage_id = coverage.id AND coalesce(confirmed_at, 0) < v.at;`,
  );
}

function hasVisits(db: Database, day: PlainDate): boolean {
  return db.prepare('SELECT 1 FROM visit WHERE day = ?').get(day) !== undefined;
}

function isWeekday(day: PlainDate): boolean {
  return DateTime.fromISO(day, { zone: 'utc' }).weekday <= 5;
}
