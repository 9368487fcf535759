import type { Instant } from '../../shared/kernel/time.ts';

/** How it stands between the desk and the practice's server. It lives as long as the program and is never stored. */
export interface SyncStatus {
  readonly connection: 'not-connected' | 'connecting' | 'online' | 'offline' | 'refused';
  /** Since when it is so; null where nothing was tried yet. */
  readonly since: Instant | null;
  /** When everything was last seen to be here and there alike. */
  readonly lastWholeAt: Instant | null;
  /** How far the server's clock is ahead of this PC's, in milliseconds; null while nobody knows. */
  readonly clockOffsetMs: number | null;
  /** How many changes that this desk had said to be saved were not in its store when it was opened. */
  readonly lostChanges: number;
  /** What is being fetched, while that takes more than a moment. */
  readonly fetching: {
    readonly resourceType: string;
    /** How many are here, and how many there are in all where the server says it. */
    readonly received: number;
    readonly total: number | null;
    /** Null while nobody can tell. */
    readonly secondsLeft: number | null;
  } | null;
  /** Somebody has pulled this desk's plug to see what happens; in a demo practice alone. */
  readonly isUnplugged: boolean;
}

export const NOT_CONNECTED: SyncStatus = {
  connection: 'not-connected',
  since: null,
  lastWholeAt: null,
  clockOffsetMs: null,
  lostChanges: 0,
  fetching: null,
  isUnplugged: false,
};
