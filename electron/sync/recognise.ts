import type { Database } from 'better-sqlite3';
import { prepared } from '../engine/statements.ts';
import { CARRIER_TYPE } from '../fhir/carrier.ts';
import { deskPartIn, RECORD_SYSTEM, recordNamedBy } from '../fhir/desk-part.ts';
import { isObject, mapping, own, type Unknown } from '../fhir/reading.ts';
import { practiceMapping } from '../fhir/records/practice.ts';
import { NotAuthorized } from './authorize.ts';
import { GONE, KEPT_SQL, SERVER } from './kept.ts';
import { pageOf } from './page.ts';
import type { Ask } from './probe.ts';
import { arrivingOf } from './receive.ts';
import { READ_HEADERS } from './requests.ts';

/** Whether a server is the one that has our records, whatever its address is. */
export type Recognised =
  /** Nothing here is known to be on any server. */
  | { readonly kind: 'first' }
  | { readonly kind: 'same' }
  /** What we know to be on a server is not on this one. */
  | { readonly kind: 'other' }
  /** It has the records of another practice. */
  | { readonly kind: 'other-practice'; readonly name: string };

interface KnownRow {
  readonly resourceType: string;
  readonly serverId: string;
  readonly version: string | null;
  readonly lastUpdated: number | null;
  readonly content: string;
}

/** So many of what we know are looked for, the practice itself first. */
const MOST_LOOKED_FOR = 6;
const COLUMNS =
  'resource_type AS resourceType, foreign_id AS serverId, version, last_updated AS lastUpdated, content';

/**
 * Looks whether what is known to be on a server is on this one under the same ids, and whether it is another practice's.
 * Throws NotAuthorized and TransportError.
 */
export async function recognise(db: Database, ask: Ask, practiceId: string): Promise<Recognised> {
  const known = knownRows(db, practiceId);
  for (const row of known) if (await isThere(ask, row)) return { kind: 'same' };
  const practices = await practicesOf(ask);
  const others = practices.filter(({ id }) => id !== practiceId);
  if (others[0] && others.length === practices.length)
    return { kind: 'other-practice', name: others[0].name };
  return { kind: known.length === 0 ? 'first' : 'other' };
}

function knownRows(db: Database, practiceId: string): readonly KnownRow[] {
  const own = [practiceMapping.resourceType, CARRIER_TYPE].flatMap(
    (type) =>
      prepared(db, KEPT_SQL.byRecord.replace(/SELECT .* FROM/s, `SELECT ${COLUMNS} FROM`)).all(
        practiceId,
        type,
      ) as KnownRow[],
  );
  const any = prepared(
    db,
    `SELECT ${COLUMNS} FROM foreign_content WHERE source = '${SERVER}' AND version IS NOT '${GONE}' ORDER BY number LIMIT ?`,
  ).all(MOST_LOOKED_FOR) as KnownRow[];
  return [...own, ...any].slice(0, MOST_LOOKED_FOR);
}

/** Ids alone say little, for many servers count from 1. */
async function isThere(ask: Ask, row: KnownRow): Promise<boolean> {
  const path = `${row.resourceType}/${row.serverId}`;
  const response = await ask({ method: 'GET', path, headers: READ_HEADERS });
  // Whoever may not look cannot tell.
  if (response.status === 403) throw new NotAuthorized();
  const resource = response.status === 200 ? parsed(response.body) : undefined;
  if (!resource) return false;
  const ours = recordNamedBy(JSON.parse(row.content) as Unknown)?.recordId;
  if (ours !== undefined) return recordNamedBy(resource)?.recordId === ours;
  const arriving = arrivingOf(resource);
  return arriving?.version === row.version && arriving?.lastUpdated === row.lastUpdated;
}

/** The practices whose desks wrote there, as far as the server shows them. */
async function practicesOf(ask: Ask): Promise<readonly { readonly id: string; readonly name: string }[]> {
  const searches = [`identifier=${RECORD_SYSTEM}|&_count=50`, '_sort=_lastUpdated&_count=200', '_count=200'];
  for (const type of [practiceMapping.resourceType, CARRIER_TYPE]) {
    for (const search of searches) {
      const answer = pageOf(await ask({ method: 'GET', path: `${type}?${search}`, headers: READ_HEADERS }));
      const found = answer.kind === 'page' ? answer.page.resources.flatMap(practiceIn) : [];
      if (found.length > 0) return found;
    }
  }
  return [];
}

function practiceIn(resource: Unknown): readonly { readonly id: string; readonly name: string }[] {
  const named = recordNamedBy(resource);
  if (named?.recordType !== practiceMapping.recordType) return [];
  const part = mapping((reading) => ({
    fields: deskPartIn(resource, reading)?.exact['name'],
    identifiers: [],
  }));
  const name = own(resource, 'name') ?? (part.ok ? part.fields : undefined);
  const said = typeof name === 'string' ? name.replace(/[^\p{L}\p{N}\p{P} ]/gu, '').slice(0, 80) : '';
  return [{ id: named.recordId, name: said }];
}

function parsed(body: string): Unknown | undefined {
  try {
    const value = JSON.parse(body) as unknown;
    return isObject(value) ? value : undefined;
  } catch {
    return undefined;
  }
}
