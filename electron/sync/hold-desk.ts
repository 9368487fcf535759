import { isObject, own, type Unknown } from '../fhir/reading.ts';
import { basicCode } from '../fhir/records/basic.ts';
import { isOutdated } from '../practice/policy.ts';
import { type Answer, answerOf } from './answer.ts';
import { accessTo } from './capabilities.ts';
import { deskLife, endLetters, noteTold, numbersGiven } from './desk-life.ts';
import { claimNumber, JoinError } from './join.ts';
import { pageOf } from './page.ts';
import { isUnnumbered, newMark, renewDesk, takeNumber } from './renew-desk.ts';
import { READ_HEADERS } from './requests.ts';
import type { SyncContext } from './sync-context.ts';
import { type FhirRequest, type FhirResponse, TransportError } from './transport.ts';

/** `held` is also where the server takes no such thing; `later`, where it did not answer to this, though perhaps to the rest. */
export type HoldEnd = 'held' | 'later' | 'offline' | 'unauthorized' | 'stopped';

const LIFE_SYSTEM = 'urn:anteroom:desk-life';
const MARK_SYSTEM = 'urn:anteroom:desk-life-mark';
const TURN_SYSTEM = 'urn:anteroom:desk-life-turn';
const TIMEOUT_MS = 30_000;
const MOST_LIVES = 20;
/** Whoever is overtaken so often in a row is tried again with the next cycle. */
const MOST_ROUNDS = 5;

/**
 * Tells the server that this store is the desk, at the first cycle of every start and again before anything goes out after it
 * gave a number; in between it only looks. Where the server has heard it from somebody else since, one of the two is a copy: the one that comes second
 * becomes another desk (ADR 16).
 */
export async function holdDesk(
  context: SyncContext,
  kind: 'whole' | 'hot',
  signal: AbortSignal | undefined,
): Promise<HoldEnd> {
  const { core, server, state } = context;
  if (core.ports.copyMark === undefined || isOutdated(core.db, core.version)) return 'held';
  if (accessTo(server.capabilities.types, 'Basic') !== 'write') return 'held';
  for (let round = 0; round < MOST_ROUNDS; round += 1) {
    const numbers = numbersGiven(core.db, core.deskId);
    const isNews = numbers !== state.toldNumbers;
    if (!isNews && kind === 'hot') break;
    const end = await tell(context, isNews, signal);
    if (end === 'again') continue;
    if (end !== 'held') return end;
    state.toldNumbers = numbers;
    state.mark = undefined;
    break;
  }
  return askNumber(context, signal);
}

async function tell(
  context: SyncContext,
  isNews: boolean,
  signal: AbortSignal | undefined,
): Promise<HoldEnd | 'again'> {
  const { core, server, state } = context;
  const known = await livesOf(context);
  if (signal?.aborted) return 'stopped';
  if (typeof known === 'string') return known;
  const life = deskLife(core.db);
  if (life === undefined) return 'held';
  if (isHeardFromAnother(known, life.told)) {
    renewDesk(core, 'another-copy');
    state.mark = undefined;
    return 'again';
  }
  if (!isNews) return 'held';
  // The same one until it is known to be there: how often nobody answers must not push out what the server has.
  const mark = state.mark ?? newMark(core);
  const turn = state.mark === undefined ? core.immediate(() => noteTold(core.db, life, mark)) : life.turn;
  state.mark = mark;
  const { conditionalCreate, versionedUpdate, isTried } = server.capabilities;
  const [before] = known;
  const answer = await said(context, lifeOf(core.deskId, mark, turn, before, versionedUpdate));
  if (signal?.aborted) return 'stopped';
  const end = endOf(answer, before === undefined);
  if (end !== 'held') return end;
  const isCertain = isTried && (before === undefined ? conditionalCreate : versionedUpdate);
  if (isCertain || answer.kind !== 'done') return 'held';
  // The server heeds no condition: what stands there now says whether somebody else wrote in the same moment.
  const after = await livesOf(context);
  if (signal?.aborted) return 'stopped';
  if (typeof after === 'string') return after;
  return isHeardFromAnother(after, [...life.told, mark]) ? 'again' : 'held';
}

function endOf(answer: Answer, isCreate: boolean): HoldEnd | 'again' {
  switch (answer.kind) {
    case 'done':
      // It was there already: somebody else made it since it was looked for.
      return isCreate && !answer.isNew ? 'again' : 'held';
    case 'stale':
    case 'gone':
      return 'again';
    case 'unauthorized':
    case 'unknown':
      return 'later';
    case 'refused':
    case 'too-large':
    case 'unsupported':
    case 'forbidden':
      return 'held';
  }
}

