import type { Unknown } from '../reading.ts';
import { concept } from '../tidy.ts';

/** The code of a Basic says what kind of our records it is: FHIR has no resource for it. */
export function basicCode(kind: string, words: string): Unknown {
  return concept('urn:anteroom:kind', kind, words);
}
