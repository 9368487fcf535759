import { createHash } from 'node:crypto';
import type { Database } from 'better-sqlite3';
import { compileTable, type RecordKind } from '../engine/records.ts';
import { prepared } from '../engine/statements.ts';
import type { UnitOfWork } from '../engine/unit-of-work.ts';
import { readRecord } from '../engine/unit-of-work.ts';
import { CARRIER_TYPE } from '../fhir/carrier.ts';
import { recordNamedBy } from '../fhir/desk-part.ts';
import { FOREIGN_ID, instantIn } from '../fhir/elements.ts';
import { isObject, own, type Unknown } from '../fhir/reading.ts';
import {
  contentsOf,
  type FieldValue,
  type FieldValues,
  fromResource,
  type ReadRecord,
} from '../fhir/record-mapping.ts';
import { takeOver } from '../imports/take-over.ts';
import { keepContent, storedContent } from '../pictures/content.ts';
import { practiceSetting } from '../practice/practice-setting.ts';
import { carrierOfRecord, isCarriable, readingMapping } from './carried.ts';
import { noteDisagreements, settleAgreed } from './conflicts.ts';
import { queueRecord } from './enqueue.ts';
import { frozenSend } from './frozen.ts';
import {
  endWaiting,
  type KeptResource,
  keep,
  keepWaiting,
  keptContent,
  keptOfKind,
  keptResource,
  NotHereYet,
  SERVER,
  stampVersion,
  type Version,
} from './kept.ts';
import { type SyncedKind, type SyncedRow, syncedKind } from './mapped.ts';
import { mergeRecord, only } from './merge.ts';
import type { SyncCommit } from './sync-commit.ts';

/** What became of a resource that the server sent. */
export type Received = 'same' | 'older' | 'created' | 'merged' | 'kept' | 'waiting' | 'refused';

/** A resource that says which version of what it is. */
export interface Arriving extends Version {
  readonly version: string;
  readonly lastUpdated: number;
  readonly resourceType: string;
  readonly resource: Unknown;
}

/**
 * Takes one resource of the server over, inside the transaction of `commit`. Nothing in it can throw: what cannot be
 * understood is refused, and what names something that is not here yet is kept until it is.
 */
export function receive(commit: SyncCommit, resource: Unknown): Received {
  const arriving = arrivingOf(resource);
  if (!arriving) return 'refused';
  const { db } = commit.core;
  const known = keptResource(db, arriving.resourceType, arriving.serverId);
  if (known?.version === arriving.version) {
    endWaiting(db, arriving.resourceType, arriving.serverId);
    return 'same';
  }
  // A cache on the way may answer with what was; what was seen to be newer stays.
  if (known && (known.lastUpdated ?? 0) > arriving.lastUpdated) return 'older';
  return take(commit, arriving, known);
}

function take(commit: SyncCommit, arriving: Arriving, known: KeptResource | undefined): Received {
  const named = recordNamedBy(arriving.resource);
  const recordType = known?.recordType ?? named?.recordType ?? null;
  const recordId = known?.recordId ?? (named?.recordType === undefined ? null : named.recordId);
  const synced = recordType === null ? undefined : syncedKind(recordType);
  if (!synced || recordId === null) return takeForeign(commit, arriving, known);
  const isCarrier =
    arriving.resourceType === CARRIER_TYPE && isCarriable(synced) && named?.recordType !== undefined;
  if (synced.mapping.resourceType !== arriving.resourceType && !isCarrier) {
    const isOurs = synced.companions.some(({ resourceType }) => resourceType === arriving.resourceType);
    if (!isOurs || named?.recordType === undefined) return takeForeign(commit, arriving, known);
    keepAs(commit, arriving, { state: 'record', recordType, recordId });
    return 'kept';
  }
  const { db } = commit.core;
  const { resourceType, serverId } = arriving;
  try {
    const received = takeRecord(commit, arriving, synced, recordId);
    endWaiting(db, resourceType, serverId);
    return received;
  } catch (error) {
    if (!(error instanceof NotHereYet)) throw error;
    keepWaiting(db, { resourceType, serverId, content: JSON.stringify(arriving.resource) });
    return 'waiting';
  }
}

