import type { Database } from 'better-sqlite3';
import {
  type CommandName,
  isMethodName,
  type MethodName,
  type QueryName,
  registry,
} from '../../shared/api/index.ts';
import type { Reply } from '../../shared/api/reply.ts';
import type { Topic } from '../../shared/api/topics.ts';
import { Refusal } from '../../shared/kernel/result.ts';
import { clinicDay, type Instant } from '../../shared/kernel/time.ts';
import type { Session } from '../../shared/staff/contract.ts';
import type { Permission } from '../../shared/staff/permissions.ts';
import { practiceSetting } from '../practice/practice-setting.ts';
import { storeError } from '../store/open.ts';
import { parseEnvelope } from './envelope.ts';
import type { QueryContext, SessionContext, SessionMethod } from './handler.ts';
import { commandHandlers, queryHandlers, sessionHandlers } from './handlers.ts';
import { createHlc } from './hlc.ts';
import { appendAudit } from './journal.ts';
import type { EnginePorts } from './ports.ts';
import { failureReply } from './replies.ts';
import { prepared } from './statements.ts';
import { type Actor, beginUnitOfWork, type UnitOfWork } from './unit-of-work.ts';

export interface TopicEvent {
  readonly topics: readonly Topic[];
  /** Grows by one with every commit that touched a topic. */
  readonly revision: number;
}

/** One window's line to the engine; the session lives in it, so no window can speak with another's. */
export interface Connection {
  call(method: string, envelope: unknown): Promise<Reply>;
  lock(): void;
  dispose(): void;
}

export interface Engine {
  connect(): Connection;
  onTopics(listener: (event: TopicEvent) => void): () => void;
  dispose(): void;
}

/** Opening the same chart again within this time is the same look, refreshed because something changed. */
const SAME_LOOK_MS = 5 * 60_000;

