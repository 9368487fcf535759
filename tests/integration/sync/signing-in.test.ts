import { generateKeyPairSync, type KeyObject } from 'node:crypto';
import { afterEach, describe, expect, it } from 'vitest';
import { systemRandom } from '../../../electron/engine/ports.ts';
import type { Credentials } from '../../../electron/sync/authorize.ts';
import { httpNetwork } from '../../../electron/sync/network.ts';
import type { AuthOptions } from '../../support/ehr/auth.ts';
import { createEhr, type Ehr } from '../../support/ehr/ehr.ts';
import type { Fault } from '../../support/ehr/faults.ts';
import type { EhrRequest } from '../../support/ehr/message.ts';
import { type RunningEhr, serve } from '../../support/ehr/serve.ts';
import {
  openTestPractice,
  patientFields,
  type TestClock,
  type TestPractice,
  testClock,
} from '../../support/practice.ts';

interface Office {
  readonly ehr: Ehr;
  /** The server's clock; the desk has its own, which stands still. */
  readonly clock: TestClock;
  readonly practice: TestPractice;
  readonly tokens: { count: number };
  /** Decides what a request meets. */
  readonly line: { meets: ((request: EhrRequest) => Fault | undefined) | undefined };
  readonly address: string;
  connect(credentials: Credentials): Promise<unknown>;
  now(): Promise<string>;
  register(count: number): Promise<void>;
  waiting(): number;
  /** Most often that any write was counted as gone without an answer. */
  attempts(): number;
}

const open: { office: Office | undefined; served: RunningEhr | undefined } = {
  office: undefined,
  served: undefined,
};
afterEach(async () => {
  open.office?.practice.dispose();
  await open.served?.close();
});

async function officeWith(auth: AuthOptions): Promise<Office> {
  const clock = testClock();
  const line: Office['line'] = { meets: undefined };
  const tokens = { count: 0 };
  const ehr = createEhr({
    auth,
    now: clock.now,
    faults: (request) => {
      if (request.path === '/auth/token') tokens.count += 1;
      return line.meets?.(request);
    },
  });
  const served = await serve(ehr);
  const deskClock = testClock();
  const practice = await openTestPractice({
    clock: deskClock,
    network: httpNetwork({ clock: deskClock, random: systemRandom }),
  });
  await practice.desk.signIn('administrator');
  const number = (sql: string) => practice.db.prepare(sql).pluck().get() as number;
  const office: Office = {
    ehr,
    clock,
    practice,
    tokens,
    line,
    address: served.base,
    connect: (credentials) =>
      practice.desk.tell('sync.connect', { address: served.base, authorities: null, credentials }),
    now: async () => (await practice.desk.tell('sync.now', {})).end,
    register: async (count) => {
      for (let person = 0; person < count; person += 1)
        await practice.desk.tell('patients.register', { fields: patientFields({ given: `P${person}` }) });
    },
    waiting: () => number('SELECT count(*) FROM outbox'),
    attempts: () => number('SELECT coalesce(max(attempts), 0) FROM sync_send'),
  };
  Object.assign(open, { office, served });
  return office;
}

const CLIENT = { id: 'desk-1', secret: 'swordfish' };
const tokenAddressOf = ({ address }: Office) => address.replace('/fhir', '/auth/token');
const byClient = (office: Office): Credentials => ({
  kind: 'client',
  tokenAddress: tokenAddressOf(office),
  clientId: CLIENT.id,
  secret: CLIENT.secret,
  scope: 'system/*.*',
});

