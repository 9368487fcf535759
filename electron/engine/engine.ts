import type { Database } from 'better-sqlite3';
import { storeError } from '../store/open.ts';
import type { ServerLine } from '../sync/controller.ts';
import { createSync, type Sync, type SyncOptions } from '../sync/sync.ts';
import { type Connection, createConnection, type Via } from './connection.ts';
import { createCore, type TopicEvent } from './core.ts';
import type { EnginePorts } from './ports.ts';

export type { Connection } from './connection.ts';

/** What answers a window. */
export interface Served {
  /** Opens a line for one window, or for what says by `via` that it is none. */
  connect(via?: Via): Connection;
  /** Hears of every commit that touched a topic; answers what stops it. */
  onTopics(listener: (event: TopicEvent) => void): () => void;
  dispose(): void;
}

export interface Engine extends Served {
  /** Makes the desk's side of the practice's server; nothing is sent before its first cycle. */
  syncWith(options: Omit<SyncOptions, 'core'>): Sync;
  /** The line to the practice's server, which syncs by itself once it is connected. */
  readonly server: ServerLine;
}

/** Creates the engine on an open, migrated store. `deskId` says which reception PC this is. Throws StoreError on dispose. */
export function createEngine(db: Database, deskId: string, ports: EnginePorts): Engine {
  const core = createCore(db, deskId, ports);
  const lines = new Set<Connection>();
  return {
    connect: (via) => {
      const line = createConnection(core, via);
      const tracked: Connection = {
        ...line,
        dispose: () => {
          lines.delete(tracked);
          line.dispose();
        },
      };
      lines.add(tracked);
      return tracked;
    },
    onTopics: core.onTopics,
    server: core.server(),
    syncWith: (options) => createSync({ core, ...options }),
    dispose: () => {
      for (const line of [...lines]) line.dispose();
      try {
        if (db.open) core.signJournals();
      } catch (error) {
        ports.log.error('audit.not-signed', { problem: storeError(error, true).problem });
      }
      core.dispose();
      try {
        db.close();
      } catch (error) {
        throw storeError(error, true);
      }
    },
  };
}
