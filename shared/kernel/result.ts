/** An expected failure: a code the screens can tell apart and a sentence that says what to do. */
export interface Failure {
  readonly code: string;
  readonly message: string;
  /** Messages by field path, for forms. Never holds what was typed, only what to do. */
  readonly fields?: Readonly<Record<string, string>> | undefined;
  readonly retryable?: boolean | undefined;
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

/** States what must already be true; a failure here is a bug, never bad input. */
export function invariant<T>(value: T | null | undefined, what: string): T {
  if (value === null || value === undefined) throw new Error(`invariant broken: ${what}`);
  return value;
}
