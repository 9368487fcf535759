import type { EngineCore } from '../engine/core.ts';
import type { Capabilities } from './capabilities.ts';
import type { Mutants } from './requests.ts';
import type { Transport } from './transport.ts';

/** What is known of the server. It changes while the sync runs, as when the server turns out not to take a type. */
export interface KnownServer {
  capabilities: Capabilities;
  /** Keeps what was learnt; call inside a transaction. */
  readonly learnt: (capabilities: Capabilities) => void;
}

/** What every part of a sync shares. */
export interface SyncContext {
  readonly core: EngineCore;
  readonly transport: Transport;
  readonly mutants: Mutants;
  readonly server: KnownServer;
  readonly state: {
    /** How many writes go into one batch; it grows while the server takes them, and is halved when one is too large for it. */
    batch: number;
    /** How far it grows: not at once again to what was too large a moment ago. */
    mostBatch: number;
    /** The present by the server's own clock, in epoch milliseconds; undefined before its first answer. */
    serverTime: number | undefined;
    /** Since when, by the same clock, it is not known whether a create was done. */
    readonly doubts: Map<string, number>;
    /** The numbers given when the server was last told that this store is the desk; undefined before the first time. */
    toldNumbers: string | undefined;
    /** The mark that it is being told, while nobody knows whether it is there. */
    mark: string | undefined;
    /** The server gives this desk no number in place of its letters. */
    isNumberAsked: boolean;
    /** How long the server asked to be left alone in this cycle, in milliseconds. */
    restMs: number;
  };
}

/** So many go into the first batch. */
export const START_BATCH = 25;