/** Creates the engine on an open, migrated store. `deskId` says which reception PC this is. */
export function createEngine(db: Database, deskId: string, ports: EnginePorts): Engine {
  const listeners = new Set<(event: TopicEvent) => void>();
  const lastHlc = db.prepare('SELECT hlc FROM change_log ORDER BY sequence DESC LIMIT 1').pluck().get() as
    | string
    | undefined;
  const nextHlc = createHlc(() => ports.clock.now(), deskId, lastHlc);
  const revision = { count: 0 };
  const setting = practiceSetting(db);

  const publish = (topics: Iterable<Topic>): void => {
    const list = [...new Set(topics)];
    if (list.length === 0) return;
    revision.count += 1;
    for (const listener of listeners) listener({ topics: list, revision: revision.count });
  };

  const immediate = <Value>(work: () => Value): Value => {
    prepared(db, 'BEGIN IMMEDIATE').run();
    try {
      const value = work();
      prepared(db, 'COMMIT').run();
      return value;
    } catch (error) {
      // SQLite has already rolled back after a full disk; a second ROLLBACK would hide the first error.
      if (db.inTransaction) prepared(db, 'ROLLBACK').run();
      throw error;
    }
  };

  const connect = (): Connection => {
    const state: { session: Session | null; open: boolean; looks: Map<string, number> } = {
      session: null,
      open: true,
      looks: new Map(),
    };

    const actor = (): Actor | null => state.session;

    const runQuery = (name: QueryName, input: unknown): unknown => {
      const seen: { patientId: string | null } = { patientId: null };
      const now = ports.clock.now() as Instant;
      const context: QueryContext = {
        db,
        now,
        day: clinicDay(now, setting.zone),
        zone: setting.zone,
        deskId,
        actor: actor(),
        session: state.session,
        concerns: (patientId) => {
          seen.patientId = patientId;
        },
      };
      const handler = queryHandlers[name] as (context: QueryContext, input: unknown) => unknown;
      const output = handler(context, input);
      const definition = registry[name];
      const current = actor();
      if (definition.disclosure === 'chart' && seen.patientId !== null && current)
        recordLook(name, seen.patientId, current, now);
      return output;
    };

    const recordLook = (method: string, patientId: string, current: Actor, now: Instant): void => {
      const key = `${method} ${patientId}`;
      const last = state.looks.get(key);
      if (last !== undefined && now - last < SAME_LOOK_MS) return;
      immediate(() =>
        appendAudit(db, {
          at: now,
          staffId: current.staffId,
          role: current.role,
          deskId,
          method,
          action: 'R',
          outcome: 'ok',
          patientId,
          entities: JSON.stringify([`Patient/${patientId}`]),
          operationId: null,
        }),
      );
      state.looks.set(key, now);
    };

    const runCommand = (
      name: Exclude<CommandName, SessionMethod>,
      input: unknown,
      operationId: string,
      current: Actor,
    ): unknown => {
      const now = ports.clock.now() as Instant;
      const touched = new Set<Topic>();
      const output = immediate(() => {
        ports.failpoint?.('after-begin', name);
        const known = prepared(db, 'SELECT method, staff_id, output FROM operation WHERE id = ?').get(
          operationId,
        ) as { method: string; staff_id: string; output: string } | undefined;
        // The same click again, after its answer was lost: the same answer, and nothing written twice.
        if (known && known.method === name && known.staff_id === current.staffId)
          return JSON.parse(known.output) as unknown;
        if (known)
          throw new Refusal(
            'operation/reused',
            'This action was already used for something else. Try again.',
          );
        const unit = beginUnitOfWork({
          db,
          actor: current,
          operationId,
          method: name,
          now,
          day: clinicDay(now, setting.zone),
          deskId,
          random: ports.random,
          nextHlc,
        });
        const value = (commandHandlers[name] as (unit: UnitOfWork, input: unknown) => unknown)(unit, input);
        prepared(db, 'INSERT INTO operation (id, method, staff_id, output, at) VALUES (?, ?, ?, ?, ?)').run(
          operationId,
          name,
          current.staffId,
          JSON.stringify(value),
          now,
        );
        appendAudit(db, {
          at: now,
          staffId: current.staffId,
          role: current.role,
          deskId,
          method: name,
          action: 'U',
          outcome: 'ok',
          patientId: unit.patientId,
          entities: JSON.stringify(unit.entities),
          operationId,
        });
        for (const topic of unit.touched) touched.add(topic);
        ports.failpoint?.('before-commit', name);
        return value;
      });
      ports.failpoint?.('after-commit', name);
      publish(touched);
      return output;
    };

    const sessionContext: SessionContext = {
      db,
      ports,
      deskId,
      current: () => state.session,
      open: (session) => {
        state.session = session;
        state.looks = new Map();
      },
      close: () => {
        state.session = null;
        state.looks = new Map();
      },
      commit: (entry, work) => {
        const value = immediate(() => {
          const result = work();
          appendAudit(db, {
            at: ports.clock.now(),
            staffId: entry.staffId,
            role: entry.role,
            deskId,
            method: 'staff.session',
            action: 'E',
            outcome: entry.outcome,
            patientId: null,
            entities: '[]',
            operationId: null,
          });
          return result;
        });
        publish(['staff']);
        return value;
      },
    };

    const refuse = (name: MethodName, current: Actor): never => {
      immediate(() =>
        appendAudit(db, {
          at: ports.clock.now(),
          staffId: current.staffId,
          role: current.role,
          deskId,
          method: name,
          action: 'E',
          outcome: 'denied',
          patientId: null,
          entities: '[]',
          operationId: null,
        }),
      );
      throw new Refusal('staff/not-allowed', 'Your role may not do this. Ask your lead.');
    };

    const authorise = (name: MethodName): Actor | null => {
      const { access } = registry[name];
      if (access === 'anyone') return actor();
      const current = state.session;
      if (!current) throw new Refusal('staff/not-signed-in', 'This desk is locked. Sign in first.');
      if (access !== 'signed-in' && !current.permissions.includes(access satisfies Permission))
        return refuse(name, current);
      return current;
    };

    const dispatch = async (method: string, raw: unknown): Promise<unknown> => {
      if (!state.open) throw new Refusal('desk/closed', 'This window is closed.');
      if (!isMethodName(method))
        throw new Refusal('desk/unknown-method', 'This program does not know that action.');
      const current = authorise(method);
      const definition = registry[method];
      const envelope = parseEnvelope(raw, definition.input);
      if (definition.kind === 'query') return runQuery(method as QueryName, envelope.input);
      if (method === 'staff.signIn')
        return sessionHandlers['staff.signIn'](sessionContext, envelope.input as never);
      if (method === 'staff.lock')
        return sessionHandlers['staff.lock'](sessionContext, envelope.input as never);
      if (!current) throw new Refusal('staff/not-signed-in', 'This desk is locked. Sign in first.');
      if (!envelope.operationId)
        throw new Refusal('operation/missing', 'This action came without its number. Try again.');
      return runCommand(
        method as Exclude<CommandName, SessionMethod>,
        envelope.input,
        envelope.operationId,
        current,
      );
    };

    return {
      call: async (method, raw) => {
        try {
          return { ok: true, value: await dispatch(method, raw) };
        } catch (error) {
          return failureReply(error, isMethodName(method) ? method : 'unknown', ports);
        }
      },
      lock: () => {
        const { session } = state;
        // Closed before it is written down: a full disk must not keep a desk open.
        sessionContext.close();
        if (!session) return;
        try {
          sessionContext.commit(
            { staffId: session.staffId, role: session.role, outcome: 'locked by the system' },
            () => undefined,
          );
        } catch (error) {
          ports.log.error('engine.lock-not-written', { problem: storeError(error, true).problem });
        }
      },
      dispose: () => {
        state.session = null;
        state.open = false;
      },
    };
  };

  return {
    connect,
    onTopics: (listener) => {
      listeners.add(listener);
      return () => void listeners.delete(listener);
    },
    dispose: () => {
      listeners.clear();
      try {
        db.close();
      } catch (error) {
        throw storeError(error, true);
      }
    },
  };
}