/** Once a desk has letters, a number is asked for, as long as nobody was given a receipt under them. */
async function askNumber(
  { core, transport, state }: SyncContext,
  signal: AbortSignal | undefined,
): Promise<HoldEnd> {
  const { db, deskId } = core;
  if (state.isNumberAsked || deskLife(db)?.isLettered !== true) return 'held';
  if (!isUnnumbered(db, deskId)) {
    core.immediate(() => endLetters(db));
    return 'held';
  }
  try {
    const number = await claimNumber(transport, deskId as Parameters<typeof claimNumber>[1]);
    if (signal?.aborted) return 'stopped';
    takeNumber(core, { deskId: deskId as Parameters<typeof claimNumber>[1], number });
  } catch (error) {
    if (error instanceof TransportError) return 'offline';
    if (!(error instanceof JoinError)) throw error;
    // Its letters are as good as a number; the next start asks again.
    state.isNumberAsked = true;
  }
  return 'held';
}

function isHeardFromAnother(lives: readonly Unknown[], told: readonly string[]): boolean {
  return lives.some((life) => !told.includes(identifierIn(life, MARK_SYSTEM)));
}

/** What the server has heard of this desk; what it ends with where it does not say. */
async function livesOf(context: SyncContext): Promise<readonly Unknown[] | HoldEnd> {
  const path = `Basic?identifier=${LIFE_SYSTEM}|${context.core.deskId}&_count=${MOST_LIVES}`;
  const response = await sent(context, { method: 'GET', path, headers: READ_HEADERS });
  if (response === undefined) return 'offline';
  const answer = pageOf(response);
  if (answer.kind === 'absent') return 'held';
  if (answer.kind === 'unauthorized') return 'unauthorized';
  if (answer.kind !== 'page') return 'later';
  // A server that passes the search over shows others, too.
  return answer.page.resources.filter((each) => identifierIn(each, LIFE_SYSTEM) === context.core.deskId);
}

async function said(context: SyncContext, request: FhirRequest): Promise<Answer> {
  const response = await sent(context, request);
  return response === undefined ? { kind: 'unknown', status: undefined } : answerOf(response);
}

/** Undefined when no whole answer came. */
function sent({ transport }: SyncContext, request: FhirRequest): Promise<FhirResponse | undefined> {
  return transport.send(request, TIMEOUT_MS).catch((error: unknown) => {
    if (error instanceof TransportError) return undefined;
    throw error;
  });
}

function lifeOf(
  deskId: string,
  mark: string,
  turn: number,
  before: Unknown | undefined,
  isGuarded: boolean,
): FhirRequest {
  const id = before && String(own(before, 'id'));
  const headers = {
    ...READ_HEADERS,
    'content-type': READ_HEADERS.accept,
    prefer: 'return=representation',
  };
  const body = JSON.stringify({
    resourceType: 'Basic',
    ...(id === undefined ? {} : { id }),
    identifier: [
      { system: LIFE_SYSTEM, value: deskId },
      { system: MARK_SYSTEM, value: mark },
      { system: TURN_SYSTEM, value: String(turn) },
    ],
    code: basicCode('desk-life', 'Which copy of a reception desk is the desk'),
  });
  if (id === undefined)
    return {
      method: 'POST',
      path: 'Basic',
      headers: { ...headers, 'if-none-exist': `identifier=${LIFE_SYSTEM}|${deskId}` },
      body,
    };
  const version = versionOf(before);
  return {
    method: 'PUT',
    path: `Basic/${id}`,
    headers: isGuarded && version !== undefined ? { ...headers, 'if-match': `W/"${version}"` } : headers,
    body,
  };
}

function versionOf(resource: Unknown | undefined): string | undefined {
  const meta = resource && own(resource, 'meta');
  const version = isObject(meta) ? own(meta, 'versionId') : undefined;
  return typeof version === 'string' ? version : undefined;
}

function identifierIn(resource: Unknown, system: string): string {
  const identifiers = own(resource, 'identifier');
  const found = Array.isArray(identifiers)
    ? identifiers.find((each: unknown) => isObject(each) && own(each, 'system') === system)
    : undefined;
  const value: unknown = isObject(found) ? own(found, 'value') : undefined;
  return typeof value === 'string' ? value : '';
}
