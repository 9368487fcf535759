import type { Database } from 'better-sqlite3';
import { FEDERAL_HOLIDAYS, type FederalHoliday, holidayOn } from '../../shared/calendar/holidays.ts';
import {
  clockOf,
  type DayClock,
  openOn,
  templateOn,
  type WeekTemplate,
} from '../../shared/calendar/open-hours.ts';
import type { KeptTime } from '../../shared/calendar/openings.ts';
import type { Block, Busy } from '../../shared/calendar/rules.ts';
import type { Span } from '../../shared/calendar/spans.ts';
import type { AppointmentTypeId, BlockId, ProviderId, RoomId, WorkWeekId } from '../../shared/kernel/ids.ts';
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
  /** When the practice is open; null where nobody has said. */
  usualOn(day: PlainDate): readonly Span[] | null;
  /** What is kept free on a day, holidays among it; a holiday's reason is its name in `FEDERAL_HOLIDAYS`. */
  blocksOn(day: PlainDate): readonly Block[];
  clockOn(day: PlainDate): DayClock;
}

/** A week of hours as it is stored, its hours read. */
export interface ArrangedWeek extends WeekTemplate {
  readonly id: WorkWeekId | null;
  readonly providerId: ProviderId | null;
  readonly roomId: RoomId | null;
}

export interface ArrangedBlock {
  readonly id: BlockId | null;
  readonly providerId: ProviderId | null;
  readonly roomId: RoomId | null;
  readonly fromDay: PlainDate;
  readonly untilDay: PlainDate;
  readonly opens: string | null;
  readonly closes: string | null;
  readonly reason: string;
}

/** What an arrangement is made of. */
export interface ArrangementParts {
  readonly weeks: readonly ArrangedWeek[];
  readonly blocks: readonly ArrangedBlock[];
  /** The hours of the practice; empty where nobody has said. */
  readonly hours: readonly OpenHours[];
  readonly holidays: readonly FederalHoliday[];
}

/** Reads how the days from one to another are arranged, once for all of them. */
export function arrangement(
  db: Database,
  fromDay: PlainDate,
  untilDay: PlainDate,
  zone: string,
): Arrangement {
  return arrangedBy(arrangementParts(db, fromDay, untilDay), zone);
}

/** The weeks and blocks in use from one day to another, with the hours and the holidays of the practice. */
export function arrangementParts(db: Database, fromDay: PlainDate, untilDay: PlainDate): ArrangementParts {
  // Many work the same hours: each text is read once.
  const hoursOf = remembered((text: string) => JSON.parse(text) as OpenHours[]);
  const weeks = prepared(
    db,
    `SELECT id, provider_id AS providerId, room_id AS roomId, from_day AS fromDay, until_day AS untilDay, hours
     FROM work_week WHERE active = 1 AND from_day <= ? AND (until_day IS NULL OR until_day >= ?)`,
  ).all(untilDay, fromDay) as (Omit<ArrangedWeek, 'hours'> & { readonly hours: string })[];
  const blocks = prepared(
    db,
    `SELECT id, provider_id AS providerId, room_id AS roomId, from_day AS fromDay, until_day AS untilDay, opens, closes, reason
     FROM calendar_block WHERE active = 1 AND until_day >= ? AND from_day <= ?`,
  ).all(fromDay, untilDay) as ArrangedBlock[];
  return {
    weeks: weeks.map((row) => ({ ...row, hours: hoursOf(row.hours) })),
    blocks,
    ...practiceDays(db),
  };
}

/** The hours of the practice and the federal holidays it keeps. */
export function practiceDays(db: Database): Pick<ArrangementParts, 'hours' | 'holidays'> {
  const { hours, holidays } = prepared(db, 'SELECT hours, holidays FROM practice').get() as {
    hours: string;
    holidays: string;
  };
  return {
    hours: JSON.parse(hours) as OpenHours[],
    holidays: (JSON.parse(holidays) as string[]).filter(isFederal),
  };
}

