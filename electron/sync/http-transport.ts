import { Agent as HttpAgent, request as httpRequest, type IncomingMessage } from 'node:http';
import { Agent as HttpsAgent, request as httpsRequest } from 'node:https';
import { type FhirRequest, type FhirResponse, type Transport, TransportError } from './transport.ts';

/** Where the practice's server is, and how its certificate is known. */
export interface ServerPlace {
  /** The base address, as `https://ehr.example/fhir`. */
  readonly address: string;
  /** Certificates of the practice's own authority, in PEM; null where the system's are enough. */
  readonly authorities: string | null;
}

/** A page of a thousand large resources, with room; a longer answer is no page. */
const MOST_BYTES = 64 * 1024 * 1024;
const MOST_SOCKETS = 4;
/** What Node says where a certificate is not to be trusted. */
const CERTIFICATE = /CERT|SELF_SIGNED|UNABLE_TO_VERIFY|ALTNAME/;

export interface HttpTransport extends Transport {
  /** Closes the connections that are kept open. */
  close(): void;
}

/**
 * Carries requests over HTTP. It follows no redirect, which a captive portal answers with, and repeats nothing. `headersOf` adds
 * who asks; `heard` hears the server's time of each answer, in epoch milliseconds.
 */
export function createHttpTransport(
  { address, authorities }: ServerPlace,
  headersOf: () => Promise<Readonly<Record<string, string>>>,
  heard: (serverTime: number) => void = () => undefined,
): HttpTransport {
  const base = new URL(address.endsWith('/') ? address : `${address}/`);
  const isSecure = base.protocol === 'https:';
  const options = { keepAlive: true, maxSockets: MOST_SOCKETS };
  const agent = isSecure
    ? new HttpsAgent({ ...options, ...(authorities === null ? {} : { ca: authorities }) })
    : new HttpAgent(options);
  const begin = isSecure ? httpsRequest : httpRequest;
  const addressOf = (path: string) =>
    path === '' ? new URL(base.href.replace(/\/$/, '')) : new URL(path, base);
  return {
    send: async (request, timeoutMs) => {
      const headers = { ...request.headers, ...(await headersOf()) };
      return exchange(begin, addressOf(request.path), { ...request, headers }, timeoutMs, agent, heard);
    },
    close: () => agent.destroy(),
  };
}

function exchange(
  begin: typeof httpRequest,
  url: URL,
  { method, headers, body }: FhirRequest,
  timeoutMs: number,
  agent: HttpAgent,
  heard: (serverTime: number) => void,
): Promise<FhirResponse> {
  return new Promise((resolve, reject) => {
    const bytes = body === undefined ? undefined : Buffer.from(body);
    const length = bytes === undefined ? {} : { 'content-length': bytes.length };
    const fail = (error: unknown): void => {
      clearTimeout(deadline);
      // Said here and not left to the request: one whose answer has begun does not tell of its end any more.
      reject(reasonOf(error as NodeJS.ErrnoException));
      outgoing.destroy();
    };
    // The whole exchange, not the silence between two bytes: a server that sends one byte a second is none.
    const deadline = setTimeout(() => fail(new TransportError('timeout')), timeoutMs);
    const outgoing = begin(url, { method, headers: { ...headers, ...length }, agent }, (answer) => {
      whole(answer).then((text) => {
        clearTimeout(deadline);
        const date = Date.parse(answer.headers.date ?? '');
        if (Number.isFinite(date)) heard(date);
        resolve({ status: answer.statusCode ?? 0, headers: plain(answer), body: text });
      }, fail);
    });
    outgoing.on('error', fail);
    outgoing.end(bytes);
  });
}

async function whole(answer: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  let length = 0;
  for await (const chunk of answer as AsyncIterable<Buffer>) {
    length += chunk.length;
    if (length > MOST_BYTES) throw new TransportError('too-large');
    chunks.push(chunk);
  }
  return Buffer.concat(chunks).toString('utf8');
}

function plain({ headers }: IncomingMessage): Record<string, string | undefined> {
  return Object.fromEntries(
    Object.entries(headers).map(([name, value]) => [name, Array.isArray(value) ? value.join(', ') : value]),
  );
}

/** The cause without the address, which the error of the system holds. */
function reasonOf(error: NodeJS.ErrnoException): TransportError {
  if (error instanceof TransportError) return error;
  return new TransportError(CERTIFICATE.test(error.code ?? '') ? 'certificate' : 'offline');
}
