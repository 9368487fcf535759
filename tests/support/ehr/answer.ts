/** From a request to its answer, with neither network nor faults nor sign-in: HTTP's part of FHIR. */
import { isOk, normalizeOperationOutcome } from '@medplum/core';
import type { FhirRequest, FhirRouter, HttpMethod } from '@medplum/fhir-router';
import { bundleProblem, completeAnswer, normalizeConditions } from './bundles.ts';
import type { OperationOutcome, Resource, SearchBundle } from './fhir-types.ts';
import { type EhrRequest, type EhrResponse, fhirAnswer } from './message.ts';
import { outcomeOf, statusOf } from './outcomes.ts';
import type { EhrRepository } from './repository.ts';
import type { Rules } from './rules.ts';

export interface AnswerPorts {
  readonly router: FhirRouter;
  readonly repository: EhrRepository;
  readonly rules: Rules;
  readonly base: () => string;
}

/** `path` is what follows the base, such as `/Patient?_count=5`; header names are in small letters. */
export async function answerFhir(
  ports: AnswerPorts,
  request: EhrRequest & { readonly headers: Readonly<Record<string, string>> },
): Promise<EhrResponse> {
  const { rules } = ports;
  const text = request.body ?? '';
  if (Buffer.byteLength(text) > rules.maxBodyBytes)
    return refused(outcomeOf(413, 'too-long', `A body may have ${rules.maxBodyBytes} bytes.`));
  const parsed = parseBody(text, request.headers['content-type'] ?? '');
  if ('problem' in parsed) return refused(parsed.problem);

  const isBundle = request.method === 'POST' && /^\/?(\?.*)?$/.test(request.path);
  if (isBundle) {
    const problem = bundleProblem(rules, parsed.body);
    if (problem) return refused(problem);
    normalizeConditions(rules, parsed.body as SearchBundle);
  }
  const routed: FhirRequest = {
    method: request.method as HttpMethod,
    url: request.path,
    pathname: '',
    params: {},
    query: {},
    body: parsed.body,
    headers: { ...request.headers },
    config: { transactions: true },
  };
  const [outcome, resource] = await handled(ports, routed);
  if (!isOk(outcome) || statusOf(outcome) >= 400) return refused(outcome);
  if (isBundle)
    return fhirAnswer(
      200,
      presented(rules, completeAnswer(resource as never, request.headers['prefer'] ?? '')),
    );
  return resource ? answerWith(ports, request, outcome, resource as Resource) : fhirAnswer(200, outcome);
}

async function handled({ router, repository }: AnswerPorts, routed: FhirRequest) {
  try {
    return await router.handleRequest(routed, repository);
  } catch (error) {
    return [normalizeOperationOutcome(error)] as const;
  }
}

function answerWith(
  { rules, base }: AnswerPorts,
  request: EhrRequest & { readonly headers: Readonly<Record<string, string>> },
  outcome: OperationOutcome,
  resource: Resource,
): EhrResponse {
  const { versionId, lastUpdated } = resource.meta ?? {};
  const status = statusOf(outcome);
  if (!versionId || !lastUpdated) return fhirAnswer(status, presented(rules, resource));
  const headers = {
    ...(rules.versioning === 'no-version' ? {} : { etag: `W/"${versionId}"` }),
    'last-modified': new Date(lastUpdated).toUTCString(),
    ...(status === 201
      ? { location: `${base()}/${resource.resourceType}/${resource.id}/_history/${versionId}` }
      : {}),
  };
  if (request.method === 'GET' && isUnchanged(request.headers, `W/"${versionId}"`, lastUpdated))
    return { status: 304, headers, body: '' };
  const preference = request.method === 'GET' ? '' : (request.headers['prefer'] ?? '');
  if (preference.includes('return=minimal')) return { status, headers, body: '' };
  if (preference.includes('return=OperationOutcome')) return fhirAnswer(status, outcome, headers);
  return fhirAnswer(status, presented(rules, resource), headers);
}

function isUnchanged(headers: Readonly<Record<string, string>>, etag: string, lastUpdated: string): boolean {
  const { 'if-none-match': noneMatch, 'if-modified-since': modifiedSince } = headers;
  if (noneMatch !== undefined) return noneMatch.split(/,\s*/).includes(etag);
  // An HTTP date has whole seconds.
  return (
    modifiedSince !== undefined &&
    Math.floor(Date.parse(lastUpdated) / 1000) <= Date.parse(modifiedSince) / 1000
  );
}

/** What is sent, without versions where the server keeps them to itself. */
function presented(rules: Rules, resource: Resource | SearchBundle): unknown {
  if (rules.versioning !== 'no-version') return resource;
  return JSON.parse(JSON.stringify(resource, (key, value) => (key === 'versionId' ? undefined : value)));
}

function refused(outcome: OperationOutcome): EhrResponse {
  return fhirAnswer(statusOf(outcome), outcome);
}

type ParsedBody = { readonly body: unknown } | { readonly problem: OperationOutcome };

function parseBody(text: string, contentType: string): ParsedBody {
  if (text === '') return { body: undefined };
  if (contentType.startsWith('application/x-www-form-urlencoded')) {
    const params = new URLSearchParams(text);
    return { body: Object.fromEntries([...params.keys()].map((key) => [key, params.getAll(key)])) };
  }
  if (contentType !== '' && !contentType.includes('json'))
    return { problem: outcomeOf(415, 'not-supported', 'Only JSON is understood.') };
  try {
    return { body: JSON.parse(text) as unknown };
  } catch {
    return { problem: outcomeOf(400, 'structure', 'The body is not JSON.') };
  }
}
