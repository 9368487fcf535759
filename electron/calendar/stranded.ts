import type { Database } from 'better-sqlite3';
import type { OutputOf, ParsedInputOf } from '../../shared/api/index.ts';
import type { Arranging, StrandedBooking } from '../../shared/calendar/arrange-contract.ts';
import { problemsOf, type StrandedProblem } from '../../shared/calendar/stranded.ts';
import type { AppointmentTypeId, ProviderId, RoomId } from '../../shared/kernel/ids.ts';
import type { PlainDate } from '../../shared/kernel/time.ts';
import type { QueryContext } from '../engine/handler.ts';
import { prepared } from '../engine/statements.ts';
import { type ArrangementParts, arrangedBy, arrangementParts, remembered } from './facts.ts';

interface BookingRow extends Omit<StrandedBooking, 'restricted' | 'problems'> {
  readonly restricted: number;
  readonly typeId: AppointmentTypeId;
}

interface TypePlaces {
  readonly isGone: boolean;
  readonly providerIds: readonly ProviderId[];
  readonly roomIds: readonly RoomId[];
}

/** Everything that can come to stand against a booking: as it is, or as a change would make it. */
interface World extends ArrangementParts {
  /** Providers and rooms out of use. */
  readonly gone: ReadonlySet<string>;
  readonly types: ReadonlyMap<AppointmentTypeId, TypePlaces>;
}

/**
 * Standing bookings of the days to come that something is arranged against, the earliest first: all of them, or those that one
 * change concerns. A kind of visit that is out of use is not offered any more, but what was booked of it goes on: it is
 * told of where the change is one of that kind, and is no work otherwise.
 */
export function strandedNow(
  { db, zone }: Pick<QueryContext, 'db' | 'zone'>,
  { fromDay, by }: ParsedInputOf<'calendar.stranded'>,
): OutputOf<'calendar.stranded'> {
  const rows = bookingsFrom(db, fromDay);
  const world = worldOf(db, fromDay, rows.at(-1)?.day ?? fromDay);
  if (by === null) {
    const judge = judgeOf(world, zone);
    return { bookings: listed(rows, (row) => judge(row).filter(({ rule }) => rule !== 'type-gone')) };
  }
  const after = judgeOf(changedWorld(world, by), zone);
  const before = judgeOf(world, zone);
  const without = judgeOf(worldWithout(world, by), zone);
  const concerned = (row: BookingRow): readonly StrandedProblem[] => {
    const found = after(row);
    // What stood against it already, and would without this as well, is not of its making.
    return found.length === 0 ? found : beyond(found, inBoth(before(row), without(row)));
  };
  return { bookings: listed(rows, concerned) };
}

function listed(
  rows: readonly BookingRow[],
  problems: (row: BookingRow) => readonly StrandedProblem[],
): StrandedBooking[] {
  return rows.flatMap((row) => {
    const found = problems(row);
    const { typeId: _typeId, restricted, ...shown } = row;
    return found.length === 0 ? [] : [{ ...shown, restricted: restricted === 1, problems: [...found] }];
  });
}

/** Bookings that have not begun, from a day on. */
function bookingsFrom(db: Database, fromDay: PlainDate): readonly BookingRow[] {
  return prepared(
    db,
    `SELECT v.id AS visitId, v.patient_id AS patientId, p.family, p.given, p.suffix, p.birth_date AS birthDate, p.restricted,
       CASE WHEN p.restricted = 1 THEN '' ELSE p.phone END AS phone, v.provider_id AS providerId, v.room_id AS roomId,
       v.type_id AS typeId, t.name AS typeName, v.day, v.scheduled_at AS starts, v.minutes,
       CASE WHEN p.restricted = 1 AND v.overruled_reason IS NOT NULL THEN '' ELSE v.overruled_reason END AS overruledReason
     FROM visit v JOIN patient p ON p.id = v.patient_id JOIN appointment_type t ON t.id = v.type_id
     WHERE v.day >= ? AND v.scheduled_at IS NOT NULL AND v.status IN ('booked', 'confirmed')
     ORDER BY v.day, v.scheduled_at, v.id`,
  ).all(fromDay) as BookingRow[];
}

