import type { Database } from 'better-sqlite3';
import type { OutputOf } from '../../shared/api/index.ts';
import type { AppointmentTypeId, ProviderId, RoomId, VisitId } from '../../shared/kernel/ids.ts';
import { addDays, type Instant, type PlainDate } from '../../shared/kernel/time.ts';
import { MOST_LINES, type VisitLine } from '../../shared/worklists/contract.ts';
import { prepared } from '../engine/statements.ts';
import { readRecord } from '../engine/unit-of-work.ts';
import { patientSummary } from '../patients/patients.ts';
import { patientRecord } from '../patients/records.ts';
import { visitRecord } from '../visits/records.ts';
import { callsAbout } from './calls.ts';
import { clashPairs } from './clash-pairs.ts';

/** How far back a missed visit is still followed up, in days. */
const MISSED_DAYS = 60;
/** How many days ahead visits are held against each other. */
export const CLASH_DAYS = 365;

/** A visit as a line of a list. */
export function visitLine(db: Database, id: VisitId): VisitLine {
  const row = readRecord(db, visitRecord, id);
  const person = row && readRecord(db, patientRecord, row.patientId);
  if (!row || !person) throw new Error('invariant broken: the visit just listed');
  return {
    id,
    patient: patientSummary(person),
    providerId: row.providerId as ProviderId | null,
    roomId: row.roomId as RoomId | null,
    typeId: row.typeId as AppointmentTypeId,
    day: row.day,
    starts: (row.scheduledAt ?? row.arrivedAt) as Instant,
    minutes: row.minutes,
    status: row.status,
    calls: callsAbout(db, 'visit', id, person),
  };
}

/** The visits of a day that stand and have not begun, the confirmed ones last: there is nothing left to do about them. */
export function confirmLines(db: Database, day: PlainDate): VisitLine[] {
  const ids = prepared(
    db,
    `SELECT id FROM visit WHERE day = ? AND status IN ('booked', 'confirmed') AND scheduled_at IS NOT NULL
     ORDER BY status = 'confirmed', scheduled_at, id LIMIT ${MOST_LINES}`,
  )
    .pluck()
    .all(day) as VisitId[];
  return ids.map((id) => visitLine(db, id));
}

/**
 * Who missed a visit in the last weeks, the last one first. Off the list is who has another visit since or to come, and
 * who was called and wants none.
 */
export function missedLines(db: Database, today: PlainDate): VisitLine[] {
  const ids = prepared(
    db,
    `SELECT v.id FROM visit v
     WHERE v.day BETWEEN ? AND ? AND v.status = 'no-show'
       AND NOT EXISTS (SELECT 1 FROM visit o WHERE o.patient_id = v.patient_id AND o.id <> v.id AND o.status NOT IN ('cancelled', 'no-show')
         AND (o.day > v.day OR (o.day = v.day AND coalesce(o.scheduled_at, o.arrived_at) > v.scheduled_at)))
       AND NOT EXISTS (SELECT 1 FROM call c WHERE c.visit_id = v.id AND c.active = 1 AND c.outcome = 'declined')
     ORDER BY v.day DESC, v.scheduled_at DESC LIMIT ${MOST_LINES}`,
  )
    .pluck()
    .all(addDays(today, -MISSED_DAYS), today) as VisitId[];
  return ids.map((id) => visitLine(db, id));
}

/** Visits from today on that stand on each other; see `clashesOf`. */
export function clashLines(db: Database, today: PlainDate): OutputOf<'worklists.clashes'>['clashes'] {
  return clashPairs(db, today, addDays(today, CLASH_DAYS))
    .slice(0, MOST_LINES)
    .map(({ rule, visitIds: [one, two] }) => ({ rule, visits: [visitLine(db, one), visitLine(db, two)] }));
}
