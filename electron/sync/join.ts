import type { Database } from 'better-sqlite3';
import { type DeskId, uuidV7 } from '../../shared/kernel/ids.ts';
import { insertAll } from '../demo/insert.ts';
import type { EnginePorts } from '../engine/ports.ts';
import { CARRIER_TYPE, carrierOf } from '../fhir/carrier.ts';
import { recordNamedBy } from '../fhir/desk-part.ts';
import { isObject, own, type Unknown } from '../fhir/reading.ts';
import { type FieldValues, fromResource, type RecordMapping } from '../fhir/record-mapping.ts';
import { basicCode } from '../fhir/records/basic.ts';
import { practiceMapping } from '../fhir/records/practice.ts';
import { answerOf } from './answer.ts';
import { MOST_PAGE } from './capabilities.ts';
import { pageOf } from './page.ts';
import { wholeOf } from './passages.ts';
import { type Mutants, READ_HEADERS } from './requests.ts';
import type { FhirRequest, Transport } from './transport.ts';
import { beginWalk, nextSearch, type Searching } from './walk.ts';

/** Why a desk could not join. */
export type JoinProblem = 'no-practice' | 'no-answer' | 'not-let-in' | 'not-taken';

export class JoinError extends Error {
  readonly problem: JoinProblem;
  constructor(problem: JoinProblem) {
    super(problem);
    this.name = 'JoinError';
    this.problem = problem;
  }
}

const NUMBER_SYSTEM = 'urn:anteroom:desk-number';
const CLAIM_SYSTEM = 'urn:anteroom:desk-claim';
const TIMEOUT_MS = 30_000;
const MOST_DESKS = 99;
/** Each desk counts medical record numbers in a range of its own, so that two of them never give out the same. */
export const MRN_RANGE = 1_000_000;
/** Nobody has switched a fault on: that is for tests of the sync. */
const NO_MUTANTS: Mutants = new Set();

/** Only what every server understands: links lead on, and it is little that is asked for. */
const PLAINLY: Searching = { searchesByTime: false, sortsByTime: false, mostPerPage: MOST_PAGE };

/** A record as its server knows it, and what it came as. */
export interface KnownRecord {
  readonly row: FieldValues & { readonly id: string };
  readonly resource: Unknown;
}

/** A number that no other desk has, and whose it is. */
export interface DeskPlace {
  readonly deskId: DeskId;
  readonly number: number;
}

/**
 * Makes this empty store a further desk of a practice that its server knows: the practice itself, and a desk with a number
 * that no other one has, however many join at once. Everything else comes with the first sync. Throws JoinError, and
 * TransportError where the server does not answer; nothing is written then.
 */
export async function joinPractice(
  db: Database,
  transport: Transport,
  ports: Pick<EnginePorts, 'clock' | 'random'>,
  { isDemo = false }: { readonly isDemo?: boolean } = {},
): Promise<DeskId> {
  const practice = await practiceOf(transport);
  const place = await claimPlace(transport, ports);
  db.transaction(() => {
    writePractice(db, practice, place, isDemo);
    insertAll(db, 'desk', [{ id: place.deskId, ...deskFields(place) }]);
    insertAll(db, 'this_desk', [{ id: 1, deskId: place.deskId }]);
  }).immediate();
  return place.deskId;
}

/** Takes the first number that no desk has. Throws JoinError or TransportError. */
export async function claimPlace(
  transport: Transport,
  { clock, random }: Pick<EnginePorts, 'clock' | 'random'>,
): Promise<DeskPlace> {
  const deskId = uuidV7<DeskId>(clock.now(), random(10));
  return { deskId, number: await claimNumber(transport, deskId) };
}

/** What is called after the number; a desk may be named anew later. */
export function deskFields({ number }: DeskPlace): { readonly name: string; readonly receiptPrefix: string } {
  return { name: `Desk ${number}`, receiptPrefix: `D${number}` };
}

/** Writes the practice and where its numbers begin at this desk. Call inside a transaction. */
export function writePractice(
  db: Database,
  { row }: KnownRecord,
  { number }: DeskPlace,
  isDemo: boolean,
): void {
  insertAll(db, 'practice', [{ ...row, demo: isDemo }]);
  insertAll(db, 'mrn_counter', [{ id: 1, last: number * MRN_RANGE }]);
}

/** The practice among what the server shows. Throws JoinError or TransportError. */
export async function practiceOf(transport: Transport): Promise<KnownRecord> {
  const fields = Object.keys(practiceMapping.fields.shape);
  const whole = (await recordsOf(transport, practiceMapping)).find(({ row }) =>
    fields.every((field) => field in row),
  );
  if (whole === undefined) throw new JoinError('no-practice');
  return whole;
}

/**
 * Every record of a kind that the server shows, each as it came last: as a resource of its own, or carried by a Basic where
 * the server does not take that. Throws JoinError or TransportError.
 */
