import { generateKeyPairSync, type KeyObject, sign } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import type { OAuthClient } from '../../support/ehr/auth.ts';
import { START, type TestEhr, testEhr } from '../../support/ehr/test-ehr.ts';

const elliptic = generateKeyPairSync('ec', { namedCurve: 'P-384' });
const rsa = generateKeyPairSync('rsa', { modulusLength: 2048 });
const published = (key: KeyObject, kid: string) => ({ ...key.export({ format: 'jwk' }), kid });

const DESK: OAuthClient = {
  id: 'desk-1',
  secret: 'a secret: with a colon',
  keys: [published(elliptic.publicKey, 'ec'), published(rsa.publicKey, 'rsa')],
};
const TOKEN = 'http://ehr.test/auth/token';

function oauthEhr(): TestEhr {
  return testEhr({ auth: { kind: 'oauth', clients: [DESK], tokenSeconds: 60 } });
}

async function ask({ ehr }: TestEhr, form: Record<string, string>, headers: Record<string, string> = {}) {
  const { status, body } = await ehr.handle({
    method: 'POST',
    path: '/auth/token',
    headers: { 'content-type': 'application/x-www-form-urlencoded', ...headers },
    body: new URLSearchParams({ grant_type: 'client_credentials', ...form }).toString(),
  });
  return { status, json: JSON.parse(body) as { access_token: string; error?: string; expires_in: number } };
}

const claims = { iss: 'desk-1', sub: 'desk-1', aud: TOKEN, exp: START / 1_000 + 240, jti: 'once' };

function asserted(
  more: object = {},
  { alg = 'ES384', kid = 'ec', key = elliptic.privateKey } = {},
): Record<string, string> {
  const part = (value: object) => Buffer.from(JSON.stringify(value)).toString('base64url');
  const signed = `${part({ alg, kid, typ: 'JWT' })}.${part({ ...claims, ...more })}`;
  const signature = sign('sha384', Buffer.from(signed), { key, dsaEncoding: 'ieee-p1363' });
  return {
    client_assertion_type: 'urn:ietf:params:oauth:client-assertion-type:jwt-bearer',
    client_assertion: `${signed}.${signature.toString('base64url')}`,
  };
}

const read = async ({ send }: TestEhr, authorization?: string) =>
  (await send('GET', '/Patient', undefined, authorization ? { authorization } : {})).status;

describe('a fixed credential', () => {
  it('lets a bearer token in, and nobody without or with another', async () => {
    const test = testEhr({ auth: { kind: 'bearer', tokens: ['right'] } });
    const refused = await test.send('GET', '/Patient');
    expect([refused.status, refused.headers['www-authenticate']]).toEqual([401, 'Bearer']);
    expect(await read(test, 'Bearer wrong')).toBe(401);
    expect(await read(test, 'Bearer right')).toBe(200);
    test.ehr.revoke('right');
    expect(await read(test, 'Bearer right')).toBe(401);
  });

  it('lets a user in by name and password', async () => {
    const test = testEhr({ auth: { kind: 'basic', users: { desk: 'pass:word' } } });
    const basic = (text: string) => `Basic ${Buffer.from(text).toString('base64')}`;
    expect(await read(test, basic('desk:pass:word'))).toBe(200);
    for (const wrong of ['desk:', 'desk', 'toString:', 'other:pass:word', 'desk:pass'])
      expect(await read(test, basic(wrong))).toBe(401);
    test.ehr.revoke('desk');
    expect(await read(test, basic('desk:pass:word'))).toBe(401);
  });
});

describe('client credentials', () => {
  it('give a token that ends when it says', async () => {
    const test = oauthEhr();
    const granted = await ask(test, { client_id: DESK.id, client_secret: String(DESK.secret) });
    expect([granted.status, granted.json.expires_in]).toEqual([200, 60]);
    const bearer = `Bearer ${granted.json.access_token}`;
    expect(await read(test, bearer)).toBe(200);
    test.clock.now += 59_999;
    expect(await read(test, bearer)).toBe(200);
    test.clock.now += 1;
    expect(await read(test, bearer)).toBe(401);
  });

  it('come in the header too, each half percent-encoded', async () => {
    const encoded = `${DESK.id}:${encodeURIComponent(String(DESK.secret))}`;
    const headers = { authorization: `Basic ${Buffer.from(encoded).toString('base64')}` };
    expect((await ask(oauthEhr(), {}, headers)).status).toBe(200);
  });

  it('that are wrong give none', async () => {
    const test = oauthEhr();
    expect((await ask(test, { client_id: DESK.id, client_secret: 'wrong' })).json.error).toBe(
      'invalid_client',
    );
    expect((await ask(test, { client_id: 'other', client_secret: String(DESK.secret) })).status).toBe(401);
    expect((await ask(test, { grant_type: 'password' })).json.error).toBe('unsupported_grant_type');
    expect((await ask(testEhr(), {})).status).toBe(404);
  });

  it('of a client that is shut out end at once, with its tokens', async () => {
    const test = oauthEhr();
    const credentials = { client_id: DESK.id, client_secret: String(DESK.secret) };
    const { json } = await ask(test, credentials);
    test.ehr.revoke(DESK.id);
    expect(await read(test, `Bearer ${json.access_token}`)).toBe(401);
    expect((await ask(test, credentials)).status).toBe(401);
    test.ehr.admit(DESK.id);
    expect((await ask(test, credentials)).status).toBe(200);
  });
});

describe('an assertion signed with a private key', () => {
  it('is found where SMART says, and gives a token for ES384 and RS384', async () => {
    const test = oauthEhr();
    const { json } = await test.send('GET', '/.well-known/smart-configuration');
    expect(json).toMatchObject({
      token_endpoint: TOKEN,
      token_endpoint_auth_signing_alg_values_supported: ['RS384', 'ES384'],
    });
    const byEllipticKey = await ask(test, asserted({ jti: 'one' }));
    expect(await read(test, `Bearer ${byEllipticKey.json.access_token}`)).toBe(200);
    const rsaKey = { alg: 'RS384', kid: 'rsa', key: rsa.privateKey };
    expect((await ask(test, asserted({ jti: 'two' }, rsaKey))).status).toBe(200);
  });

  it('is good once', async () => {
    const test = oauthEhr();
    expect((await ask(test, asserted())).status).toBe(200);
    expect((await ask(test, asserted())).json.error).toBe('invalid_client');
    expect((await ask(test, asserted({ jti: 'next' }))).status).toBe(200);
  });

  it.each([
    ['over', { exp: START / 1_000 }],
    ['good for too long', { exp: START / 1_000 + 301 }],
    ['for somebody else', { aud: 'http://other.test/token' }],
    ['of another client', { iss: 'desk-2', sub: 'desk-2' }],
    ['of two clients', { sub: 'desk-2' }],
    ['without a number of its own', { jti: undefined }],
  ])('is refused when it is %s', async (_, more) => {
    expect((await ask(oauthEhr(), asserted(more))).status).toBe(401);
  });

  it('is refused with another key, another algorithm, or none', async () => {
    const stranger = generateKeyPairSync('ec', { namedCurve: 'P-384' }).privateKey;
    const ways = [{ key: stranger }, { kid: 'rsa' }, { alg: 'RS384' }, { alg: 'none' }, { kid: 'unknown' }];
    for (const way of ways) expect((await ask(oauthEhr(), asserted({}, way))).status).toBe(401);
    const test = oauthEhr();
    expect((await ask(test, { client_assertion: 'not.a.token' })).status).toBe(401);
  });
});
