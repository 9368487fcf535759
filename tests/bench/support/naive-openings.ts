import type { Database } from 'better-sqlite3';
import { arrangement, busyBetween, type TypeFacts, typeFacts } from '../../../electron/calendar/facts.ts';
import type { InputOf, OutputOf } from '../../../shared/api/index.ts';
import { weekdayOf, wholeDay } from '../../../shared/calendar/open-hours.ts';
import { lengthOf, type Opening } from '../../../shared/calendar/openings.ts';
import { proposalsOn, spreadOverDays } from '../../../shared/calendar/proposals.ts';
import { conflictsOf, type DayFacts, overrulingOf } from '../../../shared/calendar/rules.ts';
import { covers, MINUTE } from '../../../shared/calendar/spans.ts';
import type { AppointmentTypeId, ProviderId, RoomId } from '../../../shared/kernel/ids.ts';
import { addDays, type Instant, type PlainDate } from '../../../shared/kernel/time.ts';

const STEP = 5;
type Asked = InputOf<'calendar.openings'>;

/**
 * The next free times by the obvious program: day after day, provider after provider, every five minutes of their hours it asks
 * the rules of booking what stands against it, and of what is free it proposes as the desk does.
 */
export function naiveOpenings(
  { db, zone, now }: { readonly db: Database; readonly zone: string; readonly now: number },
  asked: Asked,
): OutputOf<'calendar.openings'>['openings'] {
  const types = asked.typeIds.map((id) => typeFacts(db, id as AppointmentTypeId));
  const minutes = lengthOf({ parts: types });
  const inOrder = (table: 'provider' | 'room') =>
    db.prepare(`SELECT id FROM ${table} WHERE active = 1 ORDER BY position`).pluck().all();
  const wanted = asked.providerIds as ProviderId[];
  const providers = (inOrder('provider') as ProviderId[]).filter(
    (id) => wanted.length === 0 || wanted.includes(id),
  );
  const rooms = asked.needsRoom ? (inOrder('room') as RoomId[]) : [null];
  const proposed = function* () {
    for (let skipped = 0; skipped < asked.days; skipped += 1) {
      const day = addDays(asked.notBefore as PlainDate, skipped);
      if (asked.weekdays.length > 0 && !asked.weekdays.includes(weekdayOf(day))) continue;
      const around = dayOf(db, zone, day);
      const free = providers.map((providerId) =>
        freeOf({ ...around, now, types, minutes, rooms, asked }, providerId),
      );
      yield { day, proposals: proposalsOn(free, { stepMinutes: STEP, minutes }) };
    }
  };
  return spreadOverDays(proposed(), asked.count).map(({ day, starts, roomId, isSnug, place }) => ({
    day,
    starts: starts as Instant,
    minutes,
    providerId: providers[place] as ProviderId,
    roomId,
    isSnug,
  }));
}

function dayOf(db: Database, zone: string, day: PlainDate) {
  const arranged = arrangement(db, day, day, zone);
  const whole = wholeDay(day, zone);
  const facts: Omit<DayFacts, 'providerOpen' | 'roomOpen' | 'type'> = {
    day: whole,
    todayStarts: whole.starts,
    overbook: 0,
    blocks: arranged.blocksOn(day),
    busy: busyBetween(db, day, day),
    isNewPatient: null,
  };
  return { day, arranged, facts };
}

interface Searched extends ReturnType<typeof dayOf> {
  readonly now: number;
  readonly types: readonly TypeFacts[];
  readonly minutes: number;
  readonly rooms: readonly (RoomId | null)[];
  readonly asked: Asked;
}

/** Every start of a provider's hours against which nothing stands. */
function freeOf(searched: Searched, providerId: ProviderId): readonly Opening[] {
  const { day, arranged, facts, now, minutes, rooms, asked } = searched;
  const open = arranged.openOf(providerId, day) ?? [facts.day];
  const { at } = arranged.clockOn(day);
  const part = {
    starts: asked.opens === null ? facts.day.starts : at(asked.opens),
    ends: asked.closes === null ? facts.day.ends : at(asked.closes),
  };
  const found: Opening[] = [];
  for (const { starts: from, ends } of open)
    for (let starts = from; starts < ends; starts += STEP * MINUTE) {
      if (starts < now || !covers([part], { starts, ends: starts + minutes * MINUTE })) continue;
      const roomId = rooms.find((room) => isFree(searched, providerId, room, starts));
      if (roomId === undefined) continue;
      const isSnug =
        !isFree(searched, providerId, null, starts - STEP * MINUTE) ||
        !isFree(searched, providerId, null, starts + STEP * MINUTE);
      found.push({ starts, roomId, isSnug });
    }
  return found;
}

function isFree(
  { day, arranged, facts, types, minutes }: Searched,
  providerId: ProviderId,
  roomId: RoomId | null,
  starts: number,
): boolean {
  const bufferMinutes = types.at(-1)?.bufferMinutes ?? 0;
  const providerOpen = arranged.openOf(providerId, day);
  const roomOpen = roomId === null ? null : arranged.roomOpenOf(roomId, day);
  return types.every((type) => {
    const conflicts = conflictsOf(
      { visitId: null, patientId: null, providerId, roomId, starts, minutes },
      { ...facts, providerOpen, roomOpen, type: { ...type, bufferMinutes } },
    );
    return overrulingOf(conflicts) === null;
  });
}
