import type { VisitStatus } from '../visits/state-machine.ts';
import { merged, type Span, without } from './spans.ts';

/** A line of a day on paper, in the order of time. */
export type DayLine<Visit> =
  | { readonly kind: 'visit'; readonly visit: Visit }
  /** Nobody is booked, and somebody could be. */
  | ({ readonly kind: 'free' } & Span)
  /** Between two stretches of the working hours. */
  | ({ readonly kind: 'break' } & Span)
  /** Kept free; `allDay` from midnight to midnight. */
  | ({ readonly kind: 'block'; readonly reason: string; readonly allDay: boolean } & Span);

interface DayToWrite<Visit> {
  /** From midnight to midnight of the practice, 23, 24 or 25 hours. */
  readonly day: Span;
  readonly visits: readonly Visit[];
  /** The time that a visit takes; null where it takes none, or nobody knows when. */
  readonly spanOf: (visit: Visit) => Span | null;
  /** Where a visit stands; null for one of which only the day is known: it stands first. */
  readonly startOf: (visit: Visit) => number | null;
  /** The working hours; null where nobody has said, and then no time is said to be free. */
  readonly open: readonly Span[] | null;
  readonly blocks: readonly (Span & { readonly reason: string })[];
}

/** The lines of a day: every visit, what is kept free, the breaks, and the gaps between all of these. */
export function dayLines<Visit>({
  day,
  visits,
  spanOf,
  startOf,
  open,
  blocks,
}: DayToWrite<Visit>): readonly DayLine<Visit>[] {
  const taken = visits.flatMap((visit) => spanOf(visit) ?? []);
  const hours = merged(open ?? []);
  const first = hours[0];
  const last = hours.at(-1);
  const breaks =
    first === undefined || last === undefined
      ? []
      : without([{ starts: first.starts, ends: last.ends }], [...hours, ...taken, ...blocks]);
  const free = without(hours, [...taken, ...blocks]);
  const lines: { readonly at: number; readonly rank: number; readonly line: DayLine<Visit> }[] = [
    ...blocks.map((block) => ({
      at: block.starts,
      rank: 0,
      line: {
        kind: 'block' as const,
        starts: block.starts,
        ends: block.ends,
        reason: block.reason,
        allDay: block.starts <= day.starts && block.ends >= day.ends,
      },
    })),
    ...visits.map((visit) => ({
      at: startOf(visit) ?? day.starts,
      rank: 1,
      line: { kind: 'visit' as const, visit },
    })),
    ...breaks.map((span) => ({ at: span.starts, rank: 2, line: { kind: 'break' as const, ...span } })),
    ...free.map((span) => ({ at: span.starts, rank: 2, line: { kind: 'free' as const, ...span } })),
  ];
  return lines.toSorted((one, two) => one.at - two.at || one.rank - two.rank).map(({ line }) => line);
}

/** How a day went, each visit counted once. */
export interface DayTotals {
  readonly visits: number;
  readonly booked: number;
  readonly confirmed: number;
  /** Arrived, and everything that comes after it. */
  readonly arrived: number;
  readonly noShow: number;
  readonly cancelled: number;
}

/** Counts the visits of a day by what came of them. */
export function dayTotals(visits: readonly { readonly status: VisitStatus }[]): DayTotals {
  const count = (...statuses: readonly VisitStatus[]): number =>
    visits.filter(({ status }) => statuses.includes(status)).length;
  return {
    visits: visits.length,
    booked: count('booked'),
    confirmed: count('confirmed'),
    arrived: count('arrived', 'checked-in', 'with-clinician', 'ready-to-leave', 'checked-out'),
    noShow: count('no-show'),
    cancelled: count('cancelled'),
  };
}
