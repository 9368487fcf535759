import { createPublicKey, verify } from 'node:crypto';
import type { OAuthClient } from './auth.ts';

const ASSERTION_TYPE = 'urn:ietf:params:oauth:client-assertion-type:jwt-bearer';
/** SMART Backend Services: an assertion may be good for five minutes at most. */
const LONGEST_MS = 5 * 60_000;

export interface AssertionChecks {
  readonly now: () => number;
  readonly tokenAddress: () => string;
  /** Assertions that were used: each is good for one token. */
  readonly seenAssertions: Set<string>;
}

/** The client whose private key signed the assertion of a token request, if everything about it is in order. */
export function assertedClient(
  clients: readonly OAuthClient[],
  form: URLSearchParams,
  checks: AssertionChecks,
): OAuthClient | undefined {
  const [head = '', payload = '', signature = ''] = (form.get('client_assertion') ?? '').split('.');
  const header = decoded(head);
  const claims = decoded(payload);
  const client = clients.find(({ id }) => id === claims['iss'] && id === claims['sub']);
  const expires = Number(claims['exp']) * 1_000;
  const now = checks.now();
  const isInOrder =
    form.get('client_assertion_type') === ASSERTION_TYPE &&
    claims['aud'] === checks.tokenAddress() &&
    expires > now &&
    expires <= now + LONGEST_MS &&
    typeof claims['jti'] === 'string';
  if (!client || !isInOrder) return undefined;
  if (!isSigned(client, header, `${head}.${payload}`, Buffer.from(signature, 'base64url'))) return undefined;
  const once = `${client.id} ${claims['jti']}`;
  if (checks.seenAssertions.has(once)) return undefined;
  checks.seenAssertions.add(once);
  return client;
}

const KEY_TYPE_OF: Readonly<Record<string, string>> = { ES384: 'EC', RS384: 'RSA' };

function isSigned(
  client: OAuthClient,
  { alg, kid }: Record<string, unknown>,
  signed: string,
  signature: Buffer,
): boolean {
  const keyType = KEY_TYPE_OF[String(alg)];
  const jwk = client.keys?.find((key) => key.kid === kid && key.kty === keyType);
  if (!keyType || !jwk) return false;
  const key = createPublicKey({ key: jwk, format: 'jwk' });
  return verify('sha384', Buffer.from(signed), { key, dsaEncoding: 'ieee-p1363' }, signature);
}

function decoded(part: string): Record<string, unknown> {
  try {
    const value: unknown = JSON.parse(Buffer.from(part, 'base64url').toString('utf8'));
    return typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : {};
  } catch {
    return {};
  }
}
