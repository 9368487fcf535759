import type { Instant } from '../../shared/kernel/time.ts';
import type { QueryHandlers, RoomHandlers, ServerHandlers } from '../engine/handler.ts';
import { prepared } from '../engine/statements.ts';
import { queueDepth } from './outbox.ts';
import { serverSetting } from './server-setting.ts';
import { lastComparison } from './sweep-log.ts';

export const syncQueries: RoomHandlers<QueryHandlers, 'sync.state' | 'sync.server'> = {
  'sync.state': ({ db, sync }) => {
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
