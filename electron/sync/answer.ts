import { isObject, objects, own, type Unknown } from '../fhir/reading.ts';
import type { FhirResponse } from './transport.ts';

/** What the server said to one write or read, as far as the outbox has to know (sync design 4.7). */
export type Answer =
  /** Done, or there already (`isNew` false). The resource is undefined where the server did not send it along. */
  | {
      readonly kind: 'done';
      readonly isNew: boolean;
      readonly id: string | undefined;
      readonly resource: Unknown | undefined;
    }
  /** Somebody else wrote meanwhile: look and merge. */
  | { readonly kind: 'stale' }
  /** It is not there any more: a person decides. `isSaid` where it was the server that said so, and nothing on the way. */
  | { readonly kind: 'gone'; readonly isSaid: boolean }
  /** The server will never take this as it is. */
  | { readonly kind: 'refused'; readonly status: number; readonly words: string }
  | { readonly kind: 'too-large' }
  /** The server does not keep this type of resource at all. */
  | { readonly kind: 'unsupported'; readonly isSaid: boolean }
  | { readonly kind: 'unauthorized' }
  | { readonly kind: 'forbidden' }
  /** Whether it was done is not known. */
  | { readonly kind: 'unknown'; readonly status: number | undefined };

const MOST_WORDS = 300;

/**
 * Understands a whole HTTP answer. A body that is no FHIR with a good status came from a captive portal, not from the server.
 * Where a create had a key by which the server knows it again (`keyed`, its type), the first one's resource comes back with 409.
 */
export function answerOf(response: FhirResponse, keyed?: string): Answer {
  const resource = parsedResource(response.body);
  if (response.status === 409 && resource && own(resource, 'resourceType') === keyed)
    return answerOf({ ...response, status: 200 });
  return answerTo(response.status, resource, {
    location: response.headers['location'],
    hasBody: response.body.trim() !== '',
  });
}

/** The answers to the entries of a batch, in their order; undefined where the whole is none, or is of another length. */
export function answersOf(response: FhirResponse, entries: number): readonly Answer[] | undefined {
  const bundle = parsedResource(response.body);
  if (response.status !== 200 || bundle === undefined || own(bundle, 'resourceType') !== 'Bundle')
    return undefined;
  const list = own(bundle, 'entry');
  if (!Array.isArray(list) || list.length !== entries) return undefined;
  return (list as unknown[]).map((entry): Answer => {
    const answered = isObject(entry) ? own(entry, 'response') : undefined;
    if (!isObject(entry) || !isObject(answered)) return unknown(undefined);
    const status = Number.parseInt(String(own(answered, 'status')), 10);
    const resource = own(entry, 'resource');
    const outcome = own(answered, 'outcome');
    const shown = isObject(resource) ? resource : isObject(outcome) ? outcome : undefined;
    const location = own(answered, 'location');
    return answerTo(status, shown, {
      location: typeof location === 'string' ? location : undefined,
      hasBody: false,
    });
  });
}

interface Beside {
  readonly location: string | undefined;
  readonly hasBody: boolean;
}

function answerTo(status: number, resource: Unknown | undefined, beside: Beside): Answer {
  if (status === 200 || status === 201) {
    if (resource === undefined && beside.hasBody) return unknown(status);
    const isOutcome = resource === undefined || own(resource, 'resourceType') === 'OperationOutcome';
    const whole = isOutcome ? undefined : resource;
    const id = whole === undefined ? idIn(beside.location) : own(whole, 'id');
    const isBundle = whole !== undefined && own(whole, 'resourceType') === 'Bundle';
    if (typeof id !== 'string' && whole !== undefined && !isBundle) return unknown(status);
    return {
      kind: 'done',
      isNew: status === 201,
      id: typeof id === 'string' ? id : undefined,
      resource: whole,
    };
  }
  return failure(status, resource);
}

function failure(status: number, resource: Unknown | undefined): Answer {
  const isSaid = resource !== undefined && own(resource, 'resourceType') === 'OperationOutcome';
  switch (status) {
    case 401:
      return { kind: 'unauthorized' };
    case 403:
      return { kind: 'forbidden' };
    case 409:
    case 412:
      return { kind: 'stale' };
    case 404:
    case 410:
      return { kind: 'gone', isSaid };
    case 405:
    case 501:
      return { kind: 'unsupported', isSaid };
    case 413:
      return { kind: 'too-large' };
    case 400:
    case 422:
      return { kind: 'refused', status, words: wordsOf(resource) };
    default:
      return unknown(status);
  }
}

const unknown = (status: number | undefined) => ({ kind: 'unknown', status }) as const;

function parsedResource(body: string): Unknown | undefined {
  try {
    const parsed = JSON.parse(body) as unknown;
    return isObject(parsed) && typeof own(parsed, 'resourceType') === 'string' ? parsed : undefined;
  } catch {
    return undefined;
  }
}

function idIn(location: string | undefined): string | undefined {
  return /(?:^|\/)[A-Z][A-Za-z]+\/([A-Za-z0-9\-.]{1,64})(?:\/_history\/[^/]+)?$/.exec(location ?? '')?.[1];
}

/** What the server complains of. It may quote what it was sent, so it is kept in the store only and never logged. */
function wordsOf(resource: Unknown | undefined): string {
  if (resource === undefined || own(resource, 'resourceType') !== 'OperationOutcome') return '';
  const [issue] = safely(() => objects(resource, 'issue', 'OperationOutcome.issue'), []);
  const details = issue === undefined ? undefined : own(issue, 'details');
  const said = [isObject(details) ? own(details, 'text') : undefined, issue && own(issue, 'diagnostics')];
  const words = said.find((each) => typeof each === 'string' && each !== '');
  return typeof words === 'string' ? words.slice(0, MOST_WORDS) : '';
}

function safely<Value>(read: () => Value, otherwise: Value): Value {
  try {
    return read();
  } catch {
    return otherwise;
  }
}
