import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { createServer as createTlsServer } from 'node:https';
import type { AddressInfo } from 'node:net';
import { setTimeout as wait } from 'node:timers/promises';
import type { Ehr } from './ehr.ts';
import { type Delivery, halfOf } from './faults.ts';

export interface ServeOptions {
  /** 0, or left out, takes a free one. */
  readonly port?: number | undefined;
  /** How long every request is on its way. */
  readonly latencyMs?: number | undefined;
  /** PEM; with it the server speaks https. */
  readonly tls?: { readonly key: string; readonly cert: string } | undefined;
}

export interface RunningEhr {
  /** The address of the FHIR server, such as http://127.0.0.1:8090/fhir. */
  readonly base: string;
  /** Cuts what is open and stops listening; the EHR itself can be served again. */
  close(): Promise<void>;
}

const HOST = '127.0.0.1';
const DRIPS = 8;

/** Serves an EHR on this computer alone, and tells it under which address. */
export async function serve(ehr: Ehr, options: ServeOptions = {}): Promise<RunningEhr> {
  const onRequest = (message: IncomingMessage, response: ServerResponse): void => {
    answerOver(ehr, message, response, options.latencyMs ?? 0).catch(() => message.socket.destroy());
  };
  const server = options.tls ? createTlsServer(options.tls, onRequest) : createServer(onRequest);
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(options.port ?? 0, HOST, resolve);
  });
  const { port } = server.address() as AddressInfo;
  ehr.base = `${options.tls ? 'https' : 'http'}://${HOST}:${port}/fhir`;
  return {
    base: ehr.base,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

async function answerOver(
  ehr: Ehr,
  message: IncomingMessage,
  response: ServerResponse,
  latencyMs: number,
): Promise<void> {
  const headers = Object.fromEntries(
    Object.entries(message.headers).flatMap(([name, value]) =>
      value === undefined ? [] : [[name, [value].flat().join(', ')]],
    ),
  );
  const body = await bodyOf(message);
  if (latencyMs > 0) await wait(latencyMs);
  const { method = 'GET', url: path = '/' } = message;
  await send(response, await ehr.exchange({ method, path, headers, body }));
}

async function bodyOf(message: IncomingMessage): Promise<string | undefined> {
  const chunks: Buffer[] = [];
  for await (const chunk of message) chunks.push(chunk as Buffer);
  return chunks.length > 0 ? Buffer.concat(chunks).toString('utf8') : undefined;
}

async function send(response: ServerResponse, delivery: Delivery): Promise<void> {
  const { status, headers, body, isCut, dripMs } = delivery;
  const length = status === 304 || status === 204 ? {} : { 'content-length': Buffer.byteLength(body) };
  response.writeHead(status, { ...headers, ...length });
  if (isCut) {
    // The length tells of a whole body; the socket ends in the middle of it.
    response.write(halfOf(body), () => response.socket?.destroy());
    return;
  }
  if (dripMs !== undefined) await drip(response, Buffer.from(body), dripMs);
  else response.write(body);
  response.end();
}

async function drip(response: ServerResponse, body: Buffer, ms: number): Promise<void> {
  const size = Math.ceil(body.length / DRIPS);
  for (let from = 0; from < body.length; from += size) {
    await wait(ms / DRIPS);
    response.write(body.subarray(from, from + size));
  }
}
