import { RECORD_SYSTEM } from '../fhir/desk-part.ts';
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

/** One step as a request of its own. What is new carries our identifier, so that the server makes it once however often it is asked. */
export function requestOf(step: Step, mutants: Mutants): FhirRequest {
  if (step.kind === 'look')
    return { method: 'GET', path: `${step.resourceType}/${step.serverId}`, headers: READ_HEADERS };
  const { send } = step;
  const headers = { accept: FHIR_JSON, 'content-type': FHIR_JSON, prefer: 'return=representation' };
  if (send.serverId === null)
    return {
      method: 'POST',
      path: send.resourceType,
      headers: mutants.has('plain-post') ? headers : { ...headers, 'if-none-exist': knownBy(send) },
      body: send.body,
    };
  return {
    method: 'PUT',
    path: `${send.resourceType}/${send.serverId}`,
    headers: mutants.has('no-if-match') ? headers : { ...headers, 'if-match': versionTag(send) },
    body: send.body,
  };
}

/** Several steps as one batch: each succeeds or fails by itself. The frozen bytes go in as they are. */
export function batchOf(steps: readonly Step[], mutants: Mutants): FhirRequest {
  const entries = steps.map((step) => {
    const { method, path, headers } = requestOf(step, mutants);
    const request = JSON.stringify({
      method,
      url: path,
      ...('if-none-exist' in headers ? { ifNoneExist: headers['if-none-exist'] } : {}),
      ...('if-match' in headers ? { ifMatch: headers['if-match'] } : {}),
    });
    return step.kind === 'look'
      ? `{"request":${request}}`
      : `{"resource":${step.send.body},"request":${request}}`;
  });
  return {
    method: 'POST',
    path: '',
    headers: { accept: FHIR_JSON, 'content-type': FHIR_JSON, prefer: 'return=representation' },
    body: `{"resourceType":"Bundle","type":"batch","entry":[${entries.join(',')}]}`,
  };
}

/** A search must not be answered from the server's own memory of an earlier one. */
export const READ_HEADERS = { accept: FHIR_JSON, 'cache-control': 'no-cache' } as const;

function knownBy({ localId }: FrozenSend): string {
  return `identifier=${RECORD_SYSTEM}|${localId}`;
}

function versionTag({ basedOn }: FrozenSend): string {
  return `W/"${basedOn ?? ''}"`;
}
