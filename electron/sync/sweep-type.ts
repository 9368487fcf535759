import { setImmediate } from 'node:timers/promises';
import type { Database } from 'better-sqlite3';
import { prepared } from '../engine/statements.ts';
import { recordNamedBy } from '../fhir/desk-part.ts';
import { FOREIGN_ID, instantIn } from '../fhir/elements.ts';
import { isObject, own, type Unknown } from '../fhir/reading.ts';
import { pulledUntil } from './cursor.ts';
import { GONE, type KeptResource, keptBeside, keptContent, keptResource, keptUnder } from './kept.ts';
import { type Page, pageOf } from './page.ts';
import { wholeOf } from './passages.ts';
import { tellLeftOut, unlessBroken } from './pull.ts';
import { type Arriving, type Received, receive } from './receive.ts';
import { askedFor, askedOne, type Pause, type Stretch } from './sweep-ask.ts';
import { noteMissed } from './sweep-log.ts';
import { type DoubledRecord, type GoneResource, isQueued, recordOf } from './sweep-settle.ts';
import { commitSync } from './sync-commit.ts';
import type { SyncContext } from './sync-context.ts';
import { beginWalk, nextSearch, OVERLAP_MS, type Walk } from './walk.ts';

/** What of a resource tells which version of what it is. */
const NAMES_ONLY = '_elements=id,meta,identifier&';
/** A search that does not show so many of one type shows nothing: they are not asked for one by one. */
const MOST_ASKED = 500;

/** One sweep under way. */
export interface Way {
  /** The types that are left, the first one under way. */
  readonly types: string[];
  /** What was changed after this time of the server's clock may still come by a pull; undefined where its clock is not known. */
  readonly horizon: number | undefined;
  readonly mostGone: number;
  /** The numbers of what is kept and was not seen yet, by type. */
  readonly unseen: ReadonlyMap<string, Set<number>>;
  gone: GoneResource[];
  doubled: (DoubledRecord & { readonly resourceType: string })[];
  /** Types that are done and are told at the end, with what is wrong in them. */
  readonly held: string[];
  /** How many types could not be read. */
  left: number;
  /** How many of what is kept nobody shows, where that is too much to be believed. */
  hidden: number;
  current: TypeWay | undefined;
}

/** How far it is with a type. */
export interface TypeWay {
  readonly type: string;
  walk: Walk;
  isByNames: boolean;
  isWalked: boolean;
  /** The page under way. */
  page: Page | undefined;
  /** Records that are kept under several ids: which of these are left to be asked for, and how many are there. */
  readonly doubles: Map<string, DoubledRecord & { readonly left: string[]; there: number }>;
  breaks: number;
}

/** Begins with a type. */
export function beginType({ server }: SyncContext, type: string): TypeWay {
  return {
    type,
    walk: walkOf(type, server.capabilities, true),
    isByNames: true,
    isWalked: false,
    page: undefined,
    doubles: new Map(),
    breaks: 0,
  };
}

function walkOf(type: string, how: Parameters<typeof beginWalk>[2], isByNames: boolean): Walk {
  const passage = isByNames ? { ...wholeOf(type), where: NAMES_ONLY } : wholeOf(type);
  return beginWalk(passage, undefined, how, new Set());
}

/** Goes on with a type; undefined when it is done. Where so much is hidden that nothing is believed, it says so. */
export async function sweepType(
  context: SyncContext,
  way: Way,
  current: TypeWay,
  stretch: Stretch,
): Promise<Pause | 'suspicious' | undefined> {
  while (!current.isWalked) {
    const end = await turnPage(context, way, current, stretch);
    if (end !== undefined) return end;
    current.breaks = 0;
    await setImmediate();
  }
  return (
    (await confirmDoubles(context, way, current, stretch)) ??
    (await confirmGone(context, way, current, stretch))
  );
}

