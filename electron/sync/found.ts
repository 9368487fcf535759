import { recordNamedBy } from '../fhir/desk-part.ts';
import { isObject, own, type Unknown } from '../fhir/reading.ts';

import type { FrozenSend } from './frozen.ts';

/** What a search by our identifier came to: everything it found of one record, and whether that is all there is. */
export interface Found {
  readonly resources: readonly Unknown[];
  /** False where the server did not understand what it was asked, or there is more than came. */
  readonly isSure: boolean;
}

/** Reads the answer to such a search. A server that passes over the identifier shows others, too, and proves nothing. */
export function foundIn(bundle: Unknown, { resourceType, recordType, localId }: FrozenSend): Found {
  const entries = own(bundle, 'entry') ?? [];
  const links = own(bundle, 'link');
  const all = (Array.isArray(entries) ? (entries as unknown[]) : []).flatMap((entry) => {
    const resource = isObject(entry) ? own(entry, 'resource') : undefined;
    return isObject(resource) && own(resource, 'resourceType') === resourceType ? [resource] : [];
  });
  const resources = all.filter((each) => {
    const named = recordNamedBy(each);
    return named?.recordId === localId && (named.recordType ?? recordType) === recordType;
  });
  const hasMore =
    Array.isArray(links) && links.some((link: unknown) => isObject(link) && own(link, 'relation') === 'next');
  const isBundle = own(bundle, 'resourceType') === 'Bundle';
  return { resources, isSure: isBundle && !hasMore && resources.length === all.length };
}
