import { matchesSearchRequest, type SearchRequest } from '@medplum/core';
import { matchesChain, parseChain } from './chained-search.ts';
import type { Resource, StoredResource } from './fhir-types.ts';
import { refusal } from './outcomes.ts';
import { inStampOrder, rowsById, rowsByIdentifier, windowOf } from './search-index.ts';
import { bySortRules } from './search-order.ts';
import { isKnownParameter } from './search-parameters.ts';
import type { Store } from './store.ts';
import { idsInOrder, type Table, type Version, visibleVersion } from './table.ts';

/** From where a search looks at the store. */
export interface SearchView {
  readonly store: Store;
  /** Versions visible after this moment are not seen; Infinity sees everything, as conditional writes must. */
  readonly moment: number;
}

export interface SearchPage {
  readonly matches: readonly StoredResource[];
  /** Whether more matches follow the page. */
  readonly hasMore: boolean;
  /** Only where it was asked for: it costs a walk over everything. */
  readonly total: number | undefined;
}

/**
 * One page of a search. A page by `_lastUpdated`, `_id` or `identifier` costs about the page; any other parameter is
 * matched by Medplum row by row.
 */
export function searchPage(view: SearchView, request: SearchRequest, count: number): SearchPage {
  const table = view.store.table(request.resourceType);
  const plan = planOf(table, request, view.moment);
  const offset = request.offset ?? 0;
  const needsAll = request.total === 'accurate' || !plan.isInOrder;
  const found: StoredResource[] = [];
  for (const resource of plan.candidates) {
    if (!plan.matches(resource, view)) continue;
    found.push(resource);
    if (!needsAll && found.length > offset + count) break;
  }
  const ordered = plan.isInOrder ? found : found.sort(bySortRules(request.sortRules ?? []));
  return {
    matches: ordered.slice(offset, offset + count),
    hasMore: count > 0 && ordered.length > offset + count,
    total: request.total === 'accurate' ? found.length : undefined,
  };
}

interface Plan {
  readonly candidates: Iterable<StoredResource>;
  readonly matches: (resource: Resource, view: SearchView) => boolean;
  /** Whether the candidates come in the order that was asked for. */
  readonly isInOrder: boolean;
}

function planOf(table: Table, request: SearchRequest, moment: number): Plan {
  const filters = (request.filters ?? []).filter((filter) => isKnownParameter(table.type, filter.code));
  const chains = filters.filter((filter) => filter.code.includes('.'));
  const window = windowOf(filters);
  const rest = filters.filter((filter) => !chains.includes(filter) && !window.answered.has(filter));
  const parsedChains = chains.map((filter) => parseChain(table.type, filter));
  if (filters.some((filter) => filter.code.startsWith('_has')))
    throw refusal(400, 'not-supported', 'Reverse chaining (_has) is not supported.');

  const restOfRequest: SearchRequest = { resourceType: request.resourceType, filters: rest };
  const isInWindow = (resource: Resource): boolean => {
    if (window.answered.size === 0) return true;
    const stamp = Date.parse(resource.meta?.lastUpdated ?? '');
    return stamp >= window.from && stamp <= window.to;
  };
  const order = (request.sortRules ?? [])
    .map(({ code, descending }) => (descending ? `-${code}` : code))
    .join(',');
  const few = rowsById(table, rest) ?? rowsByIdentifier(table, rest);
  return {
    ...walkOf({ table, few, order, moment, window }),
    matches: (resource, view) =>
      isInWindow(resource) &&
      matchesSearchRequest(resource, restOfRequest) &&
      parsedChains.every((chain) => matchesChain(view, resource, chain)),
  };
}

interface Walk {
  readonly table: Table;
  readonly few: readonly string[] | undefined;
  readonly order: string;
  readonly moment: number;
  readonly window: ReturnType<typeof windowOf>;
}

function walkOf({ table, few, order, moment, window }: Walk): Pick<Plan, 'candidates' | 'isInOrder'> {
  if (few) return { candidates: visibleOf(table, few, moment), isInOrder: order === '' };
  const isByStamp = /^-?_lastUpdated(,_id)?$/.test(order);
  if (isByStamp || (order === '' && window.answered.size > 0))
    return {
      candidates: resourcesOf(
        inStampOrder(table, {
          ...window,
          moment,
          descending: order.startsWith('-'),
          tiesById: order.endsWith(',_id'),
        }),
      ),
      isInOrder: true,
    };
  const ids = order === '_id' ? idsInOrder(table) : table.rows.keys();
  return { candidates: visibleOf(table, ids, moment), isInOrder: order === '' || order === '_id' };
}

function* visibleOf(table: Table, ids: Iterable<string>, moment: number): Generator<StoredResource> {
  for (const id of ids) {
    const row = table.rows.get(id);
    const resource = row && visibleVersion(row, moment)?.resource;
    if (resource) yield resource;
  }
}

function* resourcesOf(versions: Iterable<Version>): Generator<StoredResource> {
  for (const { resource } of versions) if (resource) yield resource;
}
