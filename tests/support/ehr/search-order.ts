import { evalFhirPath, globalSchema, type SearchRequest } from '@medplum/core';
import type { Resource } from './fhir-types.ts';

type SortRules = NonNullable<SearchRequest['sortRules']>;

/** Compares by what the search parameters read, as text; what has no value comes last. */
export function bySortRules(rules: SortRules): (one: Resource, other: Resource) => number {
  const keys = new Map<Resource, readonly string[]>();
  const keysOf = (resource: Resource): readonly string[] => {
    const known = keys.get(resource);
    if (known) return known;
    const made = rules.map(({ code }) => sortKey(resource, code));
    keys.set(resource, made);
    return made;
  };
  return (one, other) => {
    const [ours, theirs] = [keysOf(one), keysOf(other)];
    for (const [index, { descending }] of rules.entries()) {
      const [left = '', right = ''] = [ours[index], theirs[index]];
      if (left !== right) return left < right === !descending ? -1 : 1;
    }
    return 0;
  };
}

function sortKey(resource: Resource, code: string): string {
  const expression = globalSchema.types[resource.resourceType]?.searchParams?.[code]?.expression;
  const [value] = expression ? evalFhirPath(expression, resource) : [];
  if (value === undefined) return '\uffff';
  return typeof value === 'string' ? value : JSON.stringify(value);
}