function takeRecord(commit: SyncCommit, arriving: Arriving, synced: SyncedKind, recordId: string): Received {
  const { db } = commit.core;
  const { kind } = synced;
  const mapping = readingMapping(db, synced, recordId, arriving.resource) ?? synced.mapping;
  const isCarrier = mapping.resourceType !== synced.mapping.resourceType;
  const place = { state: 'record', recordType: mapping.recordType, recordId } as const;
  const read = fromResource(mapping, arriving.resource, commit.find);
  if (!read.ok) return 'refused';
  const { fields, stamp } = read.fields;
  requireHere(commit, synced, { ...fields, id: recordId });
  const contents = contentsOf(
    mapping,
    arriving.resource,
    fields,
    (hash) => storedContent(db, hash) !== undefined,
  );
  if (!contents.ok) return 'refused';
  for (const { mime, bytes } of contents.fields) keepContent(commit.unitOf(stamp), mime, bytes);
  const row = readRecord(db, kind, recordId) as SyncedRow | undefined;
  if (!row) {
    const unit = commit.unitOf(stamp);
    const whole = { id: recordId, ...fields };
    if (!isWhole(mapping.fields.shape, fields)) {
      // The rest of it stands in the server's own resource.
      if (isCarrier) throw new NotHereYet();
      return 'refused';
    }
    unit.create(kind, { ...whole, ...mapping.derived?.(whole as never, commit.core.zone) } as never);
    keepAs(commit, arriving, place);
    return 'created';
  }
  const isRefused = refuseOtherPatient(commit, arriving, synced, row, { fields, stamp });
  if (!synced.isImmutable && !isRefused)
    mergeInto(commit, synced, row, { fields, stamp }, baseOf(commit, arriving, synced, recordId, fields));
  keepAs(commit, arriving, place);
  // A desk that does not know yet that the server takes the record itself: this one tells it there.
  if (isCarrier && commit.server.capabilities.kinds[kind.type] === 'sent')
    queueRecord(db, kind, recordId, commit.core.now());
  return isRefused ? 'kept' : 'merged';
}

/**
 * Only a desk moves a record from one patient to another, with the receipts and signatures that go with it. Where the EHR
 * names somebody else, nothing that it says from then on is of the patient whose record this is: it is left, and told.
 */
function refuseOtherPatient(
  commit: SyncCommit,
  { resourceType, serverId }: Arriving,
  { mapping }: SyncedKind,
  row: SyncedRow,
  theirs: ReadRecord,
): boolean {
  const said = theirs.fields['patientId'] ?? null;
  if (said === null || said === row['patientId']) return false;
  const { db } = commit.core;
  const kept = keptResource(db, resourceType, serverId);
  const before = kept && fromResource(mapping, keptContent(db, kept), commit.find);
  // A desk that changes a record leaves its own stamp.
  if (!before?.ok || before.fields.stamp?.hlc !== theirs.stamp?.hlc) return false;
  const mine = only(['patientId'], row);
  const isNews = before.fields.fields['patientId'] !== said;
  // Where nobody is asked, a desk moved it since, and the EHR has not heard of that yet.
  if (!isNews && !isAsked(db, mapping.recordType, row.id)) return false;
  const disagreement = {
    fields: ['patientId'],
    base: mine,
    mine,
    theirs: { patientId: said },
    stands: 'mine',
  } as const;
  if (isNews) noteDisagreements(commit, mapping.recordType, row, [disagreement], null);
  return true;
}

function isAsked(db: Database, recordType: string, localId: string): boolean {
  const sql = `SELECT 1 FROM sync_conflict WHERE record_type = ? AND local_id = ? AND fields = '["patientId"]' AND settled_at IS NULL`;
  return prepared(db, sql).get(recordType, localId) !== undefined;
}

/** Writes what the server's side brings, and notes what both sides changed. */
export function mergeInto(
  commit: SyncCommit,
  { kind, mapping }: SyncedKind,
  row: SyncedRow,
  theirs: { readonly fields: FieldValues; readonly stamp: Parameters<SyncCommit['unitOf']>[0] },
  base: FieldValues,
): void {
  const { patch, disagreements } = mergeRecord(base, row, theirs.fields, mapping);
  if (Object.keys(patch).length > 0) {
    const after = { ...row, ...patch };
    const unit = commit.unitOf(theirs.stamp);
    unit.change(kind, row.id, { ...patch, ...mapping.derived?.(after as never, commit.core.zone) } as never);
    settleAgreed(commit, mapping.recordType, after);
  }
  noteDisagreements(commit, mapping.recordType, row, disagreements, theirs.stamp);
}

/**
 * What both sides agreed on last: what the server had when it was seen last and, where our own change may have reached it
 * without an answer, that change wherever it stands there now (sync design 4.4 b).
 */
function baseOf(
  commit: SyncCommit,
  { resourceType, serverId }: Arriving,
  synced: SyncedKind,
  recordId: string,
  theirs: FieldValues,
): FieldValues {
  const { db } = commit.core;
  const read = (body: Unknown) => {
    const mapping = readingMapping(db, synced, recordId, body);
    return mapping && fromResource(mapping, body, commit.find);
  };
  const kept = keptResource(db, resourceType, serverId);
  // What both sides know by another resource of the same record, they agreed on there.
  const agreed =
    kept ??
    (resourceType === CARRIER_TYPE && isCarriable(synced)
      ? keptOfKind(db, synced.mapping.resourceType, synced.kind.type, recordId)
      : carrierOfRecord(db, synced, recordId));
  const before = agreed && read(keptContent(db, agreed));
  const base = {
    ...(agreed && isBornThere(db, agreed) ? asTakenOver(db, synced.kind.type, recordId) : {}),
    ...(before?.ok ? before.fields.fields : {}),
  };
  const frozen = frozenSend(db, resourceType, recordId);
  const sent = frozen?.recordType === synced.kind.type ? read(JSON.parse(frozen.body) as Unknown) : undefined;
  if (!sent?.ok) return base;
  const ours = sent.fields.fields;
  // What is new can only have come of our own bytes: whatever else it says by now, others made of them.
  if (!kept) return ours;
  const arrived = Object.keys(ours).filter((field) => theirs[field] === ours[field]);
  return { ...base, ...Object.fromEntries(arrived.map((field) => [field, ours[field] ?? null])) };
}

