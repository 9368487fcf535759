import { hash } from 'node:crypto';
import type { Database } from 'better-sqlite3';
import { prepared } from '../engine/statements.ts';
import type { BytesOf } from '../fhir/contents.ts';
import { RECORD_SYSTEM } from '../fhir/desk-part.ts';
import type { Unknown } from '../fhir/reading.ts';
import { type Find, type Refer, THE_PRACTICE } from '../fhir/record-mapping.ts';
import { storedContent } from '../pictures/content.ts';
import { practiceId } from '../practice/practice-setting.ts';
import { accessTo, type Capabilities } from './capabilities.ts';

/** What the practice's server sent lies beside what was imported, under a source that no import can have. */
export const SERVER = '@server';

/** In place of the version of what the server deleted: it lies here as it was last, is no record, and is not asked for again. */
export const GONE = '~gone';

/** One resource of the server as it lies here. */
export interface KeptResource {
  readonly number: number;
  readonly state: 'record' | 'foreign' | 'waiting';
  readonly recordType: string | null;
  readonly recordId: string | null;
  readonly serverId: string;
  /** Null where it has to be read before it can be written. */
  readonly version: string | null;
  readonly lastUpdated: number | null;
}

const COLUMNS = `number, state, record_type AS recordType, record_id AS recordId, foreign_id AS serverId, version,
  last_updated AS lastUpdated`;

/** The statements of this file, for the test that looks at their plans. */
export const KEPT_SQL = {
  byServerId: `SELECT ${COLUMNS} FROM foreign_content WHERE foreign_id = ? AND resource_type = ? AND source = '${SERVER}'`,
  byRecord: `SELECT ${COLUMNS} FROM foreign_content WHERE record_id = ? AND resource_type = ? AND source = '${SERVER}'
    AND state = 'record' ORDER BY number LIMIT 1`,
  byRecordOfKind: `SELECT ${COLUMNS} FROM foreign_content WHERE record_id = ? AND resource_type = ? AND source = '${SERVER}'
    AND state = 'record' AND record_type = ? ORDER BY number LIMIT 1`,
  beside: `SELECT ${COLUMNS} FROM foreign_content WHERE record_id = ? AND resource_type = ? AND source = '${SERVER}'
    AND state = 'record' AND record_type = ? AND foreign_id <> ? ORDER BY number`,
  byNumber: `SELECT ${COLUMNS}, resource_type AS resourceType FROM foreign_content WHERE number = ? AND source = '${SERVER}'`,
  bury: `UPDATE foreign_content SET state = 'foreign', record_type = NULL, record_id = NULL, version = '${GONE}',
    last_updated = last_updated + 1 WHERE number = ?`,
  content: 'SELECT content FROM foreign_content WHERE number = ?',
  keep: `INSERT INTO foreign_content (source, resource_type, foreign_id, state, record_type, record_id, hash, content, run_id, line, version, last_updated)
    VALUES ('${SERVER}', ?, ?, ?, ?, ?, ?, ?, '', 0, ?, ?)
    ON CONFLICT (foreign_id, resource_type, source) DO UPDATE SET state = excluded.state, record_type = excluded.record_type,
      record_id = excluded.record_id, hash = excluded.hash, content = excluded.content, version = excluded.version, last_updated = excluded.last_updated`,
  stamp: `UPDATE foreign_content SET version = ?, last_updated = ? WHERE foreign_id = ? AND resource_type = ? AND source = '${SERVER}'`,
} as const;

/** The resource with this id of the server, as it came last. */
export function keptResource(db: Database, resourceType: string, serverId: string): KeptResource | undefined {
  return prepared(db, KEPT_SQL.byServerId).get(serverId, resourceType) as KeptResource | undefined;
}

/** What a record is on the server, as one type of resource; undefined while the server does not have it. */
export function keptOfRecord(db: Database, resourceType: string, recordId: string): KeptResource | undefined {
  return prepared(db, KEPT_SQL.byRecord).get(recordId, resourceType) as KeptResource | undefined;
}

/** The same where several kinds have the type in common, and what belongs to somebody has their id. */
export function keptOfKind(
  db: Database,
  resourceType: string,
  recordType: string,
  recordId: string,
): KeptResource | undefined {
  return prepared(db, KEPT_SQL.byRecordOfKind).get(recordId, resourceType, recordType) as
    | KeptResource
    | undefined;
}

/** The other resources of the same type that are the same record, as far as the server was last seen to have them. */
export function keptBeside(db: Database, resourceType: string, kept: KeptResource): readonly KeptResource[] {
  return prepared(db, KEPT_SQL.beside).all(
    kept.recordId,
    resourceType,
    kept.recordType,
    kept.serverId,
  ) as KeptResource[];
}

/** The resource under the number of its row. */
export function keptUnder(
  db: Database,
  number: number,
): (KeptResource & { readonly resourceType: string }) | undefined {
  return prepared(db, KEPT_SQL.byNumber).get(number) as ReturnType<typeof keptUnder>;
}

