import type { QueryDefinition } from '../../shared/api/define.ts';
import { isMethodName, type MethodName, type QueryName, registry } from '../../shared/api/index.ts';
import type { Reply } from '../../shared/api/reply.ts';
import { Refusal } from '../../shared/kernel/result.ts';
import type { Session } from '../../shared/staff/contract.ts';
import type { Permission } from '../../shared/staff/permissions.ts';
import { createLooks, type Looks } from '../audit/looks.ts';
import { verifyBetween } from '../audit/verify.ts';
import { refuseUnopenedChart } from '../patients/restricted.ts';
import { readPicture } from '../scan/handlers.ts';
import { sessionNow } from '../staff/handlers.ts';
import { storeError } from '../store/open.ts';
import type { EngineCore } from './core.ts';
import { parseEnvelope } from './envelope.ts';
import type { QueryContext, ServerMethod, SessionContext, SessionMethod } from './handler.ts';
import { queryHandlers, serverHandlers, sessionHandlers } from './handlers.ts';
import { failureReply } from './replies.ts';
import { type RecordCommand, runCommand } from './run-command.ts';
import type { Actor } from './unit-of-work.ts';

/** One window's line to the engine; the session lives in it, so no window can speak with another's. */
export interface Connection {
  call(method: string, envelope: unknown): Promise<Reply>;
  lock(): void;
  dispose(): void;
}

interface ConnectionState {
  session: Session | null;
  isOpen: boolean;
  /** How often this window was locked. */
  locks: number;
  /** True once the access of whoever was signed in here ended under them, until somebody signs in again. */
  isAccessEnded: boolean;
  /** What was asked last of what is asked while somebody types. */
  typed: string;
  readonly looks: Looks;
}

/** How a line reaches the engine where it is no window of the desk; the audit says it with every row. */
export type Via = 'cli';

/** Opens a window's line to the engine; nobody is signed in on it yet. */
export function createConnection(shared: EngineCore, via?: Via): Connection {
  const core: EngineCore = via === undefined ? shared : saying(shared, via);
  const state: ConnectionState = {
    session: null,
    isOpen: true,
    locks: 0,
    isAccessEnded: false,
    typed: '',
    looks: createLooks(core),
  };
  const sessions = sessionContext(core, state);
  // A window at which nobody touches a key locks as well, whichever desk the person was dismissed at.
  const deaf = core.onTopics(({ topics }) => {
    if (topics.includes('staff')) refreshSession(core, state, sessions);
  });
  return {
    call: async (method, raw) => {
      try {
        return { ok: true, value: await dispatch(core, state, sessions, method, raw) };
      } catch (error) {
        return failureReply(error, isMethodName(method) ? method : 'unknown', core.ports);
      }
    },
    lock: () => endSession(core, state, sessions, 'locked by the system'),
    dispose: () => {
      if (!state.isOpen) return;
      deaf();
      const { session } = state;
      state.session = null;
      core.signedIn.delete(state);
      state.isOpen = false;
      state.looks.ended(session);
    },
  };
}

/** Ends the session, and writes it down where somebody had one. */
function endSession(
  core: EngineCore,
  state: ConnectionState,
  sessions: SessionContext,
  outcome: 'locked by the system' | 'access ended',
): void {
  const { session } = state;
  // Closed before it is written down: a full disk must not keep a desk open.
  sessions.close();
  if (!session) return;
  try {
    sessions.commit({ staffId: session.staffId, role: session.role, outcome }, () => undefined);
  } catch (error) {
    core.ports.log.error('engine.lock-not-written', { problem: storeError(error, true).problem });
  }
}

/** The same core, whose audit says how what it writes down came. */
function saying(core: EngineCore, via: Via): EngineCore {
  return Object.create(core, {
    audit: { value: (entry: Parameters<EngineCore['audit']>[0]) => core.audit({ ...entry, via }) },
  }) as EngineCore;
}

/** Who may, then what exactly, then do it: nothing is parsed for somebody who may not ask. */
async function dispatch(
  core: EngineCore,
  state: ConnectionState,
  sessions: SessionContext,
  method: string,
  raw: unknown,
): Promise<unknown> {
  if (!state.isOpen) throw new Refusal('desk/closed', 'This window is closed.');
  if (!isMethodName(method))
    throw new Refusal('desk/unknown-method', 'This program does not know that action.');
  if (state.session) refreshSession(core, state, sessions);
  const actor = authorise(core, state.session, method);
  const definition = registry[method];
  const { input, operationId } = parseEnvelope(raw, definition.input);
  if (definition.kind === 'command' || definition.disclosure !== 'none') core.work.lastAt = core.now();
  if (method === 'scan.readBarcode') return readPicture(core.decoder, input as never);
  if (method === 'audit.verify') return proveStore(core, state, input);
  if (definition.kind === 'query') return runQuery(core, state, method as QueryName, input);
  if (isSessionMethod(method)) return sessionHandlers[method](sessions, input as never);
  if (!actor) throw notSignedIn();
  if (isServerMethod(method)) return serverHandlers[method](core.server(), input as never, actor);
  if (!operationId) throw new Refusal('operation/missing', 'This action came without its number. Try again.');
  state.looks.acted();
  return runCommand(core, method as RecordCommand, input, operationId, actor);
}

