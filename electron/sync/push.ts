import { setImmediate } from 'node:timers/promises';
import type { Database } from 'better-sqlite3';
import { type Answer, answerOf, answersOf } from './answer.ts';
import { applyAnswer, isDenied } from './apply.ts';
import { MOST_BATCH, withoutType } from './capabilities.ts';
import { doubtCreates } from './doubts.ts';
import { countAttempt, thaw } from './frozen.ts';
import {
  endForbidden,
  leaveQueue,
  nextQueued,
  probeForbidden,
  QUEUE_START,
  type QueuedRecord,
  type QueuePlace,
  setAside,
  tryAgain,
} from './outbox.ts';
import { type Planning, planRecord, type Step } from './plan.ts';
import { batchOf, type Manner, requestOf } from './requests.ts';
import { sendGuarded } from './send-guarded.ts';
import { commitSync } from './sync-commit.ts';
import type { SyncContext } from './sync-context.ts';
import { type FhirResponse, TransportError } from './transport.ts';

/** Why a drain ended. */
export type PushEnd = 'drained' | 'offline' | 'unauthorized' | 'stopped';

/** A cycle looks, merges and writes again; what is still changed by others meanwhile has its turn in the next one. */
const MOST_ROUNDS = 8;
/** One answer that is lost says little; two in a row, that nobody is there. */
const MOST_FAILURES = 2;
const SEND_TIMEOUT_MS = 30_000;

/** Tells the server everything that waits, in the order in which records need each other; one refused record holds up nothing. */
export async function push(context: SyncContext, signal?: AbortSignal): Promise<PushEnd> {
  const { core } = context;
  core.immediate(() => {
    tryAgain(core.db, ['blocked']);
    probeForbidden(core.db);
    doubtCreates(context);
  });
  for (let round = 0; round < MOST_ROUNDS; round += 1) {
    const end = await pushRound(context, signal);
    if (end.reason !== 'drained' || !end.moved) return end.reason;
  }
  return 'drained';
}

interface Round {
  readonly reason: PushEnd;
  readonly moved: boolean;
}

/** Once through the queue. While the server is at work on some, the next are made ready and the last ones' answers taken in. */
async function pushRound(context: SyncContext, signal: AbortSignal | undefined): Promise<Round> {
  const walk: Walk = { place: QUEUE_START, isAtEnd: false };
  let moved = false;
  let failures = 0;
  let current = dispatch(context, nextSteps(context, walk));
  while (current) {
    const ready = nextSteps(context, walk);
    const response = await current.response;
    if (signal?.aborted) return { reason: 'stopped', moved };
    const isSilent = response === undefined;
    const following = isSilent && failures + 1 === MOST_FAILURES ? undefined : dispatch(context, ready);
    // The bytes leave only when nothing else is done: the server is not kept waiting for what follows here.
    await setImmediate();
    const outcome = takeIn(context, current.steps, response);
    failures = outcome.end === 'offline' ? failures + 1 : 0;
    moved ||= outcome.moved;
    const isOver = failures === MOST_FAILURES || context.state.restMs > 0;
    if (outcome.end && (outcome.end !== 'offline' || isOver)) {
      if (following) lost(context, following.steps);
      return { reason: outcome.end, moved };
    }
    current = following;
  }
  return { reason: 'drained', moved };
}

/** How far a round is. */
interface Walk {
  place: QueuePlace;
  isAtEnd: boolean;
}

/** The next steps there are, frozen; none at the end of the queue. */
function nextSteps(context: SyncContext, walk: Walk): readonly Step[] {
  const { core, server } = context;
  const { db } = core;
  const planning = { db, deskId: core.deskId, capabilities: server.capabilities };
  const most = atOnce(context);
  while (!walk.isAtEnd) {
    const steps = core.immediate(() => {
      const queued = nextQueued(db, walk.place, most);
      walk.isAtEnd = queued.length < most;
      walk.place = queued.at(-1) ?? walk.place;
      return queued.flatMap((record) => stepOf(planning, record));
    });
    if (steps.length > 0) return steps;
  }
  return [];
}

/** What hangs on a header, and what is looked at right before, goes out by itself. */
function atOnce({ server: { capabilities }, state }: SyncContext): number {
  const { tier, batch, versionedUpdate, mostPerBatch } = capabilities;
  const isByHeader = tier === 'B' || tier === 'C';
  return batch && versionedUpdate && !isByHeader ? Math.min(state.batch, mostPerBatch) : 1;
}

function stepOf(planning: Planning, record: QueuedRecord): readonly Step[] {
  const { db } = planning;
  const plan = planRecord(planning, record);
  switch (plan.kind) {
    case 'write':
    case 'look':
    case 'find':
      return [plan];
    case 'done':
      leaveQueue(db, record.recordType, record.localId, record.generation);
      return [];
    case 'kept-here':
      setAside(db, record, 'paused', 'kept-here');
      return [];
    case 'needs':
      if (isStuck(db, plan.needed.recordId)) setAside(db, record, 'blocked', 'needs-other');
      return [];
  }
}

interface Dispatched {
  readonly steps: readonly Step[];
  /** Undefined when no whole answer came. */
  readonly response: Promise<FhirResponse | undefined>;
}

