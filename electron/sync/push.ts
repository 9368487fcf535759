import { type Answer, answerOf, answersOf } from './answer.ts';
import { applyAnswer } from './apply.ts';
import { countAttempt, thaw } from './frozen.ts';
import { leaveQueue, nextQueued, QUEUE_START, setAside, tryAgain } from './outbox.ts';
import { planRecord, type Step } from './plan.ts';
import { batchOf, requestOf } from './requests.ts';
import { commitSync } from './sync-commit.ts';
import type { SyncContext } from './sync-context.ts';
import { TransportError } from './transport.ts';

/** Why a drain ended. */
export type PushEnd = 'drained' | 'offline' | 'unauthorized' | 'stopped';

const START_BATCH = 25;
const MOST_BATCH = 100;
/** A cycle looks, merges and writes again; what is still changed by others meanwhile has its turn in the next one. */
const MOST_ROUNDS = 6;
/** One answer that is lost says little; two in a row, that nobody is there. */
const MOST_FAILURES = 2;
const SEND_TIMEOUT_MS = 30_000;

/** Tells the server everything that waits, in the order in which records need each other; one refused record holds up nothing. */
export async function push(context: SyncContext, signal?: AbortSignal): Promise<PushEnd> {
  const { core, state } = context;
  core.immediate(() => tryAgain(core.db, ['blocked']));
  for (let round = 0; round < MOST_ROUNDS; round += 1) {
    const end = await pushRound(context, signal);
    if (end.reason !== 'drained' || !end.moved) return end.reason;
  }
  state.batch = Math.min(state.batch, MOST_BATCH);
  return 'drained';
}

async function pushRound(
  context: SyncContext,
  signal: AbortSignal | undefined,
): Promise<{ readonly reason: PushEnd; readonly moved: boolean }> {
  const { core, state } = context;
  let after = QUEUE_START;
  let moved = false;
  let failures = 0;
  for (;;) {
    if (signal?.aborted) return { reason: 'stopped', moved };
    const planned = core.immediate(() => planBatch(context, after));
    after = planned.after;
    if (planned.steps.length > 0) {
      const outcome = await sendSteps(context, planned.steps);
      failures = outcome.end === 'offline' ? failures + 1 : 0;
      if (outcome.end && (outcome.end !== 'offline' || failures === MOST_FAILURES))
        return { reason: outcome.end, moved };
      moved ||= outcome.moved;
      if (outcome.isTooLarge) {
        state.batch = Math.max(1, Math.floor(planned.steps.length / 2));
        after = planned.before;
      }
    }
    if (planned.isLast) return { reason: 'drained', moved };
  }
}

/** Plans and freezes the next batch. */
function planBatch({ core, state }: SyncContext, before: typeof QUEUE_START) {
  const { db } = core;
  const steps: Step[] = [];
  const size = state.batch;
  const queued = nextQueued(db, before, size);
  let after = before;
  for (const record of queued) {
    after = record;
    const plan = planRecord(db, record);
    if (plan.kind === 'write' || plan.kind === 'look') steps.push(plan);
    else if (plan.kind === 'done') leaveQueue(db, record.recordType, record.localId, record.generation);
    else if (plan.kind === 'unmapped') setAside(db, record, 'paused', 'kept-here');
    else if (isStuck(core.db, plan.needed.recordId)) setAside(db, record, 'blocked', 'needs-other');
  }
  return { steps, before, after, isLast: queued.length < size };
}

/** Whether what a record needs cannot go out by itself: it was set aside. */
function isStuck(db: SyncContext['core']['db'], recordId: string): boolean {
  const state = db.prepare('SELECT state FROM outbox WHERE local_id = ?').pluck().get(recordId);
  return state !== undefined && state !== 'pending';
}

interface Sent {
  readonly end: PushEnd | undefined;
  readonly moved: boolean;
  readonly isTooLarge: boolean;
}

async function sendSteps(context: SyncContext, steps: readonly Step[]): Promise<Sent> {
  const { transport, mutants, core, state } = context;
  const [first] = steps;
  const single = steps.length === 1 && first ? first : undefined;
  const nothing: Sent = { end: undefined, moved: false, isTooLarge: false };
  try {
    const request = single ? requestOf(single, mutants) : batchOf(steps, mutants);
    const response = await transport.send(request, SEND_TIMEOUT_MS);
    const answers = single ? [answerOf(response)] : answersOf(response, steps.length);
    const whole = single ? undefined : answerOf(response);
    if (!answers) return notTaken(context, steps, whole);
    if (answers.some(({ kind }) => kind === 'unauthorized')) return { ...nothing, end: 'unauthorized' };
    const applied = commitSync(core, 'sync.push', (commit) =>
      steps.map((step, index) => applyAnswer(commit, step, answers[index] ?? LOST)),
    );
    state.batch = Math.min(MOST_BATCH, Math.max(state.batch, START_BATCH) * 2);
    // A single one that nobody answers well says that the server is not well, not that the record is bad.
    const isDown = single !== undefined && answers[0]?.kind === 'unknown';
    return { end: undefined, moved: applied.some((each) => each !== 'later') && !isDown, isTooLarge: false };
  } catch (error) {
    if (!(error instanceof TransportError)) throw error;
    lost(context, steps);
    return { ...nothing, end: 'offline' };
  }
}

const LOST: Answer = { kind: 'unknown', status: undefined, retryAfterMs: undefined };

/** The server did not take the batch as a whole. */
function notTaken(context: SyncContext, steps: readonly Step[], whole: Answer | undefined): Sent {
  const nothing: Sent = { end: undefined, moved: false, isTooLarge: false };
  if (whole?.kind === 'unauthorized' || whole?.kind === 'forbidden')
    return { ...nothing, end: 'unauthorized' };
  if (whole?.kind === 'too-large' || whole?.kind === 'refused') return { ...nothing, isTooLarge: true };
  lost(context, steps);
  return { ...nothing, end: 'offline' };
}

/** No answer: each of these may or may not have been done. */
function lost({ core, mutants }: SyncContext, steps: readonly Step[]): void {
  core.immediate(() => {
    for (const { send } of steps) if (send) (mutants.has('re-freeze') ? thaw : countAttempt)(core.db, send);
  });
}
