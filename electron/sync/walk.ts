import { isObject, own, type Unknown } from '../fhir/reading.ts';
import type { Capabilities } from './capabilities.ts';
import type { Page } from './page.ts';
import type { Passage } from './passages.ts';
import type { Mutants } from './requests.ts';

/** What is asked for: everything since a time of the server, or what a link of the server names. */
export interface Search {
  readonly path: string;
  readonly since: number | undefined;
}

/** One way through a passage, page by page. */
export interface Walk {
  readonly passage: Passage;
  readonly how: Searching;
  search: Search;
  /** What came since time went on last, by id and version. */
  seen: Set<string>;
  /** The greatest time of the server that came. */
  last: number | undefined;
  /** Whether every page so far came as it was asked for: in the order of its times, and none before the one asked for. */
  isInOrder: boolean;
  /** How many pages in a row brought nothing that was new. */
  idle: number;
  /** How many came, each version once as far as that is known. */
  received: number;
}

/** How the server searches. What it does not understand is not asked: some refuse all of such a search. */
export type Searching = Pick<Capabilities, 'searchesByTime' | 'sortsByTime' | 'mostPerPage'>;

/** A row may become visible this long after the time that it carries (sync design 4.8). */
export const OVERLAP_MS = 120_000;
/** The header that tells the server's present tells whole seconds, and some servers compare in whole seconds. */
const SECOND_MS = 1_000;
/** Pages that only repeat what was there: links that lead back to where they stand never end. */
const MOST_IDLE = 10;

/** Begins where the last way through the passage ended. */
export function beginWalk(
  passage: Passage,
  pulledUntil: number | undefined,
  how: Searching,
  mutants: Mutants,
): Walk {
  return {
    passage,
    how,
    search: firstSearch(passage, how, pulledUntil, mutants),
    seen: new Set(),
    last: undefined,
    isInOrder: how.sortsByTime,
    idle: 0,
    received: 0,
  };
}

function firstSearch(passage: Passage, how: Searching, until: number | undefined, mutants: Mutants): Search {
  const since = how.searchesByTime ? until : undefined;
  if (since === undefined) return { path: pathOf(passage, how, undefined), since };
  if (mutants.has('gt-cursor'))
    return { path: pathOf(passage, how, `gt${new Date(since).toISOString()}`), since };
  return searchFrom(passage, how, since - (mutants.has('short-overlap') ? 50 : OVERLAP_MS));
}

function searchFrom(passage: Passage, how: Searching, since: number): Search {
  return { path: pathOf(passage, how, `ge${new Date(since).toISOString()}`), since };
}

function pathOf(
  { type, where }: Passage,
  { sortsByTime, mostPerPage }: Searching,
  since: string | undefined,
): string {
  const changed = since === undefined ? '' : `_lastUpdated=${since}&`;
  const sorted = sortsByTime ? '_sort=_lastUpdated&' : '';
  return `${type}?${where}${changed}${sorted}_count=${mostPerPage}`;
}

/** The same search, asked only how many it finds. */
export function countOf({ path }: Search): string {
  return path.replace(/(_sort=_lastUpdated&)?_count=\d+$/, '_summary=count');
}

/**
 * Notes the page and answers what to ask for next, undefined at the end. By the last time on the page, not by the server's
 * own link: that counts rows, and skips some while others are changed. Only inside of one millisecond, and with a server
 * that does not search by time, there is no other way on.
 */
export function nextSearch(walk: Walk, page: Page, mutants: Mutants): Search | undefined {
  const { next, first, last } = page;
  const { passage, how, search } = walk;
  const isSince = search.since === undefined || first === undefined || first >= search.since - SECOND_MS;
  walk.isInOrder &&= page.isInOrder && isSince;
  walk.idle = noteNews(walk, page) ? 0 : walk.idle + 1;
  if (next === undefined || walk.idle === MOST_IDLE) return undefined;
  const byTime = last === undefined || !how.searchesByTime ? undefined : searchFrom(passage, how, last);
  const isOneMoment = first === last || byTime?.path === search.path;
  if (byTime && walk.isInOrder && !isOneMoment && !mutants.has('offset-paging')) return byTime;
  const path = relative(next, passage.type);
  return path === undefined ? undefined : { path, since: undefined };
}

/** Whether anything came that did not come before. */
function noteNews(walk: Walk, { resources, last }: Page): boolean {
  const names = resources.map(versionNamed);
  const hasNews = names.some((name) => name !== undefined && !walk.seen.has(name));
  walk.received += names.filter((name) => name === undefined || !walk.seen.has(name)).length;
  const goesOn = last !== undefined && last > (walk.last ?? Number.NEGATIVE_INFINITY);
  // In order, only what carries the last moment can come once more.
  if (goesOn && walk.isInOrder) walk.seen = new Set();
  for (const name of names) if (name !== undefined) walk.seen.add(name);
  if (goesOn) walk.last = last;
  return hasNews;
}

function versionNamed(resource: Unknown): string | undefined {
  const id = own(resource, 'id');
  const meta = own(resource, 'meta');
  const version = isObject(meta) ? own(meta, 'versionId') : undefined;
  return typeof id === 'string' && typeof version === 'string'
    ? `${id.slice(0, 64)} ${version.slice(0, 64)}`
    : undefined;
}

/**
 * How far the cursor may go with this page; undefined where it stays. Where pages come in no order only the end tells that
 * everything is here; and a time that the server itself has not reached is no time of its clock.
 */
export function cursorAfter(
  { last, isInOrder }: Walk,
  { serverTime }: Page,
  isEnd: boolean,
): number | undefined {
  if (last === undefined || !(isInOrder || isEnd)) return undefined;
  return serverTime === undefined ? last : Math.min(last, serverTime + SECOND_MS);
}

/** The link as a path of the server that we are connected to, whatever host it names. */
function relative(link: string, type: string): string | undefined {
  const place = link.lastIndexOf(`${type}?`);
  if (place !== -1) return link.slice(place);
  const query = link.indexOf('?');
  return query === -1 ? undefined : link.slice(query);
}
