import type { EngineCore } from '../engine/core.ts';
import { isOutdated } from '../practice/policy.ts';
import { queueEverything } from './enqueue.ts';
import { keepNeeded } from './keep-needed.ts';
import { syncedResourceTypes } from './mapped.ts';
import { type PullEnd, pull } from './pull.ts';
import { push } from './push.ts';
import type { Mutant } from './requests.ts';
import { MOST_BATCH, START_BATCH, type SyncContext } from './sync-context.ts';
import type { Transport } from './transport.ts';

/** How a cycle ended. */
export type CycleEnd = 'whole' | 'partly' | 'offline' | 'unauthorized' | 'stopped';

export interface SyncOptions {
  readonly core: EngineCore;
  readonly transport: Transport;
  /** Faults that a test switches on; nothing in the product does. */
  readonly mutants?: readonly Mutant[];
}

/** Everything, or only what changes at a front desk from minute to minute. */
export type CycleKind = 'whole' | 'hot';

/** What others at the desks are waiting to see; and whoever was dismissed is not to go on reading for a minute. */
const HOT_TYPES = ['Person', 'Patient', 'Appointment', 'Encounter', 'Task', 'Communication', 'PaymentNotice'];

/** The desk's side of the practice's server. */
export interface Sync {
  /** One cycle: what others changed comes in, what changed here goes out, and what came of both comes in again. One at a time. */
  cycle(kind?: CycleKind, signal?: AbortSignal): Promise<CycleEnd>;
  /** Queues every record that the server does not have; done when the practice is connected. Answers how many. */
  queueEverything(): number;
}

/** Makes the sync of one desk. */
export function createSync({ core, transport, mutants = [] }: SyncOptions): Sync {
  const state = { batch: START_BATCH, mostBatch: MOST_BATCH };
  const context: SyncContext = { core, transport, mutants: new Set(mutants), state };
  const running: { cycle: Promise<CycleEnd> | undefined } = { cycle: undefined };
  return {
    queueEverything: () => queueEverything(core),
    cycle: (kind = 'whole', signal) => {
      running.cycle ??= cycle(context, kind, signal).finally(() => {
        running.cycle = undefined;
      });
      return running.cycle;
    },
  };
}

/**
 * A desk that is too old for the practice asks and does not tell: what it makes of a record could lack what a newer one wrote
 * into it. What was typed here before waits, and goes out in the words of the newer program.
 */
async function cycle(
  context: SyncContext,
  kind: CycleKind,
  signal: AbortSignal | undefined,
): Promise<CycleEnd> {
  const all = syncedResourceTypes();
  const types = kind === 'whole' ? all : all.filter((type) => HOT_TYPES.includes(type));
  const first = await pullKeeping(context, types, signal);
  if (first !== 'whole' && first !== 'partly') return first;
  if (isOutdated(context.core.db, context.core.version)) return first;
  const pushed = await push(context, signal);
  if (pushed !== 'drained') return pushed;
  return kind === 'whole' ? pullKeeping(context, types, signal) : first;
}

/** A pull, however it ended, leaves the practice with whoever and whatever it cannot be without. */
async function pullKeeping(
  context: SyncContext,
  types: readonly string[],
  signal: AbortSignal | undefined,
): Promise<PullEnd> {
  const { core } = context;
  const end = await pull(context, types, signal);
  if (!signal?.aborted && !isOutdated(core.db, core.version)) keepNeeded(core);
  return end;
}
