import type { SearchRequest } from '@medplum/core';
import type { BundleEntry } from './fhir-types.ts';

const ALWAYS = ['resourceType', 'id', 'meta'];
const SUBSETTED = { system: 'http://terminology.hl7.org/CodeSystem/v3-ObservationValue', code: 'SUBSETTED' };

/** A match with the elements that `_elements` names alone, marked so that nobody writes it back. */
export function withElements(entry: BundleEntry, { fields }: Pick<SearchRequest, 'fields'>): BundleEntry {
  if (!fields || !entry.resource || entry.search?.mode !== 'match') return entry;
  const wanted = new Set([...ALWAYS, ...fields]);
  const kept = Object.entries(entry.resource).filter(([key]) => wanted.has(key));
  const resource = Object.fromEntries(kept) as { meta?: { tag?: object[] } };
  const meta = { ...resource.meta, tag: [...(resource.meta?.tag ?? []), SUBSETTED] };
  return { ...entry, resource: { ...resource, meta } } as BundleEntry;
}
