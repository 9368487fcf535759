import { createPrivateKey, sign } from 'node:crypto';
import { isObject, own } from '../fhir/reading.ts';
import { type FhirResponse, type Transport, TransportError } from './transport.ts';

/** How the desk says who it is. Secrets of it lie in the encrypted store and nowhere else. */
export type Credentials =
  | { readonly kind: 'none' }
  | { readonly kind: 'bearer'; readonly token: string }
  | { readonly kind: 'basic'; readonly user: string; readonly password: string }
  /** OAuth 2.0 client credentials (RFC 6749, 4.4). */
  | {
      readonly kind: 'client';
      readonly tokenAddress: string;
      readonly clientId: string;
      readonly secret: string;
      readonly scope: string;
    }
  /** SMART Backend Services: a signed assertion in place of a secret (SMART App Launch 2.2, RFC 7523). */
  | {
      readonly kind: 'smart';
      readonly tokenAddress: string;
      readonly clientId: string;
      /** PKCS#8 in PEM: P-384 or RSA. */
      readonly privateKey: string;
      readonly keyId: string;
      readonly scope: string;
    };

/** Says who asks, with every request. */
export interface Authorizer {
  headers(): Promise<Readonly<Record<string, string>>>;
  /** The server refused what was said last: it is asked for anew. */
  refused(): void;
}

export interface AuthorizerOptions {
  /** Reaches the address where tokens are given out. */
  readonly tokenTransport: (address: string) => Transport;
  /** Epoch milliseconds. */
  readonly now: () => number;
  readonly newId: () => string;
}

const TOKEN_TIMEOUT_MS = 15_000;
/** A token is renewed so long before its end, for the way takes time and clocks differ. */
const EARLY_MS = 30_000;
/** SMART allows five minutes at most. */
const ASSERTION_SECONDS = 240;

/** Makes what says who asks. Rejects with a TransportError of `unauthorized` words only: no secret is in any error. */
export function createAuthorizer(credentials: Credentials, options: AuthorizerOptions): Authorizer {
  const token: { value: string | undefined; until: number } = { value: undefined, until: 0 };
  const fetchToken = async (given: Extract<Credentials, { kind: 'client' | 'smart' }>): Promise<string> => {
    if (token.value !== undefined && options.now() < token.until) return token.value;
    const response = await options
      .tokenTransport(given.tokenAddress)
      .send(tokenRequest(given, options), TOKEN_TIMEOUT_MS);
    const { value, seconds } = tokenIn(response);
    token.value = value;
    token.until = options.now() + Math.max(0, seconds * 1_000 - EARLY_MS);
    return value;
  };
  return {
    headers: async () => {
      switch (credentials.kind) {
        case 'none':
          return {};
        case 'bearer':
          return { authorization: `Bearer ${credentials.token}` };
        case 'basic': {
          const pair = Buffer.from(`${credentials.user}:${credentials.password}`).toString('base64');
          return { authorization: `Basic ${pair}` };
        }
        default:
          return { authorization: `Bearer ${await fetchToken(credentials)}` };
      }
    },
    refused: () => {
      token.value = undefined;
    },
  };
}

function tokenRequest(given: Extract<Credentials, { kind: 'client' | 'smart' }>, options: AuthorizerOptions) {
  const form = new URLSearchParams({ grant_type: 'client_credentials', scope: given.scope });
  const headers: Record<string, string> = {
    accept: 'application/json',
    'content-type': 'application/x-www-form-urlencoded',
  };
  if (given.kind === 'client') {
    const pair = `${encodeURIComponent(given.clientId)}:${encodeURIComponent(given.secret)}`;
    headers['authorization'] = `Basic ${Buffer.from(pair).toString('base64')}`;
  } else {
    form.set('client_assertion_type', 'urn:ietf:params:oauth:client-assertion-type:jwt-bearer');
    form.set('client_assertion', assertion(given, options));
  }
  return { method: 'POST' as const, path: '', headers, body: form.toString() };
}

/** The signed statement of who we are: ES384 or RS384, used once. */
function assertion(
  { clientId, tokenAddress, privateKey, keyId }: Extract<Credentials, { kind: 'smart' }>,
  { now, newId }: AuthorizerOptions,
): string {
  const key = createPrivateKey(privateKey);
  const isElliptic = key.asymmetricKeyType === 'ec';
  const seconds = Math.floor(now() / 1_000);
  const head = { alg: isElliptic ? 'ES384' : 'RS384', typ: 'JWT', kid: keyId };
  const claims = {
    iss: clientId,
    sub: clientId,
    aud: tokenAddress,
    exp: seconds + ASSERTION_SECONDS,
    iat: seconds,
    jti: newId(),
  };
  const text = [head, claims]
    .map((part) => Buffer.from(JSON.stringify(part)).toString('base64url'))
    .join('.');
  const signature = sign('sha384', Buffer.from(text), {
    key,
    ...(isElliptic ? { dsaEncoding: 'ieee-p1363' as const } : {}),
  });
  return `${text}.${signature.toString('base64url')}`;
}

/** Thrown where the server does not know us, or does not any more. */
export class NotAuthorized extends Error {
  constructor() {
    super('not authorized');
    this.name = 'NotAuthorized';
  }
}

function tokenIn({ status, body }: FhirResponse): { readonly value: string; readonly seconds: number } {
  if (status === 400 || status === 401 || status === 403) throw new NotAuthorized();
  const answer = status === 200 ? parsed(body) : undefined;
  const value = isObject(answer) ? own(answer, 'access_token') : undefined;
  const seconds = isObject(answer) ? own(answer, 'expires_in') : undefined;
  if (typeof value !== 'string' || value === '') throw new TransportError('offline');
  return { value, seconds: typeof seconds === 'number' && seconds > 0 ? seconds : 300 };
}

function parsed(body: string): unknown {
  try {
    return JSON.parse(body) as unknown;
  } catch {
    return undefined;
  }
}
