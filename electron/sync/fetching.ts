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
  /** A page came, and another one follows. Call before it is taken in. */
  goesOn(page: Page): void;
  /** So many of those that came are new here, and so many came in all since it began. */
  took(news: number, received: number): void;
}

/** `countAll` asks the server how many there are, and answers undefined where it does not say. */
export function followFetch(
  core: EngineCore,
  { type, place }: Passage,
  countAll: () => Promise<number | undefined>,
): Progress {
  const startedAt = core.now();
  const state = { isLong: false, here: 0, news: 0, received: 0, all: undefined as number | undefined };
  const tell = (): void => {
    const { here, news, received, all } = state;
    const elapsed = core.now() - startedAt;
    // What came once more was here already.
    const total = all === undefined ? null : here + news + Math.max(0, all - received);
    const isKnown = total !== null && elapsed >= FIRST_GUESS_MS;
    tellFetching(core, {
      resourceType: type,
      received: here + news,
      total,
      secondsLeft: isKnown ? Math.round(((total - here - news) * elapsed) / received / 1_000) : null,
    });
  };
  const learnAll = (all: number | undefined): void => {
    state.all = all;
    if (state.news > 0 && core.sync.status.fetching?.resourceType === type) tell();
  };
  return {
    goesOn: (page) => {
      if (state.isLong) return;
      state.isLong = true;
      // What came before a stop counts, too: whoever waits sees it go on, and not begin again.
      state.here = place === type ? keptOf(core, type) : 0;
      if (page.total !== undefined) state.all = page.total;
      else void countAll().then(learnAll);
    },
    took: (news, received) => {
      state.news += news;
      state.received = received;
      if (state.isLong && news > 0) tell();
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
