import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { createHttpTransport, type HttpTransport } from '../../../electron/sync/http-transport.ts';
import { READ_HEADERS } from '../../../electron/sync/requests.ts';
import type { Sync } from '../../../electron/sync/sync.ts';
import { TransportError } from '../../../electron/sync/transport.ts';
import { selfSignedCertificate } from '../../support/ehr/certificate.ts';
import { createEhr, type Ehr } from '../../support/ehr/ehr.ts';
import type { Fault } from '../../support/ehr/faults.ts';
import { type RunningEhr, serve } from '../../support/ehr/serve.ts';
import { openTestPractice, patientFields, type TestPractice } from '../../support/practice.ts';

const nobody = () => Promise.resolve({});
const ASK = { method: 'GET', path: 'Patient?_count=1', headers: READ_HEADERS } as const;
const PATIENCE_MS = 400;

const opened: { close(): unknown }[] = [];
afterEach(async () => {
  for (const each of opened.splice(0).reverse()) await each.close();
});

function lineTo(address: string, authorities: string | null = null): HttpTransport {
  const line = createHttpTransport({ address, authorities }, nobody);
  opened.push(line);
  return line;
}

/** Why no answer came; whatever else the error holds would end in a log. */
async function reasonOf(line: HttpTransport, timeoutMs = 5_000): Promise<string> {
  const error: unknown = await line.send(ASK, timeoutMs).then(
    () => new Error('there was an answer'),
    (each: unknown) => each,
  );
  expect(error).toBeInstanceOf(TransportError);
  const { reason, message, cause } = error as TransportError;
  expect(message).toBe(reason);
  expect(cause).toBeUndefined();
  return reason;
}

describe('a desk on a bad line', () => {
  const state: { fault: Fault | undefined } = { fault: undefined };
  let ehr: Ehr;
  let served: RunningEhr;
  let line: HttpTransport;
  let practice: TestPractice;
  let sync: Sync;
  beforeAll(async () => {
    ehr = createEhr({
      faults: ({ method }) => {
        const { fault } = state;
        if (method !== 'GET') state.fault = undefined;
        return method === 'GET' ? undefined : fault;
      },
    });
    served = await serve(ehr);
    line = createHttpTransport({ address: served.base, authorities: null }, nobody);
    practice = await openTestPractice();
    await practice.desk.signIn('front-desk');
    sync = practice.engine.syncWith({
      transport: { send: (request) => line.send(request, PATIENCE_MS * 5) },
    });
    sync.queueEverything();
    expect(await sync.cycle()).toBe('whole');
  });
  afterAll(async () => {
    practice.dispose();
    line.close();
    await served.close();
  });

  const faults: readonly Fault[] = [
    { kind: 'drop' },
    { kind: 'lost-response' },
    { kind: 'late', after: 3 },
    { kind: 'duplicate' },
    { kind: 'status', status: 503 },
    { kind: 'status', status: 429, retryAfter: 1 },
    { kind: 'status-after-commit', status: 500 },
    { kind: 'garbage' },
    { kind: 'captive-portal' },
    { kind: 'half-body' },
    { kind: 'slow-drip', ms: 60_000 },
  ];

  it.each(faults)('has each person once and each change as it was typed: $kind', async (fault) => {
    // Nobody waits for what comes bit by bit; the whole suite does not wait for half a minute.
    const hurry = fault.kind === 'slow-drip';
    const send = line.send;
    if (hurry) line.send = (request) => send(request, PATIENCE_MS);
    const { patientId } = await practice.desk.tell('patients.register', {
      fields: patientFields({ given: fault.kind }),
    });
    const before = ehr.resources('Patient').length;
    state.fault = fault;
    await sync.cycle();
    line.send = send;
    await ehr.settle();
    for (let cycle = 0; cycle < 3; cycle += 1) await sync.cycle();
    expect(ehr.resources('Patient')).toHaveLength(before + 1);

    const { patient } = await practice.desk.ask('patients.chart', { patientId });
    const { version } = patient;
    await practice.desk.tell('patients.edit', { patientId, version, changes: { city: 'Estes Park' } });
    state.fault = fault;
    if (hurry) line.send = (request) => send(request, PATIENCE_MS);
    await sync.cycle();
    line.send = send;
    await ehr.settle();
    for (let cycle = 0; cycle < 3; cycle += 1) await sync.cycle();
    expect(ehr.resources('Patient').at(-1)).toMatchObject({ address: [{ city: 'Estes Park' }] });
    expect(practice.db.prepare('SELECT count(*) FROM outbox').pluck().get()).toBe(0);
    expect(practice.db.prepare('SELECT count(*) FROM sync_conflict').pluck().get()).toBe(0);
  });
});

