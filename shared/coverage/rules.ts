import { addDays, clinicDay, daysBetween, type PlainDate } from '../kernel/time.ts';
import type { Authorization, Coverage, CoverageKind, EligibilityCheck } from './contract.ts';

/** Ordinary coverages of one patient that may be in force together: primary, secondary, tertiary. */
export const MOST_IN_FORCE = 3;
/** The place of a policy that pays for one accident: behind every ordinary one. */
export const CASE_PRIORITY = 9;
/** What an insurer said is good for this many days. */
export const ELIGIBILITY_GOOD_FOR_DAYS = 30;

type Dates = Pick<Coverage, 'status' | 'startsOn' | 'endsOn'>;
type Ranked = Dates & Pick<Coverage, 'id' | 'kind' | 'priority'>;

/** Whether a coverage holds on a day; on its last day it still does. */
export function isInForce({ status, startsOn, endsOn }: Dates, day: PlainDate): boolean {
  return status === 'active' && (startsOn === null || startsOn <= day) && (endsOn === null || endsOn >= day);
}

/** Whether it pays only for one accident, and never for an ordinary visit. */
export function isCasePolicy(kind: CoverageKind): boolean {
  return kind === 'auto' || kind === 'work-injury';
}

/** The ordinary coverages in force on a day, who is billed first in front. */
export function inForceOn<Each extends Ranked>(coverages: readonly Each[], day: PlainDate): readonly Each[] {
  return coverages
    .filter((coverage) => !isCasePolicy(coverage.kind) && isInForce(coverage, day))
    .toSorted((left, right) => left.priority - right.priority || (left.id < right.id ? -1 : 1));
}

/** Who is billed first for an ordinary visit on a day. */
export function primaryOn<Each extends Ranked>(coverages: readonly Each[], day: PlainDate): Each | undefined {
  return inForceOn(coverages, day)[0];
}

/** The policies in force on a day that pay for an accident of this kind. */
export function casePoliciesOn<Each extends Ranked>(
  coverages: readonly Each[],
  kind: CoverageKind,
  day: PlainDate,
): readonly Each[] {
  return coverages.filter((coverage) => coverage.kind === kind && isInForce(coverage, day));
}

/** The place of a coverage added on a day, 1 to 3; undefined when all three are taken. */
export function freePriority(coverages: readonly Ranked[], day: PlainDate): number | undefined {
  const taken = new Set(inForceOn(coverages, day).map(({ priority }) => priority));
  return [1, 2, 3].slice(0, MOST_IN_FORCE).find((priority) => !taken.has(priority));
}

/**
 * The new place of each ordinary coverage in force when these come first, in this order; the others keep their order
 * behind them. Ids that are not among those in force are left out.
 */
export function reordered<Each extends Ranked>(
  coverages: readonly Each[],
  order: readonly string[],
  day: PlainDate,
): ReadonlyMap<Each['id'], number> {
  const inForce = inForceOn(coverages, day);
  const named = [...new Set(order)].flatMap((id) => inForce.filter((coverage) => coverage.id === id));
  const rest = inForce.filter((coverage) => !named.includes(coverage));
  return new Map([...named, ...rest].map((coverage, index) => [coverage.id, index + 1]));
}

/** The newest answer that speaks for a coverage at a visit: one of this visit, else one that is not too old. */
export function eligibilityFor(
  checks: readonly EligibilityCheck[],
  of: { readonly visitId: string; readonly coverageId: string | null },
  day: PlainDate,
  zone: string,
): EligibilityCheck | undefined {
  const newestFirst = checks
    .filter((check) => check.coverageId === of.coverageId)
    .toSorted((left, right) => right.checkedAt - left.checkedAt || (left.id < right.id ? 1 : -1));
  return (
    newestFirst.find((check) => check.visitId === of.visitId) ??
    // That nobody could be asked last week says nothing of today.
    newestFirst.find(
      (check) =>
        check.result !== 'not-checked' &&
        daysBetween(clinicDay(check.checkedAt, zone), day) <= ELIGIBILITY_GOOD_FOR_DAYS,
    )
  );
}

export type AuthorizationState = 'good' | 'last-unit' | 'no-units' | 'expired' | 'not-started';
type Counted = Pick<Authorization, 'unitsApproved' | 'unitsUsed' | 'startsOn' | 'expiresOn'>;

/** Visits that are left; null where no number was approved. Never less than none. */
export function unitsLeft({
  unitsApproved,
  unitsUsed,
}: Pick<Counted, 'unitsApproved' | 'unitsUsed'>): number | null {
  return unitsApproved === null ? null : Math.max(0, unitsApproved - unitsUsed);
}

/** What is to be said of an authorization before a visit on a day; on its last day it still holds. */
export function authorizationState(authorization: Counted, day: PlainDate): AuthorizationState {
  const { startsOn, expiresOn } = authorization;
  if (expiresOn !== null && expiresOn < day) return 'expired';
  if (startsOn !== null && startsOn > day) return 'not-started';
  const left = unitsLeft(authorization);
  if (left === 0) return 'no-units';
  return left === 1 ? 'last-unit' : 'good';
}

/** The authorization that a visit uses unless another is chosen: one that holds, the first to expire in front. */
export function authorizationToUse<Each extends Counted & Pick<Authorization, 'coverageId' | 'id'>>(
  authorizations: readonly Each[],
  coverageId: string | null,
  day: PlainDate,
): Each | undefined {
  const far = addDays(day, 36_500);
  return authorizations
    .filter((each) => each.coverageId === null || each.coverageId === coverageId)
    .filter((each) => ['good', 'last-unit'].includes(authorizationState(each, day)))
    .toSorted((left, right) => {
      const [one, other] = [left.expiresOn ?? far, right.expiresOn ?? far];
      return one === other ? (left.id < right.id ? -1 : 1) : one < other ? -1 : 1;
    })[0];
}
