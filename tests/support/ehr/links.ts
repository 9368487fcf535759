import type { FhirRequest } from '@medplum/fhir-router';
import type { SearchBundle } from './fhir-types.ts';

export type Query = FhirRequest['query'];

/**
 * `self` and, while there is more, `next`. The next page is told by how many came before it, as servers commonly do:
 * rows that move meanwhile are missed by whoever only follows the links.
 */
export function linksOf(
  base: string,
  path: string,
  query: Query,
  nextOffset: number,
  hasMore: boolean,
): NonNullable<SearchBundle['link']> {
  const pairs = Object.entries(query).flatMap(([key, value]) =>
    [value ?? ''].flat().map((one): [string, string] => [key, one]),
  );
  const addressOf = (params: URLSearchParams): string =>
    `${base}/${path}${params.size > 0 ? `?${params}` : ''}`;
  const self = new URLSearchParams(pairs);
  if (!hasMore) return [{ relation: 'self', url: addressOf(self) }];
  const next = new URLSearchParams(pairs);
  next.set('_offset', String(nextOffset));
  return [
    { relation: 'self', url: addressOf(self) },
    { relation: 'next', url: addressOf(next) },
  ];
}