describe('the line', () => {
  it('waits for a whole answer until the deadline, however steadily bytes come', async () => {
    const ehr = createEhr({ faults: () => ({ kind: 'slow-drip', ms: 60_000 }) });
    const served = await serve(ehr);
    opened.push(served);
    expect(await reasonOf(lineTo(served.base), PATIENCE_MS)).toBe('timeout');
  });

  it('takes half an answer for none', async () => {
    const ehr = createEhr({ faults: () => ({ kind: 'half-body' }) });
    const served = await serve(ehr);
    opened.push(served);
    expect(await reasonOf(lineTo(served.base))).toBe('offline');
  });

  it('tells a name that nobody knows, and a port where nobody listens, from a server', async () => {
    expect(await reasonOf(lineTo('http://ehr.invalid/fhir'))).toBe('offline');
    expect(await reasonOf(lineTo('http://127.0.0.1:9/fhir'))).toBe('offline');
  });

  it('sends nothing to a server whose certificate it does not trust, and everything with the practice’s authority', async () => {
    const asked = { count: 0 };
    const ehr = createEhr({
      faults: () => {
        asked.count += 1;
        return undefined;
      },
    });
    const tls = selfSignedCertificate(Date.now());
    const served = await serve(ehr, { tls });
    opened.push(served);
    expect(await reasonOf(lineTo(served.base))).toBe('certificate');
    const other = selfSignedCertificate(Date.now());
    expect(await reasonOf(lineTo(served.base, other.cert))).toBe('certificate');
    const wrongName = served.base.replace('127.0.0.1', 'localhost');
    expect(await reasonOf(lineTo(wrongName, tls.cert))).toBe('certificate');
    expect(asked.count).toBe(0);
    expect((await lineTo(served.base, tls.cert).send(ASK, 5_000)).status).toBe(200);
  });

  it('does not trust a certificate that has run out', async () => {
    const tls = selfSignedCertificate(Date.now() - 30 * 86_400_000);
    const served = await serve(createEhr(), { tls });
    opened.push(served);
    expect(await reasonOf(lineTo(served.base, tls.cert))).toBe('certificate');
  });

  it('does not follow where a portal leads it', async () => {
    const visited: string[] = [];
    const portal = await listening((path) => {
      visited.push(path);
      return { status: 302, headers: { location: '/terms' }, body: '' };
    });
    expect((await lineTo(portal).send(ASK, 5_000)).status).toBe(302);
    expect(visited).toHaveLength(1);
  });

  it('gives up an answer that has no end', async () => {
    const server = createServer((_request, response) => {
      const block = Buffer.alloc(4 * 1024 * 1024, 0x20);
      const more = (): void => {
        if (!response.destroyed) response.write(block, more);
      };
      more();
    });
    expect(await reasonOf(lineTo(await addressOf(server)), 30_000)).toBe('too-large');
  });
});

/** A server of a few words, closed after the test. */
function listening(
  answer: (path: string) => { status: number; headers: Record<string, string>; body: string },
): Promise<string> {
  return addressOf(
    createServer((request, response) => {
      const { status, headers, body } = answer(request.url ?? '');
      response.writeHead(status, headers).end(body);
    }),
  );
}

async function addressOf(server: Server): Promise<string> {
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  opened.push({
    close: () => {
      server.closeAllConnections();
      server.close();
    },
  });
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}/fhir`;
}
