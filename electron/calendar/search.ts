import type { OutputOf, ParsedInputOf } from '../../shared/api/index.ts';
import { type DayClock, weekdayOf } from '../../shared/calendar/open-hours.ts';
import { type DayToSearch, freeInRoom, lengthOf, openingsOn } from '../../shared/calendar/openings.ts';
import { proposalsOn, spreadOverDays } from '../../shared/calendar/proposals.ts';
import type { Span } from '../../shared/calendar/spans.ts';
import type { ProviderId, RoomId } from '../../shared/kernel/ids.ts';
import { addDays, type Instant, type PlainDate } from '../../shared/kernel/time.ts';
import type { QueryContext } from '../engine/handler.ts';
import { prepared } from '../engine/statements.ts';
import { arrangement, keptBy, keptRooms, typeFacts } from './facts.ts';
import { daysOf } from './range.ts';

/** Visits begin at whole multiples of this after midnight. */
const STEP_MINUTES = 5;
/** Days that are read at once: most searches end within the first. */
const CHUNK = 10;

type Found = OutputOf<'calendar.openings'>['openings'];

/** The next free times worth proposing, in order of time; which those are is told in `proposalsOn` and `spreadOverDays`. */
export function openingsNow(
  { db, zone, now }: QueryContext,
  asked: ParsedInputOf<'calendar.openings'>,
): Found {
  const types = asked.typeIds.map((typeId) => typeFacts(db, typeId));
  const providers = candidates(
    db,
    asked.providerIds,
    types.map(({ providerIds }) => providerIds),
  );
  const rooms = asked.needsRoom
    ? roomsFor(
        db,
        types.map(({ roomIds }) => roomIds),
      )
    : [];
  const parts = types.map(({ minutes, bufferMinutes }) => ({ minutes, bufferMinutes }));
  const minutes = lengthOf({ parts });
  const lengths = { stepMinutes: STEP_MINUTES, minutes };
  const wanted = { parts, stepMinutes: STEP_MINUTES, notBefore: now, needsRoom: asked.needsRoom };
  const proposed = function* () {
    for (const { day, within, byProvider } of searchedDays({ db, zone }, asked, providers, rooms)) {
      const free = byProvider.map((each, place) =>
        openingsOn(providers[place] ?? null, each, { ...wanted, within }),
      );
      yield { day, proposals: proposalsOn(free, lengths) };
    }
  };
  return spreadOverDays(proposed(), asked.count).flatMap(({ day, starts, roomId, isSnug, place }) => {
    const providerId = providers[place];
    return providerId === undefined
      ? []
      : [{ day, starts: starts as Instant, minutes, providerId, roomId, isSnug }];
  });
}

interface SearchedDay {
  readonly day: PlainDate;
  /** The part of the day that will do; null for all of it. */
  readonly within: readonly Span[] | null;
  /** The day of each provider, in their order. */
  readonly byProvider: readonly DayToSearch[];
}

/** Day after day with what is on it, some of them read at once; a day on which nobody asked for works is not read at all. */
function* searchedDays(
  { db, zone }: Pick<QueryContext, 'db' | 'zone'>,
  { notBefore, days, weekdays, opens, closes }: ParsedInputOf<'calendar.openings'>,
  providers: readonly ProviderId[],
  rooms: readonly RoomId[],
): Generator<SearchedDay> {
  const last = addDays(notBefore, days - 1);
  const arranged = arrangement(db, notBefore, last, zone);
  const worked = daysOf(notBefore, last).filter(
    (day) =>
      (weekdays.length === 0 || weekdays.includes(weekdayOf(day))) &&
      providers.some((id) => arranged.openOf(id, day)?.length !== 0),
  );
  for (let read = 0; read < worked.length; read += CHUNK) {
    const chunk = worked.slice(read, read + CHUNK);
    const visits = providers.map((id) => Map.groupBy(keptBy(db, id, chunk), ({ day }) => day));
    const inRooms = Map.groupBy(rooms.length === 0 ? [] : keptRooms(db, chunk), ({ day }) => day);
    for (const day of chunk) {
      const clock = arranged.clockOn(day);
      const blocks = arranged.blocksOn(day);
      const inRoom = Map.groupBy(inRooms.get(day) ?? [], ({ roomId }) => roomId);
      const free = rooms.map((roomId) => ({
        roomId,
        free: freeInRoom(
          roomId,
          { day: clock.day, blocks },
          arranged.roomOpenOf(roomId, day),
          inRoom.get(roomId) ?? [],
        ),
      }));
      yield {
        day,
        within: partOf(clock, opens, closes),
        byProvider: providers.map((providerId, place) => ({
          day: clock.day,
          open: arranged.openOf(providerId, day),
          blocks,
          visits: visits[place]?.get(day) ?? [],
          rooms: free,
        })),
      };
    }
  }
}

/** The part of a day that will do; null for all of it. */
function partOf({ day, at }: DayClock, opens: string | null, closes: string | null): readonly Span[] | null {
  if (opens === null && closes === null) return null;
  return [{ starts: opens === null ? day.starts : at(opens), ends: closes === null ? day.ends : at(closes) }];
}

/** Who sees all of these kinds, of those asked for. */
function candidates(
  db: QueryContext['db'],
  asked: readonly ProviderId[],
  seenBy: readonly (readonly ProviderId[])[],
): readonly ProviderId[] {
  const active = prepared(db, 'SELECT id FROM provider WHERE active = 1 ORDER BY position')
    .pluck()
    .all() as ProviderId[];
  return active.filter(
    (id) =>
      (asked.length === 0 || asked.includes(id)) &&
      seenBy.every((ids) => ids.length === 0 || ids.includes(id)),
  );
}

function roomsFor(db: QueryContext['db'], of: readonly (readonly RoomId[])[]): readonly RoomId[] {
  const active = prepared(db, 'SELECT id FROM room WHERE active = 1 ORDER BY position')
    .pluck()
    .all() as RoomId[];
  return active.filter((id) => of.every((ids) => ids.length === 0 || ids.includes(id)));
}