describe('a desk that signs in with a client’s secret', () => {
  it('asks for a token once and for another when that is about to end', async () => {
    const office = await officeWith({ kind: 'oauth', clients: [CLIENT] });
    await office.connect(byClient(office));
    const { count } = office.tokens;
    for (let cycle = 0; cycle < 3; cycle += 1) expect(await office.now()).toBe('whole');
    expect(office.tokens.count).toBe(count + 1);
    office.practice.clock.advance(280_000);
    expect(await office.now()).toBe('whole');
    expect(office.tokens.count).toBe(count + 2);
  });

  it('drains on when its token ends in the middle, and counts nothing as lost', async () => {
    const office = await officeWith({ kind: 'oauth', clients: [CLIENT], tokenSeconds: 300 });
    await office.connect(byClient(office));
    await office.now();
    await office.register(130);
    const writes = { count: 0 };
    office.line.meets = ({ method, path }) => {
      if (method !== 'POST' || path !== '/fhir') return undefined;
      writes.count += 1;
      // The server's clock alone goes on: the desk still believes in its token.
      if (writes.count === 2) office.clock.advance(301_000);
      return undefined;
    };
    const { count } = office.tokens;
    expect(await office.now()).toBe('whole');
    expect(writes.count).toBeGreaterThan(2);
    expect(office.tokens.count).toBe(count + 1);
    expect(office.waiting()).toBe(0);
    expect(office.ehr.resources('Patient')).toHaveLength(130);
  });

  it('that is shut out keeps everything, burns no attempt, and goes on when it is let in again', async () => {
    const office = await officeWith({ kind: 'oauth', clients: [CLIENT] });
    await office.connect(byClient(office));
    await office.now();
    await office.register(30);
    office.ehr.revoke(CLIENT.id);
    for (let cycle = 0; cycle < 10; cycle += 1) expect(await office.now()).toBe('unauthorized');
    expect(office.waiting()).toBe(30);
    expect(office.attempts()).toBe(0);
    office.ehr.admit(CLIENT.id);
    expect(await office.now()).toBe('whole');
    expect(office.ehr.resources('Patient')).toHaveLength(30);
  });

  it('that is shut out between two pages stops there', async () => {
    const office = await officeWith({ kind: 'oauth', clients: [CLIENT] });
    const patients = Array.from({ length: 450 }, (_, index) => ({
      resourceType: 'Patient' as const,
      id: `p${index}`,
      name: [{ family: `Sample${index}`, given: ['Ana'] }],
      birthDate: '1980-01-01',
    }));
    for (const patient of patients) {
      office.clock.advance(1);
      await office.ehr.load([patient]);
    }
    await office.connect(byClient(office));
    const pages = { count: 0 };
    office.line.meets = ({ path }) => {
      if (!path.startsWith('/fhir/Patient?')) return undefined;
      pages.count += 1;
      if (pages.count === 2) office.ehr.revoke(CLIENT.id);
      return undefined;
    };
    expect(await office.now()).toBe('unauthorized');
    office.ehr.admit(CLIENT.id);
    expect(await office.now()).toBe('whole');
    expect(office.practice.db.prepare('SELECT count(*) FROM patient').pluck().get()).toBe(450);
  });

  it.each([
    ['is away', { kind: 'drop' }],
    ['is behind a portal', { kind: 'captive-portal' }],
    ['fails', { kind: 'status', status: 503 }],
    ['answers half', { kind: 'half-body' }],
  ] as const)('is offline while whoever gives out tokens %s', async (_what, fault) => {
    const office = await officeWith({ kind: 'oauth', clients: [CLIENT] });
    await office.connect(byClient(office));
    await office.now();
    await office.register(2);
    office.practice.clock.advance(400_000);
    office.clock.advance(400_000);
    office.line.meets = ({ path }) => (path === '/auth/token' ? fault : undefined);
    expect(await office.now()).toBe('offline');
    expect(office.attempts()).toBe(0);
    office.line.meets = undefined;
    expect(await office.now()).toBe('whole');
    expect(office.waiting()).toBe(0);
  });

  it('is refused with a wrong secret, and the secret is written down nowhere', async () => {
    const office = await officeWith({ kind: 'oauth', clients: [CLIENT] });
    const credentials = { ...byClient(office), secret: 'opensesame' };
    const refused = await office.practice.desk.refused('sync.connect', {
      address: office.address,
      authorities: null,
      credentials,
    });
    expect(refused.code).toBe('sync/not-let-in');
    expect(JSON.stringify(refused)).not.toContain('opensesame');
    const audit = office.practice.db.prepare('SELECT * FROM audit').all();
    expect(JSON.stringify(audit)).not.toContain('opensesame');
  });
});

describe('a desk that signs in by SMART Backend Services', () => {
  const keys = {
    ES384: generateKeyPairSync('ec', { namedCurve: 'P-384' }),
    RS384: generateKeyPairSync('rsa', { modulusLength: 2_048 }),
  };
  const bySmart = (office: Office, privateKey: KeyObject): Credentials => ({
    kind: 'smart',
    tokenAddress: tokenAddressOf(office),
    clientId: CLIENT.id,
    privateKey: privateKey.export({ type: 'pkcs8', format: 'pem' }) as string,
    keyId: 'key-1',
    scope: 'system/*.*',
  });
  const auth = (publicKey: KeyObject): AuthOptions => ({
    kind: 'oauth',
    clients: [{ id: CLIENT.id, keys: [{ ...publicKey.export({ format: 'jwk' }), kid: 'key-1' }] }],
  });

  it.each(['ES384', 'RS384'] as const)(
    'is let in by its signature, each of which counts once: %s',
    async (alg) => {
      const { publicKey, privateKey } = keys[alg];
      const office = await officeWith(auth(publicKey));
      await office.connect(bySmart(office, privateKey));
      await office.register(3);
      expect(await office.now()).toBe('whole');
      // A second token takes a second signature; the server takes none twice.
      office.clock.advance(301_000);
      office.practice.clock.advance(301_000);
      await office.register(1);
      expect(await office.now()).toBe('whole');
      expect(office.ehr.resources('Patient')).toHaveLength(4);
      expect(office.waiting()).toBe(0);
    },
  );

  it('is refused with another key', async () => {
    const office = await officeWith(auth(keys.ES384.publicKey));
    const other = generateKeyPairSync('ec', { namedCurve: 'P-384' });
    const refused = await office.practice.desk.refused('sync.connect', {
      address: office.address,
      authorities: null,
      credentials: bySmart(office, other.privateKey),
    });
    expect(refused.code).toBe('sync/not-let-in');
  });
});

describe('a desk that shows a word', () => {
  it.each([
    ['a token', { kind: 'bearer', tokens: ['t-1'] }, { kind: 'bearer', token: 't-1' }, 't-1'],
    [
      'a user and a password',
      { kind: 'basic', users: { desk: 'pass:word' } },
      { kind: 'basic', user: 'desk', password: 'pass:word' },
      'desk',
    ],
  ] as const)(
    'goes out with %s, and stops without burning an attempt when it counts no more',
    async (_what, auth, credentials, name) => {
      const office = await officeWith(auth);
      await office.connect(credentials);
      await office.register(2);
      expect(await office.now()).toBe('whole');
      expect(office.ehr.resources('Patient')).toHaveLength(2);
      office.ehr.revoke(name);
      await office.register(1);
      expect(await office.now()).toBe('unauthorized');
      expect(office.attempts()).toBe(0);
      expect(office.waiting()).toBe(1);
    },
  );
});
