import { isObject, own, type Unknown } from '../fhir/reading.ts';
import { basicCode } from '../fhir/records/basic.ts';
import { answersOf } from './answer.ts';
import { type Capabilities, MOST_BATCH } from './capabilities.ts';
import { pageOf } from './page.ts';
import type { Ask, ProbeOptions } from './probe.ts';
import { READ_HEADERS } from './requests.ts';
import type { FhirResponse } from './transport.ts';

/** The system of the identifier of the one resource on which the practice's desks try what a server can do. */
const TRIAL_SYSTEM = 'urn:anteroom:trial';
/** Another one each time, for some servers make no version of what says the same. */
const TURN_SYSTEM = 'urn:anteroom:trial-turn';
/** Under what names servers know a create again. */
const KEY_HEADERS = ['x-amz-fhir-idempotency-key', 'idempotency-key'] as const;
const BATCHES = [MOST_BATCH, 50, 25, 10];
const REFUSED_AS_STALE: ReadonlySet<number> = new Set([409, 412]);
const WRITE_HEADERS = {
  ...READ_HEADERS,
  'content-type': READ_HEADERS.accept,
  prefer: 'return=representation',
};

export type TriedWrites = Pick<
  Capabilities,
  'conditionalCreate' | 'updateCreate' | 'idempotencyKey' | 'versionedUpdate' | 'batch' | 'mostPerBatch'
>;

interface Trials {
  readonly ask: Ask;
  readonly options: ProbeOptions;
}

/** Tries each way of writing on a Basic of our own; undefined where the server takes none. What a trial made too many is deleted again. */
export async function tryWrites(ask: Ask, options: ProbeOptions): Promise<TriedWrites | undefined> {
  const trials = { ask, options };
  const updateCreate = await tryOwnId(trials);
  const id = await trialResource(trials);
  if (id === undefined) return undefined;
  const conditionalCreate = await tryTwice(trials, id);
  const { versionedUpdate, stale } = await tryStale(trials, id);
  const needsKey = !(conditionalCreate || updateCreate);
  const idempotencyKey = needsKey ? await tryKeys(trials) : null;
  const mostPerBatch = await tryBatch(trials, { id, stale, conditionalCreate, versionedUpdate });
  return {
    conditionalCreate,
    updateCreate,
    idempotencyKey,
    versionedUpdate,
    batch: mostPerBatch > 1,
    mostPerBatch,
  };
}

/** PUT under an id of ours that must not be there yet: the second time it has to be refused. */
async function tryOwnId({ ask, options }: Trials): Promise<boolean> {
  const once = () =>
    ask({
      method: 'PUT',
      path: `Basic/${options.practiceId}`,
      headers: { ...WRITE_HEADERS, 'if-none-match': '*' },
      body: bodyOf(options, options.practiceId),
    });
  const first = await once();
  if (REFUSED_AS_STALE.has(first.status)) return true;
  return isDone(first) && REFUSED_AS_STALE.has((await once()).status);
}

/** The id of the resource that trials are made on; undefined where none can be made. */
async function trialResource({ ask, options }: Trials): Promise<string | undefined> {
  const known = pageOf(
    await ask({ method: 'GET', path: `Basic?${knownBy(options)}`, headers: READ_HEADERS }),
  );
  const found = known.kind === 'page' ? known.page.resources.filter((each) => isTrial(each, options)) : [];
  const [first] = found.flatMap((each) => idOf(each) ?? []).sort();
  if (first !== undefined) return first;
  return madeBy(
    await ask({
      method: 'POST',
      path: 'Basic',
      headers: { ...WRITE_HEADERS, 'if-none-exist': knownBy(options) },
      body: bodyOf(options),
    }),
  );
}

/** What is there already must not be made again. */
async function tryTwice(trials: Trials, id: string): Promise<boolean> {
  const response = await trials.ask({
    method: 'POST',
    path: 'Basic',
    headers: { ...WRITE_HEADERS, 'if-none-exist': knownBy(trials.options) },
    body: bodyOf(trials.options),
  });
  // There are several, which only a server that looked can know.
  if (response.status === 412) return true;
  const made = madeBy(response);
  if (response.status !== 201) return isDone(response) && made === id;
  await remove(trials, made);
  return false;
}

/** A change on a version that is not the newest must be refused. */
async function tryStale({ ask, options }: Trials, id: string) {
  const path = `Basic/${id}`;
  const there = parsed((await ask({ method: 'GET', path, headers: READ_HEADERS })).body);
  const version = there && versionOf(there);
  if (version === undefined) return { versionedUpdate: false, stale: '' };
  const change = () =>
    ask({
      method: 'PUT',
      path,
      headers: { ...WRITE_HEADERS, 'if-match': `W/"${version}"` },
      body: bodyOf(options, id),
    });
  const first = await change();
  // Another desk tries the same just now: that this one is refused is the answer, too.
  if (REFUSED_AS_STALE.has(first.status)) return { versionedUpdate: true, stale: version };
  const versionedUpdate = isDone(first) && REFUSED_AS_STALE.has((await change()).status);
  return { versionedUpdate, stale: version };
}