async function turnPage(
  context: SyncContext,
  way: Way,
  current: TypeWay,
  stretch: Stretch,
): Promise<Pause | undefined> {
  const { walk } = current;
  if (!current.page) {
    const response = await askedFor(context, walk.search.path, stretch);
    if (typeof response === 'string') return response;
    const answer = pageOf(response);
    if (answer.kind === 'unauthorized' || answer.kind === 'offline') return answer.kind;
    if (answer.kind === 'absent') {
      withoutPage(context, way, current);
      return undefined;
    }
    current.page = answer.page;
  }
  const { page } = current;
  const end = await comparePage(context, way, current, page, stretch);
  if (end !== undefined) return end;
  const next = nextSearch(walk, page, new Set());
  if (next) walk.search = next;
  else current.isWalked = true;
  for (const resource of page.resources) noteDouble(context, current, resource);
  current.page = undefined;
  return undefined;
}

/** Some refuse `_elements`; what a server does not let us look through at all is not compared. */
function withoutPage({ server }: SyncContext, way: Way, current: TypeWay): void {
  if (current.isByNames) {
    current.isByNames = false;
    current.walk = walkOf(current.type, server.capabilities, false);
    return;
  }
  const unseen = way.unseen.get(current.type);
  if (unseen && unseen.size > 0) way.left += 1;
  unseen?.clear();
  current.isWalked = true;
}

/** Takes in what a pull should have brought long ago. */
async function comparePage(
  context: SyncContext,
  way: Way,
  current: TypeWay,
  { resources }: Page,
  stretch: Stretch,
): Promise<Pause | undefined> {
  const { db } = context.core;
  const { type } = current;
  for (const resource of resources) {
    const named = nameOf(resource, type);
    if (!named) continue;
    const kept = keptResource(db, type, named.serverId);
    if (kept) way.unseen.get(type)?.delete(kept.number);
    if (!isMissed(context, way, kept, { ...named, resourceType: type })) continue;
    const found = await askedOne(context, type, named.serverId, stretch);
    if (typeof found === 'string') return found;
    if (found.kind === 'there') takeMissed(context, current, found.arriving.resource);
    // The search shows it, and the server itself says that it is not there.
    else if (found.kind === 'gone' && kept) way.unseen.get(type)?.add(kept.number);
  }
  return undefined;
}

const NO_NEWS: ReadonlySet<Received> = new Set(['same', 'older', 'refused']);

function takeMissed(context: SyncContext, { type }: TypeWay, resource: Unknown): void {
  const received = unlessBroken(() =>
    commitSync(context, 'sync.pull', (commit) => {
      const one = receive(commit, resource);
      if (!NO_NEWS.has(one)) noteMissed(context.core, type);
      return one;
    }),
  );
  if (received === undefined || received === 'refused') tellLeftOut(context, type);
}

type Named = Pick<Arriving, 'serverId' | 'lastUpdated' | 'resourceType'> & {
  /** Undefined where the server tells no versions. */
  readonly version: string | undefined;
};

/** What of a resource tells which version of what it is, though not all of it came. */
function nameOf(resource: Unknown, resourceType: string): Named | undefined {
  const [serverId, meta] = [own(resource, 'id'), own(resource, 'meta')];
  if (own(resource, 'resourceType') !== resourceType || !isObject(meta)) return undefined;
  if (typeof serverId !== 'string' || !FOREIGN_ID.test(serverId)) return undefined;
  const [version, written] = [own(meta, 'versionId'), own(meta, 'lastUpdated')];
  const lastUpdated = typeof written === 'string' ? instantIn(written) : undefined;
  if (lastUpdated === undefined) return undefined;
  return { resourceType, serverId, lastUpdated, version: typeof version === 'string' ? version : undefined };
}

