import { isDeepStrictEqual } from 'node:util';
import type { Database } from 'better-sqlite3';
import { prepared } from '../engine/statements.ts';
import { readRecord } from '../engine/unit-of-work.ts';
import { CARRIER_TYPE, retiredCarrier } from '../fhir/carrier.ts';
import { deskPartIn, deskPartOf, recordNamedBy, type Stamp, withoutDeskPart } from '../fhir/desk-part.ts';
import { overlay } from '../fhir/overlay.ts';
import { isObject, mapping, type Unknown } from '../fhir/reading.ts';
import {
  type CompanionMapping,
  changedResource,
  fromResource,
  type RecordMapping,
  toResource,
} from '../fhir/record-mapping.ts';
import { tidied } from '../fhir/tidy.ts';
import { accessTo, type Capabilities } from './capabilities.ts';
import { carrierOfRecord, carryingMapping, ownIdOf, readingMapping } from './carried.ts';
import { type FrozenSend, freeze, frozenSend, thaw } from './frozen.ts';
import {
  bytesIn,
  findIn,
  GONE,
  type KeptResource,
  keptContent,
  keptOfKind,
  keptResource,
  NotSentYet,
  referIn,
} from './kept.ts';
import { type SyncedKind, type SyncedRow, syncedKind } from './mapped.ts';
import { differs } from './merge.ts';
import type { QueuedRecord } from './outbox.ts';

/** What is to be asked of the server next for one record. */
export type Step =
  | { readonly kind: 'write'; readonly send: FrozenSend }
  /** Whether something new, of which nobody knows whether it was made, is there: the server would make it twice. */
  | { readonly kind: 'find'; readonly resourceType: string; readonly send: FrozenSend }
  /** What became of a write, or of a record that has to be read before it is written. */
  | {
      readonly kind: 'look';
      readonly resourceType: string;
      readonly serverId: string;
      readonly send: FrozenSend | undefined;
    };

/** Nothing is left to tell, or why nothing can be told yet. */
export type Plan =
  | Step
  | { readonly kind: 'done' }
  /** No resource of this server can hold it. */
  | { readonly kind: 'kept-here' }
  | { readonly kind: 'needs'; readonly needed: NotSentYet };

/** Where a plan is made: what lies here, what the server can do, and which desk this is. */
export interface Planning {
  readonly db: Database;
  readonly capabilities: Capabilities;
  readonly deskId: string;
}

/**
 * Decides the next step for a queued record, and freezes its bytes. Call inside a transaction; it has to be committed before
 * anything is sent.
 */
export function planRecord(planning: Planning, queued: QueuedRecord): Plan {
  const { db, capabilities } = planning;
  const synced = syncedKind(queued.recordType);
  if (!synced) return { kind: 'kept-here' };
  const types = [synced.mapping, ...synced.companions].map(({ resourceType }) => resourceType);
  for (const resourceType of new Set([...types, CARRIER_TYPE])) {
    const frozen = frozenSend(db, resourceType, queued.localId);
    // A record of another kind with the same id, as what somebody likes has theirs: one after the other.
    if (frozen && frozen.recordType !== queued.recordType)
      return { kind: 'needs', needed: new NotSentYet(resourceType, queued.localId) };
    const step = frozen && stepOf(planning, frozen);
    if (step) return step;
  }
  const row = readRecord(db, synced.kind, queued.localId) as SyncedRow | undefined;
  if (!row) return { kind: 'done' };
  try {
    switch (capabilities.kinds[queued.recordType] ?? 'sent') {
      case 'sent':
        return planSent(planning, queued, synced, row) ?? { kind: 'done' };
      case 'carried':
        return (
          planMain(planning, queued, synced, row, carryingMapping(db, synced, row.id)) ??
          planCompanions(planning, queued, synced, row) ?? { kind: 'done' }
        );
      case 'kept-here':
        return { kind: 'kept-here' };
    }
  } catch (error) {
    if (error instanceof NotSentYet) return { kind: 'needs', needed: error };
    throw error;
  }
}

/**
 * A change whose outcome nobody knows is looked at first. What is new is sent again as it was where the server knows it again
 * by our identifier, and is looked for elsewhere. Undefined, and given up, where it turned out to be there.
 */
