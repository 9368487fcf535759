import { isResourceType } from '@medplum/core';
import type { FhirRequest, RestInteraction } from '@medplum/fhir-router';
import { refusal } from './outcomes.ts';
import type { Rules } from './rules.ts';
import { unknownParameters } from './search-parameters.ts';

const WRITES: ReadonlySet<RestInteraction> = new Set(['create', 'update', 'patch', 'delete']);

/** Throws where the server does not do what is asked; also takes out the headers that it passes over. */
export function guard(rules: Rules, req: FhirRequest, interaction: RestInteraction): void {
  const type = req.params['resourceType'];
  if (type !== undefined && (!isResourceType(type) || rules.types[type] === 'absent'))
    throw refusal(404, 'not-supported', `This server has no ${type}.`);
  const isWrite = WRITES.has(interaction);
  if (isWrite && type && rules.types[type] === 'read-only')
    throw refusal(405, 'not-supported', `${type} can only be read here.`);
  if (interaction === 'patch' && !rules.patch) throw refusal(405, 'not-supported', 'PATCH is not supported.');
  if (interaction.startsWith('history') && !rules.history)
    throw refusal(405, 'not-supported', 'Histories are not supported.');
  if ((interaction === 'create' || interaction === 'update') && !isObject(req.body))
    throw refusal(400, 'structure', 'The body is not a resource.');
  if (isWrite && type) guardConditions(rules, req, type);
}

function guardConditions(rules: Rules, req: FhirRequest, type: string): void {
  const { 'if-match': ifMatch, 'if-none-exist': ifNoneExist, ...others } = req.headers ?? {};
  if (ifMatch !== undefined && !/^(W\/)?"[^"]+"$/.test(ifMatch))
    throw refusal(400, 'invalid', 'If-Match needs a version such as W/"3".');
  const criteria = rules.conditionalCreate ? criteriaOf(ifNoneExist) : undefined;
  req.headers = {
    ...others,
    ...(ifMatch ? { 'if-match': ifMatch } : {}),
    ...(criteria ? { 'if-none-exist': criteria } : {}),
  };
  const query = criteria ? Object.fromEntries(new URLSearchParams(criteria)) : req.query;
  const isByQuery = req.params['id'] === undefined && req.method !== 'POST';
  if (isByQuery && !rules.conditionalUpdate)
    throw refusal(405, 'not-supported', 'Conditional updates are not supported.');
  if (!criteria && !isByQuery) return;
  // A condition that is passed over would match anything: never lenient here.
  const [unknown] = unknownParameters(type, query);
  if (unknown || Object.keys(query).length === 0)
    throw refusal(400, 'invalid', 'The condition is not understood.');
}

/** `Patient?identifier=x`, which HAPI wants in transactions, means the same as `identifier=x`. */
function criteriaOf(header: string | string[] | undefined): string | undefined {
  return [header].flat()[0]?.replace(/^[A-Za-z]*\?/, '');
}

function isObject(body: unknown): boolean {
  return typeof body === 'object' && body !== null && !Array.isArray(body);
}
