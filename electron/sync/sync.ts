import type { EngineCore } from '../engine/core.ts';
import { CARRIER_TYPE } from '../fhir/carrier.ts';
import { isOutdated } from '../practice/policy.ts';
import { ableServer, accessTo, type Capabilities, MOST_BATCH } from './capabilities.ts';
import { noteChangedVisits } from './changed-visits.ts';
import { queueEverything } from './enqueue.ts';
import { noteGivenNumbers } from './given-numbers.ts';
import { holdDesk } from './hold-desk.ts';
import { keepNeeded } from './keep-needed.ts';
import { syncedKinds, syncedResourceTypes } from './mapped.ts';
import { type PullEnd, pull } from './pull.ts';
import { push } from './push.ts';
import type { Mutant } from './requests.ts';
import { restAskedFor } from './retry-after.ts';
import { sendAudit } from './send-audit.ts';
import { OVER, type Sweep, type SweepEnd, startSweep } from './sweep.ts';
import type { Stretch } from './sweep-ask.ts';
import { type KnownServer, START_BATCH, type SyncContext } from './sync-context.ts';
import type { Transport } from './transport.ts';

/** How a cycle ended. */
export type CycleEnd = 'whole' | 'partly' | 'offline' | 'unauthorized' | 'stopped';

export interface SyncOptions {
  readonly core: EngineCore;
  readonly transport: Transport;
  /** Faults that a test switches on; nothing in the product does. */
  readonly mutants?: readonly Mutant[];
  /** What the server can do; left out, everything. */
  readonly server?: KnownServer;
}

/** Everything, or only what changes at a front desk from minute to minute. */
export type CycleKind = 'whole' | 'hot';

/** What others at the desks are waiting to see; and whoever was dismissed is not to go on reading for a minute. */
const HOT_TYPES = ['Person', 'Patient', 'Appointment', 'Encounter', 'Task', 'Communication', 'PaymentNotice'];

/** The desk's side of the practice's server. */
export interface Sync {
  /** One cycle: what others changed comes in, what changed here goes out, and what came of both comes in again. One at a time. */
  cycle(kind?: CycleKind, signal?: AbortSignal): Promise<CycleEnd>;
  /** How long the server asked to be left alone in the last cycle, in milliseconds. */
  restMs(): number;
  /** Queues every record that the server does not have; done when the practice is connected. Answers how many. */
  queueEverything(): number;
  /**
   * Holds every id and version that the server has against what is kept of it, after a pull. Put off or cut off, the next call
   * goes on where it was.
   */
  sweep(stretch?: Stretch): Promise<SweepEnd>;
}

/** Makes the sync of one desk. */
export function createSync({ core, transport, mutants = [], server = ableAtAll() }: SyncOptions): Sync {
  const state: SyncContext['state'] = {
    batch: START_BATCH,
    mostBatch: MOST_BATCH,
    serverTime: undefined,
    doubts: new Map(),
    toldNumbers: undefined,
    mark: undefined,
    isNumberAsked: false,
    restMs: 0,
  };
  const timed: Transport = {
    send: async (request, timeoutMs) => {
      const response = await transport.send(request, timeoutMs);
      const date = Date.parse(response.headers['date'] ?? '');
      if (Number.isFinite(date)) state.serverTime = date;
      state.restMs = Math.max(state.restMs, restAskedFor(response));
      return response;
    },
  };
  const context: SyncContext = { core, transport: timed, mutants: new Set(mutants), server, state };
  const running: { cycle: Promise<CycleEnd> | undefined; sweep: Sweep | undefined } = {
    cycle: undefined,
    sweep: undefined,
  };
  return {
    restMs: () => state.restMs,
    sweep: async (stretch = {}) => {
      await running.cycle;
      const begun = running.sweep ?? (await begin(context, stretch.signal));
      if (typeof begun === 'string') return begun;
      running.sweep = begun;
      const end = await begun.stretch(stretch);
      if (OVER.has(end)) running.sweep = undefined;
      return end;
    },
    queueEverything: () => queueEverything(core, server.capabilities),
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
  context.state.restMs = 0;
  const held = await holdDesk(context, kind, signal);
  if (held !== 'held' && held !== 'later') return held;
  const types = typesToPull(context.server.capabilities, kind);
  const first = await pullKeeping(context, types, signal);
  if (first !== 'whole' && first !== 'partly') return first;
  if (isOutdated(context.core.db, context.core.version)) return first;
  const pushed = await push(context, signal);
  if (pushed !== 'drained') return pushed;
  if (kind === 'hot') return first;
  const second = await pullKeeping(context, types, signal);
  if (second === 'whole') await sendAudit(context, signal);
  return second;
}

/** Everything has to be here that a pull brings: only what is missing then was missed. */
async function begin(context: SyncContext, signal: AbortSignal | undefined): Promise<Sweep | SweepEnd> {
  const { core, server, state } = context;
  if (isOutdated(core.db, core.version)) return 'stopped';
  const types = typesToPull(server.capabilities, 'whole');
  const horizon = state.serverTime;
  const end = await pullKeeping(context, types, signal);
  if (end !== 'whole') return end === 'partly' ? 'offline' : end;
  return startSweep(context, types, horizon);
}

/** A pull, however it ended, leaves the practice with whoever and whatever it cannot be without, and tells of visits that overlap. */
async function pullKeeping(
  context: SyncContext,
  types: readonly string[],
  signal: AbortSignal | undefined,
): Promise<PullEnd> {
  const { core } = context;
  const end = await pull(context, types, signal);
  if (signal?.aborted || isOutdated(core.db, core.version)) return end;
  keepNeeded(context);
  // Before the visits: how far the change log was looked at is kept with those.
  await noteGivenNumbers(context);
  await noteChangedVisits(context);
  return end;
}

/** A server that finds nothing by time is read from end to end each time: not every few seconds. */
function typesToPull({ types, kinds, searchesByTime }: Capabilities, kind: CycleKind): readonly string[] {
  const there = syncedResourceTypes().filter((type) => accessTo(types, type) !== 'absent');
  if (kind === 'whole') return there;
  if (!searchesByTime) return [];
  const carried = syncedKinds().filter((each) => kinds[each.kind.type] === 'carried');
  const isHotCarried = carried.some(({ mapping }) => HOT_TYPES.includes(mapping.resourceType));
  return there.filter((type) => HOT_TYPES.includes(type) || (isHotCarried && type === CARRIER_TYPE));
}

function ableAtAll(): KnownServer {
  return { capabilities: ableServer(), learnt: () => undefined };
}