function stepOf({ db, capabilities }: Planning, send: FrozenSend): Step | undefined {
  const { resourceType, serverId } = send;
  if (send.attempts === 0) return { kind: 'write', send };
  if (serverId !== null) return { kind: 'look', resourceType, serverId, send };
  if (capabilities.tier === 'A') return { kind: 'write', send };
  if (!keptOfKind(db, resourceType, send.recordType, send.localId))
    return { kind: 'find', resourceType, send };
  // A pull brought it meanwhile, and with it what of ours is in it.
  thaw(db, send);
  return undefined;
}

function planSent(
  planning: Planning,
  queued: QueuedRecord,
  synced: SyncedKind,
  row: SyncedRow,
): Plan | undefined {
  const { db, capabilities, deskId } = planning;
  const carrier = carrierOfRecord(db, synced, row.id);
  const isNew =
    carrier !== undefined && !keptOfKind(db, synced.mapping.resourceType, queued.recordType, row.id);
  const isMadeTwice = isNew && knowsNothingAgain(capabilities);
  // Every desk has the carrier, and a server that knows nothing again would take the record of each: one of them sends it.
  if (isMadeTwice && writerOf(keptContent(db, carrier)) !== deskId) return { kind: 'done' };
  return (
    planMain(planning, queued, synced, row, synced.mapping) ??
    planCompanions(planning, queued, synced, row) ??
    (carrier && planRetirement(planning, queued, carrier))
  );
}

/** A server that makes whatever it is asked to, whoever else asked for the same before. */
function knowsNothingAgain({ tier }: Capabilities): boolean {
  return tier === 'C' || tier === 'D';
}

/** The server has the record itself: what carried it is nobody's any more. */
function planRetirement(planning: Planning, queued: QueuedRecord, carrier: KeptResource): Step {
  if (carrier.version === null) return looking(CARRIER_TYPE, carrier);
  const left = retiredCarrier(keptContent(planning.db, carrier), queued.localId);
  return writing(planning.db, queued, CARRIER_TYPE, carrier, left);
}

/** The desk that wrote a resource last. */
function writerOf(body: Unknown): string | undefined {
  const read = mapping((reading) => ({ fields: deskPartIn(body, reading)?.stamp.deskId, identifiers: [] }));
  return read.ok ? read.fields : undefined;
}

/** Where we choose ids, a carrier that was given up lies where the next one has to be. */
function retiredUnderOurId({ db, capabilities }: Planning, queued: QueuedRecord): KeptResource | undefined {
  const sent = { ...queued, resourceType: CARRIER_TYPE };
  const kept = capabilities.tier === 'B' ? keptResource(db, CARRIER_TYPE, ownIdOf(sent)) : undefined;
  return kept?.version === GONE ? undefined : kept;
}

function planMain(
  planning: Planning,
  queued: QueuedRecord,
  synced: SyncedKind,
  row: SyncedRow,
  mapping: RecordMapping<SyncedRow>,
): Step | undefined {
  const { db, capabilities } = planning;
  const { resourceType } = mapping;
  const kept = keptOfKind(db, resourceType, queued.recordType, row.id);
  const stamp = stampOf(db, queued);
  const [refer, find, bytesOf] = [referIn(db, capabilities.types), findIn(db), bytesIn(db)];
  if (!kept) {
    const resource = toResource(mapping, row, refer, stamp, bytesOf);
    const retired = mapping === synced.mapping ? undefined : retiredUnderOurId(planning, queued);
    if (retired?.version === null) return looking(resourceType, retired);
    const again = retired ? { ...resource, id: retired.serverId } : resource;
    return creating(planning, writing(db, queued, resourceType, retired, again));
  }
  if (kept.version === null) return looking(resourceType, kept);
  if (synced.isImmutable) return undefined;
  const body = keptContent(db, kept);
  const read = fromResource(readingMapping(db, synced, row.id, body) ?? mapping, body, find);
  const base = read.ok ? read.fields.fields : {};
  const isOurs = recordNamedBy(body) !== undefined;
  // An EHR's own resource does not say every field; that somebody changed one here is why it is queued.
  if (isOurs && !differs(Object.keys(base), base, row)) return undefined;
  const rows = { before: { ...row, ...base }, after: row };
  return writing(
    db,
    queued,
    resourceType,
    kept,
    changedResource(mapping, body, rows, stamp, { refer, find, bytesOf }),
  );
}

