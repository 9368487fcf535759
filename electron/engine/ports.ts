import { randomBytes } from 'node:crypto';
import type { Clock } from '../../shared/kernel/time.ts';

/** Fixed messages with plain fields; no patient data (style law 16 to 18). */
export interface Log {
  info(message: string, fields?: Readonly<Record<string, string | number | boolean>>): void;
  error(message: string, fields?: Readonly<Record<string, string | number | boolean>>): void;
}

/** Moments inside a command where a test may stop the process; nothing listens outside tests. */
export type Failpoint = 'after-begin' | 'before-commit' | 'after-commit';

/** Everything the engine needs of the world. */
export interface EnginePorts {
  readonly clock: Clock;
  readonly log: Log;
  readonly random: (bytes: number) => Uint8Array;
  readonly failpoint?: ((point: Failpoint, method: string) => void) | undefined;
}

export const systemClock: Clock = { now: () => Date.now() };
export const systemRandom = (bytes: number): Uint8Array => randomBytes(bytes);
