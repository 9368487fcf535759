import type { OutputOf } from '../../shared/api/index.ts';
import { FEDERAL_HOLIDAYS, type FederalHoliday } from '../../shared/calendar/holidays.ts';
import type { Span } from '../../shared/calendar/spans.ts';
import type { ProviderId, RoomId } from '../../shared/kernel/ids.ts';
import type { PlainDate } from '../../shared/kernel/time.ts';
import type { ColumnBlock } from './day-column.tsx';
import type { DayScale } from './day-scale.ts';

type Range = OutputOf<'calendar.range'>;
type Visit = Range['visits'][number];

/** Whose column it is; neither is that of nobody in particular. */
export interface Resource {
  readonly by: 'provider' | 'room';
  readonly key: string;
  readonly title: string;
  readonly providerId: ProviderId | null;
  readonly roomId: RoomId | null;
}

/** A day of one provider or room. */
export interface GridColumn extends Resource {
  readonly day: PlainDate;
  readonly scale: DayScale;
  readonly visits: readonly Visit[];
  /** Null where nobody said when they work: then no time is shaded. */
  readonly open: readonly Span[] | null;
  readonly blocks: readonly ColumnBlock[];
}

interface Words {
  readonly nobody: string;
  readonly noRoom: string;
  readonly holidays: Readonly<Record<FederalHoliday, string>>;
}

/**
 * Whose columns there are: every provider or room in use, and one out of use who still has visits on the days shown: their
 * bookings are never out of sight. The last one, of nobody in particular, is there when it holds something.
 */
export function resourcesOf(
  visits: readonly Visit[],
  by: 'provider' | 'room',
  frame: Pick<OutputOf<'practice.frame'>, 'providers' | 'rooms'>,
  words: Words,
): readonly Resource[] {
  const standing = visits.filter(({ status }) => status !== 'cancelled');
  const has = (id: string | null): boolean =>
    standing.some(({ providerId, roomId }) => (by === 'provider' ? providerId : roomId) === id);
  const nobody: Resource = {
    by,
    key: 'nobody',
    title: by === 'provider' ? words.nobody : words.noRoom,
    providerId: null,
    roomId: null,
  };
  const shown: readonly Resource[] =
    by === 'provider'
      ? frame.providers
          .filter(({ id, active }) => active || has(id))
          .map(({ id, displayName }) => ({ by, key: id, title: displayName, providerId: id, roomId: null }))
      : frame.rooms
          .filter(({ id, active }) => active || has(id))
          .map(({ id, name }) => ({ by, key: id, title: name, providerId: null, roomId: id }));
  return shown.length === 0 || has(null) ? [...shown, nobody] : shown;
}

/** The columns of some days, the resources of a day side by side. */
export function columnsOf(
  range: Range,
  days: readonly { readonly day: PlainDate; readonly scale: DayScale }[],
  resources: readonly Resource[],
  { holidays }: Pick<Words, 'holidays'>,
): readonly GridColumn[] {
  const standing = range.visits.filter(({ status }) => status !== 'cancelled');
  const isByRoom = resources[0]?.by === 'room';
  const placeOf = ({ day, providerId, roomId }: Visit): string =>
    `${day} ${(isByRoom ? roomId : providerId) ?? 'nobody'}`;
  const visits = Map.groupBy(standing, placeOf);
  const openOf = (day: PlainDate, { by, providerId, roomId }: Resource): readonly Span[] | null =>
    (by === 'provider'
      ? range.open.find((each) => each.day === day && each.providerId === providerId)
      : range.roomOpen.find((each) => each.day === day && each.roomId === roomId)
    )?.spans ?? null;
  return days.flatMap(({ day, scale }) =>
    resources.map((resource) => ({
      ...resource,
      key: `${day} ${resource.key}`,
      day,
      scale,
      visits: visits.get(`${day} ${resource.key}`) ?? [],
      open: openOf(day, resource),
      blocks: blocksOf(range, scale, resource, holidays),
    })),
  );
}

/** What is kept free of a resource on a day: its own, and the whole practice's. */
function blocksOf(
  range: Range,
  { day }: DayScale,
  resource: Resource,
  holidays: Words['holidays'],
): readonly ColumnBlock[] {
  return range.blocks
    .filter(
      ({ starts, ends, providerId, roomId }) =>
        starts < day.ends &&
        ends > day.starts &&
        ((providerId === null && roomId === null) ||
          (providerId !== null && providerId === resource.providerId) ||
          (roomId !== null && roomId === resource.roomId)),
    )
    .map(({ starts, ends, reason }) => ({
      starts,
      ends,
      reason: isFederal(reason) ? holidays[reason] : reason,
    }));
}

function isFederal(reason: string): reason is FederalHoliday {
  return (FEDERAL_HOLIDAYS as readonly string[]).includes(reason);
}
