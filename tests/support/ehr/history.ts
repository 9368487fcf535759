import type { BundleEntry, SearchBundle } from './fhir-types.ts';
import type { Version } from './table.ts';

export interface HistoryQuery {
  /** Milliseconds since 1970; versions stamped at that moment or later. */
  readonly since: number | undefined;
  readonly offset: number;
  readonly count: number;
  readonly base: string;
}

/** A page of a history, newest version first; `versions` come oldest first and are not changed. */
export function historyBundle(
  versions: readonly Version[],
  query: HistoryQuery,
  links: (hasMore: boolean) => SearchBundle['link'],
): SearchBundle {
  const wanted = versions.filter(({ stamp }) => query.since === undefined || stamp >= query.since);
  const page = wanted.toReversed().slice(query.offset, query.offset + query.count);
  return {
    resourceType: 'Bundle',
    type: 'history',
    total: wanted.length,
    link: links(wanted.length > query.offset + query.count) ?? [],
    entry: page.map((version) => entryOf(version, query.base)),
  };
}

function entryOf({ type, id, number, stamp, method, resource }: Version, base: string): BundleEntry {
  const entry = {
    fullUrl: `${base}/${type}/${id}`,
    ...(resource ? { resource } : {}),
    request: { method, url: method === 'POST' ? type : `${type}/${id}` },
    response: {
      status: statusText(method, number),
      etag: `W/"${number}"`,
      lastModified: new Date(stamp).toISOString(),
    },
  };
  return entry as BundleEntry;
}

function statusText(method: Version['method'], number: number): string {
  if (method === 'DELETE') return '204';
  return number === 1 ? '201' : '200';
}
