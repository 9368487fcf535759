import type { Database } from 'better-sqlite3';
import type { Topic } from '../../shared/api/topics.ts';
import { addDays, clinicDay, type Instant, instantOf, type PlainDate } from '../../shared/kernel/time.ts';
import { journalHead, lastCheckpoint, writeCheckpoint } from '../audit/checkpoints.ts';
import { createDecoder, type Decoder } from '../decode/decoder.ts';
import { updateIndex } from '../patients/search-index.ts';
import { practiceSetting } from '../practice/practice-setting.ts';
import { createServerLine, type ServerLine } from '../sync/controller.ts';
import { lastChange, lostChanges, openHighWater } from '../sync/high-water.ts';
import { beginLife } from '../sync/renew-desk.ts';
import { NOT_CONNECTED, type SyncStatus } from '../sync/status.ts';
import { createHlc, lastHlc } from './hlc.ts';
import { type AuditEntry, appendAudit } from './journal.ts';
import { type EnginePorts, systemTimer, type Timer } from './ports.ts';
import { PROGRAM_VERSION } from './program-version.ts';
import { prepared } from './statements.ts';
import { createTyping, type Typing } from './typing.ts';

export interface TopicEvent {
  readonly topics: readonly Topic[];
  /** Grows by one with every commit that touched a topic. */
  readonly revision: number;
}

/** What every window's connection shares: one store, one clock, one transaction at a time. */
export interface EngineCore {
  readonly db: Database;
  /** Which reception PC of the practice this is. It changes where this store turns out to be a copy. */
  readonly deskId: string;
  /** From here on everything is done as another desk. Call after the commit that made it. */
  becomeDesk(deskId: string): void;
  /** The version of the program. */
  readonly version: string;
  readonly ports: EnginePorts;
  readonly timer: Timer;
  readonly decoder: Decoder;
  readonly zone: string;
  readonly nextHlc: () => string;
  /** How it stands with the practice's server; the sync keeps it. */
  readonly sync: { status: SyncStatus };
  /** When somebody last looked somebody up or did something here; what can wait makes itself small then. */
  readonly work: { lastAt: Instant | null };
  readonly typing: Typing;
  /** One entry for each window in which somebody is signed in. */
  readonly signedIn: Set<object>;
  /** The line to the practice's server. */
  server(): ServerLine;
  now(): Instant;
  dayOf(instant: Instant): PlainDate;
  /** Runs `work` in one immediate transaction: all of it is kept, or nothing. */
  immediate<Value>(work: () => Value): Value;
  /**
   * The same for what the server told and would tell again: nobody waits until the disk has it. Where the power goes before the
   * next `immediate`, all of it is gone, its cursor with it, and it is asked for anew.
   */
  refetchable<Value>(work: () => Value): Value;
  /** Appends an audit row; call it inside a transaction. What is left out is nobody and nothing. */
  audit(entry: Pick<AuditEntry, 'method' | 'action' | 'outcome'> & Partial<AuditEntry>): void;
  publish(topics: Iterable<Topic>): void;
  onTopics(listener: (event: TopicEvent) => void): () => void;
  /** Signs how far the journals are, where they grew since it was last done. The store is closed next. */
  signJournals(): void;
  /** Ends what runs beside the windows. */
  dispose(): void;
}

