import { randomUUID } from 'node:crypto';
import { setTimeout as wait } from 'node:timers/promises';
import { answerFhir } from './answer.ts';
import { type AuthOptions, createGate } from './auth.ts';
import { capabilityStatement } from './capability.ts';
import { learnDefinitions } from './definitions.ts';
import { createFaultyLine, type Delivery, deliveredInProcess, type FaultHook } from './faults.ts';
import type { Resource, StoredResource } from './fhir-types.ts';
import { createIdempotency } from './idempotency.ts';
import type { Journal } from './journal.ts';
import { type EhrRequest, type EhrResponse, fhirAnswer, lowerCased } from './message.ts';
import { outcomeOf } from './outcomes.ts';
import { EhrRepository } from './repository.ts';
import { createRouter } from './routes.ts';
import { DEFAULT_RULES, type Rules } from './rules.ts';
import { createStore, type Write } from './store.ts';
import type { Version } from './table.ts';
import { checkReferences } from './validation.ts';

export interface EhrOptions {
  /** Milliseconds since 1970; the system's clock where it is left out. */
  readonly now?: (() => number) | undefined;
  /** Ids of resources and tokens; random UUIDs where it is left out. */
  readonly newId?: (() => string) | undefined;
  readonly rules?: Partial<Rules> | undefined;
  /** What it says of itself otherwise than it is. */
  readonly says?: Partial<Rules> | undefined;
  readonly auth?: AuthOptions | undefined;
  /**
   * How long after its stamp searches begin to see a write, in milliseconds. Give each write its own: with the same lag
   * for all, none overtakes another and no cursor is ever wrong.
   */
  readonly visibleLag?: ((write: Write) => number) | undefined;
  readonly faults?: FaultHook | undefined;
  /** Waits for delays and slow answers; real time where it is left out. */
  readonly sleep?: ((ms: number) => Promise<void>) | undefined;
  /** Where commits are kept; in memory alone where it is left out. */
  readonly journal?: Journal | undefined;
  /** The address that answers name, without a slash at its end, until the server is served under another. */
  readonly base?: string | undefined;
}

export interface Ehr {
  /** The address of the FHIR server as its answers name it. */
  base: string;
  /** Answers a client in this process. Rejects with an error of code ECONNRESET where the connection is cut. */
  handle(request: EhrRequest): Promise<EhrResponse>;
  /** The same for a server that does to the answer on the wire what the fault wants. */
  exchange(request: EhrRequest): Promise<Delivery>;
  /** Lets every request that a fault holds back arrive. */
  settle(): Promise<void>;
  /** Shuts out a client, a user or a token. */
  revoke(name: string): void;
  /** Lets one in again that was shut out. */
  admit(name: string): void;
  /** Another one from now on, as after an update of its software. */
  become(rules: Partial<Rules>): void;
  /** What is stored of a type now, whatever searches can see of it; for a test to look at, never to change. */
  resources(type: string): StoredResource[];
  /** Every version that was ever committed, oldest first. */
  history(): readonly Version[];
  /** Puts resources in, in one transaction and with one stamp, under the ids they have. Only their references are checked. */
  load(resources: readonly Resource[]): Promise<void>;
  /** Waits for what is at work and writes the snapshot of the journal. */
  close(): Promise<void>;
}

const PREFIX = '/fhir';
const TOKEN_PATH = '/auth/token';

/** A FHIR R4 server in this process. One request at a time is at work in it, in the order in which they came. */
export function createEhr(options: EhrOptions = {}): Ehr {
  learnDefinitions();
  const now = options.now ?? Date.now;
  const newId = options.newId ?? randomUUID;
  const sleep = options.sleep ?? ((ms: number) => wait(ms));
  const rules: Rules = { ...DEFAULT_RULES, ...options.rules };
  const auth: AuthOptions = options.auth ?? { kind: 'none' };
  const base = () => ehr.base;
  const store = createStore({
    now,
    visibleLag: options.visibleLag ?? (() => 0),
    committed: (versions) => options.journal?.append(versions),
    checkCommit: rules.referentialIntegrity ? checkReferences : () => undefined,
  });
  store.restore(options.journal?.restored ?? []);
  const tokenAddress = () => `${ehr.base.slice(0, -PREFIX.length)}${TOKEN_PATH}`;
  const gate = createGate(auth, { now, newId, tokenAddress });
  const fhir = {
    router: createRouter({ store, rules, base }),
    repository: new EhrRepository({ store, rules, newId }),
    rules,
    base,
  };
  const repeatable = createIdempotency(() => rules.idempotencyHeader);
  const oneAtATime = createQueue();
  const startedAt = now();

  const answer = async (request: EhrRequest): Promise<EhrResponse> => {
    if (request.path === TOKEN_PATH) return gate.token(request);
    if (!new RegExp(`^${PREFIX}(/|\\?|$)`).test(request.path))
      return fhirAnswer(404, outcomeOf(404, 'not-found', 'Nothing is here.'));
    const path = request.path.slice(PREFIX.length);
    if (request.method === 'GET' && path === '/.well-known/smart-configuration')
      return gate.smartConfiguration();
    if (request.method === 'GET' && /^\/metadata(\?|$)/.test(path))
      return fhirAnswer(200, capabilityStatement({ ...rules, ...options.says }, auth, startedAt));
    const asked = { ...request, path, headers: lowerCased(request.headers) };
    return gate.refusalOf(request) ?? repeatable(asked, () => answerFhir(fhir, asked));
  };
  const line = createFaultyLine({
    sleep,
    faults: options.faults ?? (() => undefined),
    handle: (request) =>
      oneAtATime(async () => {
        const answered = await answer(request);
        return { ...answered, headers: { date: new Date(now()).toUTCString(), ...answered.headers } };
      }),
  });

  const ehr: Ehr = {
    base: options.base ?? `http://ehr.test${PREFIX}`,
    handle: async (request) => deliveredInProcess(await line.exchange(request), sleep),
    exchange: line.exchange,
    settle: line.settle,
    revoke: gate.revoke,
    admit: gate.admit,
    become: (changed) => void Object.assign(rules, changed),
    resources: (type) => [...store.table(type).rows.values()].flatMap((row) => row.at(-1)?.resource ?? []),
    history: () => store.log,
    load: (resources) =>
      oneAtATime(() =>
        store.atomically(async () => {
          for (const resource of resources)
            await store.write({
              type: resource.resourceType,
              id: resource.id ?? newId(),
              method: 'PUT',
              resource,
            });
        }),
      ),
    close: () => oneAtATime(async () => options.journal?.close(store.log)),
  };
  return ehr;
}

/** Runs what it is given one after the other. */
function createQueue(): <Result>(work: () => Promise<Result>) => Promise<Result> {
  const state: { last: Promise<unknown> } = { last: Promise.resolve() };
  return (work) => {
    const result = state.last.then(work);
    state.last = result.catch(() => undefined);
    return result;
  };
}
