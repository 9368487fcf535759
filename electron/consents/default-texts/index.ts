import { assignmentOfBenefits } from './assignment-of-benefits.ts';
import { billingRelease } from './billing-release.ts';
import type { DefaultText } from './default-text.ts';
import { financialPolicy } from './financial-policy.ts';
import { privacyNotice } from './privacy-notice.ts';
import { treatment } from './treatment.ts';

/** In the order in which they are asked. */
export const DEFAULT_TEXTS: readonly DefaultText[] = [
  privacyNotice,
  treatment,
  billingRelease,
  assignmentOfBenefits,
  financialPolicy,
];