function isBornThere(db: Database, kept: KeptResource): boolean {
  return recordNamedBy(keptContent(db, kept)) === undefined;
}

/** What this desk itself added to a record that it took over, such as a number of its own: nobody typed it, and it gives way. */
function asTakenOver(db: Database, recordType: string, recordId: string): FieldValues {
  const diff = prepared(
    db,
    `SELECT diff FROM change_log WHERE record_type = ? AND local_id = ? AND action = 'create' AND method = 'sync.pull'`,
  )
    .pluck()
    .get(recordType, recordId) as string | undefined;
  const made = JSON.parse(diff ?? '{}') as Readonly<Record<string, readonly [null, FieldValue]>>;
  return Object.fromEntries(Object.entries(made).map(([field, [, value]]) => [field, value]));
}

/** A record made elsewhere comes in by the same door as an import, under ids that every desk makes alike. */
function takeForeign(commit: SyncCommit, arriving: Arriving, known: KeptResource | undefined): Received {
  const intake = intakeOf(commit, arriving);
  const outcome = takeOver(intake, JSON.stringify(arriving.resource), 0);
  stampVersion(commit.core.db, arriving);
  if (outcome.isWaiting) return 'waiting';
  if (outcome.result === 'bad' || outcome.result === 'skipped') {
    // Kept as it came all the same, so that it is not asked again with every pull.
    keepAs(commit, arriving, { state: 'foreign', recordType: known?.recordType ?? null, recordId: null });
    return outcome.result === 'bad' ? 'refused' : 'kept';
  }
  return known ? 'merged' : 'created';
}

function intakeOf({ core, unitOf }: SyncCommit, { resourceType, serverId }: Arriving) {
  const unit: UnitOfWork = unitOf(null, idsFrom(`${resourceType}/${serverId}`));
  return { unit, source: SERVER, runId: '', zone: practiceSetting(core.db).zone };
}

/** Ids that follow from the server's, so that two desks which take the same resource over make the same record of it. */
function idsFrom(seed: string): UnitOfWork['newId'] {
  const made = { count: 0 };
  return <Id extends string>() => {
    const digest = createHash('sha256').update(`${made.count} ${seed}`).digest('hex');
    made.count += 1;
    return `${digest.slice(0, 8)}-${digest.slice(8, 12)}-8${digest.slice(13, 16)}-a${digest.slice(17, 20)}-${digest.slice(20, 32)}` as Id;
  };
}

function keepAs(commit: SyncCommit, arriving: Arriving, place: Parameters<typeof keep>[2]): void {
  keep(commit.core.db, arriving, place, JSON.stringify(arriving.resource));
}

function requireHere({ core, here }: SyncCommit, { mapping }: SyncedKind, fields: FieldValues): void {
  for (const [field, recordType] of Object.entries(mapping.needs)) {
    const id = fields[field];
    if (typeof id !== 'string') continue;
    const needed = syncedKind(recordType);
    const name = `${recordType}/${id}`;
    if (!needed || here.has(name)) continue;
    if (!isHere(core.db, needed.kind, id)) throw new NotHereYet();
    here.add(name);
  }
}

function isHere(db: Database, { table }: RecordKind, id: string): boolean {
  return prepared(db, `SELECT 1 FROM "${compileTable(table).name}" WHERE id = ?`).get(id) !== undefined;
}

function isWhole(shape: Readonly<Record<string, unknown>>, fields: FieldValues): boolean {
  return Object.keys(shape).every((field) => Object.hasOwn(fields, field));
}

/** Reads which version of what a resource is; undefined for one that does not say it, which is no answer of a FHIR server. */
export function arrivingOf(resource: Unknown): Arriving | undefined {
  const resourceType = own(resource, 'resourceType');
  const serverId = own(resource, 'id');
  const meta = own(resource, 'meta');
  if (!isObject(meta)) return undefined;
  const version = own(meta, 'versionId') ?? contentVersion(resource);
  const written = own(meta, 'lastUpdated');
  const lastUpdated = typeof written === 'string' ? instantIn(written) : undefined;
  if (typeof resourceType !== 'string' || typeof serverId !== 'string' || !FOREIGN_ID.test(serverId))
    return undefined;
  if (typeof version !== 'string' || version.length > 64 || lastUpdated === undefined) return undefined;
  return { resource, resourceType, serverId, version, lastUpdated };
}

/** Servers without versions: what says the same is the same. */
function contentVersion(resource: Unknown): string {
  return `~${createHash('sha256').update(JSON.stringify(resource)).digest('hex').slice(0, 40)}`;
}
