import type { RoomId } from '../kernel/ids.ts';
import { type Block, type Busy, blocksOf } from './rules.ts';
import { common, MINUTE, type Span, without } from './spans.ts';

/** A day of one provider, and the rooms that may be used with them. */
export interface DayToSearch {
  /** From midnight to midnight of the practice. */
  readonly day: Span;
  /** When the provider works; null where nobody has said. */
  readonly open: readonly Span[] | null;
  readonly blocks: readonly Block[];
  /** Standing visits of the provider. */
  readonly visits: readonly KeptTime[];
  readonly rooms: readonly RoomToSearch[];
}

/** What a standing visit takes of its provider's time. */
export type KeptTime = Pick<Busy, 'starts' | 'minutes' | 'bufferMinutes'>;

export interface RoomToSearch {
  readonly roomId: Busy['roomId'];
  /** When nobody is in it; see `freeInRoom`. */
  readonly free: readonly Span[];
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
  /** True when no visit could begin in what it leaves free before it, or after it: such a time spoils the day least. */
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
  const step = wanted.stepMinutes * MINUTE;
  const own = (wanted.parts.at(-1)?.bufferMinutes ?? 0) * MINUTE;
  const taken = day.visits.map(({ starts, minutes, bufferMinutes }) => ({
    // The buffer of what is wanted lies before the next visit, theirs after it.
    starts: starts - own,
    ends: starts + (minutes + bufferMinutes) * MINUTE,
  }));
  const open = day.open === null ? [day.day] : common(day.open, [day.day]);
  const free = without(open, [...taken, ...blocksOf(day.blocks, providerId, null)]);
  const found: Opening[] = [];
  for (const span of free) {
    if (span.ends - span.starts < length) continue;
    for (const part of wanted.within === null ? [span] : common([span], wanted.within)) {
      const from = Math.max(part.starts, wanted.notBefore);
      const first = day.day.starts + Math.ceil((from - day.day.starts) / step) * step;
      for (let starts = first; starts + length <= part.ends; starts += step) {
        const ends = starts + length;
        const room = wanted.needsRoom ? day.rooms.find((each) => isFree(each, starts, ends)) : null;
        if (room === undefined) continue;
        const isSnug = starts - span.starts < step || span.ends - ends < step;
        found.push({ starts, roomId: room?.roomId ?? null, isSnug });
      }
    }
  }
  return found;
}

function isFree({ free }: RoomToSearch, starts: number, ends: number): boolean {
  return free.some((span) => span.starts <= starts && ends <= span.ends);
}

/** How long all parts take with the buffers between them, in minutes. */
export function lengthOf({ parts }: Pick<OpeningWanted, 'parts'>): number {
  return parts.reduce(
    (sum, { minutes, bufferMinutes }, index) =>
      sum + minutes + (index === parts.length - 1 ? 0 : bufferMinutes),
    0,
  );
}

/** When a room has nobody in it and nothing keeps it free; `open` is null where nobody has said when it is used. */
export function freeInRoom(
  roomId: RoomId,
  { day, blocks }: Pick<DayToSearch, 'day' | 'blocks'>,
  open: readonly Span[] | null,
  visits: readonly Pick<Busy, 'starts' | 'minutes'>[],
): readonly Span[] {
  const taken = visits.map(({ starts, minutes }) => ({ starts, ends: starts + minutes * MINUTE }));
  return without(open ?? [day], [...taken, ...blocksOf(blocks, null, roomId)]);
}
