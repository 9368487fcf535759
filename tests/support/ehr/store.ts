import type { Resource, StoredResource } from './fhir-types.ts';
import {
  appendVersion,
  newTable,
  removeNewest,
  type Table,
  type Version,
  type WriteMethod,
} from './table.ts';

/** One change that a caller wants made. */
export interface Write {
  readonly type: string;
  readonly id: string;
  readonly method: WriteMethod;
  /** Missing in a deletion. */
  readonly resource?: Resource | undefined;
}

export interface StorePorts {
  /** Milliseconds since 1970. */
  readonly now: () => number;
  /** How long after its stamp searches begin to see a version, in milliseconds. */
  readonly visibleLag: (write: Write) => number;
  /** Called with what a transaction or a single write has committed. */
  readonly committed: (versions: readonly Version[]) => void;
  /** Throws to refuse a commit; everything of it is then undone. */
  readonly checkCommit: (versions: readonly Version[], store: Store) => void;
}

/** Every version of every resource in memory, written in transactions that can be undone. */
export interface Store {
  table(type: string): Table;
  tables(): IterableIterator<Table>;
  /** The newest version, which may be a deletion. */
  newest(type: string, id: string): Version | undefined;
  write(write: Write): Promise<Version>;
  /** Runs the work as one transaction: all its writes with one stamp, or none of them. One inside another is part of it. */
  atomically<Result>(work: () => Promise<Result>): Promise<Result>;
  /** The server's own present: its clock, but never before its last stamp. Milliseconds since 1970. */
  moment(): number;
  /** Every version in the order of the commits. */
  readonly log: readonly Version[];
  /** Puts back what a journal holds; versions that are already there are passed over. */
  restore(versions: readonly Version[]): void;
}

/** The caller sees to it that only one request at a time is at work in the store. */
export function createStore(ports: StorePorts): Store {
  const tables = new Map<string, Table>();
  const log: Version[] = [];
  const open: { stamp: number | undefined } = { stamp: undefined };

  const tableOf = (type: string): Table => {
    const known = tables.get(type);
    if (known) return known;
    const made = newTable(type);
    tables.set(type, made);
    return made;
  };
  // A server's clock may step back, its stamps may not: a cursor over them would pass rows by.
  const moment = (): number => Math.max(ports.now(), log.at(-1)?.stamp ?? 0);

  const append = (version: Version): void => {
    appendVersion(tableOf(version.type), version);
    log.push(version);
  };
  const undoTo = (length: number): void => {
    while (log.length > length) {
      const version = log.pop();
      if (version) removeNewest(tableOf(version.type), version);
    }
  };

  const store: Store = {
    table: tableOf,
    tables: () => tables.values(),
    newest: (type, id) => tables.get(type)?.rows.get(id)?.at(-1),
    moment,
    log,
    write: (write) =>
      store.atomically(async () => {
        const stamp = open.stamp ?? moment();
        const number = (store.newest(write.type, write.id)?.number ?? 0) + 1;
        const version: Version = {
          type: write.type,
          id: write.id,
          number,
          sequence: log.length + 1,
          stamp,
          visibleAt: stamp + ports.visibleLag(write),
          method: write.method,
          resource: write.resource && stamped(write.resource, write.id, number, stamp),
        };
        append(version);
        return version;
      }),
    async atomically(work) {
      if (open.stamp !== undefined) return work();
      const before = log.length;
      open.stamp = moment();
      try {
        const result = await work();
        const written = log.slice(before);
        if (written.length > 0) {
          ports.checkCommit(written, store);
          ports.committed(written);
        }
        return result;
      } catch (error) {
        undoTo(before);
        throw error;
      } finally {
        open.stamp = undefined;
      }
    },
    restore: (versions) => {
      for (const version of versions) if (version.sequence === log.length + 1) append(version);
    },
  };
  return store;
}

/** The resource as it will be read: a copy with the id, the version and the stamp of the server. */
function stamped(resource: Resource, id: string, version: number, stamp: number): StoredResource {
  const { resourceType, id: _given, meta, ...rest } = resource;
  return {
    resourceType,
    id,
    meta: { ...meta, versionId: String(version), lastUpdated: new Date(stamp).toISOString() },
    ...rest,
  } as StoredResource;
}
