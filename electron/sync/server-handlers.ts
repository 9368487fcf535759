import type { Database } from 'better-sqlite3';
import type { OutputOf } from '../../shared/api/index.ts';
import type { Instant } from '../../shared/kernel/time.ts';
import type { QueryHandlers, RoomHandlers, ServerHandlers } from '../engine/handler.ts';
import { prepared } from '../engine/statements.ts';
import { deskRow } from '../practice/practice-setting.ts';
import { deskLife } from './desk-life.ts';
import { queueDepth } from './outbox.ts';
import { serverSetting } from './server-setting.ts';
import { lastComparison } from './sweep-log.ts';

const RENEWED_FOR_MS = 7 * 86_400_000;

export const syncQueries: RoomHandlers<QueryHandlers, 'sync.state' | 'sync.server'> = {
  'sync.state': ({ db, sync, now, deskId }) => {
    const { connection, since, lastWholeAt, clockOffsetMs, lostChanges, fetching, isUnplugged } = sync;
    const conflicts = prepared(db, 'SELECT count(*) FROM sync_conflict WHERE settled_at IS NULL')
      .pluck()
      .get();
    return {
      connection,
      since,
      lastWholeAt,
      clockOffsetMs,
      ...queueDepth(db),
      conflicts: conflicts as number,
      lostChanges,
      fetching: fetching && { ...fetching },
      renewed: renewedLately(db, deskId, now),
      isUnplugged,
      lastComparison: lastComparison(db),
    };
  },
  'sync.server': ({ db }) => {
    const setting = serverSetting(db);
    if (!setting) return { server: null };
    const { address, authorities, credentials, capabilities, connectedAt, connectedBy } = setting;
    return {
      server: {
        address,
        signsInBy: credentials.kind,
        hasAuthorities: authorities !== null,
        capabilities,
        connectedAt: connectedAt as Instant,
        connectedBy,
      },
    };
  },
};

/** Told for a week: by then everybody at the desk has read what its receipts begin with. */
function renewedLately(db: Database, deskId: string, now: Instant): OutputOf<'sync.state'>['renewed'] {
  const life = deskLife(db);
  if (!life || life.cause === null || life.renewedAt === null || life.formerDeskId === null) return null;
  if (Math.abs(now - life.renewedAt) > RENEWED_FOR_MS) return null;
  const { name, receiptPrefix } = deskRow(db, deskId);
  const at = life.renewedAt as Instant;
  return { cause: life.cause, at, formerName: deskRow(db, life.formerDeskId).name, name, receiptPrefix };
}

/** What waits for the server's answer, and is no transaction of the store. */
export const serverHandlers: ServerHandlers = {
  'sync.connect': (line, { replace = false, ...request }, actor) =>
    line.connect({ ...request, isReplacing: replace }, actor),
  'sync.disconnect': (line, _input, actor) => {
    line.disconnect(actor);
    return Promise.resolve({});
  },
  'sync.reconnect': (line, _input, actor) => {
    line.reconnect(actor);
    return Promise.resolve({});
  },
  'sync.setPlug': (line, { isIn }) => {
    line.setPlug(isIn);
    return Promise.resolve({});
  },
  'sync.compare': (line, _input, actor) => line.compare(actor),
  'sync.now': async (line) => ({ end: await line.now() }),
};