function worldOf(db: Database, fromDay: PlainDate, untilDay: PlainDate): World {
  const types = prepared(
    db,
    'SELECT id, active, provider_ids AS providerIds, room_ids AS roomIds FROM appointment_type',
  ).all() as { id: AppointmentTypeId; active: number; providerIds: string; roomIds: string }[];
  return {
    ...arrangementParts(db, fromDay, untilDay),
    gone: new Set(
      prepared(db, 'SELECT id FROM provider WHERE active = 0 UNION ALL SELECT id FROM room WHERE active = 0')
        .pluck()
        .all() as string[],
    ),
    types: new Map(
      types.map(({ id, active, providerIds, roomIds }) => [
        id,
        { isGone: active === 0, providerIds: JSON.parse(providerIds), roomIds: JSON.parse(roomIds) },
      ]),
    ),
  };
}

/** The world without what the change is of: without this week or block, with everybody here, for everybody. */
function worldWithout(world: World, by: Arranging): World {
  const others = <Part extends { readonly id: string | null }>(parts: readonly Part[], id: string | null) =>
    id === null ? parts : parts.filter((part) => part.id !== id);
  switch (by.kind) {
    case 'week':
      return { ...world, weeks: others(world.weeks, by.id) };
    case 'block':
      return { ...world, blocks: others(world.blocks, by.id) };
    case 'holidays':
      return { ...world, holidays: [] };
    case 'practice':
      return { ...world, hours: [] };
    case 'provider':
    case 'room':
      return { ...world, gone: new Set([...world.gone].filter((id) => id !== by.id)) };
    case 'type':
      return {
        ...world,
        types: new Map([...world.types, [by.id, { isGone: false, providerIds: [], roomIds: [] }]]),
      };
  }
}

function changedWorld(world: World, by: Arranging): World {
  const rest = worldWithout(world, by);
  switch (by.kind) {
    case 'week':
      return by.active ? { ...rest, weeks: [...rest.weeks, by] } : rest;
    case 'block':
      return { ...rest, blocks: [...rest.blocks, { ...by, reason: '' }] };
    case 'holidays':
      return { ...rest, holidays: by.holidays };
    case 'practice':
      return { ...rest, hours: by.hours };
    case 'provider':
    case 'room':
      return { ...rest, gone: new Set([...rest.gone, by.id]) };
    case 'type': {
      const { providerIds, roomIds } = by;
      return {
        ...rest,
        types: new Map([...rest.types, [by.id, { isGone: !by.active, providerIds, roomIds }]]),
      };
    }
  }
}

/** Tells of a booking what is arranged against it; what is known of a day is worked out once. */
function judgeOf(world: World, zone: string): (row: BookingRow) => readonly StrandedProblem[] {
  const arranged = arrangedBy(world, zone);
  const blocksOn = remembered((day: PlainDate) => arranged.blocksOn(day));
  return (row) => {
    const { day, providerId, roomId } = row;
    const type = world.types.get(row.typeId);
    return problemsOf(row, {
      day: arranged.clockOn(day).day,
      blocks: blocksOn(day),
      providerOpen: providerId === null ? null : arranged.openOf(providerId, day),
      roomOpen: roomId === null ? null : arranged.roomOpenOf(roomId, day),
      type: type ?? { providerIds: [], roomIds: [] },
      isProviderGone: providerId !== null && world.gone.has(providerId),
      isRoomGone: roomId !== null && world.gone.has(roomId),
      isTypeGone: type?.isGone ?? false,
    });
  };
}

/** The problems that two lists share, each as often as in both. */
function inBoth(
  one: readonly StrandedProblem[],
  two: readonly StrandedProblem[],
): readonly StrandedProblem[] {
  return beyond(one, beyond(one, two));
}

/** The problems that are more in one list than in another. */
function beyond(
  problems: readonly StrandedProblem[],
  others: readonly StrandedProblem[],
): readonly StrandedProblem[] {
  const left = others.map(spelled);
  return problems.filter((problem) => {
    const at = left.indexOf(spelled(problem));
    if (at >= 0) left.splice(at, 1);
    return at < 0;
  });
}

function spelled({ rule, reason }: StrandedProblem): string {
  return `${rule} ${reason}`;
}
