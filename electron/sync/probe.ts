import { NotAuthorized } from './authorize.ts';
import {
  type Access,
  type Capabilities,
  kindsOf,
  type Statement,
  statementOf,
  type Tier,
} from './capabilities.ts';
import { syncedResourceTypes } from './mapped.ts';
import { pageOf } from './page.ts';
import { READ_HEADERS } from './requests.ts';
import { type FhirRequest, type FhirResponse, type Transport, TransportError } from './transport.ts';
import { trySearches } from './try-searches.ts';
import { type TriedWrites, tryWrites } from './try-writes.ts';

/** What came of a probe, and what the server said of itself then. */
export interface Probed {
  readonly capabilities: Capabilities;
  readonly fingerprint: string;
}

/** Why somebody who answers is no server for us. */
export class NoServer extends Error {
  readonly problem: 'no-fhir' | 'other-version';
  constructor(problem: NoServer['problem']) {
    super(problem);
    this.name = 'NoServer';
    this.problem = problem;
  }
}

export interface ProbeOptions {
  /** The practice's own resource for trials is known by it, so that every desk uses the same one. */
  readonly practiceId: string;
  readonly newId: () => string;
}

/** Asks as the trials do: only an answer of the server itself comes back. Throws NotAuthorized and TransportError. */
export type Ask = (request: FhirRequest) => Promise<FhirResponse>;

const TIMEOUT_MS = 15_000;
/** The server, or what stands before it, cannot just now: that says nothing of what it can. */
const NOT_NOW: ReadonlySet<number> = new Set([408, 429, 502, 503, 504]);

/** Reads what the server says of itself. Throws NoServer, NotAuthorized and TransportError. */
export async function readStatement(transport: Transport): Promise<Statement> {
  const response = await askerOf(transport)({ method: 'GET', path: 'metadata', headers: READ_HEADERS });
  const statement = response.status === 200 ? statementOf(parsed(response.body)) : undefined;
  if (response.status === 403) throw new NotAuthorized();
  if (!statement) throw new NoServer('no-fhir');
  if (!statement.fhirVersion.startsWith('4.0')) throw new NoServer('other-version');
  return statement;
}

/**
 * Finds out what the server can do, on one resource of our own that all desks of the practice share; what it says of itself
 * counts only where it lets us try nothing. Throws NotAuthorized and TransportError.
 */
export async function probeServer(
  transport: Transport,
  statement: Statement,
  options: ProbeOptions,
): Promise<Probed> {
  const ask = askerOf(transport);
  const { readable, searchable } = await tryReading(ask, statement);
  const writes = await tryWrites(ask, options);
  const types = { ...readable, Basic: writes ? ('write' as const) : belowWrite(readable['Basic']) };
  return {
    fingerprint: statement.fingerprint,
    capabilities: {
      software: statement.software,
      softwareVersion: statement.softwareVersion,
      fhirVersion: statement.fhirVersion,
      ...(writes ? asTried(statement, writes) : asSaid(statement)),
      ...(await trySearches(ask, searchable)),
      types,
      kinds: kindsOf(types),
    },
  };
}

type Writing = Pick<
  Capabilities,
  | 'isTried'
  | 'tier'
  | 'conditionalCreate'
  | 'updateCreate'
  | 'idempotencyKey'
  | 'versionedUpdate'
  | 'batch'
  | 'mostPerBatch'
>;

/** What was seen counts; only where the server itself makes an exception of some types, it is believed that it does. */
function asTried(statement: Statement, writes: TriedWrites): Writing {
  const conditionalCreate = writes.conditionalCreate && statement.conditionalCreate !== 'uneven';
  const versionedUpdate = writes.versionedUpdate && statement.versionedUpdate !== 'uneven';
  return {
    ...writes,
    isTried: true,
    conditionalCreate,
    versionedUpdate,
    tier: tierOf({ ...writes, conditionalCreate }),
  };
}

/** Nothing could be tried: conditions are sent where the server says it heeds them, and nothing is built upon it. */
function asSaid(statement: Statement): Writing {
  return {
    isTried: false,
    tier: 'D',
    conditionalCreate: statement.conditionalCreate === 'all',
    updateCreate: false,
    idempotencyKey: null,
    versionedUpdate: statement.versionedUpdate === 'all',
    batch: false,
    mostPerBatch: 1,
  };
}

function tierOf({ conditionalCreate, updateCreate, idempotencyKey }: Partial<Writing>): Tier {
  if (conditionalCreate) return 'A';
  if (updateCreate) return 'B';
  return idempotencyKey === null ? 'D' : 'C';
}

/** Which types answer a search. Whether one takes a write is told by the first real one: a trial would be somebody's record. */
async function tryReading(ask: Ask, { types }: Statement) {
  const readable: Record<string, Access> = {};
  const searchable: string[] = [];
  for (const type of syncedResourceTypes()) {
    const said = types === undefined ? 'write' : (types[type] ?? 'absent');
    const response = await ask({ method: 'GET', path: `${type}?_count=1`, headers: READ_HEADERS });
    const isThere = pageOf(response).kind === 'page';
    const isMissing = [404, 405, 410, 501].includes(response.status);
    if (isThere) searchable.push(type);
    readable[type] = isMissing ? 'absent' : said === 'absent' && isThere ? 'read' : said;
  }
  return { readable, searchable };
}

function belowWrite(access: Access | undefined): Access {
  return access === 'absent' ? 'absent' : 'read';
}

/** Asks, and lets nothing pass that says nothing of what the server can. */
export function askerOf(transport: Transport): Ask {
  return async (request) => {
    const response = await transport.send(request, TIMEOUT_MS);
    if (response.status === 401) throw new NotAuthorized();
    if (NOT_NOW.has(response.status)) throw new TransportError('offline');
    return response;
  };
}

function parsed(body: string): unknown {
  try {
    return JSON.parse(body) as unknown;
  } catch {
    return undefined;
  }
}
