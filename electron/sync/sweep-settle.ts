import type { Database } from 'better-sqlite3';
import { prepared } from '../engine/statements.ts';
import { readRecord } from '../engine/unit-of-work.ts';
import { CARRIER_TYPE } from '../fhir/carrier.ts';
import { queueRecord } from './enqueue.ts';
import { buryKept, type KeptResource, keptBeside, keptOfKind, keptUnder } from './kept.ts';
import { syncedKind } from './mapped.ts';
import { type SendProblem, setAside } from './outbox.ts';
import type { SyncContext } from './sync-context.ts';

/** A resource of which the server itself said that it is not there any more. */
export interface GoneResource extends KeptResource {
  readonly resourceType: string;
}

/** A record that the server has more than once. */
export interface DoubledRecord {
  readonly recordType: string;
  readonly recordId: string;
}

/**
 * Does what follows from resources that are gone, and answers how many of our records went with them: those lie where a person
 * decides, as after a change that met the same. Call inside a transaction.
 */
export function settleGone(context: SyncContext, gone: readonly GoneResource[]): number {
  const { db } = context.core;
  return gone.filter((each) => {
    const kept = keptUnder(db, each.number);
    // Something came of it meanwhile.
    if (kept?.version !== each.version) return false;
    const record = recordOf(each);
    if (record && isGoneWith(context, each, record)) return ask(context, record, 'gone');
    buryKept(db, each);
    return false;
  }).length;
}

/** Leaves it to a person, where nobody was asked yet. Call inside a transaction. */
export function settleDoubled(context: SyncContext, record: DoubledRecord): boolean {
  return ask(context, record, 'several');
}

/** Whether something of a record is under way or with a person already: then that tells. */
export function isQueued(db: Database, { recordType, recordId }: DoubledRecord): boolean {
  const sql = 'SELECT 1 FROM outbox WHERE record_type = ? AND local_id = ?';
  return prepared(db, sql).get(recordType, recordId) !== undefined;
}

/** The record that a resource is; undefined for what is none of ours. */
export function recordOf({ state, recordType, recordId }: KeptResource): DoubledRecord | undefined {
  return state === 'record' && recordType !== null && recordId !== null
    ? { recordType, recordId }
    : undefined;
}

/** Whether the server lost the record with it, and not only a second resource of the same, or what carried it before. */
function isGoneWith(
  { core: { db }, server }: SyncContext,
  gone: GoneResource,
  { recordType, recordId }: DoubledRecord,
): boolean {
  const synced = syncedKind(recordType);
  if (!synced || readRecord(db, synced.kind, recordId) === undefined) return false;
  if (keptBeside(db, gone.resourceType, gone).length > 0) return false;
  const own = synced.mapping.resourceType;
  const isCarrier = gone.resourceType === CARRIER_TYPE && own !== CARRIER_TYPE;
  const isRetired = isCarrier && (server.capabilities.kinds[recordType] ?? 'sent') === 'sent';
  return !isRetired || keptOfKind(db, own, recordType, recordId) === undefined;
}

function ask({ core: { db, now } }: SyncContext, record: DoubledRecord, problem: SendProblem): boolean {
  const { recordType, recordId } = record;
  const synced = syncedKind(recordType);
  if (!synced || isQueued(db, record)) return false;
  queueRecord(db, synced.kind, recordId, now());
  setAside(db, { recordType, localId: recordId }, 'dead', problem);
  return true;
}
