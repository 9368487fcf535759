import { createHash } from 'node:crypto';
import type { Database } from 'better-sqlite3';
import type { PatientId, TaskId, VisitId } from '../../shared/kernel/ids.ts';
import { addDays, type PlainDate } from '../../shared/kernel/time.ts';
import { prepared } from '../engine/statements.ts';
import { readRecord, type UnitOfWork } from '../engine/unit-of-work.ts';
import { clashPairs } from '../worklists/clash-pairs.ts';
import { CLASH_DAYS } from '../worklists/visit-lists.ts';
import { taskRecord } from './records.ts';

/** A visit that changed, and the days on which it stood or stands. */
export interface ChangedVisit {
  readonly days: readonly PlainDate[];
  /** Who changed it last. */
  readonly by: string;
}

interface Booked {
  readonly id: VisitId;
  readonly patientId: PatientId;
  readonly bookedAt: number | null;
  readonly bookedBy: string | null;
}

/** Who looks back after an outage of days still finds them; what is longer over is nobody's to move. */
const DAYS_BACK = 7;

/** The days on which these visits stood or stand and somebody could still do something about it, in order. */
export function daysToLookAt(changed: readonly ChangedVisit[], today: PlainDate): readonly PlainDate[] {
  const [first, last] = [addDays(today, -DAYS_BACK), addDays(today, CLASH_DAYS)];
  const days = new Set(changed.flatMap((each) => each.days));
  return [...days].filter((day) => day >= first && day <= last).toSorted();
}

/**
 * Holds what stands on a day against what stands beside it: each two visits that came to stand on each other become one
 * task, on every desk the same one, and a task whose visits do so no more is over (sync design 4.10). What came from an EHR
 * twice at one time is its own doing and stands in the list of double bookings alone. `changedBy` says of a visit who
 * changed it last.
 */
export function noteOverlaps(
  unit: UnitOfWork,
  day: PlainDate,
  changedBy: (visitId: VisitId) => string | undefined,
): void {
  // What goes past midnight stands on the next day, too.
  const pairs = clashPairs(unit.db, addDays(day, -1), addDays(day, 1));
  for (const { visitIds } of pairs) noteOverlap(unit, visitIds);
  const standing = new Set(pairs.map(({ visitIds }) => overlapTaskId(visitIds)));
  for (const { id, visitId, besideVisitId } of openOverlaps(unit.db, day)) {
    if (standing.has(id)) continue;
    const closedBy = changedBy(visitId) ?? changedBy(besideVisitId) ?? '';
    unit.change(taskRecord, id, { status: 'settled', closedAt: unit.now, closedBy });
  }
}

/** The id of the task about two visits: it follows from theirs, so that every desk makes the same. */
export function overlapTaskId(visitIds: readonly VisitId[]): TaskId {
  const digest = createHash('sha256')
    .update(`overlap ${visitIds.toSorted().join(' ')}`)
    .digest('hex');
  return `${digest.slice(0, 8)}-${digest.slice(8, 12)}-8${digest.slice(13, 16)}-a${digest.slice(17, 20)}-${digest.slice(20, 32)}` as TaskId;
}

function noteOverlap(unit: UnitOfWork, visitIds: readonly [VisitId, VisitId]): void {
  const id = overlapTaskId(visitIds);
  const known = readRecord(unit.db, taskRecord, id);
  // What a person closed knowing of both stays closed; what only came apart and came together again is open again.
  if (known?.status === 'settled')
    unit.change(taskRecord, id, { status: 'open', closedAt: null, closedBy: null });
  if (known) return;
  const [keeper, later] = visitIds.map((each) => bookedVisit(unit.db, each)).toSorted(byBooking);
  if (!keeper || !later || (keeper.bookedBy === null && later.bookedBy === null)) return;
  // Nothing in it but what both visits say since they were booked: two desks that make it make it alike.
  unit.create(taskRecord, {
    id,
    source: 'overlap',
    title: '',
    note: '',
    patientId: later.patientId,
    visitId: later.id,
    waitingId: null,
    recallId: null,
    besideVisitId: keeper.id,
    staffId: null,
    role: null,
    dueDay: null,
    dueTime: null,
    status: 'open',
    madeAt: later.bookedAt ?? 0,
    madeBy: '',
    closedAt: null,
    closedBy: null,
    reason: '',
  });
}

function bookedVisit(db: Database, id: VisitId): Booked {
  return prepared(
    db,
    'SELECT id, patient_id AS patientId, booked_at AS bookedAt, booked_by AS bookedBy FROM visit WHERE id = ?',
  ).get(id) as Booked;
}

/** Who booked first may stay; what an EHR brought without saying when was there before. */
function byBooking(one: Booked, two: Booked): number {
  return (one.bookedAt ?? 0) - (two.bookedAt ?? 0) || (one.id < two.id ? -1 : 1);
}

/** The open tasks about visits of which one stands on this day. */
function openOverlaps(
  db: Database,
  day: PlainDate,
): { readonly id: TaskId; readonly visitId: VisitId; readonly besideVisitId: VisitId }[] {
  return prepared(
    db,
    `SELECT t.id, t.visit_id AS visitId, t.beside_visit_id AS besideVisitId FROM task t
     JOIN visit v ON v.id = t.visit_id JOIN visit b ON b.id = t.beside_visit_id
     WHERE t.status = 'open' AND t.source = 'overlap' AND (v.day = @day OR b.day = @day)`,
  ).all({ day }) as ReturnType<typeof openOverlaps>;
}
