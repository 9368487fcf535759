import type { OutputOf } from '../../shared/api/index.ts';
import { Refusal } from '../../shared/kernel/result.ts';
import type { EngineCore } from '../engine/core.ts';
import type { Actor } from '../engine/unit-of-work.ts';
import { practiceSetting } from '../practice/practice-setting.ts';
import { NotAuthorized } from './authorize.ts';
import type { Capabilities } from './capabilities.ts';
import { type ConnectRequest, checkRequest } from './connect-request.ts';
import { queueEverything } from './enqueue.ts';
import { type Met, meetServer } from './meet-server.ts';
import { createNightly } from './nightly.ts';
import { createPlug } from './plug.ts';
import { refreshing } from './refresh.ts';
import { type Schedule, startSchedule } from './schedule.ts';
import {
  forgetServer,
  keepCapabilities,
  keepServer,
  type ServerSetting,
  serverSetting,
} from './server-setting.ts';
import { pullFromStart, setAsideServer } from './set-aside-server.ts';
import type { SyncStatus } from './status.ts';
import type { SweepEnd } from './sweep.ts';
import { lastComparison } from './sweep-log.ts';
import { type CycleEnd, type CycleKind, createSync } from './sync.ts';
import type { KnownServer } from './sync-context.ts';
import type { Transport } from './transport.ts';

/** How the outside world is reached; left out, there is none. */
export type Network = (
  place: ConnectRequest,
  heard: (serverTime: number) => void,
) => Transport & { close(): void };

/** The line to the practice's server: connects, syncs by itself, and says how it stands. */
export interface ServerLine {
  /**
   * Makes sure that the server is ours, tries what it can do, keeps how to get in, queues everything that it does not have and
   * begins. Throws a Refusal. With `isReplacing` it may be another server than before: what that one had is set aside.
   */
  connect(request: ConnectRequest & { readonly isReplacing?: boolean }, actor: Actor): Promise<Capabilities>;
  disconnect(actor: Actor): void;
  /** Takes a disconnection back. Throws a Refusal once the way in is forgotten. */
  reconnect(actor: Actor): void;
  /** Pulls the desk's plug, or puts it back. Throws a Refusal in a practice that is no demo. */
  setPlug(isIn: boolean): void;
  /** A cycle at once. */
  now(): Promise<CycleEnd | 'not-connected'>;
  /** A cycle at once, and everything held against everything after it. */
  compare(actor: Actor): Promise<OutputOf<'sync.compare'>>;
  dispose(): void;
}

interface Open {
  readonly schedule: Schedule;
  readonly compare: () => Promise<SweepEnd>;
  readonly close: () => void;
}

/** So long, in milliseconds, a disconnection can be taken back; then the way in is nowhere any more. */
const TAKE_BACK_MS = 60_000;
/** "Just now" is said anew this often at most, in milliseconds. */
const STATUS_EVERY_MS = 15_000;

/** Makes the line, and takes up the sync where it was left. */
export function createServerLine(core: EngineCore): ServerLine {
  const line: { open: Open | undefined } = { open: undefined };
  const left: { setting: ServerSetting | undefined; forget: () => void } = {
    setting: undefined,
    forget: () => undefined,
  };
  const plug = createPlug();
  const { network: outside } = core.ports;
  const network: Network | undefined = outside && ((place, heard) => plug.through(outside(place, heard)));
  const setStatus = (change: Partial<SyncStatus>): void => {
    const before = core.sync.status;
    core.sync.status = { ...before, ...change };
    const isNews =
      before.connection !== core.sync.status.connection ||
      (core.sync.status.lastWholeAt ?? 0) - (before.lastWholeAt ?? 0) >= STATUS_EVERY_MS;
    if (isNews) core.publish(['queue']);
  };
  const hang = (): void => {
    line.open?.close();
    line.open = undefined;
  };
  const begin = (triedAt?: number): void => {
    hang();
    const setting = serverSetting(core.db);
    if (setting && network) {
      setStatus({ connection: 'connecting', since: core.now() });
      line.open = openLine(core, network, { ...setting, triedAt }, setStatus);
    } else setStatus({ connection: 'not-connected', since: null });
  };
  const leave = (setting: ServerSetting | undefined): void => {
    left.forget();
    left.setting = setting;
    left.forget = setting ? core.timer.after(TAKE_BACK_MS, () => leave(undefined)) : () => undefined;
  };
  begin();
  return {
    connect: async ({ isReplacing = false, ...request }, actor) => {
      if (!network)
        throw new Refusal('sync/no-network', 'This desk has no way to a server. Call your IT person.');
      checkRequest(request);
      const met = await meet(core, network, request, isReplacing);
      // Nothing of the one before may come in from here on.
      hang();
      core.immediate(() => {
        if (met.isAnother) setAsideServer(core.db, core.now());
        if (met.isFirst) pullFromStart(core.db);
        const { capabilities, fingerprint } = met;
        const connectedBy = actor.displayName;
        keepServer(core.db, { ...request, capabilities, fingerprint, connectedAt: core.now(), connectedBy });
        note(core, 'sync.connect', actor);
      });
      queueEverything(core, met.capabilities);
      begin(core.now());
      return met.capabilities;
    },
    disconnect: (actor) => {
      leave(serverSetting(core.db));
      hang();
      core.immediate(() => {
        forgetServer(core.db);
        note(core, 'sync.disconnect', actor);
      });
      setStatus({ connection: 'not-connected', since: null, lastWholeAt: null, clockOffsetMs: null });
      core.publish(['queue']);
    },
    reconnect: (actor) => {
      const { setting } = left;
      if (!setting)
        throw new Refusal('sync/way-in-forgotten', 'The way in is forgotten by now. Connect again to go on.');
      core.immediate(() => {
        keepServer(core.db, setting);
        note(core, 'sync.connect', actor);
      });
      leave(undefined);
      begin();
      core.publish(['queue']);
    },
    setPlug: (isIn) => {
      if (!practiceSetting(core.db).demo)
        throw new Refusal('sync/no-demo', 'Only the demo practice has a switch for its network.');
      plug.set(isIn);
      setStatus({ isUnplugged: !isIn });
      core.publish(['queue']);
      // At once, and not with the next change: whoever throws the switch wants to see it.
      void line.open?.schedule.now();
    },
    now: () => line.open?.schedule.now() ?? Promise.resolve('not-connected'),
    compare: async (actor) => {
      const { open } = line;
      if (open) core.immediate(() => note(core, 'sync.compare', actor));
      const end = open ? await open.compare() : 'not-connected';
      return { end, lastComparison: lastComparison(core.db) };
    },
    dispose: () => {
      hang();
      leave(undefined);
    },
  };
}

