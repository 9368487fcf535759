/** One HTTP request to the practice's FHIR server; `path` is relative to its address, without a leading slash. */
export interface FhirRequest {
  /** Nothing of a practice is ever deleted, only what a trial made too many. */
  readonly method: 'GET' | 'POST' | 'PUT' | 'DELETE';
  readonly path: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body?: string | undefined;
}

export interface FhirResponse {
  readonly status: number;
  /** Names in lower case. */
  readonly headers: Readonly<Record<string, string | undefined>>;
  readonly body: string;
}

/** Carries requests to the server. It never repeats one: whether a lost one may be sent again is the engine's to know. */
export interface Transport {
  /**
   * Rejects with a TransportError when no whole answer came within `timeoutMs`. Whether the server did what was asked
   * is then unknown.
   */
  send(request: FhirRequest, timeoutMs: number): Promise<FhirResponse>;
}

/** No answer, or none that is whole. Holds no address and nothing that was sent. */
export class TransportError extends Error {
  readonly reason: 'offline' | 'timeout' | 'too-large' | 'certificate';
  constructor(reason: TransportError['reason']) {
    super(reason);
    this.name = 'TransportError';
    this.reason = reason;
  }
}
