import { setImmediate } from 'node:timers/promises';
import type { Unknown } from '../fhir/reading.ts';
import { type WaitingRow, waitingRows } from '../imports/foreign-store.ts';
import { takeOverWaiting } from '../imports/take-over.ts';
import { practiceSetting } from '../practice/practice-setting.ts';
import { storeError } from '../store/open.ts';
import { ask } from './ask.ts';
import { movePulled, pulledUntil } from './cursor.ts';
import { followFetch, tellFetching } from './fetching.ts';
import { endWaiting, SERVER, type WaitingResource, waitingAfter } from './kept.ts';
import { pageOf } from './page.ts';
import { type Passage, passagesOf } from './passages.ts';
import { receive } from './receive.ts';
import { commitSync, type SyncCommit } from './sync-commit.ts';
import type { SyncContext } from './sync-context.ts';
import { beginWalk, countOf, cursorAfter, nextSearch } from './walk.ts';

/** Why a pull ended. */
export type PullEnd = 'whole' | 'partly' | 'offline' | 'unauthorized' | 'stopped';

const MOST_FAILURES = 2;
/** So few at once while somebody works here, that whoever begins to type does not notice it; else so many. */
const AT_ONCE = { busy: 20, alone: 150 };
/** So many pages lie beside the store before they are moved into it: a pull writes some of them again and again. */
const WAL_PAGES = { usual: 1_000, pulling: 4_000 };
/** Whoever typed so long ago, in milliseconds, may go on at any moment. */
const WORKS_ON_MS = 3_000;

/**
 * Asks for everything of these types that changed since the last time, in the order in which records need each other; a desk
 * that has nothing yet, in the order in which they are of use.
 */
export async function pull(
  context: SyncContext,
  types: readonly string[],
  signal?: AbortSignal,
): Promise<PullEnd> {
  const { db } = context.core;
  db.pragma(`wal_autocheckpoint = ${WAL_PAGES.pulling}`);
  try {
    return await pullAll(context, types, signal);
  } finally {
    if (db.open) db.pragma(`wal_autocheckpoint = ${WAL_PAGES.usual}`);
  }
}

async function pullAll(
  context: SyncContext,
  types: readonly string[],
  signal: AbortSignal | undefined,
): Promise<PullEnd> {
  const { core } = context;
  const failures = { all: 0, inARow: 0 };
  for (const passage of passagesOf(core.db, types, core.dayOf(core.now()))) {
    const end = await pullPassage(context, passage, signal).finally(() => tellFetching(core, null));
    if (end === 'unauthorized' || end === 'stopped') return end;
    failures.inARow = end === 'offline' ? failures.inARow + 1 : 0;
    failures.all += end === 'offline' ? 1 : 0;
    // One type that the server stumbles over keeps no other one back; a server that is away is not asked for each.
    if (failures.inARow === MOST_FAILURES) return 'offline';
    // Visits are on the board as soon as they are here; some of them were waiting for a coverage.
    if (isPart(passage) || passage.type === 'Coverage') await letOursIn(context);
  }
  await letWaitingIn(context);
  return failures.all === 0 ? 'whole' : 'partly';
}

function isPart({ type, place }: Passage): boolean {
  return type !== place;
}

async function pullPassage(
  context: SyncContext,
  passage: Passage,
  signal: AbortSignal | undefined,
): Promise<PullEnd> {
  const { core, mutants, server } = context;
  const walk = beginWalk(passage, pulledUntil(core.db, passage.place), server.capabilities, mutants);
  const { search: first } = walk;
  const progress = followFetch(core, passage, () => countAll(context, countOf(first)));
  let asked = ask(context, walk.search.path);
  for (;;) {
    const response = await asked;
    // Whoever hung up may be connected elsewhere by now: nothing more of this server comes in.
    if (signal?.aborted) return 'stopped';
    if (response === undefined) return 'offline';
    const answer = pageOf(response);
    if (answer.kind === 'absent') return 'whole';
    if (answer.kind !== 'page') return answer.kind;
    const { page } = answer;
    const isAll = page.resources.some(passage.isOutside);
    const next = isAll ? undefined : nextSearch(walk, page, mutants);
    // The next page is on its way while this one is taken in. It leaves with the next turn, and not before.
    if (next) {
      asked = ask(context, next.path);
      progress.goesOn(page);
      await setImmediate();
    }
    const until = cursorAfter(walk, page, next === undefined);
    progress.took(await takePage(context, passage, page.resources, until), walk.received);
    if (signal?.aborted) return 'stopped';
    if (!next) return 'whole';
    walk.search = next;
  }
}

/** How many a search finds, where the server says it. */
async function countAll(context: SyncContext, path: string): Promise<number | undefined> {
  const response = await ask(context, path).catch(() => undefined);
  const answer = response && pageOf(response);
  return answer?.kind === 'page' ? answer.page.total : undefined;
}

