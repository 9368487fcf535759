import { identifiersOf, NPI_SYSTEM } from '../elements.ts';
import type { Reading, Unknown } from '../reading.ts';
import { saysAnything } from '../tidy.ts';

/** The National Provider Identifier among the identifiers of a resource. */
export function npiFor(npi: string): readonly Unknown[] {
  return saysAnything(npi) ? [{ system: NPI_SYSTEM, value: npi }] : [];
}

/** The same read again; empty where there is none. */
export function npiIn(reading: Reading, resource: Unknown, element: string): string {
  return identifiersOf(reading, resource, element).find(({ kind }) => kind === 'NPI')?.value ?? '';
}
