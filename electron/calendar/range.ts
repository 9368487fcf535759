import type { OutputOf, ParsedInputOf } from '../../shared/api/index.ts';
import { type CalendarVisit, MOST_DAYS } from '../../shared/calendar/contract.ts';
import type { ProviderId, RoomId } from '../../shared/kernel/ids.ts';
import { Refusal } from '../../shared/kernel/result.ts';
import { addDays, daysBetween, type PlainDate } from '../../shared/kernel/time.ts';
import type { QueryContext } from '../engine/handler.ts';
import { prepared } from '../engine/statements.ts';
import { arrangement } from './facts.ts';

interface RangeRow extends Omit<CalendarVisit, 'provisional' | 'restricted' | 'walkIn'> {
  readonly provisional: number;
  readonly restricted: number;
  readonly walkIn: number;
}

/**
 * Every visit of some days, cancelled ones too, with what is arranged around them; one that came from elsewhere with a date and
 * no time has no place in a calendar. The visits are walked first, by their day:
 * with statistics in the file the planner takes a range of days for much and looks for the visits of each patient instead.
 */
export function rangeOf(
  { db, zone }: QueryContext,
  { fromDay, untilDay }: ParsedInputOf<'calendar.range'>,
): OutputOf<'calendar.range'> {
  refuseTooLong(fromDay, untilDay);
  const rows = prepared(
    db,
    `SELECT v.id, v.patient_id AS patientId, p.family, p.given, p.suffix, p.provisional, p.restricted, v.provider_id AS providerId,
       v.room_id AS roomId, v.type_id AS typeId, v.status, v.day, coalesce(v.scheduled_at, v.arrived_at) AS starts, v.minutes,
       v.walk_in AS walkIn, CASE WHEN p.restricted = 1 THEN '' ELSE v.reason END AS reason,
       CASE WHEN p.restricted = 1 AND v.overruled_reason IS NOT NULL THEN '' ELSE v.overruled_reason END AS overruledReason,
       v.late_minutes AS lateMinutes, v.series_id AS seriesId
     FROM visit v INDEXED BY visit_day CROSS JOIN patient p ON p.id = v.patient_id
     WHERE v.day BETWEEN ? AND ? AND coalesce(v.scheduled_at, v.arrived_at) IS NOT NULL ORDER BY v.day, v.scheduled_at`,
  ).all(fromDay, untilDay) as RangeRow[];
  const providers = prepared(db, 'SELECT id FROM provider WHERE active = 1 ORDER BY position')
    .pluck()
    .all() as ProviderId[];
  const rooms = prepared(db, 'SELECT id FROM room WHERE active = 1 ORDER BY position')
    .pluck()
    .all() as RoomId[];
  const days = daysOf(fromDay, untilDay);
  const arranged = arrangement(db, fromDay, untilDay, zone);
  return {
    visits: rows.map((row) => ({
      ...row,
      provisional: row.provisional === 1,
      restricted: row.restricted === 1,
      walkIn: row.walkIn === 1,
    })),
    open: days.flatMap((day) =>
      providers.flatMap((providerId) => {
        const spans = arranged.openOf(providerId, day);
        return spans === null ? [] : [{ day, providerId, spans: spans as never }];
      }),
    ),
    roomOpen: days.flatMap((day) =>
      rooms.flatMap((roomId) => {
        const spans = arranged.roomOpenOf(roomId, day);
        return spans === null ? [] : [{ day, roomId, spans: spans as never }];
      }),
    ),
    blocks: days.flatMap((day) => arranged.blocksOn(day)) as never,
  };
}

/** The days from one to another, both among them. */
export function daysOf(fromDay: PlainDate, untilDay: PlainDate): readonly PlainDate[] {
  return Array.from({ length: daysBetween(fromDay, untilDay) + 1 }, (_each, index) =>
    addDays(fromDay, index),
  );
}

/** Refuses days that end before they begin, or more than are ever looked at. */
export function refuseTooLong(fromDay: PlainDate, untilDay: PlainDate): void {
  const days = daysBetween(fromDay, untilDay) + 1;
  if (days < 1) throw new Refusal('calendar/no-days', 'The last day comes after the first.');
  if (days > MOST_DAYS)
    throw new Refusal('calendar/too-many-days', 'This is too long a time to look at. Choose a shorter one.');
}