export async function recordsOf<Row extends object>(
  transport: Transport,
  mapping: RecordMapping<Row>,
): Promise<readonly KnownRecord[]> {
  const own = recordsAmong(await everyOf(transport, mapping.resourceType), mapping);
  if (own.length > 0) return own;
  return recordsAmong(await everyOf(transport, CARRIER_TYPE), carrierOf(mapping, {}));
}

function recordsAmong<Row extends object>(
  resources: readonly Unknown[],
  mapping: RecordMapping<Row>,
): readonly KnownRecord[] {
  const known = new Map<string, KnownRecord>();
  for (const resource of resources) {
    const named = recordNamedBy(resource);
    if (named?.recordType !== mapping.recordType) continue;
    const read = fromResource(mapping, resource, () => null);
    const id = named.recordId;
    if (read.ok) known.set(id, { row: { ...read.fields.fields, id }, resource });
  }
  return [...known.values()];
}

async function everyOf(transport: Transport, type: string): Promise<readonly Unknown[]> {
  const walk = beginWalk(wholeOf(type), undefined, PLAINLY, NO_MUTANTS);
  const found: Unknown[] = [];
  for (;;) {
    const request = { method: 'GET', path: walk.search.path, headers: READ_HEADERS } as const;
    const response = await transport.send(request, TIMEOUT_MS);
    if (response.status === 401 || response.status === 403) throw new JoinError('not-let-in');
    const answer = pageOf(response);
    if (answer.kind === 'absent') return found;
    if (answer.kind !== 'page') throw new JoinError('no-answer');
    found.push(...answer.page.resources);
    const next = nextSearch(walk, answer.page, NO_MUTANTS);
    if (!next) return found;
    walk.search = next;
  }
}

/**
 * The first number that nobody has. A server that heeds If-None-Exist shows whose a taken one is; with any other, of two that
 * asked in the same moment the one that was written first has it. Throws JoinError or TransportError.
 */
export async function claimNumber(transport: Transport, deskId: DeskId): Promise<number> {
  for (let number = 2; number <= MOST_DESKS; number += 1) {
    const [taken] = await claimsOf(transport, number);
    // Asked before, and the answer was lost.
    if (taken !== undefined && isClaimOf(taken, deskId)) return number;
    if (taken !== undefined) continue;
    const answer = answerOf(await transport.send(claim(number, deskId), TIMEOUT_MS));
    if (answer.kind !== 'done')
      throw new JoinError(['unknown', 'unauthorized'].includes(answer.kind) ? 'no-answer' : 'not-taken');
    const isOurs = answer.isNew || (answer.resource !== undefined && isClaimOf(answer.resource, deskId));
    const [first] = isOurs ? await claimsOf(transport, number) : [];
    // One that searches do not show yet came after nobody.
    if (isOurs && (first === undefined || isClaimOf(first, deskId))) return number;
  }
  throw new JoinError('not-taken');
}

function claim(number: number, deskId: DeskId): FhirRequest {
  return {
    method: 'POST',
    path: 'Basic',
    headers: {
      ...READ_HEADERS,
      'content-type': READ_HEADERS.accept,
      prefer: 'return=representation',
      'if-none-exist': `identifier=${NUMBER_SYSTEM}|${number}`,
    },
    body: JSON.stringify({
      resourceType: 'Basic',
      identifier: [
        { system: NUMBER_SYSTEM, value: String(number) },
        { system: CLAIM_SYSTEM, value: deskId },
      ],
      code: basicCode('desk-number', 'Number of a reception desk'),
    }),
  };
}

/** Who asked for a number, in the order in which the server wrote it down. */
async function claimsOf(transport: Transport, number: number): Promise<readonly Unknown[]> {
  const path = `Basic?identifier=${NUMBER_SYSTEM}|${number}&_count=${MOST_DESKS}`;
  const answer = pageOf(await transport.send({ method: 'GET', path, headers: READ_HEADERS }, TIMEOUT_MS));
  if (answer.kind === 'absent') throw new JoinError('not-taken');
  if (answer.kind !== 'page') throw new JoinError('no-answer');
  const turnOf = (resource: Unknown): string => {
    const meta = own(resource, 'meta');
    const written = isObject(meta) ? String(own(meta, 'lastUpdated')) : '';
    return `${written} ${String(own(resource, 'id'))}`;
  };
  return answer.page.resources.toSorted((left, right) => (turnOf(left) < turnOf(right) ? -1 : 1));
}

function isClaimOf(resource: Unknown, deskId: DeskId): boolean {
  const identifiers = own(resource, 'identifier');
  return (
    Array.isArray(identifiers) &&
    identifiers.some(
      (each: unknown) =>
        isObject(each) && own(each, 'system') === CLAIM_SYSTEM && own(each, 'value') === deskId,
    )
  );
}
