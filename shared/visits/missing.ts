import type { Missing } from './contract.ts';
import type { VisitStatus } from './state-machine.ts';

/** A confirmation of name, address and phone is good for this long. */
export const DEMOGRAPHICS_GOOD_FOR_DAYS = 90;

export interface MissingFacts {
  readonly status: VisitStatus;
  readonly provisional: boolean;
  /** Days since the patient last confirmed their data; null when never. */
  readonly daysSinceConfirmed: number | null;
  readonly hasCoverageInForce: boolean;
  readonly isSelfPay: boolean;
  /** The coverage pays only with a referral or an authorization, and none holds. */
  readonly lacksAuthorization: boolean;
  /** Required forms are due and were not put off. */
  readonly formsDue: boolean;
  readonly copayOpen: boolean;
  readonly copaySettled: boolean;
}

/** What still has to happen before the clinician can see the patient, in the order of the check-in. */
export function missingBeforeVisit(facts: MissingFacts): readonly Missing[] {
  const waiting = facts.status === 'booked' || facts.status === 'confirmed' || facts.status === 'arrived';
  if (facts.provisional && (waiting || facts.status === 'checked-in')) return ['register'];
  if (!waiting) return [];
  const missing: Missing[] = [];
  if (facts.daysSinceConfirmed === null || facts.daysSinceConfirmed > DEMOGRAPHICS_GOOD_FOR_DAYS)
    missing.push('demographics');
  if (!facts.hasCoverageInForce && !facts.isSelfPay) missing.push('coverage');
  if (facts.lacksAuthorization && !facts.isSelfPay) missing.push('authorization');
  if (facts.formsDue) missing.push('forms');
  if (facts.copayOpen && !facts.copaySettled) missing.push('copay');
  return missing;
}