/** What weeks, blocks and holidays say of each day. */
export function arrangedBy(
  { weeks, blocks, hours: usual, holidays }: ArrangementParts,
  zone: string,
): Arrangement {
  const weeksOf = Map.groupBy(weeks, ({ providerId, roomId }) => providerId ?? roomId);
  const clockOn = remembered((day: PlainDate) => clockOf(day, zone));
  // The same hours of several people stand for the same spans of a day.
  const spansOn = remembered((day: PlainDate) =>
    remembered((hours: readonly OpenHours[]) => openOn(hours, day, zone, clockOn(day))),
  );
  const own = (id: ProviderId | RoomId, day: PlainDate): readonly OpenHours[] | undefined =>
    templateOn(weeksOf.get(id) ?? [], day)?.hours;
  const usualOn = (day: PlainDate): readonly Span[] | null =>
    usual.length === 0 ? null : spansOn(day)(usual);
  return {
    clockOn,
    // Who has no week of their own works when the practice is open; where that is not said either, nothing is.
    openOf: (providerId, day) => {
      const hours = own(providerId, day);
      return hours === undefined ? usualOn(day) : spansOn(day)(hours);
    },
    roomOpenOf: (roomId, day) => {
      const hours = own(roomId, day);
      return hours === undefined ? null : spansOn(day)(hours);
    },
    usualOn,
    blocksOn: (day) => {
      const clock = clockOn(day);
      const holiday = holidayOn(day, holidays);
      return [
        ...(holiday === undefined ? [] : [{ ...clock.day, providerId: null, roomId: null, reason: holiday }]),
        ...blocks
          .filter((row) => row.fromDay <= day && day <= row.untilDay)
          .map(({ providerId, roomId, opens, closes, reason }) => ({
            starts: opens === null ? clock.day.starts : clock.at(opens),
            ends: closes === null ? clock.day.ends : clock.at(closes),
            providerId,
            roomId,
            reason,
          })),
      ];
    },
  };
}

/** The same function, that works out each answer once. */
export function remembered<Key, Value>(work: (key: Key) => Value): (key: Key) => Value {
  const known = new Map<Key, Value>();
  return (key) => {
    const before = known.get(key);
    if (before !== undefined) return before;
    const value = work(key);
    known.set(key, value);
    return value;
  };
}

/** Booked or going on; `v` is the visit. */
const STANDS = "v.scheduled_at IS NOT NULL AND v.status NOT IN ('cancelled', 'no-show')";

/**
 * The visits that stand on some days: booked or going on, with the time that was kept for them. The order of the tables is
 * told, not left to the planner: see `rangeOf`.
 */
export function busyBetween(
  db: Database,
  fromDay: PlainDate,
  untilDay: PlainDate,
): readonly (Busy & { readonly day: PlainDate })[] {
  return prepared(
    db,
    `SELECT v.id AS visitId, v.patient_id AS patientId, v.provider_id AS providerId, v.room_id AS roomId, v.day,
       v.scheduled_at AS starts, v.minutes, t.buffer_minutes AS bufferMinutes
     FROM visit v INDEXED BY visit_day CROSS JOIN appointment_type t ON t.id = v.type_id
     WHERE v.day BETWEEN ? AND ? AND ${STANDS}
     ORDER BY v.day, v.scheduled_at`,
  ).all(fromDay, untilDay) as (Busy & { day: PlainDate })[];
}

/** What the visits of one provider keep of some days: no more of them than a search needs, which looks at many thousands. */
export function keptBy(
  db: Database,
  providerId: ProviderId,
  days: readonly PlainDate[],
): readonly (KeptTime & { readonly day: PlainDate })[] {
  return prepared(
    db,
    `SELECT v.day, v.scheduled_at AS starts, v.minutes, t.buffer_minutes AS bufferMinutes
     FROM visit v INDEXED BY visit_provider CROSS JOIN appointment_type t ON t.id = v.type_id
     WHERE v.provider_id = ? AND v.day IN (SELECT value FROM json_each(?)) AND ${STANDS}`,
  ).all(providerId, JSON.stringify(days)) as (KeptTime & { day: PlainDate })[];
}

/** When rooms are taken on some days. */
export function keptRooms(
  db: Database,
  days: readonly PlainDate[],
): readonly (Pick<Busy, 'starts' | 'minutes'> & { readonly day: PlainDate; readonly roomId: RoomId })[] {
  return prepared(
    db,
    `SELECT v.day, v.room_id AS roomId, v.scheduled_at AS starts, v.minutes
     FROM visit v INDEXED BY visit_day
     WHERE v.day IN (SELECT value FROM json_each(?)) AND v.room_id IS NOT NULL AND ${STANDS}`,
  ).all(JSON.stringify(days)) as (Pick<Busy, 'starts' | 'minutes'> & { day: PlainDate; roomId: RoomId })[];
}

function isFederal(name: string): name is FederalHoliday {
  return (FEDERAL_HOLIDAYS as readonly string[]).includes(name);
}
