import type { Database } from 'better-sqlite3';
import { storeError } from '../store/open.ts';
import { type Connection, createConnection } from './connection.ts';
import { createCore, type TopicEvent } from './core.ts';
import type { EnginePorts } from './ports.ts';

export type { Connection } from './connection.ts';

export interface Engine {
  /** Opens a line for one window. */
  connect(): Connection;
  /** Hears of every commit that touched a topic; answers what stops it. */
  onTopics(listener: (event: TopicEvent) => void): () => void;
  dispose(): void;
}

/** Creates the engine on an open, migrated store. `deskId` says which reception PC this is. Throws StoreError on dispose. */
export function createEngine(db: Database, deskId: string, ports: EnginePorts): Engine {
  const core = createCore(db, deskId, ports);
  return {
    connect: () => createConnection(core),
    onTopics: core.onTopics,
    dispose: () => {
      try {
        db.close();
      } catch (error) {
        throw storeError(error, true);
      }
    },
  };
}
