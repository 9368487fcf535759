import { isMethodName, type MethodName, type QueryName, registry } from '../../shared/api/index.ts';
import type { Reply } from '../../shared/api/reply.ts';
import { Refusal } from '../../shared/kernel/result.ts';
import type { Session } from '../../shared/staff/contract.ts';
import type { Permission } from '../../shared/staff/permissions.ts';
import { storeError } from '../store/open.ts';
import type { EngineCore } from './core.ts';
import { parseEnvelope } from './envelope.ts';
import type { QueryContext, SessionContext } from './handler.ts';
import { queryHandlers, sessionHandlers } from './handlers.ts';
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
  /** When this session last opened which patient by which query. */
  looks: Map<string, number>;
}

/** Opening the same chart again within this time is the same look, refreshed because something changed. */
const SAME_LOOK_MS = 5 * 60_000;

/** Opens a window's line to the engine; nobody is signed in on it yet. */
export function createConnection(core: EngineCore): Connection {
  const state: ConnectionState = { session: null, isOpen: true, locks: 0, looks: new Map() };
  const sessions = sessionContext(core, state);
  return {
    call: async (method, raw) => {
      try {
        return { ok: true, value: await dispatch(core, state, sessions, method, raw) };
      } catch (error) {
        return failureReply(error, isMethodName(method) ? method : 'unknown', core.ports);
      }
    },
    lock: () => {
      const { session } = state;
      // Closed before it is written down: a full disk must not keep a desk open.
      sessions.close();
      if (!session) return;
      try {
        sessions.commit(
          { staffId: session.staffId, role: session.role, outcome: 'locked by the system' },
          () => undefined,
        );
      } catch (error) {
        core.ports.log.error('engine.lock-not-written', { problem: storeError(error, true).problem });
      }
    },
    dispose: () => {
      state.session = null;
      state.isOpen = false;
    },
  };
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
  const actor = authorise(core, state.session, method);
  const definition = registry[method];
  const { input, operationId } = parseEnvelope(raw, definition.input);
  if (definition.kind === 'query') return runQuery(core, state, method as QueryName, input);
  if (method === 'staff.signIn') return sessionHandlers['staff.signIn'](sessions, input as never);
  if (method === 'staff.lock') return sessionHandlers['staff.lock'](sessions, input as never);
  if (!actor) throw new Refusal('staff/not-signed-in', 'This desk is locked. Sign in first.');
  if (!operationId) throw new Refusal('operation/missing', 'This action came without its number. Try again.');
  return runCommand(core, method as RecordCommand, input, operationId, actor);
}

function authorise(core: EngineCore, session: Session | null, method: MethodName): Actor | null {
  const { access } = registry[method];
  if (access === 'anyone') return session;
  if (!session) throw new Refusal('staff/not-signed-in', 'This desk is locked. Sign in first.');
  if (access === 'signed-in' || session.permissions.includes(access satisfies Permission)) return session;
  core.immediate(() =>
    core.audit({ staffId: session.staffId, role: session.role, method, action: 'E', outcome: 'denied' }),
  );
  throw new Refusal('staff/not-allowed', 'Your role may not do this. Ask your lead.');
}

function runQuery(core: EngineCore, state: ConnectionState, method: QueryName, input: unknown): unknown {
  const seen: { patientId: string | null } = { patientId: null };
  const now = core.now();
  const { db, deskId, zone } = core;
  const { session } = state;
  const concerns = (patientId: string): void => {
    seen.patientId = patientId;
  };
  const context: QueryContext = {
    db,
    now,
    day: core.dayOf(now),
    zone,
    deskId,
    actor: session,
    session,
    concerns,
  };
  const output = (queryHandlers[method] as (context: QueryContext, input: unknown) => unknown)(
    context,
    input,
  );
  if (registry[method].disclosure === 'chart' && seen.patientId !== null && session) {
    recordLook(core, state.looks, method, seen.patientId, session);
  }
  return output;
}

function recordLook(
  core: EngineCore,
  looks: Map<string, number>,
  method: string,
  patientId: string,
  { staffId, role }: Actor,
): void {
  const now = core.now();
  const key = `${method} ${patientId}`;
  const last = looks.get(key);
  if (last !== undefined && now - last < SAME_LOOK_MS) return;
  const entities = JSON.stringify([`Patient/${patientId}`]);
  core.immediate(() =>
    core.audit({ at: now, staffId, role, method, action: 'R', outcome: 'ok', patientId, entities }),
  );
  looks.set(key, now);
}

function sessionContext(core: EngineCore, state: ConnectionState): SessionContext {
  const { db, ports, deskId } = core;
  return {
    db,
    ports,
    deskId,
    current: () => state.session,
    locks: () => state.locks,
    open: (session) => {
      state.session = session;
      state.looks = new Map();
    },
    close: () => {
      state.session = null;
      state.looks = new Map();
      state.locks += 1;
    },
    commit: ({ staffId, role, outcome }, work) => {
      const value = core.immediate(() => {
        const result = work();
        core.audit({ staffId, role, method: 'staff.session', action: 'E', outcome });
        return result;
      });
      core.publish(['staff']);
      return value;
    },
  };
}
