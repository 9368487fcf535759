import type { Database } from 'better-sqlite3';
import type { OutputOf } from '../../shared/api/index.ts';
import { wholeDay } from '../../shared/calendar/open-hours.ts';
import { blocksOf } from '../../shared/calendar/rules.ts';
import { common, MINUTE, type Span, without } from '../../shared/calendar/spans.ts';
import type { AppointmentTypeId, ProviderId } from '../../shared/kernel/ids.ts';
import { addDays, clinicDay, type Instant, type PlainDate } from '../../shared/kernel/time.ts';
import { fittingStart } from '../../shared/worklists/wishes.ts';
import { type Arrangement, arrangement, busyBetween, typeFacts } from '../calendar/facts.ts';
import type { QueryContext } from '../engine/handler.ts';
import { prepared } from '../engine/statements.ts';
import { waitingLines } from './waiting.ts';

/** Times that came free in so many days are proposed. */
const DAYS_BACK = 7;
/** Less than this is not worth a call, in minutes. */
const SHORTEST = 5;
const MOST_SLOTS = 20;

type Slot = OutputOf<'worklists.freed'>['slots'][number];

interface Left {
  readonly providerId: ProviderId | null;
  readonly starts: number;
  readonly ends: number;
  readonly freedAt: number;
}

/** What came free and is still free, with who would take it, the nearest first; a time that nobody wants is left out. */
export function freedSlots({ db, now, day, zone }: QueryContext): Slot[] {
  const lines = waitingLines(db);
  if (lines.length === 0) return [];
  const types = new Map<AppointmentTypeId, { minutes: number; providerIds: readonly ProviderId[] }>();
  const typeOf = (typeId: AppointmentTypeId) => {
    const known = types.get(typeId) ?? typeFacts(db, typeId, true);
    types.set(typeId, known);
    return known;
  };
  return leftPlaces(db, day, now)
    .flatMap((left) => stillFree(db, left, now, zone))
    .map((slot) => ({
      ...slot,
      matches: lines.flatMap((line) => {
        const { minutes, providerIds } = typeOf(line.typeId);
        const starts = fittingStart(line, minutes, providerIds, slot, zone);
        return starts === undefined ? [] : [{ starts: starts as Instant, line }];
      }),
    }))
    .filter(({ matches }) => matches.length > 0)
    .slice(0, MOST_SLOTS);
}

/** Where visits to come were cancelled, missed or moved away from in the last days, each place once. */
function leftPlaces(db: Database, today: PlainDate, now: number): readonly Left[] {
  const rows = prepared(
    db,
    `SELECT v.provider_id AS providerId, v.scheduled_at AS starts, v.minutes, v.status, c.diff, c.recorded_at AS freedAt
     FROM change_log c JOIN visit v ON v.id = c.local_id
     WHERE c.day >= ? AND c.record_type = 'Encounter' AND c.action = 'change' ORDER BY c.sequence`,
  ).all(addDays(today, -DAYS_BACK)) as (Omit<Left, 'ends'> & {
    minutes: number;
    status: string;
    diff: string;
  })[];
  const places = new Map<string, Left>();
  for (const { diff, freedAt, ...row } of rows) {
    const changed = JSON.parse(diff) as Record<string, [never, never] | undefined>;
    const hasLeft =
      ['scheduledAt', 'providerId', 'minutes'].some((field) => changed[field] !== undefined) ||
      ['cancelled', 'no-show'].includes(changed['status']?.[1] ?? '');
    const starts: number | null = changed['scheduledAt']?.[0] ?? row.starts;
    if (!hasLeft || starts === null) continue;
    const minutes: number = changed['minutes']?.[0] ?? row.minutes;
    const ends = starts + minutes * MINUTE;
    const providerId: ProviderId | null =
      changed['providerId'] === undefined ? row.providerId : changed['providerId'][0];
    if (ends > now) places.set(`${providerId} ${starts} ${ends}`, { providerId, starts, ends, freedAt });
  }
  return [...places.values()].toSorted((one, two) => one.starts - two.starts);
}

/** The parts of a place that are free now: within the hours, outside of blocks and of what was booked there since. */
function stillFree(db: Database, left: Left, now: number, zone: string): Omit<Slot, 'matches'>[] {
  const day = clinicDay(left.starts, zone);
  const arranged = arrangement(db, day, day, zone);
  const taken = busyBetween(db, day, day)
    .filter(({ providerId }) => providerId === left.providerId)
    .map(({ starts, minutes, bufferMinutes }) => ({
      starts,
      ends: starts + (minutes + bufferMinutes) * MINUTE,
    }));
  const from = Math.max(left.starts, now);
  return without(common(openSpans(arranged, left, day, zone), [{ starts: from, ends: left.ends }]), [
    ...taken,
    ...blocksOf(arranged.blocksOn(day), left.providerId, null),
  ])
    .map(({ starts, ends }) => ({
      day,
      starts: starts as Instant,
      minutes: Math.floor((ends - starts) / MINUTE),
      providerId: left.providerId,
      freedAt: left.freedAt as Instant,
    }))
    .filter(({ minutes }) => minutes >= SHORTEST);
}

function openSpans(arranged: Arrangement, left: Left, day: PlainDate, zone: string): readonly Span[] {
  const whole = [wholeDay(day, zone)];
  return left.providerId === null ? whole : (arranged.openOf(left.providerId, day) ?? whole);
}
