import { uuidV7 } from '../../shared/kernel/ids.ts';
import { Refusal } from '../../shared/kernel/result.ts';
import type { EngineCore } from '../engine/core.ts';
import { practiceId } from '../practice/practice-setting.ts';
import { NotAuthorized } from './authorize.ts';
import { askerOf, NoServer, type Probed, type ProbeOptions, probeServer, readStatement } from './probe.ts';
import { recognise } from './recognise.ts';
import { type Transport, TransportError } from './transport.ts';

/** What became known of a server before anything is kept of it. */
export interface Met extends Probed {
  /** It has nothing of what is known to be on a server: what is kept of another one must not be mixed with it. */
  readonly isAnother: boolean;
  /** Nothing of ours is known to be on any server yet. */
  readonly isFirst: boolean;
}

/**
 * Makes sure that a server is one, and ours, before anything is written there; then tries what it can do. Throws a Refusal that
 * says what to do.
 */
export async function meetServer(core: EngineCore, transport: Transport, isReplacing: boolean): Promise<Met> {
  try {
    const options = probeOptions(core);
    const statement = await readStatement(transport);
    const recognised = await recognise(core.db, askerOf(transport), options.practiceId);
    if (recognised.kind === 'other-practice') throw otherPractice(recognised.name);
    if (recognised.kind === 'other' && !isReplacing) throw anotherServer();
    const probed = await probeServer(transport, statement, options);
    return { ...probed, isAnother: recognised.kind === 'other', isFirst: recognised.kind === 'first' };
  } catch (error) {
    throw serverRefusal(error);
  }
}

/** What to do about somebody who is no server for us, does not let us in or does not answer; anything else as it is. */
export function serverRefusal(error: unknown): unknown {
  if (error instanceof NotAuthorized) return refusalOf('not-let-in');
  if (error instanceof NoServer) return refusalOf(error.problem);
  if (error instanceof TransportError)
    return refusalOf(error.reason === 'certificate' ? 'certificate' : 'no-answer');
  return error;
}

/** For the trials of this desk's practice. */
export function probeOptions({ db, now, ports }: EngineCore): ProbeOptions {
  return {
    practiceId: practiceId(db),
    newId: () => uuidV7(now(), ports.random(10)),
  };
}

const SENTENCES = {
  'no-fhir': 'There is an answer at this address, but not of a FHIR server. Look at the address again.',
  'other-version': 'This server speaks another version of FHIR than R4. Ask for its R4 address.',
  'not-let-in': 'The server does not let this desk in. Look at how it signs in.',
  certificate:
    'The certificate of this server is not trusted here. Add the practice’s own authority, or ask your IT person.',
  'no-answer': 'Nobody answers at this address. Look at the address and the network.',
} as const;

/** What to do about a server that cannot be worked with. */
export function refusalOf(why: keyof typeof SENTENCES): Refusal {
  return new Refusal(`sync/${why}`, SENTENCES[why]);
}

function anotherServer(): Refusal {
  return new Refusal(
    'sync/other-server',
    'This is another server than the one that has the records of this practice. Look at the address again. If this one takes its place, say so: everything is then sent anew.',
  );
}

function otherPractice(name: string): Refusal {
  return name === ''
    ? new Refusal(
        'sync/other-practice',
        'This server has the records of another practice. Look at the address again.',
      )
    : new Refusal(
        'sync/other-practice',
        `This server has the records of another practice, ${name}. Look at the address again.`,
      );
}