/** The header by which the server knows a create again; null where it passes all of them over. */
async function tryKeys(trials: Trials): Promise<string | null> {
  const { ask, options } = trials;
  for (const header of KEY_HEADERS) {
    const request = {
      method: 'POST' as const,
      path: 'Basic',
      headers: { ...WRITE_HEADERS, [header]: options.newId() },
      body: bodyOf(options),
    };
    const made = madeBy(await ask(request));
    if (made === undefined) continue;
    const again = await ask(request);
    const isKnown = again.status === 409 || (isDone(again) && madeBy(again) === made);
    if (!isKnown) await remove(trials, madeBy(again));
    await remove(trials, made);
    if (isKnown) return header;
  }
  return null;
}

interface BatchTrial {
  readonly id: string;
  /** A version that was the newest once. */
  readonly stale: string;
  readonly conditionalCreate: boolean;
  readonly versionedUpdate: boolean;
}

/** How many entries of one batch are answered; 1 where there are no batches, or where one passes over what its entries demand. */
async function tryBatch(trials: Trials, trial: BatchTrial): Promise<number> {
  const { id, stale, conditionalCreate, versionedUpdate } = trial;
  const { options } = trials;
  const look = { request: { method: 'GET', url: `Basic/${id}` } };
  const create = { method: 'POST', url: 'Basic', ifNoneExist: knownBy(options) };
  const update = { method: 'PUT', url: `Basic/${id}`, ifMatch: `W/"${stale}"` };
  const answered = await batch(trials, [
    look,
    ...(conditionalCreate ? [{ request: create, resource: bodyOf(options) }] : []),
    ...(versionedUpdate ? [{ request: update, resource: bodyOf(options, id) }] : []),
  ]);
  if (answered?.[0]?.kind !== 'done') return 1;
  const [, ...conditions] = answered;
  const made = conditions.find((each) => each.kind === 'done' && each.isNew);
  if (made?.kind === 'done') await remove(trials, made.id);
  const isHeeded = conditions.every(
    (each) => each.kind === 'stale' || (each.kind === 'done' && each.id === id),
  );
  const isStaleRefused = !versionedUpdate || conditions.at(-1)?.kind === 'stale';
  if (made || !isHeeded || !isStaleRefused) return 1;
  for (const size of BATCHES)
    if (
      await batch(
        trials,
        Array.from({ length: size }, () => look),
      )
    )
      return size;
  return 1;
}

async function batch(
  { ask }: Trials,
  entries: readonly { readonly request: object; readonly resource?: string }[],
) {
  const list = entries.map(({ request, resource }) => {
    const said = JSON.stringify(request);
    return resource === undefined ? `{"request":${said}}` : `{"resource":${resource},"request":${said}}`;
  });
  const body = `{"resourceType":"Bundle","type":"batch","entry":[${list.join(',')}]}`;
  return answersOf(await ask({ method: 'POST', path: '', headers: WRITE_HEADERS, body }), entries.length);
}

/** What a trial made too many; where the server does not delete, one stays behind for each time it is tried. */
async function remove({ ask }: Trials, id: string | undefined): Promise<void> {
  if (id !== undefined) await ask({ method: 'DELETE', path: `Basic/${id}`, headers: READ_HEADERS });
}

function bodyOf({ practiceId, newId }: ProbeOptions, id?: string): string {
  return JSON.stringify({
    resourceType: 'Basic',
    ...(id === undefined ? {} : { id }),
    identifier: [
      { system: TRIAL_SYSTEM, value: practiceId },
      { system: TURN_SYSTEM, value: newId() },
    ],
    code: basicCode('trial', 'What this server can do, tried by a reception desk'),
  });
}

function knownBy({ practiceId }: ProbeOptions): string {
  return `identifier=${TRIAL_SYSTEM}|${practiceId}`;
}

function isTrial(resource: Unknown, { practiceId }: ProbeOptions): boolean {
  const identifiers = own(resource, 'identifier');
  return (
    Array.isArray(identifiers) &&
    identifiers.some(
      (each: unknown) =>
        isObject(each) && own(each, 'system') === TRIAL_SYSTEM && own(each, 'value') === practiceId,
    )
  );
}

function isDone({ status }: FhirResponse): boolean {
  return status === 200 || status === 201;
}

/** The id of what an answer to a create shows or names. */
function madeBy(response: FhirResponse): string | undefined {
  if (!isDone(response)) return undefined;
  const shown = parsed(response.body);
  if (shown && own(shown, 'resourceType') === 'Basic') return idOf(shown);
  return /(?:^|\/)Basic\/([A-Za-z0-9\-.]{1,64})(?:\/|$)/.exec(response.headers['location'] ?? '')?.[1];
}

function idOf(resource: Unknown): string | undefined {
  const id = own(resource, 'id');
  return typeof id === 'string' ? id : undefined;
}

function versionOf(resource: Unknown): string | undefined {
  const meta = own(resource, 'meta');
  const version = isObject(meta) ? own(meta, 'versionId') : undefined;
  return typeof version === 'string' ? version : undefined;
}

function parsed(body: string): Unknown | undefined {
  try {
    const value = JSON.parse(body) as unknown;
    return isObject(value) ? value : undefined;
  } catch {
    return undefined;
  }
}