/** Takes a page in, a few at once; the cursor moves with the last of them. Answers how many were new here. */
async function takePage(
  context: SyncContext,
  passage: Passage,
  resources: readonly Unknown[],
  last: number | undefined,
): Promise<number> {
  let news = 0;
  for (let start = 0, count = 0; start < resources.length; start += count) {
    await context.core.typing.rests();
    count = AT_ONCE[isSomebodyAtWork(context) ? 'busy' : 'alone'];
    const some = resources.slice(start, start + count);
    const isEnd = start + count >= resources.length;
    const until = isEnd ? last : undefined;
    news += takeTogether(context, passage, some, until) ?? takeEach(context, passage, some, until);
    await setImmediate();
  }
  return news;
}

function isSomebodyAtWork({ core }: SyncContext): boolean {
  const { lastAt } = core.work;
  return lastAt !== null && Math.abs(core.now() - lastAt) < WORKS_ON_MS;
}

/** Undefined, and nothing done, where one of them breaks in a way that nobody foresaw. */
function takeTogether(
  context: SyncContext,
  { place, type }: Passage,
  resources: readonly Unknown[],
  until: number | undefined,
): number | undefined {
  const received = unlessBroken(() =>
    commitSync(context, 'sync.pull', (commit) => {
      const all = resources.map((resource) => receive(commit, resource));
      if (until !== undefined) movePulled(context.core.db, place, until);
      return all;
    }),
  );
  for (const each of received ?? []) if (each === 'refused') tellLeftOut(context, type);
  return received?.filter((each) => each !== 'same' && each !== 'older').length;
}

/** What `work` answers; undefined where it broke, which leaves nothing of it behind. */
export function unlessBroken<Value>(work: () => Value): Value | undefined {
  try {
    return work();
  } catch (error) {
    // A full disk or a damaged store is no resource's fault.
    if (storeError(error, true).problem !== 'unknown') throw error;
    return undefined;
  }
}

/** Each by itself, so that the one that breaks is left out and the others come in. */
function takeEach(
  context: SyncContext,
  passage: Passage,
  resources: readonly Unknown[],
  until: number | undefined,
): number {
  const news = resources.map((resource) => takeTogether(context, passage, [resource], undefined));
  for (const each of news) if (each === undefined) tellLeftOut(context, passage.type);
  takeTogether(context, passage, [], until);
  return news.reduce<number>((sum, each) => sum + (each ?? 0), 0);
}

/** Whoever looks after the server finds it in the log; what it was is nobody's there. */
export function tellLeftOut({ core }: SyncContext, type: string): void {
  core.ports.log.error('sync.resource-left-out', { type });
}

/** What of our own records waited for something that is here now, a few at once; where one let in another one, that, too. */
async function letOursIn(context: SyncContext): Promise<void> {
  const { core } = context;
  const state = { received: 0, before: -1 };
  const isLetIn = (commit: SyncCommit, each: WaitingResource): number => (isIn(commit, each) ? 1 : 0);
  while (state.received !== state.before) {
    state.before = state.received;
    let some = waitingAfter(core.db, undefined, AT_ONCE.busy);
    while (some.length > 0) {
      await core.typing.rests();
      state.received += letIn(context, some, isLetIn);
      some = waitingAfter(core.db, some.at(-1), AT_ONCE.busy);
      await setImmediate();
    }
  }
}

/** All of them at once; where one breaks, each by itself, and the one that breaks goes on waiting. Answers the sum of `letOne`. */
function letIn<Waiting extends { readonly resourceType: string }>(
  context: SyncContext,
  some: readonly Waiting[],
  letOne: (commit: SyncCommit, each: Waiting) => number,
): number {
  const together = (these: readonly Waiting[]): number | undefined =>
    unlessBroken(() =>
      commitSync(context, 'sync.pull', (commit) =>
        these.reduce((sum, each) => sum + letOne(commit, each), 0),
      ),
    );
  const all = together(some);
  if (all !== undefined) return all;
  return some.reduce((sum, each) => {
    const one = together([each]);
    if (one === undefined) tellLeftOut(context, each.resourceType);
    return sum + (one ?? 0);
  }, 0);
}

function isIn(commit: SyncCommit, { content, resourceType, serverId }: WaitingResource): boolean {
  const received = receive(commit, JSON.parse(content) as Unknown);
  // What came of it meanwhile by another way is newer.
  if (received === 'older') endWaiting(commit.core.db, resourceType, serverId);
  return received !== 'waiting';
}

/** What waited for something that is here now. What still lacks something the server will not send is taken in without it. */
async function letWaitingIn(context: SyncContext): Promise<void> {
  const { db } = context.core;
  await letOursIn(context);
  const { zone } = practiceSetting(db);
  const takeIn = ({ unitOf }: SyncCommit, row: WaitingRow): number => {
    takeOverWaiting({ unit: unitOf(null), source: SERVER, runId: '', zone }, row);
    return 1;
  };
  let after = 0;
  for (;;) {
    const rows = waitingRows(db, SERVER, after, AT_ONCE.busy);
    if (rows.length === 0) return;
    await context.core.typing.rests();
    letIn(context, rows, takeIn);
    after = rows.at(-1)?.number ?? after;
    await setImmediate();
  }
}
