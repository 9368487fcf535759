import type { FhirRequest } from '@medplum/fhir-router';
import type { Rules } from './rules.ts';
import type { Store } from './store.ts';

/** What the routes stand on. */
export interface RouterPorts {
  readonly store: Store;
  readonly rules: Rules;
  /** The address before `/Patient`, as the client of the request under way knows it. */
  readonly base: () => string;
}

/** A part of the path, such as `resourceType` or `id`. */
export function pathPart(req: FhirRequest, name: string): string {
  return req.params[name] ?? '';
}
