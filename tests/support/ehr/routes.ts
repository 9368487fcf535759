import { allOk, created } from '@medplum/core';
import {
  type FhirRequest,
  type FhirRouteHandler,
  FhirRouter,
  type HttpMethod,
  type RestInteraction,
  updateResourceImpl,
} from '@medplum/fhir-router';
import type { RouterAnswer } from './fhir-types.ts';
import { guard } from './guard.ts';
import { answerHistory, versionsOf } from './history-routes.ts';
import type { Query } from './links.ts';
import { refusal } from './outcomes.ts';
import { pathPart, type RouterPorts } from './router-ports.ts';
import { answerSearch } from './search-route.ts';

type Route = readonly [HttpMethod, string, FhirRouteHandler, RestInteraction];

/**
 * Medplum's router with its own routes for what it lacks or answers differently: histories, searches with links,
 * creating by PUT. Every route, in a bundle too, passes the same guard.
 */
export function createRouter(ports: RouterPorts): FhirRouter {
  const router = new FhirRouter();
  const own = ownRoutes(ports);
  const { routes } = router.router;
  const left = new Set(['GET ', 'POST $graphql', ...own.map(([method, path]) => `${method} ${path}`)]);
  const kept = routes.filter(({ method, path }) => {
    const pattern = path.map(({ value, param }) => (param ? `:${value}` : value)).join('/');
    return !left.has(`${method} ${pattern}`);
  });
  routes.splice(0, routes.length, ...kept);
  for (const [method, path, handler, interaction] of own) router.add(method, path, handler, interaction);
  for (const route of routes) {
    const { handler, data } = route;
    route.handler = async (req, repo, ofRouter, options) => {
      guard(ports.rules, req, data?.interaction ?? 'operation');
      return handler(req, repo, ofRouter, options);
    };
  }
  return router;
}

function ownRoutes(ports: RouterPorts): readonly Route[] {
  const { store } = ports;
  const logOf = (req: FhirRequest) => store.table(pathPart(req, 'resourceType')).log;
  return [
    ['GET', ':resourceType', (req, repo) => answerSearch(ports, req, req.query, repo), 'search-type'],
    [
      'POST',
      ':resourceType/_search',
      (req, repo) => answerSearch(ports, req, { ...req.query, ...(req.body as Query) }, repo),
      'search-type',
    ],
    ['PUT', ':resourceType/:id', (req, repo) => answerUpdate(ports, req, repo), 'update'],
    ['GET', '_history', (req) => answerHistory(ports, req, store.log), 'history-system'],
    ['GET', ':resourceType/_history', (req) => answerHistory(ports, req, logOf(req)), 'history-type'],
    [
      'GET',
      ':resourceType/:id/_history',
      (req) => answerHistory(ports, req, versionsOf(ports, req)),
      'history-instance',
    ],
  ];
}

async function answerUpdate(
  { store, rules }: RouterPorts,
  req: FhirRequest,
  repo: Parameters<FhirRouteHandler>[1],
): Promise<RouterAnswer> {
  const [type, id] = [pathPart(req, 'resourceType'), pathPart(req, 'id')];
  const isThere = store.newest(type, id)?.resource !== undefined;
  if (isThere && rules.ifNoneMatch && req.headers?.['if-none-match'] === '*')
    throw refusal(412, 'conflict', 'The resource is already there.');
  const ifMatch = /"([^"]+)"/.exec(req.headers?.['if-match'] ?? '')?.[1];
  const [outcome, resource] = await updateResourceImpl(
    type as Parameters<typeof updateResourceImpl>[0],
    id,
    req.body,
    repo,
    ifMatch ? { ifMatch } : {},
  );
  if (!resource) return [outcome];
  return [isThere ? allOk : created, resource];
}
