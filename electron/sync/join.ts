import type { Database } from 'better-sqlite3';
import { type DeskId, uuidV7 } from '../../shared/kernel/ids.ts';
import { insertAll } from '../demo/insert.ts';
import type { EnginePorts } from '../engine/ports.ts';
import { recordNamedBy } from '../fhir/desk-part.ts';
import { isObject, own, type Unknown } from '../fhir/reading.ts';
import { type FieldValue, fromResource } from '../fhir/record-mapping.ts';
import { basicCode } from '../fhir/records/basic.ts';
import { practiceMapping } from '../fhir/records/practice.ts';
import { practiceRecord } from '../practice/records.ts';
import { answerOf } from './answer.ts';
import { pageOf } from './page.ts';
import { wholeOf } from './passages.ts';
import { type Mutants, READ_HEADERS } from './requests.ts';
import type { FhirRequest, Transport } from './transport.ts';
import { beginWalk, nextSearch } from './walk.ts';

/** Why a desk could not join. */
export type JoinProblem = 'no-practice' | 'no-answer' | 'not-taken';

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
const MRN_RANGE = 1_000_000;
/** Nobody has switched a fault on: that is for tests of the sync. */
const NO_MUTANTS: Mutants = new Set();

/** The practice as its server knows it, and what it came as. */
export interface KnownPractice {
  readonly row: Record<string, FieldValue> & { readonly id: string };
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
  { row }: KnownPractice,
  { number }: DeskPlace,
  isDemo: boolean,
): void {
  insertAll(db, 'practice', [{ ...row, demo: isDemo }]);
  insertAll(db, 'mrn_counter', [{ id: 1, last: number * MRN_RANGE }]);
}

/** Everything of a type that the server shows. Throws JoinError or TransportError. */
export async function everyOf(transport: Transport, type: string): Promise<readonly Unknown[]> {
  const walk = beginWalk(wholeOf(type), undefined, NO_MUTANTS);
  const found: Unknown[] = [];
  for (;;) {
    const request = { method: 'GET', path: walk.search.path, headers: READ_HEADERS } as const;
    const answer = pageOf(await transport.send(request, TIMEOUT_MS));
    if (answer.kind === 'absent') return found;
    if (answer.kind !== 'page') throw new JoinError('no-answer');
    found.push(...answer.page.resources);
    const next = nextSearch(walk, answer.page, NO_MUTANTS);
    if (!next) return found;
    walk.search = next;
  }
}

/** The practice among the organizations that the server knows. Throws JoinError or TransportError. */
export async function practiceOf(transport: Transport): Promise<KnownPractice> {
  for (const resource of await everyOf(transport, 'Organization')) {
    const named = recordNamedBy(resource);
    if (named?.recordType !== practiceRecord.type) continue;
    const read = fromResource(practiceMapping, resource, () => null);
    const isWhole =
      read.ok && Object.keys(practiceMapping.fields.shape).every((field) => field in read.fields.fields);
    if (isWhole) return { row: { id: named.recordId, ...read.fields.fields }, resource };
  }
  throw new JoinError('no-practice');
}

/**
 * The first number that nobody has. A server that heeds If-None-Exist shows whose a taken one is; with any other, of two that
 * asked in the same moment the one that was written first has it.
 */
async function claimNumber(transport: Transport, deskId: DeskId): Promise<number> {
  for (let number = 2; number <= MOST_DESKS; number += 1) {
    if ((await claimsOf(transport, number)).length > 0) continue;
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
