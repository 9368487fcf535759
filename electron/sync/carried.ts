import type { Database } from 'better-sqlite3';
import { CARRIER_TYPE, carrierId, carrierOf } from '../fhir/carrier.ts';
import { leansOnElements, numberOf, recordNamedBy } from '../fhir/desk-part.ts';
import type { Unknown } from '../fhir/reading.ts';
import { type FieldValues, fromResource, type RecordMapping } from '../fhir/record-mapping.ts';
import type { FrozenSend } from './frozen.ts';
import { findIn, type KeptResource, keptContent, keptOfKind, NotHereYet } from './kept.ts';
import { type SyncedKind, type SyncedRow, syncedKind } from './mapped.ts';

/** Whether a kind can be carried by a Basic: what is one by itself is not. */
export function isCarriable({ mapping }: SyncedKind): boolean {
  return mapping.resourceType !== CARRIER_TYPE;
}

/** The Basic that carries a record, or carried it until the server began to take its own type. */
export function carrierOfRecord(
  db: Database,
  synced: SyncedKind,
  recordId: string,
): KeptResource | undefined {
  return isCarriable(synced) ? keptOfKind(db, CARRIER_TYPE, synced.kind.type, recordId) : undefined;
}

/** How a record is written into a Basic: beside what the server's own resource of it says, where there is one. */
export function carryingMapping(
  db: Database,
  synced: SyncedKind,
  recordId: string,
): RecordMapping<SyncedRow> {
  return carrierOf(synced.mapping, saidOfRecord(db, synced, recordId) ?? {});
}

/**
 * How a resource of a record is to be read; undefined where it is told in it and never read from it. Throws NotHereYet where it
 * says only what another one does not, and that one is not here.
 */
export function readingMapping(
  db: Database,
  synced: SyncedKind,
  recordId: string,
  resource: Unknown,
): RecordMapping<SyncedRow> | undefined {
  const { resourceType } = resource;
  if (resourceType === synced.mapping.resourceType) return synced.mapping;
  if (resourceType !== CARRIER_TYPE) return undefined;
  if (!leansOnElements(resource)) return carrierOf(synced.mapping, {});
  const said = saidOfRecord(db, synced, recordId);
  if (!said) throw new NotHereYet();
  return carrierOf(synced.mapping, said);
}

/** What the server's own resource of a record says; undefined where there is none. */
function saidOfRecord(db: Database, synced: SyncedKind, recordId: string): FieldValues | undefined {
  const own = keptOfKind(db, synced.mapping.resourceType, synced.kind.type, recordId);
  if (!own) return undefined;
  const read = fromResource(synced.mapping, keptContent(db, own), findIn(db));
  return read.ok ? read.fields.fields : {};
}

/** Whether these bytes end a carrier: they name no record any more. */
export function isRetirement(resourceType: string, body: Unknown): boolean {
  return resourceType === CARRIER_TYPE && recordNamedBy(body) === undefined;
}

type Sent = Pick<FrozenSend, 'resourceType' | 'recordType' | 'localId'>;

/** By which identifier what is sent is known. */
export function knownBy(sent: Sent): { readonly system: string; readonly value: string } {
  return numberOf({ recordType: sent.recordType, recordId: sent.localId, isCarried: isCarrier(sent) });
}

/** Under which id what is sent lies where we may choose it. */
export function ownIdOf(sent: Sent): string {
  return isCarrier(sent) ? carrierId(sent.recordType, sent.localId) : sent.localId;
}

function isCarrier({ resourceType, recordType }: Sent): boolean {
  const synced = syncedKind(recordType);
  return resourceType === CARRIER_TYPE && synced !== undefined && isCarriable(synced);
}