/** The core of the engine on an open, migrated store. */
export function createCore(db: Database, deskId: string, ports: EnginePorts): EngineCore {
  const listeners = new Set<(event: TopicEvent) => void>();
  const revision = { count: 0 };
  updateIndex(db);
  // An administrator may correct the zone while the desk is open.
  const place = { zone: practiceSetting(db).zone };
  const now = () => ports.clock.now() as Instant;
  const identity = { deskId, nextHlc: createHlc(now, deskId, lastHlc(db)) };
  const dayOf = createDayOf(() => place.zone);
  const lost = ports.highWater === undefined ? 0 : lostChanges(db, ports.highWater);
  const water = ports.highWater === undefined ? undefined : openHighWater(ports.highWater);
  const logged = { sequence: lastChange(db) };
  /** Where the transaction wrote a change: the disk has that one, and with it everything before. */
  const markWater = (): void => {
    const last = lastChange(db);
    if (last !== logged.sequence) water?.mark(last);
    logged.sequence = last;
  };
  /** The disk may not have it yet. */
  const passWater = (): void => {
    logged.sequence = lastChange(db);
  };
  const checkpointed = { day: lastCheckpoint(db)?.day };
  const audit: EngineCore['audit'] = (entry) => {
    const nobody = {
      at: now(),
      staffId: null,
      role: null,
      deskId: identity.deskId,
      patientId: null,
      entities: '[]',
      operationId: null,
    };
    appendAudit(db, { ...nobody, ...entry });
  };
  const signNow = (reason: 'day' | 'close'): void => {
    const at = now();
    const number = writeCheckpoint(db, ports.checkpointKey, { at, day: dayOf(at), reason });
    // The journal names its checkpoint, so that neither can be cut off without the other showing it.
    audit({
      method: 'audit.checkpoint',
      action: 'E',
      outcome: 'ok',
      detail: JSON.stringify({ checkpoint: number }),
    });
  };
  const transact = <Value>(work: () => Value, committed: () => void): Value => {
    prepared(db, 'BEGIN IMMEDIATE').run();
    try {
      const today = dayOf(now());
      if (today !== checkpointed.day) signNow('day');
      const value = work();
      prepared(db, 'COMMIT').run();
      committed();
      checkpointed.day = today;
      return value;
    } catch (error) {
      // SQLite has already rolled back after a full disk; a second ROLLBACK would hide the first error.
      if (db.inTransaction) prepared(db, 'ROLLBACK').run();
      throw error;
    }
  };
  const immediate: EngineCore['immediate'] = (work) => transact(work, markWater);
  const refetchable: EngineCore['refetchable'] = (work) => {
    prepared(db, 'PRAGMA synchronous = NORMAL').run();
    try {
      return transact(work, passWater);
    } finally {
      prepared(db, 'PRAGMA synchronous = FULL').run();
    }
  };
  const core: EngineCore = {
    db,
    get deskId() {
      return identity.deskId;
    },
    version: ports.version ?? PROGRAM_VERSION,
    ports,
    timer: ports.timer ?? systemTimer,
    decoder: ports.decoder ?? createDecoder(),
    get zone() {
      return place.zone;
    },
    sync: { status: { ...NOT_CONNECTED, lostChanges: lost } },
    work: { lastAt: null },
    typing: createTyping(),
    signedIn: new Set(),
    server: () => server,
    nextHlc: () => identity.nextHlc(),
    becomeDesk: (other) => {
      identity.deskId = other;
      identity.nextHlc = createHlc(now, other, lastHlc(db));
    },
    now,
    dayOf,
    immediate,
    refetchable,
    audit,
    publish: (topics) => {
      const list = [...new Set(topics)];
      if (list.length === 0) return;
      if (list.includes('practice')) place.zone = practiceSetting(db).zone;
      revision.count += 1;
      for (const listener of listeners) listener({ topics: list, revision: revision.count });
    },
    onTopics: (listener) => {
      listeners.add(listener);
      return () => void listeners.delete(listener);
    },
    signJournals: () => {
      // Its own row in the journal comes after a checkpoint; alone it is nothing to sign.
      if (journalHead(db, 'audit').sequence > (lastCheckpoint(db)?.auditSequence ?? 0) + 1)
        immediate(() => signNow('close'));
    },
    dispose: () => {
      server.dispose();
      water?.close();
    },
  };
  if (lost > 0) admitLoss(core, lost);
  beginLife(core, lost);
  // What is gone is told once: from here on the file counts from what there is.
  if (lost > 0) water?.restart(lastChange(db));
  const server = createServerLine(core);
  return core;
}

/**
 * Changes that were said to be saved are gone: the end of the store was lost, or an old one was put back. It is written down,
 * and everything that the server has is asked for again.
 */
function admitLoss({ immediate, audit, db, ports }: EngineCore, lost: number): void {
  ports.log.error('store.changes-lost', { changes: lost });
  immediate(() => {
    db.prepare('DELETE FROM sync_cursor').run();
    audit({
      method: 'sync.changesLost',
      action: 'E',
      outcome: 'ok',
      detail: JSON.stringify({ changes: lost }),
    });
  });
}

/** The practice's day at an instant. Each command asks several times, nearly always about the same day. */
function createDayOf(zoneNow: () => string): (instant: number) => PlainDate {
  const known = { zone: '', from: 0, until: 0, day: '' as PlainDate };
  return (instant) => {
    const zone = zoneNow();
    if (zone !== known.zone || instant < known.from || instant >= known.until) {
      known.day = clinicDay(instant, zone);
      known.from = instantOf(known.day, 0, 0, zone);
      known.until = instantOf(addDays(known.day, 1), 0, 0, zone);
      known.zone = zone;
    }
    return known.day;
  };
}
