import { allOk } from '@medplum/core';
import type { FhirRequest } from '@medplum/fhir-router';
import type { RouterAnswer } from './fhir-types.ts';
import { historyBundle } from './history.ts';
import { linksOf, type Query } from './links.ts';
import { outcomeOf, refusal } from './outcomes.ts';
import { pathPart, type RouterPorts } from './router-ports.ts';
import type { Version } from './table.ts';

/** The versions of the resource that the path names, oldest first. */
export function versionsOf({ store }: RouterPorts, req: FhirRequest): readonly Version[] {
  const row = store.table(pathPart(req, 'resourceType')).rows.get(pathPart(req, 'id'));
  if (!row) throw refusal(404, 'not-found', 'There is no such resource.');
  return row;
}

/** A page of the history of the versions, as the query asks for it. */
export async function answerHistory(
  ports: RouterPorts,
  req: FhirRequest,
  versions: readonly Version[],
): Promise<RouterAnswer> {
  const given = singles(req.query);
  const since = given['_since'] === undefined ? undefined : Date.parse(given['_since']);
  if (Number.isNaN(since)) return [outcomeOf(400, 'invalid', '_since needs an instant.')];
  const offset = Number(given['_offset'] ?? 0);
  const count = Math.min(Number(given['_count'] ?? ports.rules.defaultCount), ports.rules.maxCount);
  const bundle = historyBundle(versions, { since, offset, count, base: ports.base() }, (hasMore) =>
    linksOf(ports.base(), req.pathname, req.query, offset + count, hasMore),
  );
  return [allOk, bundle] as unknown as RouterAnswer;
}

function singles(query: Query): Record<string, string | undefined> {
  return Object.fromEntries(Object.entries(query).map(([key, value]) => [key, [value].flat().at(-1)]));
}