async function meet(
  core: EngineCore,
  network: Network,
  request: ConnectRequest,
  isReplacing: boolean,
): Promise<Met> {
  const transport = network(request, () => undefined);
  try {
    return await meetServer(core, transport, isReplacing);
  } finally {
    transport.close();
  }
}

function note(core: EngineCore, method: string, { staffId, role }: Actor): void {
  core.audit({ staffId, role, method, action: 'E', outcome: 'ok' });
}

function openLine(
  core: EngineCore,
  network: Network,
  setting: ServerSetting & { readonly triedAt: number | undefined },
  setStatus: (change: Partial<SyncStatus>) => void,
): Open {
  const transport = network(setting, (serverTime) => setStatus({ clockOffsetMs: serverTime - core.now() }));
  const stop = new AbortController();
  const known = { fingerprint: setting.fingerprint, triedAt: setting.triedAt };
  const server: KnownServer = {
    capabilities: setting.capabilities,
    learnt: (capabilities) => keepCapabilities(core.db, capabilities, known.fingerprint),
  };
  const sync = createSync({ core, transport, server });
  const nightly = createNightly(core, sync);
  const swept: { end: SweepEnd | undefined } = { end: undefined };
  const refresh = refreshing(core, transport, server, known);
  const cycle = async (kind: CycleKind): Promise<CycleEnd> => {
    const end = await sync.cycle(kind, stop.signal);
    if (end !== 'whole' || stop.signal.aborted) return end;
    await refresh(stop.signal);
    if (!stop.signal.aborted) swept.end = await nightly.afterCycle(stop.signal);
    return end;
  };
  const ended = (kind: string, end: CycleEnd): void => {
    const connection = end === 'offline' ? 'offline' : end === 'unauthorized' ? 'refused' : 'online';
    const at = core.now();
    const { status } = core.sync;
    setStatus({
      connection,
      since: connection === status.connection ? status.since : at,
      ...(end === 'whole' && kind === 'whole' ? { lastWholeAt: at } : {}),
      ...(end === 'whole' && status.lastWholeAt !== null ? { lastWholeAt: at } : {}),
    });
  };
  const schedule = startSchedule({
    timer: core.timer,
    chance: () => (core.ports.random(1)[0] ?? 0) / 256,
    isInUse: () => core.signedIn.size > 0,
    cycle: (kind) =>
      cycle(kind).catch((error: unknown): CycleEnd => {
        // The store was closed under it: what it was about to write comes again with the next start.
        if (stop.signal.aborted) return 'stopped';
        if (error instanceof NotAuthorized) return 'unauthorized';
        core.ports.log.error('sync.failed', { kind: error instanceof Error ? error.name : typeof error });
        return 'offline';
      }),
    ended,
    restMs: sync.restMs,
  });
  const deaf = core.onTopics(({ topics }) => {
    if (topics.includes('queue') && !isOwnDoing(core)) schedule.changed();
  });
  return {
    schedule,
    compare: async () => {
      nightly.ask();
      for (;;) {
        swept.end = undefined;
        const end = await schedule.now();
        if (swept.end === undefined) return end === 'whole' || end === 'partly' ? 'offline' : end;
        // A cycle in between, so that nobody waits for what the others do.
        if (swept.end !== 'paused') return swept.end;
      }
    },
    close: () => {
      stop.abort();
      deaf();
      schedule.stop();
      transport.close();
    },
  };
}

/** Nothing waits: whatever was published, it was not a change to send. */
function isOwnDoing({ db }: EngineCore): boolean {
  return db.prepare(`SELECT 1 FROM outbox WHERE state = 'pending' LIMIT 1`).get() === undefined;
}