/** Written down before it begins: it may take long, and the window may be closed meanwhile. */
function proveStore(core: EngineCore, state: ConnectionState, input: unknown): Promise<unknown> {
  const asked = { method: 'audit.verify', asTyped: false, input, output: {}, patientId: null, named: [] };
  if (state.session)
    state.looks.answered(state.session, { ...asked, disclosure: 'record', what: '{"verify":true}' });
  return verifyBetween(core.db, core.ports.checkpointKey);
}

/** Takes over what an administrator changed about the person meanwhile; ends the session of somebody who has left. */
function refreshSession(core: EngineCore, state: ConnectionState, sessions: SessionContext): void {
  const { session } = state;
  if (!session) return;
  const now = sessionNow(core.db, session);
  if (now === null) {
    state.isAccessEnded = true;
    endSession(core, state, sessions, 'access ended');
  } else if (now !== session) state.session = now;
}

function isSessionMethod(method: MethodName): method is SessionMethod {
  return Object.hasOwn(sessionHandlers, method);
}

function isServerMethod(method: MethodName): method is ServerMethod {
  return Object.hasOwn(serverHandlers, method);
}

function notSignedIn(): Refusal {
  return new Refusal('staff/not-signed-in', 'This desk is locked. Sign in first.');
}

function authorise(core: EngineCore, session: Session | null, method: MethodName): Actor | null {
  const { access } = registry[method];
  if (access === 'anyone') return session;
  if (!session) throw notSignedIn();
  if (access === 'signed-in' || session.permissions.includes(access satisfies Permission)) return session;
  core.immediate(() =>
    core.audit({ staffId: session.staffId, role: session.role, method, action: 'E', outcome: 'denied' }),
  );
  throw new Refusal('staff/not-allowed', 'Your role may not do this. Ask your lead.');
}

function runQuery(core: EngineCore, state: ConnectionState, method: QueryName, input: unknown): unknown {
  const seen: { patientId: string | null; what: string | null; named: readonly string[] } = {
    patientId: null,
    what: null,
    named: [],
  };
  const now = core.now();
  const { db, deskId, version, zone } = core;
  const { session } = state;
  const context: QueryContext = {
    db,
    now,
    day: core.dayOf(now),
    zone,
    deskId,
    version,
    actor: session,
    session,
    isAccessEnded: state.isAccessEnded,
    sync: core.sync.status,
    concerns: (patientId) => {
      // Here, and not in each room, so that no chart of any room opens a restricted record without its reason.
      if (registry[method].disclosure === 'chart') refuseUnopenedChart(db, patientId, session, now);
      seen.patientId = patientId;
    },
    records: (what, patientIds = []) => {
      seen.what = what;
      seen.named = patientIds;
    },
  };
  const output = (
    queryHandlers[method as keyof typeof queryHandlers] as (context: QueryContext, input: unknown) => unknown
  )(context, input);
  const { disclosure, asTyped = false }: QueryDefinition = registry[method];
  if (asTyped) notePressed(core, state, method, input);
  if (session) state.looks.answered(session, { method, disclosure, asTyped, input, output, ...seen });
  return output;
}

/** What is asked once more in the same words, because something changed, nobody typed. */
function notePressed(core: EngineCore, state: ConnectionState, method: QueryName, input: unknown): void {
  const asked = JSON.stringify([method, input]);
  if (asked !== state.typed) core.typing.pressed();
  state.typed = asked;
}

function sessionContext(core: EngineCore, state: ConnectionState): SessionContext {
  const { db, ports } = core;
  const context: SessionContext = {
    db,
    ports,
    get deskId() {
      return core.deskId;
    },
    current: () => state.session,
    locks: () => state.locks,
    open: (session) => {
      state.looks.ended(state.session);
      state.session = session;
      state.isAccessEnded = false;
      core.signedIn.add(state);
    },
    close: () => {
      const { session } = state;
      state.session = null;
      core.signedIn.delete(state);
      state.locks += 1;
      state.looks.ended(session);
    },
    acting: (method) => {
      // Asked after a wait too, in which somebody else may have ended this person's access, or given them another role.
      refreshSession(core, state, context);
      const actor = authorise(core, state.session, method);
      if (!actor) throw notSignedIn();
      return { staffId: actor.staffId, role: actor.role };
    },
    commit: ({ staffId, role, outcome, method = 'staff.session' }, work) => {
      const value = core.immediate(() => {
        const result = work();
        core.audit({ staffId, role, method, action: 'E', outcome });
        return result;
      });
      core.publish(['staff']);
      return value;
    },
  };
  return context;
}
