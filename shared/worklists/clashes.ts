import type { Busy } from '../calendar/rules.ts';
import { MINUTE, overlap } from '../calendar/spans.ts';
import type { ProviderId, VisitId } from '../kernel/ids.ts';

/** What two visits may share that only one of them can have, the gravest first. */
export const CLASH_RULES = ['room', 'patient', 'provider'] as const;
export type ClashRule = (typeof CLASH_RULES)[number];

/** A standing visit and whether somebody said why it stands beside another one. */
export interface Standing extends Busy {
  readonly hasReason: boolean;
}

export interface Clash {
  readonly rule: ClashRule;
  /** The one that began first, then the other; of two at once in the order of their ids, the same on every desk. */
  readonly visitIds: readonly [VisitId, VisitId];
}

/** No practice has so many visits at one moment. Where an EHR sends more, those beyond are held against nobody. */
const MOST_AT_ONCE = 500;
/** Whoever stands on so many others is told of them; the rest of the heap follows once those are moved. */
const MOST_BESIDE = 20;

/**
 * Pairs of visits that were booked onto each other without anybody saying why, as two desks do that cannot see each other
 * (sync design 4.10). Nobody is cancelled for it: a person decides. A reason given for either settles patient and provider,
 * a room is never anybody's twice. A provider who sees several at once clashes only beyond that number.
 */
export function clashesOf(
  visits: readonly Standing[],
  overbookOf: (providerId: ProviderId) => number,
): readonly Clash[] {
  const inOrder = visits.toSorted(
    (one, two) => one.starts - two.starts || (one.visitId < two.visitId ? -1 : 1),
  );
  const clashes: Clash[] = [];
  let active: Standing[] = [];
  for (const visit of inOrder) {
    active = active.filter((other) => overlap(spanOf(other), spanOf(visit)));
    const beside =
      visit.providerId === null ? [] : active.filter(({ providerId }) => providerId === visit.providerId);
    const isFull = visit.providerId !== null && beside.length > overbookOf(visit.providerId);
    const found: Clash[] = [];
    for (const other of active) {
      if (found.length === MOST_BESIDE) break;
      const rule = ruleOf(visit, other, isFull);
      if (rule !== undefined) found.push({ rule, visitIds: [other.visitId, visit.visitId] });
    }
    clashes.push(...found);
    if (active.length < MOST_AT_ONCE) active.push(visit);
  }
  return clashes;
}

function ruleOf(one: Standing, two: Standing, isFull: boolean): ClashRule | undefined {
  if (one.roomId !== null && one.roomId === two.roomId) return 'room';
  if (one.hasReason || two.hasReason) return undefined;
  if (one.patientId === two.patientId) return 'patient';
  return isFull && one.providerId === two.providerId ? 'provider' : undefined;
}

function spanOf({ starts, minutes }: Busy) {
  return { starts, ends: starts + minutes * MINUTE };
}
