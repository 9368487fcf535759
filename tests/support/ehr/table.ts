import type { Resource, StoredResource } from './fhir-types.ts';

export type WriteMethod = 'POST' | 'PUT' | 'PATCH' | 'DELETE';

/** One version of one resource; `resource` is missing where the version says that it was deleted. */
export interface Version {
  readonly type: string;
  readonly id: string;
  readonly number: number;
  /** Place in the log of the whole store, from 1. */
  readonly sequence: number;
  /** Milliseconds since 1970; what meta.lastUpdated says. */
  readonly stamp: number;
  /** From when on searches see it. */
  readonly visibleAt: number;
  readonly method: WriteMethod;
  readonly resource: StoredResource | undefined;
}

/** The versions of one resource, oldest first. */
export type Row = Version[];

/**
 * All rows of one resource type with the two look-ups that a sync client lives on. `log` holds every version in the
 * order of its stamp, so that "changed since" is a binary search and a walk; `byIdentifier` may hold rows that have the
 * identifier no longer, so whoever asks it checks again.
 */
export interface Table {
  readonly type: string;
  readonly rows: Map<string, Row>;
  readonly log: Version[];
  readonly byIdentifier: Map<string, Set<string>>;
  sortedIds: readonly string[] | undefined;
}

export function newTable(type: string): Table {
  return { type, rows: new Map(), log: [], byIdentifier: new Map(), sortedIds: undefined };
}

/** Adds a version that is newer than all others of the table. */
export function appendVersion(table: Table, version: Version): void {
  const row = table.rows.get(version.id);
  if (row) row.push(version);
  else {
    table.rows.set(version.id, [version]);
    table.sortedIds = undefined;
  }
  table.log.push(version);
  for (const key of identifierKeys(version.resource)) {
    const ids = table.byIdentifier.get(key);
    if (ids) ids.add(version.id);
    else table.byIdentifier.set(key, new Set([version.id]));
  }
}

/** Takes the newest version of the table away again. */
export function removeNewest(table: Table, version: Version): void {
  table.log.pop();
  const row = table.rows.get(version.id);
  row?.pop();
  if (row?.length !== 0) return;
  table.rows.delete(version.id);
  table.sortedIds = undefined;
  for (const key of identifierKeys(version.resource)) table.byIdentifier.get(key)?.delete(version.id);
}

/** The version that a search sees at the moment: an older one while the newer is not visible yet. */
export function visibleVersion(row: Row, now: number): Version | undefined {
  return row.findLast((version) => version.visibleAt <= now);
}

/** Ids of all rows, in order; sorted once until a row comes or goes. */
export function idsInOrder(table: Table): readonly string[] {
  table.sortedIds ??= [...table.rows.keys()].sort();
  return table.sortedIds;
}

/** Place in the log of the first version whose stamp is not before the moment. */
export function placeOfStamp(table: Table, stamp: number): number {
  const { log } = table;
  let low = 0;
  let high = log.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((log[middle]?.stamp ?? 0) < stamp) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** The keys under which a token search for `identifier` finds a resource: by value, and by system and value. */
function identifierKeys(resource: Resource | undefined): string[] {
  if (!resource) return [];
  const { identifier, masterIdentifier } = resource as {
    identifier?: Identifier | Identifier[];
    masterIdentifier?: Identifier;
  };
  return [identifier, masterIdentifier].flat().flatMap((one) => {
    if (!one?.value) return [];
    const value = one.value.toLowerCase();
    return one.system ? [value, `${one.system.toLowerCase()}|${value}`] : [value];
  });
}

interface Identifier {
  readonly system?: string;
  readonly value?: string;
}
