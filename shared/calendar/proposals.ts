import type { Opening } from './openings.ts';
import { MINUTE } from './spans.ts';

/** A free time of one of several providers. */
export interface Proposal extends Opening {
  /** Whose it is: their place in the order of the practice. */
  readonly place: number;
}

/** How visits lie on the day: where they begin, and how long the one that is wanted takes. */
interface Lengths {
  readonly stepMinutes: number;
  readonly minutes: number;
}

/**
 * The free times of one day worth proposing, the best first. Of a stretch in which a visit may begin at every step, those that
 * leave no gap, and from its beginning on one visit after the other; what lies between would only break the day up.
 *
 * The first free time of all comes first. Then the times that leave no gap, then the others; among either first each time of
 * the day once, whoever it is with, in the order of the day, then whoever else has the same times.
 */
export function proposalsOn(
  byProvider: readonly (readonly Opening[])[],
  lengths: Lengths,
): readonly Proposal[] {
  const all = byProvider
    .flatMap((openings, place) => worthProposing(openings, lengths).map((each) => ({ ...each, place })))
    .sort(
      (one, two) =>
        one.starts - two.starts || Number(two.isSnug) - Number(one.isSnug) || one.place - two.place,
    );
  const [first, ...others] = all;
  if (first === undefined) return [];
  const seen = new Map([[first.starts, 1]]);
  return [
    first,
    ...others
      .map((proposal) => {
        const turn = seen.get(proposal.starts) ?? 0;
        seen.set(proposal.starts, turn + 1);
        return { proposal, turn };
      })
      .sort(
        (one, two) =>
          Number(two.proposal.isSnug) - Number(one.proposal.isSnug) ||
          one.turn - two.turn ||
          one.proposal.starts - two.proposal.starts,
      )
      .map(({ proposal }) => proposal),
  ];
}

/**
 * Chooses `count` of what is proposed day after day, and stops asking for days when it has them. No day gives more than a third,
 * so that whoever cannot come on the first hears of others; where the days do not suffice, the best of what was left over
 * fills up, the earliest day first. In order of time.
 */
export function spreadOverDays<Day, Time extends { readonly starts: number; readonly place: number }>(
  days: Iterable<{ readonly day: Day; readonly proposals: readonly Time[] }>,
  count: number,
): readonly (Time & { readonly day: Day })[] {
  const ofOneDay = Math.ceil(count / 3);
  const chosen: (Time & { day: Day })[] = [];
  const left: (Time & { day: Day })[] = [];
  for (const { day, proposals } of days) {
    const dated = proposals.slice(0, count).map((each) => ({ ...each, day }));
    const most = Math.min(ofOneDay, count - chosen.length);
    chosen.push(...dated.slice(0, most));
    left.push(...dated.slice(most));
    if (chosen.length >= count) break;
  }
  return [...chosen, ...left.slice(0, count - chosen.length)].sort(
    (one, two) => one.starts - two.starts || one.place - two.place,
  );
}

function worthProposing(openings: readonly Opening[], { stepMinutes, minutes }: Lengths): readonly Opening[] {
  // Visits of a length that is no whole number of steps begin at the next one.
  const length = Math.ceil(minutes / stepMinutes) * stepMinutes * MINUTE;
  let stretchStarts = Number.NaN;
  let before = Number.NaN;
  return openings.filter(({ starts, isSnug }) => {
    if (starts - before !== stepMinutes * MINUTE) stretchStarts = starts;
    before = starts;
    return isSnug || (starts - stretchStarts) % length === 0;
  });
}
