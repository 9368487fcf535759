/** How a failure crosses to the window: Electron keeps only the message of a thrown error, so nothing is thrown. */
export interface ApiError {
  readonly code: string;
  readonly message: string;
  readonly fields?: Readonly<Record<string, string>> | undefined;
  readonly retryable: boolean;
  /** Short reference into the log, for the IT person; no patient data. */
  readonly ref: string;
}

export type Reply<Value = unknown> =
  | { readonly ok: true; readonly value: Value }
  | { readonly ok: false; readonly error: ApiError };

/** What a window sends: the operation id is made when the user acts and travels with the change to the end. */
export interface Envelope {
  readonly operationId?: string | undefined;
  readonly input: unknown;
}
