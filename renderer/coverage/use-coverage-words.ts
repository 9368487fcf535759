import type { Authorization, Coverage, EligibilityAnswer } from '../../shared/coverage/contract.ts';
import { authorizationState, unitsLeft } from '../../shared/coverage/rules.ts';
import type { Instant, PlainDate } from '../../shared/kernel/time.ts';
import { clinicDay, daysBetween } from '../../shared/kernel/time.ts';
import { useFormats } from '../strings/use-formats.ts';
import { useStrings } from '../strings/use-strings.ts';

export interface CoverageWords {
  /** `Blue Ridge PPO ··4471`. */
  readonly coverage: (coverage: Coverage) => string;
  /** `active, portal, 2 days ago`; a check without an instant was made just now. */
  readonly eligibility: (
    answer: Pick<EligibilityAnswer, 'result' | 'how'> & { readonly checkedAt: Instant | null },
  ) => string;
  /** `A-1234, 3 of 6 left, until Apr 2, 2026`. */
  readonly authorization: (authorization: Authorization) => string;
  /** What is to be said of it, empty when all is well. */
  readonly warning: (authorization: Authorization) => string;
}

/** How coverage, eligibility and authorizations read in half a line. */
export function useCoverageWords(day: PlainDate, zone: string): CoverageWords {
  const { visits, checkIn } = useStrings();
  const formats = useFormats();
  return {
    coverage: ({ payerName, memberId }) => visits.coverageLine(payerName, memberId.slice(-4)),
    eligibility: ({ result, how, checkedAt }) => {
      const ago =
        checkedAt === null
          ? checkIn.eligibilityNow
          : checkIn.daysAgo(Math.max(0, daysBetween(clinicDay(checkedAt, zone), day)));
      // Nobody was asked, so there is no way in which it was told.
      return result === 'not-checked'
        ? `${checkIn.results[result].toLowerCase()}, ${ago}`
        : checkIn.eligibilityLine(checkIn.results[result], checkIn.ways[how], ago);
    },
    authorization: (authorization) => {
      const left = unitsLeft(authorization);
      return [
        authorization.number,
        left === null || authorization.unitsApproved === null
          ? ''
          : checkIn.unitsOf(left, authorization.unitsApproved),
        authorization.expiresOn === null ? '' : checkIn.expires(formats.date(authorization.expiresOn)),
      ]
        .filter((part) => part !== '')
        .join(', ');
    },
    warning: (authorization) => checkIn.authorizationWarns[authorizationState(authorization, day)],
  };
}
