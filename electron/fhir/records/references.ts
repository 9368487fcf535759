import { type ForeignReference, referenceIn } from '../elements.ts';
import { objects, type Unknown } from '../reading.ts';
import type { Find, Refer } from '../record-mapping.ts';

/** The reference to a record in a list of one, or an empty list where the row names none. */
export function naming(refer: Refer, resourceType: string, recordId: string | null): readonly Unknown[] {
  return recordId === null ? [] : [refer(resourceType, recordId)];
}

/** What the references of a list name. */
export function namedIn(resource: Unknown, key: string, element: string): readonly ForeignReference[] {
  return objects(resource, key, element).flatMap((each) => {
    const named = referenceIn(each, '', element);
    return named ? [named] : [];
  });
}

/** Our records of a type among those that are named; a clinic's building is a Location, too, and no room of ours. */
export function recordsAmong(
  named: readonly ForeignReference[],
  resourceType: string,
  find: Find,
): readonly string[] {
  return named.flatMap((each) => (each.type === resourceType ? (find(each) ?? []) : []));
}

/** Whose hours, or whose time, something is, as fields of a row; neither is the whole practice's. */
export function whoseIs(named: readonly ForeignReference[], find: Find) {
  return {
    providerId: recordsAmong(named, 'Practitioner', find)[0] ?? null,
    roomId: recordsAmong(named, 'Location', find)[0] ?? null,
  };
}
