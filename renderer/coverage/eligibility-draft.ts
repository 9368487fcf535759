import type { EligibilityAnswer, EligibilityResult, EligibilityWay } from '../../shared/coverage/contract.ts';
import { parseCents } from '../../shared/kernel/money.ts';

/** What the insurer said, as it is being written down. */
export interface EligibilityDraft {
  readonly result: EligibilityResult | null;
  readonly how: EligibilityWay;
  readonly copay: string;
  readonly note: string;
  readonly overrideReason: string;
}

export const EMPTY_ELIGIBILITY: EligibilityDraft = {
  result: null,
  how: 'portal',
  copay: '',
  note: '',
  overrideReason: '',
};

/** The answer as the engine takes it; undefined while it is not one. */
export function readEligibility(draft: EligibilityDraft): EligibilityAnswer | undefined {
  const copayCents = draft.copay.trim() === '' ? null : parseCents(draft.copay);
  if (draft.result === null || copayCents === undefined) return undefined;
  const isChecked = draft.result !== 'not-checked';
  return {
    result: draft.result,
    // Nobody was asked: there is no way in which they were.
    how: isChecked ? (draft.how === 'offline' ? 'portal' : draft.how) : 'offline',
    copayCents: isChecked ? copayCents : null,
    note: draft.note,
    overrideReason: draft.result === 'inactive' ? draft.overrideReason : '',
  };
}
