import { hash } from 'node:crypto';
import type { Capabilities } from './capabilities.ts';
import { knownBy, ownIdOf } from './carried.ts';
import type { FrozenSend } from './frozen.ts';
import type { Step } from './plan.ts';
import type { FhirRequest } from './transport.ts';

const FHIR_JSON = 'application/fhir+json';

/** Faults that a test can switch on, to see that the suite notices them. The desk itself never has any. */
export type Mutant =
  | 'plain-post'
  | 'no-if-match'
  | 'gt-cursor'
  | 'short-overlap'
  | 're-freeze'
  | 'offset-paging'
  | 'no-sidecar';
export type Mutants = ReadonlySet<Mutant>;

/** How requests are made: as the server can be asked, and as a test wants it. */
export interface Manner {
  readonly capabilities: Capabilities;
  readonly mutants: Mutants;
}

/** One step as a request of its own. */
export function requestOf(step: Step, manner: Manner): FhirRequest {
  switch (step.kind) {
    case 'look':
      return { method: 'GET', path: `${step.resourceType}/${step.serverId}`, headers: READ_HEADERS };
    case 'find':
      return {
        method: 'GET',
        path: `${step.resourceType}?${identifierOf(step.send)}`,
        headers: READ_HEADERS,
      };
    case 'write':
      return step.send.serverId === null ? createOf(step.send, manner) : updateOf(step.send, manner);
  }
}

/** What is new is made once however often the server is asked, as far as it has a way for that. */
function createOf(send: FrozenSend, { capabilities, mutants }: Manner): FhirRequest {
  const { tier, conditionalCreate, idempotencyKey } = capabilities;
  const { resourceType, body } = send;
  const ownId = ownIdOf(send);
  if (tier === 'B')
    return {
      method: 'PUT',
      path: `${resourceType}/${ownId}`,
      headers: { ...WRITE_HEADERS, 'if-none-match': '*' },
      // The same bytes each time, whichever way they were frozen for.
      body: `{"id":"${ownId}",${body.slice(1)}`,
    };
  const headers = {
    ...WRITE_HEADERS,
    ...(conditionalCreate && !mutants.has('plain-post') ? { 'if-none-exist': identifierOf(send) } : {}),
    ...(tier === 'C' && idempotencyKey !== null ? { [idempotencyKey]: keyOf(body) } : {}),
  };
  return { method: 'POST', path: resourceType, headers, body };
}

function updateOf(send: FrozenSend, { capabilities, mutants }: Manner): FhirRequest {
  const isGuarded = capabilities.versionedUpdate && !mutants.has('no-if-match');
  return {
    method: 'PUT',
    path: `${send.resourceType}/${send.serverId}`,
    headers: isGuarded ? { ...WRITE_HEADERS, 'if-match': versionTag(send) } : WRITE_HEADERS,
    body: send.body,
  };
}

/** The same for the same bytes, and for no others; they hold the record's id. */
function keyOf(body: string): string {
  return hash('sha256', body).slice(0, 32);
}

/** Several steps as one batch: each succeeds or fails by itself. The frozen bytes go in as they are. */
export function batchOf(steps: readonly Step[], manner: Manner): FhirRequest {
  const entries = steps.map((step) => {
    const { method, path, headers } = requestOf(step, manner);
    const request = JSON.stringify({
      method,
      url: path,
      ...('if-none-exist' in headers ? { ifNoneExist: headers['if-none-exist'] } : {}),
      ...('if-match' in headers ? { ifMatch: headers['if-match'] } : {}),
    });
    return step.kind === 'write'
      ? `{"resource":${step.send.body},"request":${request}}`
      : `{"request":${request}}`;
  });
  return {
    method: 'POST',
    path: '',
    headers: WRITE_HEADERS,
    body: `{"resourceType":"Bundle","type":"batch","entry":[${entries.join(',')}]}`,
  };
}

/** A search must not be answered from the server's own memory of an earlier one. */
export const READ_HEADERS = { accept: FHIR_JSON, 'cache-control': 'no-cache' } as const;
export const WRITE_HEADERS = {
  accept: FHIR_JSON,
  'content-type': FHIR_JSON,
  prefer: 'return=representation',
};

function identifierOf(send: FrozenSend): string {
  const { system, value } = knownBy(send);
  return `identifier=${system}|${value}`;
}

function versionTag({ basedOn }: FrozenSend): string {
  return `W/"${basedOn ?? ''}"`;
}
