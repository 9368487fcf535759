import { instantIn } from '../fhir/elements.ts';
import { isObject, own, type Unknown } from '../fhir/reading.ts';
import type { FhirResponse } from './transport.ts';

/** One page of a search. */
export interface Page {
  readonly resources: readonly Unknown[];
  /** Where the server says it goes on; undefined on the last page, however full it is. */
  readonly next: string | undefined;
  /** The earliest and the latest time of the server on it; undefined on an empty page. */
  readonly first: number | undefined;
  readonly last: number | undefined;
  /** Whether each resource says its time and none is earlier than the one before it: that is how we asked for them. */
  readonly isInOrder: boolean;
  /** The server's present, as the answer says it. */
  readonly serverTime: number | undefined;
  /** How many the search finds in all, where the server says it. */
  readonly total: number | undefined;
}

export type PageAnswer =
  | { readonly kind: 'page'; readonly page: Page }
  /** The server does not have such resources, or does not let us look at them. */
  | { readonly kind: 'absent' }
  | { readonly kind: 'unauthorized' }
  | { readonly kind: 'offline' };

/** Understands the answer to a search. What is no Bundle came from somebody else than the server. */
export function pageOf(response: FhirResponse): PageAnswer {
  if (response.status === 401) return { kind: 'unauthorized' };
  if ([400, 403, 404, 405, 410, 501].includes(response.status)) return { kind: 'absent' };
  const bundle = response.status === 200 ? parsed(response.body) : undefined;
  if (!bundle) return { kind: 'offline' };
  const entries = own(bundle, 'entry') ?? [];
  if (!Array.isArray(entries)) return { kind: 'offline' };
  const resources = (entries as unknown[]).flatMap((entry) => {
    const resource = isObject(entry) ? own(entry, 'resource') : undefined;
    const search = isObject(entry) ? own(entry, 'search') : undefined;
    const isOutcome = isObject(search) && own(search, 'mode') === 'outcome';
    return isObject(resource) && !isOutcome ? [resource] : [];
  });
  const times = resources.map(updatedAt).filter((at) => at !== undefined);
  const isInOrder =
    times.length === resources.length && times.every((at, index) => at >= (times[index - 1] ?? at));
  const date = Date.parse(response.headers['date'] ?? '');
  return {
    kind: 'page',
    page: {
      resources,
      next: nextLink(bundle),
      first: times.length === 0 ? undefined : Math.min(...times),
      last: times.length === 0 ? undefined : Math.max(...times),
      isInOrder,
      serverTime: Number.isFinite(date) ? date : undefined,
      total: totalOf(bundle),
    },
  };
}

function parsed(body: string): Unknown | undefined {
  try {
    const bundle = JSON.parse(body) as unknown;
    return isObject(bundle) && own(bundle, 'resourceType') === 'Bundle' ? bundle : undefined;
  } catch {
    return undefined;
  }
}

function totalOf(bundle: Unknown): number | undefined {
  const total = own(bundle, 'total');
  return typeof total === 'number' && Number.isSafeInteger(total) && total >= 0 ? total : undefined;
}

function updatedAt(resource: Unknown): number | undefined {
  const meta = own(resource, 'meta');
  const written = isObject(meta) ? own(meta, 'lastUpdated') : undefined;
  return typeof written === 'string' ? instantIn(written) : undefined;
}

function nextLink(bundle: Unknown): string | undefined {
  const links = own(bundle, 'link');
  if (!Array.isArray(links)) return undefined;
  const next = (links as unknown[]).find((link) => isObject(link) && own(link, 'relation') === 'next');
  const url = isObject(next) ? own(next, 'url') : undefined;
  return typeof url === 'string' ? url : undefined;
}
