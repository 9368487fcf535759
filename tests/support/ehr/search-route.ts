import { allOk, parseSearchRequest } from '@medplum/core';
import { type FhirRequest, type FhirRouteHandler, getExtraEntries } from '@medplum/fhir-router';
import { withElements } from './elements.ts';
import type { BundleEntry, RouterAnswer, SearchBundle } from './fhir-types.ts';
import { linksOf, type Query } from './links.ts';
import { refusal } from './outcomes.ts';
import { pathPart, type RouterPorts } from './router-ports.ts';
import type { Rules } from './rules.ts';
import { searchPage } from './search.ts';
import { unknownParameters } from './search-parameters.ts';

/** A page of a search, with a link to the next one while there is more. */
export async function answerSearch(
  ports: RouterPorts,
  req: FhirRequest,
  query: Query,
  repo: Parameters<FhirRouteHandler>[1],
): Promise<RouterAnswer> {
  const { rules, store } = ports;
  const type = pathPart(req, 'resourceType');
  const unknown = [...unknownParameters(type, query), ...unsupportedParameters(rules, query)];
  const isStrict = rules.strictSearch || /handling=strict/.test(String(req.headers?.['prefer'] ?? ''));
  if (unknown.length > 0 && isStrict)
    throw refusal(400, 'not-supported', `Unknown search parameter: ${unknown.join(', ')}`);

  const heeded = Object.fromEntries(Object.entries(query).filter(([key]) => !unknown.includes(key)));
  const request = parseSearchRequest(type, heeded);
  const asked =
    request.count === undefined || Number.isNaN(request.count) ? rules.defaultCount : request.count;
  const count = Math.max(0, Math.min(asked, rules.maxCount));
  const page = searchPage({ store, moment: store.moment() }, request as never, count);
  const entries: BundleEntry[] = page.matches.map((resource) => ({
    fullUrl: `${ports.base()}/${type}/${resource.id}`,
    search: { mode: 'match' },
    resource,
  })) as BundleEntry[];
  if (entries.length > 0 && (request.include || request.revInclude))
    await getExtraEntries(repo, request, [...page.matches] as never[], entries as never[], {
      fullUrl: (included, id) => `${ports.base()}/${included}/${id}`,
    });
  const bundle = {
    resourceType: 'Bundle',
    type: 'searchset',
    ...(page.total === undefined ? {} : { total: page.total }),
    link: linksOf(ports.base(), type, heeded, (request.offset ?? 0) + count, page.hasMore),
    ...(entries.length > 0 ? { entry: entries.map((entry) => withElements(entry, request)) } : {}),
  } as SearchBundle;
  return [allOk, bundle] as unknown as RouterAnswer;
}

/** What a server that does not search by `_lastUpdated` passes over. */
function unsupportedParameters(rules: Rules, query: Query): string[] {
  if (rules.lastUpdatedSearch) return [];
  return Object.entries(query).flatMap(([key, value]) =>
    key.startsWith('_lastUpdated') || (key === '_sort' && String(value).includes('_lastUpdated'))
      ? [key]
      : [],
  );
}
