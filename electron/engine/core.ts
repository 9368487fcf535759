import type { Database } from 'better-sqlite3';
import type { Topic } from '../../shared/api/topics.ts';
import { clinicDay, type Instant, type PlainDate } from '../../shared/kernel/time.ts';
import { practiceSetting } from '../practice/practice-setting.ts';
import { createHlc } from './hlc.ts';
import { type AuditEntry, appendAudit } from './journal.ts';
import type { EnginePorts } from './ports.ts';
import { prepared } from './statements.ts';

export interface TopicEvent {
  readonly topics: readonly Topic[];
  /** Grows by one with every commit that touched a topic. */
  readonly revision: number;
}

/** What every window's connection shares: one store, one clock, one transaction at a time. */
export interface EngineCore {
  readonly db: Database;
  readonly deskId: string;
  readonly ports: EnginePorts;
  readonly zone: string;
  readonly nextHlc: () => string;
  now(): Instant;
  dayOf(instant: Instant): PlainDate;
  /** Runs `work` in one immediate transaction: all of it is kept, or nothing. */
  immediate<Value>(work: () => Value): Value;
  /** Appends an audit row; call it inside a transaction. What is left out is nobody and nothing. */
  audit(entry: Pick<AuditEntry, 'method' | 'action' | 'outcome'> & Partial<AuditEntry>): void;
  publish(topics: Iterable<Topic>): void;
  onTopics(listener: (event: TopicEvent) => void): () => void;
}

/** The core of the engine on an open, migrated store. */
export function createCore(db: Database, deskId: string, ports: EnginePorts): EngineCore {
  const listeners = new Set<(event: TopicEvent) => void>();
  const revision = { count: 0 };
  const { zone } = practiceSetting(db);
  const lastHlc = db.prepare('SELECT hlc FROM change_log ORDER BY sequence DESC LIMIT 1').pluck().get() as
    | string
    | undefined;
  const now = () => ports.clock.now() as Instant;
  return {
    db,
    deskId,
    ports,
    zone,
    nextHlc: createHlc(now, deskId, lastHlc),
    now,
    dayOf: (instant) => clinicDay(instant, zone),
    immediate: (work) => {
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
    },
    audit: (entry) => {
      const nobody = {
        at: now(),
        staffId: null,
        role: null,
        deskId,
        patientId: null,
        entities: '[]',
        operationId: null,
      };
      appendAudit(db, { ...nobody, ...entry });
    },
    publish: (topics) => {
      const list = [...new Set(topics)];
      if (list.length === 0) return;
      revision.count += 1;
      for (const listener of listeners) listener({ topics: list, revision: revision.count });
    },
    onTopics: (listener) => {
      listeners.add(listener);
      return () => void listeners.delete(listener);
    },
  };
}
