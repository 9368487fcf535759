import { connect, type Socket } from 'node:net';
import { z } from 'zod';
import type { Reply } from '../../shared/api/reply.ts';
import type { Line } from './line.ts';
import { createFrameReader, frameOf, MOST_IN_ANSWER } from './pipe-frames.ts';
import { isProof, type PipePlace, proofOf } from './pipe-place.ts';

const helloSchema = z.object({ nonce: z.string().regex(/^[0-9a-f]{32}$/) }).strict();
const welcomeSchema = z.object({ proof: z.string().max(64), open: z.boolean() }).strict();
const answerSchema = z.object({ id: z.number().int(), reply: z.unknown() }).strict();

/** The desk went away, or what answered was not the desk. */
export class PipeError extends Error {
  readonly problem: 'gone' | 'not-open' | 'not-the-desk';
  constructor(problem: PipeError['problem']) {
    super(`pipe: ${problem}`);
    this.name = 'PipeError';
    this.problem = problem;
  }
}

/**
 * Speaks with the desk that is open. Undefined when nobody listens at the place. Throws PipeError when who listens does
 * not know the secret (nothing was told to it), or has no practice open yet.
 */
export async function connectToDesk(
  place: PipePlace,
  random: (bytes: number) => Uint8Array,
): Promise<Line | undefined> {
  const socket = await reached(place.address);
  if (socket === undefined) return undefined;
  const values = valuesOf(socket);
  const next = async (): Promise<unknown> => {
    const value = await values.next();
    if (value.done === true) throw new PipeError('gone');
    return value.value;
  };
  try {
    const hello = helloSchema.safeParse(await next());
    if (!hello.success) throw new PipeError('not-the-desk');
    const nonce = Buffer.from(random(16)).toString('hex');
    socket.write(frameOf({ nonce, proof: proofOf(place.secret, 'client', hello.data.nonce, nonce) }));
    const welcome = welcomeSchema.safeParse(await next());
    if (
      !welcome.success ||
      !isProof(welcome.data.proof, proofOf(place.secret, 'desk', hello.data.nonce, nonce))
    )
      throw new PipeError('not-the-desk');
    if (!welcome.data.open) throw new PipeError('not-open');
  } catch (error) {
    socket.destroy();
    throw error instanceof PipeError ? error : new PipeError('not-the-desk');
  }
  let calls = 0;
  let last: Promise<unknown> = Promise.resolve();
  const one = async (method: string, envelope: unknown): Promise<Reply> => {
    calls += 1;
    socket.write(frameOf({ id: calls, method, envelope }));
    const answer = answerSchema.safeParse(await next().catch(() => undefined));
    if (!answer.success || answer.data.id !== calls) throw new PipeError('gone');
    return answer.data.reply as Reply;
  };
  return {
    route: 'desk',
    call: (method, envelope) => {
      const mine = last.then(() => one(method, envelope));
      last = mine.catch(() => undefined);
      return mine;
    },
    close: async () => {
      socket.end();
      socket.destroy();
    },
  };
}

function reached(address: string): Promise<Socket | undefined> {
  return new Promise((resolve) => {
    const socket = connect(address);
    socket.once('connect', () => resolve(socket));
    socket.once('error', () => resolve(undefined));
  });
}

async function* valuesOf(socket: Socket): AsyncGenerator<unknown> {
  const reader = createFrameReader(MOST_IN_ANSWER);
  socket.on('error', () => undefined);
  for await (const piece of socket as AsyncIterable<Buffer>) yield* reader.take(piece);
}