function dispatch(
  { transport, mutants, server }: SyncContext,
  steps: readonly Step[],
): Dispatched | undefined {
  const [first] = steps;
  if (!first) return undefined;
  const { capabilities } = server;
  const manner: Manner = { capabilities, mutants };
  const send = transport.send.bind(transport);
  const sending =
    steps.length > 1
      ? send(batchOf(steps, manner), SEND_TIMEOUT_MS)
      : isWeak(first, manner)
        ? sendGuarded(transport, first.send, requestOf(first, manner), SEND_TIMEOUT_MS)
        : send(requestOf(first, manner), SEND_TIMEOUT_MS);
  const response = sending.catch((error: unknown) => {
    if (error instanceof TransportError) return undefined;
    throw error;
  });
  // Whoever waits for it hears of it; until then it is nobody's failure.
  response.catch(() => undefined);
  return { steps, response };
}

/** A change that the server does for whoever asks, or of which it only says that it would not. */
function isWeak(step: Step, { capabilities }: Manner): step is Extract<Step, { kind: 'write' }> {
  const isTrusted = capabilities.versionedUpdate && capabilities.isTried;
  return step.kind === 'write' && step.send.serverId !== null && !isTrusted;
}

/** Whether what a record needs cannot go out by itself: it was set aside. */
function isStuck(db: Database, recordId: string): boolean {
  const state = db.prepare('SELECT state FROM outbox WHERE local_id = ?').pluck().get(recordId);
  return state !== undefined && state !== 'pending';
}

interface Sent {
  readonly end: PushEnd | undefined;
  readonly moved: boolean;
}

/** Takes the answers in. */
function takeIn(context: SyncContext, steps: readonly Step[], response: FhirResponse | undefined): Sent {
  const { core, state } = context;
  if (response === undefined) {
    lost(context, steps);
    return { end: 'offline', moved: false };
  }
  const isSingle = steps.length === 1;
  const answers = isSingle
    ? [answerOf(response, keyedType(context, steps))]
    : answersOf(response, steps.length);
  if (!answers) return notTaken(context, steps, answerOf(response));
  if (answers.some(({ kind }) => kind === 'unauthorized')) return { end: 'unauthorized', moved: false };
  const isServerWell = answers.some(({ kind }) => kind !== 'unknown');
  core.immediate(() => {
    endForbidden(core.db, takenTypes(steps, answers));
    learn(context, steps, answers);
  });
  const applied = commitSync(context, 'sync.push', (commit) =>
    steps.map((step, index) => applyAnswer(commit, context, step, answers[index] ?? LOST, isServerWell)),
  );
  if (!isServerWell) return { end: 'offline', moved: false };
  state.mostBatch = Math.min(MOST_BATCH, state.mostBatch + 1);
  state.batch = Math.min(state.mostBatch, state.batch * 2);
  return { end: undefined, moved: applied.some((each) => each !== 'later') };
}

/** The type of a create that the server knows again by its key. */
function keyedType({ server }: SyncContext, [step]: readonly Step[]): string | undefined {
  const isCreate = step?.kind === 'write' && step.send.serverId === null;
  return isCreate && server.capabilities.tier === 'C' ? step.send.resourceType : undefined;
}

/** What the server turned out not to take, whatever it said before. */
function learn({ server }: SyncContext, steps: readonly Step[], answers: readonly Answer[]): void {
  for (const [index, step] of steps.entries()) {
    const answer = answers[index];
    if (step.kind !== 'write' || !answer || !isDenied(step, answer)) continue;
    server.capabilities = withoutType(server.capabilities, step.send.resourceType);
    server.learnt(server.capabilities);
  }
}

/** The kinds of record of which the server took one. */
function takenTypes(steps: readonly Step[], answers: readonly Answer[]): ReadonlySet<string> {
  const taken = steps.filter((step, index) => step.kind === 'write' && answers[index]?.kind === 'done');
  return new Set(taken.flatMap(({ send }) => (send ? [send.recordType] : [])));
}

const LOST: Answer = { kind: 'unknown', status: undefined };

/** It is too large, or holds something that spoils all of it, or there are no batches here at all. */
const NO_SUCH_BATCH: ReadonlySet<Answer['kind']> = new Set(['too-large', 'refused', 'unsupported', 'gone']);

/** The server did not take the batch as a whole. */
function notTaken(context: SyncContext, steps: readonly Step[], whole: Answer): Sent {
  if (whole.kind === 'unauthorized' || whole.kind === 'forbidden')
    return { end: 'unauthorized', moved: false };
  if (NO_SUCH_BATCH.has(whole.kind)) {
    // The same bytes in smaller batches, down to each by itself, in the next round.
    const half = Math.max(1, Math.floor(steps.length / 2));
    context.state.batch = half;
    context.state.mostBatch = half;
    return { end: undefined, moved: true };
  }
  lost(context, steps);
  return { end: 'offline', moved: false };
}

/** No answer: each of these may or may not have been done. */
function lost({ core, mutants }: SyncContext, steps: readonly Step[]): void {
  core.immediate(() => {
    for (const { send } of steps) if (send) (mutants.has('re-freeze') ? thaw : countAttempt)(core.db, send);
  });
}