/**
 * The server deleted it, and no record hangs on it: what it said last stays, and a cache that still answers with that brings
 * nothing back.
 */
export function buryKept(db: Database, { number }: KeptResource): void {
  prepared(db, KEPT_SQL.bury).run(number);
}

/** The whole resource as it came last. */
export function keptContent(db: Database, { number }: KeptResource): Unknown {
  return JSON.parse(prepared(db, KEPT_SQL.content).pluck().get(number) as string) as Unknown;
}

/** What a resource is here. */
export interface Place {
  readonly state: KeptResource['state'];
  readonly recordType: string | null;
  readonly recordId: string | null;
}

/** Keeps a resource as the server has it, in place of what it was. Call inside a transaction. */
export function keep(
  db: Database,
  { resourceType, serverId, version, lastUpdated }: Version & { readonly resourceType: string },
  { state, recordType, recordId }: Place,
  content: string,
): void {
  const digest = hash('sha256', content, 'buffer');
  prepared(db, KEPT_SQL.keep).run(
    resourceType,
    serverId,
    state,
    recordType,
    recordId,
    digest,
    content,
    version,
    lastUpdated,
  );
}

export interface Version {
  readonly serverId: string;
  readonly version: string | null;
  /** Epoch milliseconds of the server's clock. */
  readonly lastUpdated: number | null;
}

/** Writes down which version of a resource, that was kept by other means, this was. */
export function stampVersion(
  db: Database,
  { resourceType, serverId, version, lastUpdated }: Version & { readonly resourceType: string },
): void {
  prepared(db, KEPT_SQL.stamp).run(version, lastUpdated, serverId, resourceType);
}

/** A resource that names something which is not here yet. */
export interface WaitingResource {
  readonly resourceType: string;
  readonly serverId: string;
  readonly content: string;
}

/** Keeps what came of our own records until what it names is here, in place of an older one of the same. */
export function keepWaiting(db: Database, { resourceType, serverId, content }: WaitingResource): void {
  prepared(
    db,
    `INSERT INTO sync_waiting (resource_type, server_id, content) VALUES (?, ?, ?)
     ON CONFLICT (resource_type, server_id) DO UPDATE SET content = excluded.content`,
  ).run(resourceType, serverId, content);
}

/** It came in, or something newer did. */
export function endWaiting(db: Database, resourceType: string, serverId: string): void {
  prepared(db, 'DELETE FROM sync_waiting WHERE resource_type = ? AND server_id = ?').run(
    resourceType,
    serverId,
  );
}

/** Some of what waits for something else: the first of it, or what follows one of them. */
export function waitingAfter(
  db: Database,
  after: Pick<WaitingResource, 'resourceType' | 'serverId'> | undefined,
  most: number,
): readonly WaitingResource[] {
  return prepared(
    db,
    `SELECT resource_type AS resourceType, server_id AS serverId, content FROM sync_waiting
     WHERE (resource_type, server_id) > (?, ?) ORDER BY resource_type, server_id LIMIT ?`,
  ).all(after?.resourceType ?? '', after?.serverId ?? '', most) as WaitingResource[];
}

/** Thrown where a record names another one that the server does not have yet. */
export class NotSentYet extends Error {
  readonly resourceType: string;
  readonly recordId: string;
  constructor(resourceType: string, recordId: string) {
    super('not sent yet');
    this.name = 'NotSentYet';
    this.resourceType = resourceType;
    this.recordId = recordId;
  }
}

/** Thrown where a resource names another one that is not here yet. */
export class NotHereYet extends Error {
  constructor() {
    super('not here yet');
    this.name = 'NotHereYet';
  }
}

/** Names records by the server's ids; those of types that it does not take, by ours. */
export function referIn(db: Database, types: Capabilities['types']): Refer {
  return (resourceType, named) => {
    const recordId = named === THE_PRACTICE ? practiceId(db) : named;
    const kept = keptOfRecord(db, resourceType, recordId);
    if (kept) return { reference: `${resourceType}/${kept.serverId}` };
    if (accessTo(types, resourceType) === 'write') throw new NotSentYet(resourceType, recordId);
    return { type: resourceType, identifier: { system: RECORD_SYSTEM, value: recordId } };
  };
}

/** Finds records by the server's ids. */
export function findIn(db: Database): Find {
  return ({ type, id, identifier }) => {
    if (id === null) return identifier?.system === RECORD_SYSTEM ? identifier.value : null;
    const kept = keptResource(db, type, id);
    if (!kept || kept.state === 'waiting') throw new NotHereYet();
    return kept.recordId;
  };
}

/** The bytes of pictures and signatures, as a resource carries them. */
export function bytesIn(db: Database): BytesOf {
  return (hash) => {
    const content = storedContent(db, hash);
    return content && { mime: content.mime, base64: content.bytes.toString('base64') };
  };
}
