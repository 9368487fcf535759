/** An expected failure: a code the screens can tell apart and a sentence that says what to do. */
export interface Failure {
  readonly code: string;
  readonly message: string;
  /** Messages by field path, for forms. Never holds what was typed, only what to do. */
  readonly fields?: Readonly<Record<string, string>> | undefined;
  readonly retryable?: boolean | undefined;
}

export type Result<Value> = { readonly ok: true; readonly value: Value } | { readonly ok: false; readonly error: Failure };

/** The expected answer. */
export function ok<Value>(value: Value): Result<Value> {
  return { ok: true, value };
}

/** An expected refusal; `message` is read by the desk, so it says what to do and holds no patient data. */
export function err(
  code: string,
  message: string,
  more: Pick<Failure, 'fields' | 'retryable'> = {},
): { readonly ok: false; readonly error: Failure } {
  return { ok: false, error: { code, message, ...more } };
}

/** Thrown inside a unit of work to roll everything back and answer with an expected refusal. */
export class Refusal extends Error {
  readonly failure: Failure;
  constructor(code: string, message: string, more: Pick<Failure, 'fields' | 'retryable'> = {}) {
    super(code);
    this.name = 'Refusal';
    this.failure = { code, message, ...more };
  }
}

/** Marks a branch that the types say cannot be reached. */
export function assertNever(value: never): never {
  throw new Error(`unexpected case: ${typeof value}`);
}

/** States what must already be true; a failure here is a bug, never bad input. */
export function invariant<T>(value: T | null | undefined, what: string): T {
  if (value === null || value === undefined) throw new Error(`invariant broken: ${what}`);
  return value;
}
