import { randomBytes } from 'node:crypto';
import type { Clock } from '../../shared/kernel/time.ts';
import type { Decoder } from '../decode/decoder.ts';
import type { Network } from '../sync/controller.ts';

/** Fixed messages with plain fields; no patient data (style law 16 to 18). */
export interface Log {
  info(message: string, fields?: Readonly<Record<string, string | number | boolean>>): void;
  error(message: string, fields?: Readonly<Record<string, string | number | boolean>>): void;
}

/** Calls back once, later; answers what calls it off. */
export interface Timer {
  after(ms: number, work: () => void): () => void;
}

/** Moments inside a command where a test may stop the process; nothing listens outside tests. */
export type Failpoint = 'after-begin' | 'before-commit' | 'after-commit';

/** What lies outside of a store and does not go along with every copy of it. */
export interface CopyMark {
  /** The file beside the store. */
  readonly file: string;
  /** The PC's own id; undefined where the OS does not tell. */
  readonly machine: string | undefined;
}

/** Everything the engine needs of the world. */
export interface EnginePorts {
  readonly clock: Clock;
  readonly log: Log;
  readonly random: (bytes: number) => Uint8Array;
  /** Signs the day's checkpoint of the journals; from `checkpointKeyOf`. */
  readonly checkpointKey: Uint8Array;
  /** Left out, the system's. */
  readonly timer?: Timer | undefined;
  /** Left out, the one that reads bar codes in a thread of its own. */
  readonly decoder?: Decoder | undefined;
  /** The file beside the store that says how far the change log was; left out, nothing outside of the store knows. */
  readonly highWater?: string | undefined;
  /** How a copy of the store is told from the store itself; left out, none is looked for. */
  readonly copyMark?: CopyMark | undefined;
  /** The way to the practice's server; left out, there is none. */
  readonly network?: Network | undefined;
  /** The version of the program; left out, its own. */
  readonly version?: string | undefined;
  readonly failpoint?: ((point: Failpoint, method: string) => void) | undefined;
}

export const systemClock: Clock = { now: () => Date.now() };

const POOL_BYTES = 8_192;
const pool = { bytes: randomBytes(0), used: 0 };

/** Bytes of the system's generator. The few of an id are taken out of a larger draw, for a call for each costs more than the id. */
export const systemRandom = (bytes: number): Uint8Array => {
  if (bytes > 10) return randomBytes(bytes);
  if (pool.used + bytes > pool.bytes.length) {
    pool.bytes = randomBytes(POOL_BYTES);
    pool.used = 0;
  }
  pool.used += bytes;
  return pool.bytes.subarray(pool.used - bytes, pool.used);
};

export const systemTimer: Timer = {
  after: (ms, work) => {
    const timer = setTimeout(work, ms);
    // What waits to be written down is written when its window closes; it must not keep the program open.
    timer.unref();
    return () => clearTimeout(timer);
  },
};
