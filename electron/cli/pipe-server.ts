import { rmSync } from 'node:fs';
import { createServer, type Server, type Socket } from 'node:net';
import { z } from 'zod';
import type { Reply } from '../../shared/api/reply.ts';
import type { Connection, Engine } from '../engine/engine.ts';
import { type EnginePorts, systemTimer, type Timer } from '../engine/ports.ts';
import {
  createFrameReader,
  type FrameReader,
  frameOf,
  MOST_BEFORE_PROOF,
  MOST_IN_CALL,
} from './pipe-frames.ts';
import { isProof, makePipePlace, type PipePlace, proofOf, removePipePlace } from './pipe-place.ts';

/** A client has this long to prove who it is, and to finish a call that it began, in milliseconds. */
const SLOWEST_MS = 10_000;
/** A client that asks nothing for this long is gone. */
const IDLE_MS = 30 * 60_000;
const MOST_CLIENTS = 8;

const proofSchema = z
  .object({ nonce: z.string().regex(/^[0-9a-f]{32}$/), proof: z.string().max(64) })
  .strict();
const callSchema = z
  .object({ id: z.number().int(), method: z.string().max(100), envelope: z.unknown() })
  .strict();

export interface PipeServerOptions {
  /** The OS account's own folder of this window, where the place is written. */
  readonly folder: string;
  /** The practice that is open, if any; a client that comes before that is told so. */
  readonly engine: () => Engine | undefined;
  readonly random: (bytes: number) => Uint8Array;
  readonly log: EnginePorts['log'];
  readonly timer?: Timer | undefined;
}

/**
 * Lets the command line of this OS account speak with the open desk, so that there is one writer. Each client gets a line
 * of its own, signs in on it, and is cut off when it is too slow, too large, or speaks nonsense. Never throws: a desk
 * whose pipe does not open is a desk without a command line. Answers what ends it.
 */
export function servePipe(options: PipeServerOptions): () => void {
  const { folder, random, log } = options;
  const clients = new Set<Socket>();
  let place: PipePlace | undefined;
  let server: Server | undefined;
  try {
    const made = makePipePlace(folder, random);
    place = made;
    if (process.platform !== 'win32') rmSync(made.address, { force: true });
    server = createServer((socket) => {
      if (clients.size >= MOST_CLIENTS) {
        socket.destroy();
        return;
      }
      clients.add(socket);
      socket.once('close', () => clients.delete(socket));
      serveClient(socket, options, made);
    });
    server.on('error', () => log.error('pipe.failed'));
    listenAlone(server, made.address);
    // The desk stays open for its window, not for this.
    server.unref();
  } catch {
    log.error('pipe.not-opened');
  }
  return () => {
    server?.close();
    for (const socket of clients) socket.destroy();
    if (place !== undefined) removePipePlace(folder, place);
  };
}

/** A socket is bound within the call, with the rights that the process gives new files; they are its own account's alone. */
function listenAlone(server: Server, address: string): void {
  if (process.platform === 'win32') {
    server.listen(address);
    return;
  }
  const mask = process.umask(0o177);
  try {
    server.listen(address);
  } finally {
    process.umask(mask);
  }
}

interface Client {
  readonly socket: Socket;
  readonly reader: FrameReader;
  /** Set when the client has proven itself. */
  line: Connection | undefined;
  isGone: boolean;
  callOff: () => void;
}

function serveClient(socket: Socket, options: PipeServerOptions, { secret }: PipePlace): void {
  const { timer = systemTimer, log } = options;
  const client: Client = {
    socket,
    reader: createFrameReader(MOST_BEFORE_PROOF),
    line: undefined,
    isGone: false,
    callOff: () => undefined,
  };
  const end = (why?: string): void => {
    if (client.isGone) return;
    client.isGone = true;
    client.callOff();
    if (why !== undefined) log.info('pipe.cut-off', { why });
    socket.destroy();
    client.line?.dispose();
  };
  const expectWithin = (ms: number): void => {
    client.callOff();
    client.callOff = timer.after(ms, () => end('slow'));
  };
  const deskNonce = Buffer.from(options.random(16)).toString('hex');
  const waiting: unknown[] = [];

  const prove = (value: unknown): void => {
    const given = proofSchema.safeParse(value);
    const engine = options.engine();
    if (
      !given.success ||
      !isProof(given.data.proof, proofOf(secret, 'client', deskNonce, given.data.nonce))
    ) {
      end('no proof');
      return;
    }
    const proof = proofOf(secret, 'desk', deskNonce, given.data.nonce);
    socket.write(frameOf({ proof, open: engine !== undefined }));
    if (engine === undefined) {
      socket.end();
      return;
    }
    client.reader.allow(MOST_IN_CALL);
    client.line = engine.connect('cli');
  };

  /** One call after the other: what a client sends meanwhile stays in its own buffers. */
  const serve = async (): Promise<void> => {
    for (let value = waiting.shift(); value !== undefined && !client.isGone; value = waiting.shift()) {
      if (client.line === undefined) {
        prove(value);
        continue;
      }
      const call = callSchema.safeParse(value);
      if (!call.success) return end('no call');
      client.callOff();
      const reply: Reply = await client.line.call(call.data.method, call.data.envelope);
      if (client.isGone) return;
      expectWithin(SLOWEST_MS);
      await written(socket, frameOf({ id: call.data.id, reply }));
    }
    if (!client.isGone)
      expectWithin(client.reader.isWaiting() || client.line === undefined ? SLOWEST_MS : IDLE_MS);
  };

  const pieces = { begun: false };
  socket.on('data', (piece: Buffer) => {
    try {
      waiting.push(...client.reader.take(piece));
    } catch {
      return end('no frame');
    }
    // A frame once begun has to come to its end; a further piece gives no further time.
    if (waiting.length === 0) {
      if (client.line !== undefined && client.reader.isWaiting() && !pieces.begun) {
        pieces.begun = true;
        expectWithin(SLOWEST_MS);
      }
      return;
    }
    pieces.begun = false;
    socket.pause();
    serve().then(
      () => {
        if (!client.isGone) socket.resume();
      },
      () => end('failed'),
    );
  });
  socket.on('error', () => end());
  socket.on('close', () => end());
  expectWithin(SLOWEST_MS);
  socket.write(frameOf({ nonce: deskNonce }));
}

/** Waits until the client has taken what was written; one that takes nothing is cut off by the timer. */
function written(socket: Socket, frame: Buffer): Promise<void> {
  return new Promise((resolve) => {
    // Called also when the socket is destroyed before it took everything.
    socket.write(frame, () => resolve());
  });
}
