import type { Database } from 'better-sqlite3';
import { FEDERAL_HOLIDAYS, type FederalHoliday, holidayOn } from '../../shared/calendar/holidays.ts';
import {
  openOn,
  templateOn,
  type WeekTemplate,
  wallClock,
  wholeDay,
} from '../../shared/calendar/open-hours.ts';
import type { Block, Busy } from '../../shared/calendar/rules.ts';
import type { Span } from '../../shared/calendar/spans.ts';
import type { AppointmentTypeId, ProviderId, RoomId } from '../../shared/kernel/ids.ts';
import { Refusal } from '../../shared/kernel/result.ts';
import type { PlainDate } from '../../shared/kernel/time.ts';
import type { OpenHours } from '../../shared/practice/hours.ts';
import { prepared } from '../engine/statements.ts';

/** A kind of visit as the calendar needs it. */
export interface TypeFacts {
  readonly minutes: number;
  readonly bufferMinutes: number;
  readonly forWhom: 'any' | 'new' | 'established';
  readonly providerIds: readonly ProviderId[];
  readonly roomIds: readonly RoomId[];
}

/** A kind of visit that can be booked; refuses one that is out of use, or with `evenGone` one that never was. */
export function typeFacts(db: Database, typeId: AppointmentTypeId, evenGone = false): TypeFacts {
  const row = prepared(
    db,
    `SELECT minutes, buffer_minutes AS bufferMinutes, for_whom AS forWhom, provider_ids AS providerIds, room_ids AS roomIds
     FROM appointment_type WHERE id = ? AND (active = 1 OR ?)`,
  ).get(typeId, evenGone ? 1 : 0) as
    | (Omit<TypeFacts, 'providerIds' | 'roomIds'> & { providerIds: string; roomIds: string })
    | undefined;
  if (!row)
    throw new Refusal('practice/unknown-type', 'This kind of visit is not in use. Choose one of the list.');
  return { ...row, providerIds: JSON.parse(row.providerIds), roomIds: JSON.parse(row.roomIds) };
}

/** Refuses a provider or a room that is not in use, or with `evenGone` one that never was; null is nobody in particular. */
export function refuseUnknown(
  db: Database,
  { providerId, roomId }: { readonly providerId: ProviderId | null; readonly roomId: RoomId | null },
  evenGone = false,
): void {
  const isThere = (table: 'provider' | 'room', id: string | null): boolean =>
    id === null ||
    prepared(db, `SELECT 1 FROM ${table} WHERE id = ? AND (active = 1 OR ?)`).get(id, evenGone ? 1 : 0) !==
      undefined;
  if (!isThere('provider', providerId))
    throw new Refusal('practice/unknown-provider', 'There is no such provider. Choose one of the list.');
  if (!isThere('room', roomId))
    throw new Refusal('practice/unknown-room', 'There is no such room. Choose one of the list.');
}

/** Weeks and blocks that matter from one day to another, and what they say of each day. */
export interface Arrangement {
  /** When a provider works on a day; null where nobody has said. */
  openOf(providerId: ProviderId, day: PlainDate): readonly Span[] | null;
  roomOpenOf(roomId: RoomId, day: PlainDate): readonly Span[] | null;
  /** What is kept free on a day, holidays among it; a holiday's reason is its name in `FEDERAL_HOLIDAYS`. */
  blocksOn(day: PlainDate): readonly Block[];
}

interface WeekRow {
  readonly providerId: ProviderId | null;
  readonly roomId: RoomId | null;
  readonly fromDay: PlainDate;
  readonly untilDay: PlainDate | null;
  readonly hours: string;
}

interface BlockRow {
  readonly providerId: ProviderId | null;
  readonly roomId: RoomId | null;
  readonly fromDay: PlainDate;
  readonly untilDay: PlainDate;
  readonly opens: string | null;
  readonly closes: string | null;
  readonly reason: string;
}

/** Reads how the days from one to another are arranged, once for all of them. */
export function arrangement(
  db: Database,
  fromDay: PlainDate,
  untilDay: PlainDate,
  zone: string,
): Arrangement {
  const weeks = (
    prepared(
      db,
      `SELECT provider_id AS providerId, room_id AS roomId, from_day AS fromDay, until_day AS untilDay, hours
       FROM work_week WHERE active = 1 AND from_day <= ? AND (until_day IS NULL OR until_day >= ?)`,
    ).all(untilDay, fromDay) as WeekRow[]
  ).map((row) => ({ ...row, hours: JSON.parse(row.hours) as OpenHours[] }));
  const rows = prepared(
    db,
    `SELECT provider_id AS providerId, room_id AS roomId, from_day AS fromDay, until_day AS untilDay, opens, closes, reason
     FROM calendar_block WHERE active = 1 AND until_day >= ? AND from_day <= ?`,
  ).all(fromDay, untilDay) as BlockRow[];
  const practice = prepared(db, 'SELECT hours, holidays FROM practice').get() as {
    hours: string;
    holidays: string;
  };
  const usual = JSON.parse(practice.hours) as OpenHours[];
  const observed = (JSON.parse(practice.holidays) as string[]).filter(isFederal);
  const open = (own: readonly WeekTemplate[], day: PlainDate): readonly Span[] | null => {
    // Who has no week of their own works when the practice is open; where that is not said either, nothing is.
    const hours = templateOn(own, day)?.hours ?? (usual.length === 0 ? undefined : usual);
    return hours === undefined ? null : openOn(hours, day, zone);
  };
  return {
    openOf: (providerId, day) =>
      open(
        weeks.filter((week) => week.providerId === providerId),
        day,
      ),
    roomOpenOf: (roomId, day) => {
      const own = templateOn(
        weeks.filter((week) => week.roomId === roomId),
        day,
      );
      return own === undefined ? null : openOn(own.hours, day, zone);
    },
    blocksOn: (day) => {
      const whole = wholeDay(day, zone);
      const holiday = holidayOn(day, observed);
      return [
        ...(holiday === undefined ? [] : [{ ...whole, providerId: null, roomId: null, reason: holiday }]),
        ...rows
          .filter((row) => row.fromDay <= day && day <= row.untilDay)
          .map(({ providerId, roomId, opens, closes, reason }) => ({
            starts: opens === null ? whole.starts : wallClock(day, opens, zone),
            ends: closes === null ? whole.ends : wallClock(day, closes, zone),
            providerId,
            roomId,
            reason,
          })),
      ];
    },
  };
}

/** The visits that stand on some days: booked or going on, with the time that was kept for them. */
export function busyBetween(
  db: Database,
  fromDay: PlainDate,
  untilDay: PlainDate,
): readonly (Busy & { readonly day: PlainDate })[] {
  return prepared(
    db,
    `SELECT v.id AS visitId, v.patient_id AS patientId, v.provider_id AS providerId, v.room_id AS roomId, v.day,
       v.scheduled_at AS starts, v.minutes, t.buffer_minutes AS bufferMinutes
     FROM visit v JOIN appointment_type t ON t.id = v.type_id
     WHERE v.day BETWEEN ? AND ? AND v.scheduled_at IS NOT NULL AND v.status NOT IN ('cancelled', 'no-show')
     ORDER BY v.day, v.scheduled_at`,
  ).all(fromDay, untilDay) as (Busy & { day: PlainDate })[];
}

function isFederal(name: string): name is FederalHoliday {
  return (FEDERAL_HOLIDAYS as readonly string[]).includes(name);
}
