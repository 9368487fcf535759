import { setImmediate } from 'node:timers/promises';
import type { Unknown } from '../fhir/reading.ts';
import { waitingRows } from '../imports/foreign-store.ts';
import { takeOverWaiting } from '../imports/take-over.ts';
import { practiceSetting } from '../practice/practice-setting.ts';
import { storeError } from '../store/open.ts';
import { movePulled, pulledUntil } from './cursor.ts';
import { SERVER } from './kept.ts';
import { pageOf } from './page.ts';
import { receive, receiveWaiting } from './receive.ts';
import { READ_HEADERS } from './requests.ts';
import { commitSync } from './sync-commit.ts';
import type { SyncContext } from './sync-context.ts';
import { type FhirResponse, TransportError } from './transport.ts';
import { beginWalk, cursorAfter, nextSearch } from './walk.ts';

/** Why a pull ended. */
export type PullEnd = 'whole' | 'partly' | 'offline' | 'unauthorized' | 'stopped';

const MOST_FAILURES = 2;
const PAGE_TIMEOUT_MS = 30_000;
/** So few at once, that somebody who types meanwhile does not notice it. */
const AT_ONCE = 20;

/** Asks for everything of these types that changed since the last time, in the order in which records need each other. */
export async function pull(
  context: SyncContext,
  types: readonly string[],
  signal?: AbortSignal,
): Promise<PullEnd> {
  const failures = { all: 0, inARow: 0 };
  for (const type of types) {
    const end = await pullType(context, type, signal);
    if (end === 'unauthorized' || end === 'stopped') return end;
    failures.inARow = end === 'offline' ? failures.inARow + 1 : 0;
    failures.all += end === 'offline' ? 1 : 0;
    // One type that the server stumbles over keeps no other one back; a server that is away is not asked for each.
    if (failures.inARow === MOST_FAILURES) return 'offline';
  }
  await letWaitingIn(context);
  return failures.all === 0 ? 'whole' : 'partly';
}

async function pullType(
  context: SyncContext,
  type: string,
  signal: AbortSignal | undefined,
): Promise<PullEnd> {
  const { core, mutants, server } = context;
  const walk = beginWalk(type, pulledUntil(core.db, type), server.capabilities, mutants);
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
    const next = nextSearch(walk, page, mutants);
    // The next page is on its way while this one is taken in.
    if (next) asked = ask(context, next.path);
    await takePage(context, type, page.resources, cursorAfter(walk, page, next === undefined));
    if (signal?.aborted) return 'stopped';
    if (!next) return 'whole';
    walk.search = next;
  }
}

/** Undefined when no whole answer came. */
function ask({ transport }: SyncContext, path: string): Promise<FhirResponse | undefined> {
  const response = transport
    .send({ method: 'GET', path, headers: READ_HEADERS }, PAGE_TIMEOUT_MS)
    .catch((error: unknown) => {
      if (error instanceof TransportError) return undefined;
      throw error;
    });
  // Whoever waits for it hears of it; until then it is nobody's failure.
  response.catch(() => undefined);
  return response;
}

/** Takes a page in, a few at once; the cursor moves with the last of them. */
async function takePage(
  context: SyncContext,
  type: string,
  resources: readonly Unknown[],
  last: number | undefined,
): Promise<void> {
  for (let start = 0; start < resources.length; start += AT_ONCE) {
    const some = resources.slice(start, start + AT_ONCE);
    const isEnd = start + AT_ONCE >= resources.length;
    const until = isEnd ? last : undefined;
    if (!takeTogether(context, type, some, until)) takeEach(context, type, some, until);
    await setImmediate();
  }
}

/** False, and nothing done, where one of them breaks in a way that nobody foresaw. */
function takeTogether(
  context: SyncContext,
  type: string,
  resources: readonly Unknown[],
  until: number | undefined,
): boolean {
  try {
    commitSync(context, 'sync.pull', (commit) => {
      for (const resource of resources) receive(commit, resource);
      if (until !== undefined) movePulled(context.core.db, type, until);
    });
    return true;
  } catch (error) {
    // A full disk or a damaged store is no resource's fault.
    if (storeError(error, true).problem !== 'unknown') throw error;
    return false;
  }
}

/** Each by itself, so that the one that breaks is left out and the others come in. */
function takeEach(
  context: SyncContext,
  type: string,
  resources: readonly Unknown[],
  until: number | undefined,
): void {
  for (const resource of resources)
    if (!takeTogether(context, type, [resource], undefined))
      context.core.ports.log.error('sync.resource-left-out', { type });
  takeTogether(context, type, [], until);
}

/** What waited for something that is here now. What still lacks something the server will not send is taken in without it. */
async function letWaitingIn(context: SyncContext): Promise<void> {
  const { core } = context;
  commitSync(context, 'sync.pull', receiveWaiting);
  let after = 0;
  for (;;) {
    const rows = waitingRows(core.db, SERVER, after, AT_ONCE);
    if (rows.length === 0) return;
    commitSync(context, 'sync.pull', ({ unitOf }) => {
      for (const row of rows)
        takeOverWaiting(
          { unit: unitOf(null), source: SERVER, runId: '', zone: practiceSetting(core.db).zone },
          row,
        );
    });
    after = rows.at(-1)?.number ?? after;
    await setImmediate();
  }
}
