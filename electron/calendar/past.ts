import type { Database } from 'better-sqlite3';
import type { OutputOf, ParsedInputOf } from '../../shared/api/index.ts';
import type { CalendarVisit } from '../../shared/calendar/contract.ts';
import type { PatientId, ProviderId, RoomId, SeriesId, VisitId } from '../../shared/kernel/ids.ts';
import { clinicDay, type Instant } from '../../shared/kernel/time.ts';
import type { VisitStatus } from '../../shared/visits/state-machine.ts';
import type { QueryContext } from '../engine/handler.ts';
import { prepared } from '../engine/statements.ts';
import { readRecord } from '../engine/unit-of-work.ts';
import { patientRecord } from '../patients/records.ts';
import { type VisitTableRow, visitRow } from '../visits/visit-row.ts';
import { refuseTooLong } from './range.ts';

type History = OutputOf<'calendar.history'>;
type Step = History['steps'][number];

interface Logged {
  readonly action: 'create' | 'change';
  readonly diff: string;
  readonly at: Instant;
  readonly by: string;
  readonly method: string;
  readonly isUndone: number;
}

/** What each step of a visit's history is told from; it grows with each change that the log holds. */
interface Standing {
  readonly status: VisitStatus;
  readonly scheduledAt: Instant | null;
  readonly minutes: number;
  readonly providerId: ProviderId | null;
  readonly roomId: RoomId | null;
}
const PLACE = ['scheduledAt', 'minutes', 'providerId', 'roomId'];

/** Where a visit stood and stands, the first first, and the visits that it hangs together with. */
export function visitHistory(db: Database, visitId: VisitId): { patientId: PatientId; told: History } {
  const row = visitRow(db, visitId);
  const told = { steps: stepsOf(db, visitId), ...linksOf(db, row) };
  return { patientId: row.patientId as PatientId, told };
}

function stepsOf(db: Database, visitId: VisitId): Step[] {
  const log = prepared(
    db,
    `SELECT c.action, c.diff, c.recorded_at AS at, coalesce(m.display_name, '') AS "by", c.method,
       EXISTS (SELECT 1 FROM change_log u WHERE u.undoes_operation_id = c.operation_id) AS isUndone
     FROM change_log c LEFT JOIN staff_member m ON m.id = c.staff_id
     WHERE c.record_type = 'Encounter' AND c.local_id = ? ORDER BY c.sequence`,
  ).all(visitId) as Logged[];
  const steps: Step[] = [];
  // What came from elsewhere was not booked here: it stood as it is now with every change taken off again.
  let standing: Record<string, unknown> = { ...visitRow(db, visitId) };
  for (const { diff } of log.toReversed()) standing = { ...standing, ...sideOf(diff, 0) };
  for (const { action, diff, at, by, isUndone } of log) {
    const changed = JSON.parse(diff) as Record<string, [unknown, unknown]>;
    standing = { ...standing, ...sideOf(diff, 1) };
    const what = whatOf(action, changed);
    const why =
      changed['movedReason']?.[1] ?? changed['cancelReason']?.[1] ?? changed['overruledReason']?.[1];
    const last = steps.at(-1);
    if (what !== undefined) {
      const { status, scheduledAt, minutes, providerId, roomId } = standing as unknown as Standing;
      steps.push({
        at,
        by,
        what,
        status,
        starts: scheduledAt ?? null,
        minutes,
        providerId: providerId ?? null,
        roomId: roomId ?? null,
        why: typeof why === 'string' ? why : '',
        isUndone: isUndone === 1,
      });
    } else if (typeof why === 'string' && last !== undefined) last.why = why;
  }
  return steps;
}

/** What a change led from (0) or to (1), by field. */
function sideOf(diff: string, side: 0 | 1): Record<string, unknown> {
  const changed = Object.entries(JSON.parse(diff) as Record<string, [unknown, unknown]>);
  return Object.fromEntries(changed.map(([field, both]) => [field, both[side]]));
}

function whatOf(action: Logged['action'], changed: Record<string, unknown>): Step['what'] | undefined {
  if (action === 'create') return 'booked';
  // Into a room is a step of the visit, and no other place in the calendar.
  if ('status' in changed && !('scheduledAt' in changed)) return 'status';
  return PLACE.some((field) => field in changed) ? 'moved' : undefined;
}

function linksOf(db: Database, row: VisitTableRow): Omit<History, 'steps'> {
  const linked = (where: string, value: string | null): History['series'] =>
    value === null
      ? []
      : (prepared(
          db,
          `SELECT id, day, status, scheduled_at AS starts FROM visit WHERE ${where} = ? ORDER BY day, scheduled_at, id`,
        ).all(value) as History['series']);
  return {
    replaces: linked('id', row.replacesId)[0] ?? null,
    replacedBy: linked('replaces_id', row.id).at(-1) ?? null,
    series: linked('series_id', row.seriesId),
  };
}

/**
 * The visits of some days as they stood at a past minute: today's rows, with every change since then taken off again. Names
 * are those of now; a visit that was not yet booked is not there.
 */
export function visitsAsOf(
  { db, zone, now }: QueryContext,
  { fromDay, untilDay, at }: ParsedInputOf<'calendar.asOf'>,
): OutputOf<'calendar.asOf'> {
  refuseTooLong(fromDay, untilDay);
  const since = prepared(
    db,
    `SELECT local_id AS id, action, diff FROM change_log
     WHERE day >= ? AND recorded_at > ? AND record_type = 'Encounter' ORDER BY sequence DESC`,
  ).all(clinicDay(Math.min(at, now), zone), at) as { id: VisitId; action: string; diff: string }[];
  const rows = new Map(
    (
      prepared(db, 'SELECT id FROM visit WHERE day BETWEEN ? AND ?')
        .pluck()
        .all(fromDay, untilDay) as VisitId[]
    ).map((id) => [id, visitRow(db, id) as VisitTableRow | undefined]),
  );
  for (const { id, action, diff } of since) {
    const row = rows.has(id) ? rows.get(id) : visitRow(db, id);
    rows.set(
      id,
      action === 'create' || row === undefined
        ? undefined
        : ({ ...row, ...sideOf(diff, 0) } as VisitTableRow),
    );
  }
  const visits = [...rows.values()].filter(
    (row) =>
      row !== undefined &&
      row.day >= fromDay &&
      row.day <= untilDay &&
      (row.scheduledAt ?? row.arrivedAt) !== null,
  ) as VisitTableRow[];
  return {
    visits: visits
      .map((row) => calendarVisit(db, row))
      .toSorted((one, two) => one.starts - two.starts || (one.id < two.id ? -1 : 1)),
  };
}

function calendarVisit(db: Database, row: VisitTableRow): CalendarVisit {
  const person = readRecord(db, patientRecord, row.patientId);
  if (!person) throw new Error('invariant broken: a visit has a patient');
  const { family, given, suffix, provisional, restricted } = person;
  return {
    id: row.id as VisitId,
    patientId: row.patientId as PatientId,
    family,
    given,
    suffix,
    provisional,
    restricted,
    providerId: row.providerId as ProviderId | null,
    roomId: row.roomId as RoomId | null,
    typeId: row.typeId as CalendarVisit['typeId'],
    status: row.status,
    day: row.day,
    starts: (row.scheduledAt ?? row.arrivedAt) as Instant,
    minutes: row.minutes,
    walkIn: row.walkIn,
    reason: restricted ? '' : row.reason,
    overruledReason: restricted && row.overruledReason !== null ? '' : row.overruledReason,
    lateMinutes: row.lateMinutes,
    seriesId: row.seriesId as SeriesId | null,
  };
}
