import type { StaffId } from '../../shared/kernel/ids.ts';
import { Refusal } from '../../shared/kernel/result.ts';
import type { EnginePorts } from '../engine/ports.ts';
import { staffMapping } from '../fhir/records/staff.ts';
import type { Statement } from './capabilities.ts';
import { type ConnectRequest, checkRequest } from './connect-request.ts';
import { JoinError, type KnownRecord, practiceOf, recordsOf } from './join.ts';
import { refusalOf, serverRefusal } from './meet-server.ts';
import { httpNetwork } from './network.ts';
import { readStatement } from './probe.ts';
import type { Transport } from './transport.ts';

/** Somebody who may set up the practice, as its server knows them. */
export interface KnownAdministrator {
  readonly staffId: StaffId;
  readonly displayName: string;
  readonly initials: string;
}

/** A practice that is there already. */
export interface FoundPractice {
  readonly practice: KnownRecord;
  readonly administrators: readonly KnownAdministrator[];
  /** Everybody who works or worked there, as the server keeps them. */
  readonly people: readonly KnownRecord[];
  readonly statement: Statement;
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
  const transport = httpNetwork(ports)(request, () => undefined);
  try {
    const statement = await readStatement(transport);
    const practice = await practiceOf(transport);
    const people = await recordsOf(transport, staffMapping);
    return await use({ practice, people, administrators: administratorsAmong(people), statement }, transport);
  } catch (error) {
    throw joinRefusal(error);
  } finally {
    transport.close();
  }
}

function joinRefusal(error: unknown): unknown {
  if (!(error instanceof JoinError)) return serverRefusal(error);
  return error.problem === 'no-answer' || error.problem === 'not-let-in'
    ? refusalOf(error.problem)
    : new Refusal(`entry/${error.problem}`, SENTENCES[error.problem]);
}

/** Whose access ended may not let themselves in by a new desk. */
function administratorsAmong(people: readonly KnownRecord[]): readonly KnownAdministrator[] {
  return people
    .filter(({ row }) => row['role'] === 'administrator' && row['active'] === true)
    .map(({ row }) => ({
      staffId: row.id as StaffId,
      displayName: String(row['displayName']),
      initials: String(row['initials']),
    }));
}
