import type { EhrRequest, EhrResponse } from './message.ts';

/** An answer with its body read, for a test to look at. */
export interface Answer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly text: string;
  /** The body as JSON; asking throws where it is none. */
  // biome-ignore lint/suspicious/noExplicitAny: a test reads FHIR off it by path
  readonly json: any;
}

export type Send = (
  method: string,
  path: string,
  body?: unknown,
  headers?: Readonly<Record<string, string>>,
) => Promise<Answer>;

/** Talks to a server in the shortest words: the path is what follows the base, the body becomes JSON. */
export function talkTo(server: { handle(request: EhrRequest): Promise<EhrResponse> }): Send {
  return async (method, path, body, headers = {}) => {
    const type = body === undefined ? {} : { 'content-type': 'application/fhir+json' };
    const answered = await server.handle({
      method,
      path: `/fhir${path}`,
      headers: { ...type, ...headers },
      body: typeof body === 'string' || body === undefined ? body : JSON.stringify(body),
    });
    return {
      status: answered.status,
      headers: answered.headers,
      text: answered.body,
      get json() {
        return JSON.parse(answered.body) as unknown;
      },
    };
  };
}

export const RECORD = 'urn:anteroom:desk-record';

/** A made-up patient known by one record number of a desk. */
export function patient(number: string, more: object = {}): object {
  return {
    resourceType: 'Patient',
    identifier: [{ system: RECORD, value: number }],
    name: [{ family: 'Sample', given: ['Ana'] }],
    ...more,
  };
}

/** A bundle to send, each entry `[method, url, resource?, more of the request?]`. */
export function bundle(
  type: 'batch' | 'transaction',
  entries: readonly (readonly [string, string, object?, object?, string?])[],
): object {
  return {
    resourceType: 'Bundle',
    type,
    entry: entries.map(([method, url, resource, more, fullUrl]) => ({
      ...(fullUrl ? { fullUrl } : {}),
      request: { method, url, ...more },
      ...(resource ? { resource } : {}),
    })),
  };
}
