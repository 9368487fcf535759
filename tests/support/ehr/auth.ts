import type { JsonWebKey } from 'node:crypto';
import { assertedClient } from './client-assertion.ts';
import { type EhrRequest, type EhrResponse, fhirAnswer, lowerCased } from './message.ts';
import { outcomeOf } from './outcomes.ts';

/** A program that may sign in, such as one desk. */
export interface OAuthClient {
  readonly id: string;
  /** For client credentials. */
  readonly secret?: string | undefined;
  /** Public keys for SMART Backend Services; ES384 and RS384, told apart by `kid`. */
  readonly keys?: readonly (JsonWebKey & { readonly kid?: string })[] | undefined;
}

export type AuthOptions =
  | { readonly kind: 'none' }
  | { readonly kind: 'bearer'; readonly tokens: readonly string[] }
  | { readonly kind: 'basic'; readonly users: Readonly<Record<string, string>> }
  | {
      readonly kind: 'oauth';
      readonly clients: readonly OAuthClient[];
      /** How long a token lives; 300 where it is not said. */
      readonly tokenSeconds?: number | undefined;
    };

/** Who is let in. */
export interface Gate {
  /** Why a request is not let in. */
  refusalOf(request: EhrRequest): EhrResponse | undefined;
  /** Answers the token endpoint. */
  token(request: EhrRequest): EhrResponse;
  /** Shuts out a client, a user or a token at once, whatever tokens it still has. */
  revoke(name: string): void;
  /** Lets one in again that was shut out. */
  admit(name: string): void;
  smartConfiguration(): EhrResponse;
}

export interface GatePorts {
  readonly now: () => number;
  readonly newId: () => string;
  /** Where tokens are asked for; what an assertion names as its audience. */
  readonly tokenAddress: () => string;
}

/** Keeps tokens and what was revoked in memory: a restart makes everybody sign in again, as real ones do. */
export function createGate(options: AuthOptions, ports: GatePorts): Gate {
  const revoked = new Set<string>();
  const tokens = new Map<string, { readonly client: string; readonly until: number }>();
  const seenAssertions = new Set<string>();

  const isLetIn = (header: string): boolean => {
    const [scheme = '', credential = ''] = header.split(' ');
    const isBearer = scheme.toLowerCase() === 'bearer';
    switch (options.kind) {
      case 'none':
        return true;
      case 'bearer':
        return isBearer && options.tokens.includes(credential) && !revoked.has(credential);
      case 'basic': {
        const [user, password] = userAndPassword(header);
        return password !== '' && Object.hasOwn(options.users, user)
          ? options.users[user] === password && !revoked.has(user)
          : false;
      }
      case 'oauth': {
        const token = isBearer ? tokens.get(credential) : undefined;
        return token !== undefined && token.until > ports.now() && !revoked.has(token.client);
      }
    }
  };

  return {
    refusalOf: (request) => {
      if (isLetIn(lowerCased(request.headers)['authorization'] ?? '')) return undefined;
      const challenge = options.kind === 'basic' ? 'Basic realm="ehr"' : 'Bearer';
      return fhirAnswer(401, outcomeOf(401, 'login', 'Sign in first.'), { 'www-authenticate': challenge });
    },
    token: (request) => {
      if (options.kind !== 'oauth' || request.method !== 'POST') return plain(404, { error: 'not_found' });
      const form = new URLSearchParams(request.body ?? '');
      if (form.get('grant_type') !== 'client_credentials')
        return plain(400, { error: 'unsupported_grant_type' });
      const client = form.has('client_assertion')
        ? assertedClient(options.clients, form, { ...ports, seenAssertions })
        : clientBySecret(options.clients, form, lowerCased(request.headers)['authorization'] ?? '');
      if (!client || revoked.has(client.id)) return plain(401, { error: 'invalid_client' });
      const seconds = options.tokenSeconds ?? 300;
      const token = `token-${ports.newId()}`;
      tokens.set(token, { client: client.id, until: ports.now() + seconds * 1_000 });
      return plain(200, {
        access_token: token,
        token_type: 'bearer',
        expires_in: seconds,
        scope: form.get('scope') ?? 'system/*.*',
      });
    },
    revoke: (name) => void revoked.add(name),
    admit: (name) => void revoked.delete(name),
    smartConfiguration: () =>
      options.kind === 'oauth'
        ? plain(200, {
            token_endpoint: ports.tokenAddress(),
            grant_types_supported: ['client_credentials'],
            token_endpoint_auth_methods_supported: [
              'client_secret_basic',
              'client_secret_post',
              'private_key_jwt',
            ],
            token_endpoint_auth_signing_alg_values_supported: ['RS384', 'ES384'],
            scopes_supported: ['system/*.*'],
            capabilities: ['client-confidential-asymmetric', 'permission-v1'],
          })
        : fhirAnswer(404, outcomeOf(404, 'not-found', 'Nobody signs in by SMART here.')),
  };
}

function clientBySecret(
  clients: readonly OAuthClient[],
  form: URLSearchParams,
  header: string,
): OAuthClient | undefined {
  const [id, secret] = header
    ? userAndPassword(header).map(decodeURIComponent)
    : [form.get('client_id') ?? '', form.get('client_secret') ?? ''];
  return clients.find(
    (client) => client.id === id && client.secret !== undefined && client.secret === secret,
  );
}

function userAndPassword(header: string): readonly [user: string, password: string] {
  const [, encoded = ''] = /^Basic (.+)$/i.exec(header) ?? [];
  const text = Buffer.from(encoded, 'base64').toString('utf8');
  const colon = text.indexOf(':');
  return colon < 0 ? ['', ''] : [text.slice(0, colon), text.slice(colon + 1)];
}

function plain(status: number, body: object): EhrResponse {
  const headers = { 'content-type': 'application/json', 'cache-control': 'no-store' };
  return { status, headers, body: JSON.stringify(body) };
}
