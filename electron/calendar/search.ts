import type { OutputOf, ParsedInputOf } from '../../shared/api/index.ts';
import { wallClock, weekdayOf, wholeDay } from '../../shared/calendar/open-hours.ts';
import { type DayToSearch, lengthOf, openingsOn } from '../../shared/calendar/openings.ts';
import type { Span } from '../../shared/calendar/spans.ts';
import type { ProviderId, RoomId } from '../../shared/kernel/ids.ts';
import { addDays, type Instant, type PlainDate } from '../../shared/kernel/time.ts';
import type { QueryContext } from '../engine/handler.ts';
import { prepared } from '../engine/statements.ts';
import { arrangement, busyBetween, typeFacts } from './facts.ts';
import { daysOf } from './range.ts';

/** Visits begin at whole multiples of this after midnight. */
const STEP_MINUTES = 5;
/** Days that are read at once: most searches end within the first. */
const CHUNK = 14;

type Found = OutputOf<'calendar.openings'>['openings'];

/** The next free times, the earliest first; of those at the same time the one that leaves no gap, then by the order of providers. */
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
  const found: Found = [];
  for (const { day, search, openOf } of searchedDays(db, asked, rooms, zone)) {
    const wanted = {
      parts,
      stepMinutes: STEP_MINUTES,
      notBefore: now,
      within: daypart(asked, day, zone),
      needsRoom: asked.needsRoom,
    };
    const ofDay = providers.flatMap((providerId, place) =>
      openingsOn(providerId, { ...search, open: openOf(providerId) }, wanted).map((opening) => ({
        ...opening,
        providerId,
        place,
      })),
    );
    ofDay.sort(
      (one, two) =>
        one.starts - two.starts || Number(two.isSnug) - Number(one.isSnug) || one.place - two.place,
    );
    for (const { starts, roomId, isSnug, providerId } of ofDay.slice(0, asked.count - found.length))
      found.push({ day, starts: starts as Instant, minutes, providerId, roomId, isSnug });
    if (found.length >= asked.count) break;
  }
  return found;
}

interface SearchedDay {
  readonly day: PlainDate;
  readonly search: Omit<DayToSearch, 'open'>;
  readonly openOf: (providerId: ProviderId) => readonly Span[] | null;
}

/** Day after day with what is on it, read a fortnight at a time. */
function* searchedDays(
  db: QueryContext['db'],
  { notBefore, days, weekdays }: ParsedInputOf<'calendar.openings'>,
  rooms: readonly RoomId[],
  zone: string,
): Generator<SearchedDay> {
  for (let skipped = 0; skipped < days; skipped += CHUNK) {
    const from = addDays(notBefore, skipped);
    const until = addDays(notBefore, Math.min(skipped + CHUNK, days) - 1);
    const arranged = arrangement(db, from, until, zone);
    const busy = Map.groupBy(busyBetween(db, from, until), ({ day }) => day);
    for (const day of daysOf(from, until)) {
      if (weekdays.length > 0 && !weekdays.includes(weekdayOf(day))) continue;
      const search = {
        day: wholeDay(day, zone),
        blocks: arranged.blocksOn(day),
        busy: busy.get(day) ?? [],
        rooms: rooms.map((roomId) => ({ roomId, open: arranged.roomOpenOf(roomId, day) })),
      };
      yield { day, search, openOf: (providerId) => arranged.openOf(providerId, day) };
    }
  }
}

/** The part of a day that will do; null for all of it. */
function daypart(
  { opens, closes }: Pick<ParsedInputOf<'calendar.openings'>, 'opens' | 'closes'>,
  day: PlainDate,
  zone: string,
): readonly Span[] | null {
  if (opens === null && closes === null) return null;
  const whole = wholeDay(day, zone);
  return [
    {
      starts: opens === null ? whole.starts : wallClock(day, opens, zone),
      ends: closes === null ? whole.ends : wallClock(day, closes, zone),
    },
  ];
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
