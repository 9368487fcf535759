import { type EhrRequest, type EhrResponse, fhirAnswer } from './message.ts';
import { outcomeOf } from './outcomes.ts';

/** What can go wrong between a desk and its server, and in the server. */
export type Fault =
  /** The request never arrives. */
  | { readonly kind: 'drop' }
  /** The request is done, then the connection is cut. */
  | { readonly kind: 'lost-response' }
  /** The connection is cut at once; the request arrives when so many others have been answered. */
  | { readonly kind: 'late'; readonly after: number }
  /** The request arrives twice; the client hears one of the two answers, the second where it is not said. */
  | { readonly kind: 'duplicate'; readonly answer?: 'first' | 'second' }
  /** The request is refused and not done. */
  | { readonly kind: 'status'; readonly status: FaultStatus; readonly retryAfter?: number }
  /** The request is done, and answered as if the server had failed. */
  | { readonly kind: 'status-after-commit'; readonly status: 500 | 502 | 503; readonly retryAfter?: number }
  /** Done; the body of the answer is no JSON. */
  | { readonly kind: 'garbage' }
  /** Never arrives: something on the way answers with a page and 200. */
  | { readonly kind: 'captive-portal' }
  /** Done; half of the body comes back. */
  | { readonly kind: 'half-body' }
  /** Done; the body comes back bit by bit, over so many milliseconds. */
  | { readonly kind: 'slow-drip'; readonly ms: number }
  /** The request arrives so many milliseconds later. */
  | { readonly kind: 'delay'; readonly ms: number };

export type FaultStatus = 401 | 403 | 404 | 409 | 410 | 412 | 413 | 422 | 429 | 500 | 502 | 503;

/** Decides what happens to the n-th request, counted from 1. */
export type FaultHook = (request: EhrRequest, n: number) => Fault | undefined;

/** An answer and what becomes of it on the way back. */
export interface Delivery extends EhrResponse {
  /** Only the first half of the body comes through. */
  readonly isCut?: boolean | undefined;
  /** How long the body takes. */
  readonly dripMs?: number | undefined;
}

export interface FaultPorts {
  readonly handle: (request: EhrRequest) => Promise<EhrResponse>;
  readonly faults: FaultHook;
  readonly sleep: (ms: number) => Promise<void>;
}

/** The server behind a line that is as bad as the hook makes it. */
export interface FaultyLine {
  /** Rejects with an error of code ECONNRESET where the connection is cut. */
  exchange(request: EhrRequest): Promise<Delivery>;
  /** Lets every late request arrive now. */
  settle(): Promise<void>;
}

export function createFaultyLine({ handle, faults, sleep }: FaultPorts): FaultyLine {
  const counted = { requests: 0 };
  const late: { readonly request: EhrRequest; left: number }[] = [];

  const arriveDue = async (): Promise<void> => {
    while (late[0] && late[0].left <= 0) await handle(late.shift()?.request as EhrRequest);
  };
  const deliver = async (request: EhrRequest, fault: Fault | undefined): Promise<Delivery> => {
    switch (fault?.kind) {
      case undefined:
        return handle(request);
      case 'drop':
        throw connectionReset();
      case 'lost-response':
        await handle(request);
        throw connectionReset();
      case 'late':
        late.push({ request, left: fault.after });
        late.sort((one, other) => one.left - other.left);
        throw connectionReset();
      case 'duplicate': {
        const first = await handle(request);
        const second = await handle(request);
        return fault.answer === 'first' ? first : second;
      }
      case 'status':
        return failure(fault);
      case 'status-after-commit':
        await handle(request);
        return failure(fault);
      case 'garbage':
        return { ...(await handle(request)), body: '\u0000\ufffd{"resourceType":"Pat' };
      case 'captive-portal':
        return { status: 200, headers: { 'content-type': 'text/html' }, body: PORTAL };
      case 'half-body':
        return { ...(await handle(request)), isCut: true };
      case 'slow-drip':
        return { ...(await handle(request)), dripMs: fault.ms };
      case 'delay':
        await sleep(fault.ms);
        return handle(request);
    }
  };

  return {
    async exchange(request) {
      counted.requests += 1;
      const waiting = [...late];
      try {
        return await deliver(request, faults(request, counted.requests));
      } finally {
        for (const one of waiting) one.left -= 1;
        await arriveDue();
      }
    },
    async settle() {
      for (const one of late) one.left = 0;
      await arriveDue();
    },
  };
}

/** What the client of a line in this process gets: it waits for the body, and finds half of it. */
export async function deliveredInProcess(
  delivery: Delivery,
  sleep: (ms: number) => Promise<void>,
): Promise<EhrResponse> {
  const { isCut, dripMs, ...response } = delivery;
  if (dripMs !== undefined) await sleep(dripMs);
  return isCut ? { ...response, body: halfOf(response.body) } : response;
}

/** What comes through of a body that is cut. */
export function halfOf(body: string): string {
  return body.slice(0, Math.floor(body.length / 2));
}

/** The error of a connection that was cut, as Node makes it. */
function connectionReset(): Error {
  return Object.assign(new Error('read ECONNRESET'), { code: 'ECONNRESET' });
}

const PORTAL = '<!doctype html><title>Free Wi-Fi</title><p>Accept the terms to go online.</p>';

const REASONS: Readonly<Record<FaultStatus, string>> = {
  401: 'login',
  403: 'forbidden',
  404: 'not-found',
  409: 'conflict',
  410: 'deleted',
  412: 'conflict',
  413: 'too-long',
  422: 'processing',
  429: 'throttled',
  500: 'exception',
  502: 'transient',
  503: 'transient',
};

function failure(fault: { status: FaultStatus; retryAfter?: number }): EhrResponse {
  const { status, retryAfter } = fault;
  return fhirAnswer(status, outcomeOf(status, REASONS[status], 'A fault on purpose.'), {
    ...(retryAfter === undefined ? {} : { 'retry-after': String(retryAfter) }),
    ...(status === 401 ? { 'www-authenticate': 'Bearer' } : {}),
  });
}