/** Whether a pull should have brought it long ago, and did not. */
function isMissed(
  { core: { db } }: SyncContext,
  { horizon }: Way,
  kept: KeptResource | undefined,
  { resourceType, serverId, version, lastUpdated }: Named,
): boolean {
  const pulled = horizon ?? (pulledUntil(db, resourceType) ?? Number.NEGATIVE_INFINITY) - OVERLAP_MS;
  if (lastUpdated >= pulled) return false;
  if (!kept) return !isWaiting(db, resourceType, serverId);
  // What has to be read before it is written is read then; and an index that lags shows what was.
  if (kept.version === null || (kept.lastUpdated ?? 0) > lastUpdated) return false;
  return version === undefined ? kept.lastUpdated !== lastUpdated : kept.version !== version;
}

function isWaiting(db: Database, resourceType: string, serverId: string): boolean {
  const sql = 'SELECT 1 FROM sync_waiting WHERE resource_type = ? AND server_id = ?';
  return prepared(db, sql).get(resourceType, serverId) !== undefined;
}

/** Notes that a record of ours, which the server has under this id, is kept under another one, too. */
function noteDouble({ core: { db } }: SyncContext, { type, doubles }: TypeWay, resource: Unknown): void {
  const recordId = recordNamedBy(resource)?.recordId;
  const id = own(resource, 'id');
  const kept = recordId === undefined || typeof id !== 'string' ? undefined : keptResource(db, type, id);
  const record = kept && recordOf(kept);
  if (!kept || record?.recordId !== recordId || !record || isQueued(db, record)) return;
  const others = keptBeside(db, type, kept).filter(
    (each) => recordNamedBy(keptContent(db, each))?.recordId === recordId,
  );
  if (others.length === 0) return;
  const left = [kept, ...others].map(({ serverId }) => serverId);
  doubles.set(`${record.recordType}/${record.recordId}`, { ...record, left, there: 0 });
}

async function confirmDoubles(
  context: SyncContext,
  way: Way,
  { type, doubles }: TypeWay,
  stretch: Stretch,
): Promise<Pause | undefined> {
  for (const [key, double] of doubles) {
    const { recordType, recordId, left } = double;
    for (let [id] = left; id !== undefined; [id] = left) {
      const found = await askedOne(context, type, id, stretch);
      if (typeof found === 'string') return found;
      const isIt = found.kind === 'there' && recordNamedBy(found.arriving.resource)?.recordId === recordId;
      double.there += isIt ? 1 : 0;
      const kept = keptResource(context.core.db, type, id);
      if (found.kind === 'gone' && kept) way.unseen.get(type)?.add(kept.number);
      left.shift();
    }
    if (double.there > 1) way.doubled.push({ recordType, recordId, resourceType: type });
    doubles.delete(key);
  }
  return undefined;
}

/** What no page showed is asked for by its id: only the server itself can say that something is gone. */
async function confirmGone(
  context: SyncContext,
  way: Way,
  current: TypeWay,
  stretch: Stretch,
): Promise<Pause | 'suspicious' | undefined> {
  const { db } = context.core;
  const { type } = current;
  const unseen = way.unseen.get(type) ?? new Set();
  for (const number of unseen) {
    const kept = keptUnder(db, number);
    const record = kept && recordOf(kept);
    if (!kept || kept.version === GONE || (record && isQueued(db, record))) unseen.delete(number);
  }
  if (unseen.size > MOST_ASKED) {
    way.hidden = unseen.size;
    return 'suspicious';
  }
  for (const number of unseen) {
    const kept = keptUnder(db, number);
    const found = kept && (await askedOne(context, type, kept.serverId, stretch));
    if (typeof found === 'string') return found;
    if (kept && found?.kind === 'gone') way.gone.push(kept);
    if (kept && found?.kind === 'there' && isMissed(context, way, kept, found.arriving))
      takeMissed(context, current, found.arriving.resource);
    unseen.delete(number);
    if (way.gone.length <= way.mostGone) continue;
    way.hidden = way.gone.length + unseen.size;
    return 'suspicious';
  }
  return undefined;
}
