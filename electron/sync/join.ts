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
import { READ_HEADERS } from './requests.ts';
import type { Transport } from './transport.ts';

/** Why a desk could not join. */
export type JoinProblem = 'no-practice' | 'no-answer';

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

/**
 * Makes this empty store a further desk of a practice that its server knows: the practice itself, and a desk with a number
 * that no other one has, however many join at once. Everything else comes with the first sync. Throws JoinError, and
 * TransportError where the server does not answer; nothing is written then.
 */
export async function joinPractice(
  db: Database,
  transport: Transport,
  { clock, random }: Pick<EnginePorts, 'clock' | 'random'>,
  { isDemo = false }: { readonly isDemo?: boolean } = {},
): Promise<DeskId> {
  const practice = await practiceOf(transport);
  const deskId = uuidV7<DeskId>(clock.now(), random(10));
  const number = await claimNumber(transport, deskId);
  db.transaction(() => {
    insertAll(db, 'practice', [{ ...practice, demo: isDemo }]);
    insertAll(db, 'desk', [{ id: deskId, name: `Desk ${number}`, receiptPrefix: `D${number}` }]);
    insertAll(db, 'this_desk', [{ id: 1, deskId }]);
    insertAll(db, 'mrn_counter', [{ id: 1, last: number * MRN_RANGE }]);
  }).immediate();
  return deskId;
}

/** The practice among the organizations that the server knows. */
async function practiceOf(transport: Transport): Promise<Record<string, FieldValue> & { id: string }> {
  const response = await transport.send(
    { method: 'GET', path: 'Organization?_sort=_lastUpdated&_count=200', headers: READ_HEADERS },
    TIMEOUT_MS,
  );
  const answer = pageOf(response);
  if (answer.kind !== 'page') throw new JoinError('no-answer');
  for (const resource of answer.page.resources) {
    const named = recordNamedBy(resource);
    if (named?.recordType !== practiceRecord.type) continue;
    const read = fromResource(practiceMapping, resource, () => null);
    const isWhole =
      read.ok && Object.keys(practiceMapping.fields.shape).every((field) => field in read.fields.fields);
    if (isWhole) return { id: named.recordId, ...read.fields.fields };
  }
  throw new JoinError('no-practice');
}

/** The first number that nobody has: whoever asks for one that is taken is shown whose it is. */
async function claimNumber(transport: Transport, deskId: DeskId): Promise<number> {
  for (let number = 2; number <= MOST_DESKS; number += 1) {
    const response = await transport.send(
      {
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
      },
      TIMEOUT_MS,
    );
    const answer = answerOf(response);
    if (answer.kind !== 'done') throw new JoinError('no-answer');
    if (answer.isNew || (answer.resource && isClaimOf(answer.resource, deskId))) return number;
  }
  throw new JoinError('no-answer');
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
