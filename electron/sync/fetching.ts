import type { EngineCore } from '../engine/core.ts';
import { prepared } from '../engine/statements.ts';
import { SERVER } from './kept.ts';
import type { Page } from './page.ts';
import type { Passage } from './passages.ts';
import type { SyncStatus } from './status.ts';

/** Below this, how fast it goes cannot be told yet, in milliseconds. */
const FIRST_GUESS_MS = 3_000;

/** Tells whoever waits how far a long fetch is. One that is over with its first page is not worth a word. */
export interface Progress {
  /** A page came in, and another one follows. */
  page(page: Page): void;
}

/** `countAll` asks the server how many there are, and answers undefined where it does not say. */
export function followFetch(
  core: EngineCore,
  { type, place }: Passage,
  countAll: () => Promise<number | undefined>,
): Progress {
  const startedAt = core.now();
  const state = { here: 0, received: 0, left: undefined as number | undefined };
  const tellMore = (left: number | undefined): void => {
    state.left = left;
    if (core.sync.status.fetching?.resourceType === type) tell();
  };
  const tell = (): void => {
    const { here, received, left } = state;
    const elapsed = core.now() - startedAt;
    const total = left === undefined ? null : here + Math.max(left, received);
    const isTelling = total !== null && elapsed >= FIRST_GUESS_MS && received > 0;
    tellFetching(core, {
      resourceType: type,
      received: here + received,
      total,
      secondsLeft: isTelling ? Math.round(((total - here - received) * elapsed) / received / 1_000) : null,
    });
  };
  return {
    page: (page) => {
      if (state.received === 0) {
        // What came before a stop counts, too: whoever waits sees it go on, and not begin again.
        state.here = place === type ? keptOf(core, type) : 0;
        if (page.total !== undefined) state.left = page.total;
        else void countAll().then(tellMore);
      }
      state.received += page.resources.length;
      tell();
    },
  };
}

/** Says what is being fetched, or with null that nothing is. */
export function tellFetching(core: EngineCore, fetching: SyncStatus['fetching']): void {
  const { status } = core.sync;
  if (status.fetching === null && fetching === null) return;
  core.sync.status = { ...status, fetching };
  core.publish(['queue']);
}

function keptOf({ db }: EngineCore, type: string): number {
  return prepared(db, `SELECT count(*) FROM foreign_content WHERE resource_type = ? AND source = '${SERVER}'`)
    .pluck()
    .get(type) as number;
}
