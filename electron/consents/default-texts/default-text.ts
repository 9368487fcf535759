import type { WordingFields } from '../../../shared/consents/contract.ts';
import type { ConsentKind, ConsentRenewal } from '../../../shared/consents/rules.ts';

/** A text that ships with the desk, in both languages. A practice has its own counsel read it before it is used. */
export interface DefaultText {
  readonly kind: ConsentKind;
  readonly renewal: ConsentRenewal;
  readonly required: boolean;
  readonly en: WordingFields;
  readonly es: WordingFields;
}