function planCompanions(
  planning: Planning,
  queued: QueuedRecord,
  { companions }: SyncedKind,
  row: SyncedRow,
): Step | undefined {
  for (const companion of companions) {
    if (accessTo(planning.capabilities.types, companion.resourceType) !== 'write') continue;
    const step = planCompanion(planning, queued, companion, row);
    if (step) return step;
  }
  return undefined;
}

function planCompanion(
  planning: Planning,
  queued: QueuedRecord,
  companion: CompanionMapping<SyncedRow>,
  row: SyncedRow,
): Step | undefined {
  const { db, capabilities } = planning;
  const { resourceType, recordType } = companion;
  const kept = keptOfKind(db, resourceType, recordType, row.id);
  if (!kept && !companion.isDue(row)) return undefined;
  if (kept?.version === null) return looking(resourceType, kept);
  const elements = tidied({ resourceType, ...companion.toElements(row, referIn(db, capabilities.types)) });
  const body = kept && keptContent(db, kept);
  // What an EHR made itself says more of what came of a record than a desk knows.
  if (body && recordNamedBy(body) === undefined) return undefined;
  const told = body && lastTold(body);
  if (told && isDeepStrictEqual(told, elements)) return undefined;
  const laid = body ? overlay(withoutDeskPart(body), told ?? {}, elements) : elements;
  const exact = { told: JSON.stringify(elements) };
  const part = { recordType, recordId: row.id, exact, asRead: {}, stamp: stampOf(db, queued) };
  return creating(planning, writing(db, queued, resourceType, kept, { ...laid, ...deskPartOf(laid, part) }));
}

/** Another desk may have sent the same, as when all of them begin anew with a server: that is looked for first. */
function creating({ capabilities }: Planning, { send }: Extract<Step, { kind: 'write' }>): Step {
  return send.serverId === null && knowsNothingAgain(capabilities)
    ? { kind: 'find', resourceType: send.resourceType, send }
    : { kind: 'write', send };
}

/** What a desk told of it last: only what differs from that is changed, and what others wrote beside it stays. */
function lastTold(body: Unknown): Unknown | undefined {
  const read = mapping((reading) => ({ fields: deskPartIn(body, reading)?.exact['told'], identifiers: [] }));
  if (!read.ok || typeof read.fields !== 'string') return undefined;
  try {
    const told = JSON.parse(read.fields) as unknown;
    return isObject(told) ? told : undefined;
  } catch {
    return undefined;
  }
}

function looking(resourceType: string, { serverId }: KeptResource): Step {
  return { kind: 'look', resourceType, serverId, send: undefined };
}

function writing(
  db: Database,
  { recordType, localId, generation }: QueuedRecord,
  resourceType: string,
  kept: KeptResource | undefined,
  resource: Unknown,
): Extract<Step, { kind: 'write' }> {
  const send: FrozenSend = {
    resourceType,
    recordType,
    localId,
    serverId: kept?.serverId ?? null,
    basedOn: kept?.version ?? null,
    body: JSON.stringify(resource),
    generation,
    attempts: 0,
  };
  freeze(db, send);
  return { kind: 'write', send };
}

/** Who made the change that is to be told, as the change log has it. */
function stampOf(db: Database, { operationId, recordType, localId, staffId, queuedAt }: QueuedRecord): Stamp {
  const logged = prepared(
    db,
    `SELECT c.staff_id AS staffId, coalesce(m.display_name, '') AS staffName, c.desk_id AS deskId, c.recorded_at AS at, c.hlc
     FROM change_log c LEFT JOIN staff_member m ON m.id = c.staff_id
     WHERE c.record_type = ? AND c.local_id = ? AND c.operation_id = ? ORDER BY c.sequence DESC LIMIT 1`,
  ).get(recordType, localId, operationId) as Stamp | undefined;
  return logged ?? { staffId, staffName: '', deskId: '', at: queuedAt, hlc: '' };
}
