import type { OutputOf, ParsedInputOf } from '../../shared/api/index.ts';
import { MOST_DAYS } from '../../shared/calendar/contract.ts';
import { type IcsEvent, icsText } from '../../shared/calendar/ics.ts';
import { MINUTE } from '../../shared/calendar/spans.ts';
import { Refusal } from '../../shared/kernel/result.ts';
import { daysBetween, type Instant } from '../../shared/kernel/time.ts';
import type { VisitStatus } from '../../shared/visits/state-machine.ts';
import { refuseUnknown } from '../calendar/facts.ts';
import type { QueryContext } from '../engine/handler.ts';
import { prepared } from '../engine/statements.ts';

interface EventRow {
  readonly id: string;
  readonly patientId: string;
  readonly family: string;
  readonly given: string;
  readonly restricted: number;
  readonly typeName: string;
  readonly roomName: string | null;
  readonly status: VisitStatus;
  readonly starts: Instant;
  readonly minutes: number;
  readonly changes: number;
  readonly changedAt: Instant | null;
}

const EVENTS = `SELECT v.id, v.patient_id AS patientId, p.family, p.given, p.restricted, t.name AS typeName, r.name AS roomName, v.status,
    coalesce(v.scheduled_at, v.arrived_at) AS starts, v.minutes,
    (SELECT count(*) FROM change_log c WHERE c.record_type = 'Encounter' AND c.local_id = v.id AND c.action = 'change') AS changes,
    (SELECT max(c.recorded_at) FROM change_log c WHERE c.record_type = 'Encounter' AND c.local_id = v.id) AS changedAt
  FROM visit v JOIN patient p ON p.id = v.patient_id JOIN appointment_type t ON t.id = v.type_id LEFT JOIN room r ON r.id = v.room_id
  WHERE v.provider_id = ? AND v.day BETWEEN ? AND ? AND coalesce(v.scheduled_at, v.arrived_at) IS NOT NULL
  ORDER BY starts, v.id`;

/** What stands in the place of a name. */
const BOOKED = { en: 'Booked', es: 'Cita' } as const;

/**
 * A provider's visits as a calendar file. It leaves the encrypted store, so nobody is named in it unless that is asked for,
 * and who is restricted not even then; never why somebody comes.
 */
export function calendarFile(
  { db, now, records }: QueryContext,
  asked: ParsedInputOf<'exports.calendar'>,
): OutputOf<'exports.calendar'> {
  const { providerId, fromDay, untilDay, withNames, language } = asked;
  refuseUnknown(db, { providerId, roomId: null }, true);
  const days = daysBetween(fromDay, untilDay) + 1;
  if (days < 1) throw new Refusal('calendar/no-days', 'The last day comes after the first.');
  if (days > MOST_DAYS)
    throw new Refusal('calendar/too-many-days', 'This is too long a time to look at. Choose a shorter one.');
  const name = prepared(db, 'SELECT display_name FROM provider WHERE id = ?')
    .pluck()
    .get(providerId) as string;
  const rows = prepared(db, EVENTS).all(providerId, fromDay, untilDay) as EventRow[];
  const named = withNames ? rows.filter(({ restricted }) => restricted === 0) : [];
  // Each file is one of its own: the same again within minutes is written down again.
  records(JSON.stringify({ calendar: providerId, fromDay, untilDay, withNames, at: now }), [
    ...new Set(named.map(({ patientId }) => patientId)),
  ]);
  const summaryOf = (row: EventRow): string =>
    withNames && row.restricted === 0
      ? `${row.family}, ${row.given}: ${row.typeName}`
      : `${BOOKED[language]}: ${row.typeName}`;
  return {
    text: icsText({ name, madeAt: now, events: rows.map((row) => eventOf(row, summaryOf(row), now)) }),
    visits: rows.length,
  };
}

function eventOf(row: EventRow, summary: string, now: Instant): IcsEvent {
  const isOff = row.status === 'cancelled' || row.status === 'no-show';
  return {
    uid: `visit-${row.id}@anteroom`,
    starts: row.starts,
    // An event that takes no time is none.
    ends: (row.starts + Math.max(1, row.minutes) * MINUTE) as Instant,
    summary,
    location: row.roomName ?? '',
    status: row.status === 'cancelled' ? 'CANCELLED' : 'CONFIRMED',
    isBusy: !isOff,
    sequence: row.changes,
    changedAt: row.changedAt ?? now,
  };
}
