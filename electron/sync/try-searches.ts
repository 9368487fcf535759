import type { Capabilities } from './capabilities.ts';
import { MOST_PAGE } from './capabilities.ts';
import { type Page, pageOf } from './page.ts';
import type { Ask } from './probe.ts';
import { READ_HEADERS } from './requests.ts';

/** Types that are looked at: our own first, then the one of which every server has many. */
const LOOKED_AT = ['Basic', 'Patient'];
const PAGES = [MOST_PAGE, 100, 50, 20];
/** A time that no server has reached. */
const NEVER = '9000-01-01T00:00:00.000Z';
const EVER = '1970-01-02T00:00:00.000Z';

/**
 * Tries how a server searches the types that it lets us search. What cannot be seen, as with nothing on it yet, is believed: a
 * pull notices by itself. One type that refuses to be asked so is enough: it would look as if nothing ever changed in it.
 */
export async function trySearches(
  ask: Ask,
  types: readonly string[],
): Promise<Pick<Capabilities, 'searchesByTime' | 'sortsByTime' | 'mostPerPage'>> {
  const search = (path: string) => searched(ask, path);
  const readable = LOOKED_AT.filter((type) => types.includes(type));
  const found = { searchesByTime: true, sortsByTime: true };
  for (const type of readable) {
    const everything = await search(`${type}?_count=20`);
    if (!everything || everything.resources.length === 0) continue;
    const [none, some] = [
      await search(`${type}?_lastUpdated=ge${NEVER}&_count=20`),
      await search(`${type}?_lastUpdated=ge${EVER}&_count=20`),
    ];
    found.searchesByTime &&= none?.resources.length === 0 && (some?.resources.length ?? 0) > 0;
    found.sortsByTime &&= isSorted(
      await search(`${type}?_sort=_lastUpdated&_count=20`),
      await search(`${type}?_sort=-_lastUpdated&_count=20`),
    );
  }
  for (const type of types) {
    if (found.searchesByTime)
      found.searchesByTime = await isAnswered(search, `${type}?_lastUpdated=ge${NEVER}&_count=1`);
    if (found.sortsByTime)
      found.sortsByTime = await isAnswered(search, `${type}?_sort=_lastUpdated&_count=1`);
  }
  return { ...found, mostPerPage: await largestPage(search, readable.at(-1) ?? 'Patient') };
}

async function isAnswered(
  search: (path: string) => Promise<Page | undefined>,
  path: string,
): Promise<boolean> {
  return (await search(path)) !== undefined;
}

/** Both ways answered, the first in order; and where there is anything to be put in order, not the same both times. */
function isSorted(up: Page | undefined, down: Page | undefined): boolean {
  if (!up || !down || !up.isInOrder) return false;
  const isOneMoment = up.first === up.last && down.first === down.last && up.first === down.first;
  return isOneMoment || !down.isInOrder;
}

/** The largest page that is answered, by how many it holds where more are left. */
async function largestPage(
  search: (path: string) => Promise<Page | undefined>,
  type: string,
): Promise<number> {
  for (const asked of PAGES) {
    const page = await search(`${type}?_count=${asked}`);
    if (!page) continue;
    const came = page.resources.length;
    return page.next !== undefined && came > 0 ? Math.min(asked, came) : asked;
  }
  return PAGES.at(-1) ?? MOST_PAGE;
}

/** Undefined where the server does not answer such a search. */
async function searched(ask: Ask, path: string): Promise<Page | undefined> {
  const answer = pageOf(await ask({ method: 'GET', path, headers: READ_HEADERS }));
  return answer.kind === 'page' ? answer.page : undefined;
}
