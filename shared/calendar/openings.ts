import { type Block, type Busy, blocksOf } from './rules.ts';
import { common, MINUTE, type Span, without } from './spans.ts';

/** A day of one provider, and of the rooms that may be used with them. */
export interface DayToSearch {
  /** From midnight to midnight of the practice. */
  readonly day: Span;
  /** When the provider works; null where nobody has said. */
  readonly open: readonly Span[] | null;
  readonly blocks: readonly Block[];
  /** Standing visits that keep the provider, or one of the rooms. */
  readonly busy: readonly Busy[];
  readonly rooms: readonly RoomToSearch[];
}

export interface RoomToSearch {
  readonly roomId: Busy['roomId'];
  readonly open: readonly Span[] | null;
}

/** What a free time is looked for; several parts follow each other, as two of a family who come together. */
export interface OpeningWanted {
  readonly parts: readonly { readonly minutes: number; readonly bufferMinutes: number }[];
  /** Visits begin at whole multiples of this many minutes after midnight. */
  readonly stepMinutes: number;
  /** Not before this instant. */
  readonly notBefore: number;
  /** The times of the day that will do, as instants of that day; null is any. */
  readonly within: readonly Span[] | null;
  /** True where a room has to be free with the provider. */
  readonly needsRoom: boolean;
}

export interface Opening {
  readonly starts: number;
  /** The room that is free with the provider; null where none is needed. */
  readonly roomId: Busy['roomId'];
  /** True when it leaves no gap before or after it: such a time spoils the day least. */
  readonly isSnug: boolean;
}

/**
 * The free times of a provider on a day, in order: within the hours, outside of every block, with the buffers of the visits
 * before and of the one that is wanted. What it proposes has no conflict in `conflictsOf`.
 */
export function openingsOn(
  providerId: Busy['providerId'],
  day: DayToSearch,
  wanted: OpeningWanted,
): readonly Opening[] {
  const length = lengthOf(wanted) * MINUTE;
  const own = (wanted.parts.at(-1)?.bufferMinutes ?? 0) * MINUTE;
  const theirs = day.busy.filter((each) => each.providerId === providerId);
  const taken = theirs.map(({ starts, minutes, bufferMinutes }) => ({
    // The buffer of what is wanted lies before the next visit, theirs after it.
    starts: starts - own,
    ends: starts + (minutes + bufferMinutes) * MINUTE,
  }));
  const mine = without(common(day.open ?? [day.day], wanted.within ?? [day.day]), [
    ...taken,
    ...blocksOf(day.blocks, providerId, null),
  ]);
  const rooms = wanted.needsRoom ? day.rooms.map((room) => ({ ...room, free: freeOf(room, day) })) : null;
  const edges = new Set(
    [...mine, ...theirs.map(({ starts, minutes }) => ({ starts, ends: starts + minutes * MINUTE }))].flatMap(
      ({ starts, ends }) => [starts, ends],
    ),
  );
  const found: Opening[] = [];
  for (const span of mine) {
    const from = Math.max(span.starts, wanted.notBefore);
    const step = wanted.stepMinutes * MINUTE;
    const first = day.day.starts + Math.ceil((from - day.day.starts) / step) * step;
    for (let starts = first; starts + length <= span.ends; starts += step) {
      const room = rooms?.find(({ free }) =>
        free.some((each) => each.starts <= starts && starts + length <= each.ends),
      );
      if (rooms !== null && room === undefined) continue;
      const isSnug = edges.has(starts) || edges.has(starts + length);
      found.push({ starts, roomId: room?.roomId ?? null, isSnug });
    }
  }
  return found;
}

/** How long all parts take with the buffers between them, in minutes. */
export function lengthOf({ parts }: Pick<OpeningWanted, 'parts'>): number {
  return parts.reduce(
    (sum, { minutes, bufferMinutes }, index) =>
      sum + minutes + (index === parts.length - 1 ? 0 : bufferMinutes),
    0,
  );
}

function freeOf({ roomId, open }: RoomToSearch, day: DayToSearch): readonly Span[] {
  const taken = day.busy
    .filter((each) => each.roomId === roomId)
    .map(({ starts, minutes }) => ({ starts, ends: starts + minutes * MINUTE }));
  return without(open ?? [day.day], [...taken, ...blocksOf(day.blocks, null, roomId)]);
}
