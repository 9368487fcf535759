import type { StaffId } from '../../shared/kernel/ids.ts';
import { Refusal } from '../../shared/kernel/result.ts';
import type { EnginePorts } from '../engine/ports.ts';
import { recordNamedBy } from '../fhir/desk-part.ts';
import type { Unknown } from '../fhir/reading.ts';
import { fromResource } from '../fhir/record-mapping.ts';
import { staffMapping } from '../fhir/records/staff.ts';
import { staffRecord } from '../staff/records.ts';
import { NotAuthorized } from './authorize.ts';
import type { Capabilities } from './capabilities.ts';
import { type ConnectRequest, checkRequest } from './connect-request.ts';
import { probe, refusalOf } from './controller.ts';
import { everyOf, JoinError, type KnownPractice, practiceOf } from './join.ts';
import { httpNetwork } from './network.ts';
import { type Transport, TransportError } from './transport.ts';

/** Somebody who may set up the practice, as its server knows them. */
export interface KnownAdministrator {
  readonly staffId: StaffId;
  readonly displayName: string;
  readonly initials: string;
}

/** A practice that is there already. */
export interface FoundPractice {
  readonly practice: KnownPractice;
  readonly administrators: readonly KnownAdministrator[];
  /** Everybody who works or worked there, as the server keeps them. */
  readonly people: readonly Unknown[];
  readonly capabilities: Capabilities;
}

const SENTENCES = {
  'no-practice':
    'This server knows no practice of Anteroom. Connect the first desk to it in Settings, Server, and wait until nothing waits there.',
  'not-taken':
    'This server does not take what a desk has to tell it. Look at what its sign-in may write, and at how many desks there are.',
} as const;

/**
 * Looks for the practice at a server, and hands what was found and the line to `use`. What goes wrong on the way is a Refusal
 * that says what to do.
 */
export async function withPracticeAt<Value>(
  request: ConnectRequest,
  ports: Pick<EnginePorts, 'clock' | 'random'>,
  use: (found: FoundPractice, transport: Transport) => Promise<Value>,
): Promise<Value> {
  checkRequest(request);
  const network = httpNetwork(ports);
  const capabilities = await probe(network, request);
  const transport = network(request, () => undefined);
  try {
    const practice = await practiceOf(transport);
    const people = await everyOf(transport, staffMapping.resourceType);
    return await use(
      { practice, people, administrators: administratorsAmong(people), capabilities },
      transport,
    );
  } catch (error) {
    throw joinRefusal(error);
  } finally {
    transport.close();
  }
}

function joinRefusal(error: unknown): unknown {
  if (error instanceof NotAuthorized) return refusalOf('not-let-in');
  if (error instanceof TransportError)
    return refusalOf(error.reason === 'certificate' ? 'certificate' : 'no-answer');
  if (!(error instanceof JoinError)) return error;
  return error.problem === 'no-answer'
    ? refusalOf('no-answer')
    : new Refusal(`entry/${error.problem}`, SENTENCES[error.problem]);
}

/** Whose access ended may not let themselves in by a new desk; what came twice counts as it came last. */
function administratorsAmong(people: readonly Unknown[]): readonly KnownAdministrator[] {
  const known = new Map<string, KnownAdministrator | undefined>();
  for (const resource of people) {
    const named = recordNamedBy(resource);
    if (named?.recordType !== staffRecord.type) continue;
    const read = fromResource(staffMapping, resource, () => null);
    if (!read.ok) continue;
    const { displayName, initials, role, active } = read.fields.fields;
    const mayJoin = role === 'administrator' && (active === true || active === 1);
    known.set(
      named.recordId,
      mayJoin
        ? { staffId: named.recordId as StaffId, displayName: String(displayName), initials: String(initials) }
        : undefined,
    );
  }
  return [...known.values()].filter((each) => each !== undefined);
}
