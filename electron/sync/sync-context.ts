import type { EngineCore } from '../engine/core.ts';
import type { Mutants } from './requests.ts';
import type { Transport } from './transport.ts';

/** What every part of a sync shares. */
export interface SyncContext {
  readonly core: EngineCore;
  readonly transport: Transport;
  readonly mutants: Mutants;
  readonly state: {
    /** How many writes go into one batch; it grows while the server takes them, and is halved when one is too large for it. */
    batch: number;
    /** How far it grows: not at once again to what was too large a moment ago. */
    mostBatch: number;
  };
}

/** So many go into the first batch, and into the largest. */
export const START_BATCH = 25;
export const MOST_BATCH = 100;
