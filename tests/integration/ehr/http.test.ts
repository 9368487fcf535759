import { request } from 'node:http';
import { get } from 'node:https';
import { afterEach, describe, expect, it } from 'vitest';
import { selfSignedCertificate } from '../../support/ehr/certificate.ts';
import { createEhr, type Ehr, type EhrOptions } from '../../support/ehr/ehr.ts';
import { type RunningEhr, serve } from '../../support/ehr/serve.ts';
import { bundle, patient, RECORD } from '../../support/ehr/talk.ts';

const at = {} as { ehr: Ehr; running: RunningEhr };

async function start(options: EhrOptions = {}): Promise<void> {
  at.ehr = createEhr(options);
  at.running = await serve(at.ehr);
}
afterEach(() => at.running.close());

function send(method: string, path: string, body?: object, headers: Record<string, string> = {}) {
  return fetch(`${at.running.base}${path}`, {
    method,
    headers: { 'content-type': 'application/fhir+json', ...headers },
    ...(body ? { body: JSON.stringify(body) } : {}),
  });
}

describe('over HTTP', () => {
  it('listens on this computer alone and names itself', async () => {
    await start();
    expect(at.running.base).toMatch(/^http:\/\/127\.0\.0\.1:\d+\/fhir$/);
    expect((await send('GET', '/metadata')).headers.get('content-type')).toContain('application/fhir+json');
    expect((await fetch(new URL('/', at.running.base))).status).toBe(404);
  });

  it('creates, reads, updates, searches and deletes', async () => {
    await start();
    const made = await send('POST', '/Patient', patient('1'), {
      'If-None-Exist': `identifier=${RECORD}|1`,
    });
    const { id } = (await made.json()) as { id: string };
    expect([made.status, made.headers.get('etag'), made.headers.get('location')]).toEqual([
      201,
      'W/"1"',
      `${at.running.base}/Patient/${id}/_history/1`,
    ]);
    const changed = patient('1', { id, gender: 'female' });
    expect((await send('PUT', `/Patient/${id}`, changed, { 'If-Match': 'W/"1"' })).status).toBe(200);
    expect((await send('PUT', `/Patient/${id}`, patient('1', { id }), { 'If-Match': 'W/"1"' })).status).toBe(
      412,
    );
    const unchanged = await send('GET', `/Patient/${id}`, undefined, { 'If-None-Match': 'W/"2"' });
    expect([unchanged.status, await unchanged.text()]).toEqual([304, '']);
    const found = await send('GET', `/Patient?identifier=${encodeURIComponent(`${RECORD}|1`)}`);
    expect(await found.json()).toMatchObject({
      entry: [{ fullUrl: `${at.running.base}/Patient/${id}`, resource: { gender: 'female' } }],
    });
    expect((await send('DELETE', `/Patient/${id}`)).status).toBe(200);
    expect((await send('GET', `/Patient/${id}`)).status).toBe(410);
  });

  it('is followed from page to page by its links', async () => {
    await start();
    await at.ehr.load(['1', '2', '3'].map((number) => patient(number) as never));
    const page = async (url: string): Promise<number> => {
      const { entry, link } = (await (await fetch(url)).json()) as {
        entry: object[];
        link: { relation: string; url: string }[];
      };
      const next = link.find(({ relation }) => relation === 'next');
      return entry.length + (next ? await page(next.url) : 0);
    };
    expect(await page(`${at.running.base}/Patient?_count=2&_sort=_lastUpdated`)).toBe(3);
  });

  it('takes a transaction at its base', async () => {
    await start();
    const done = await send('POST', '', bundle('transaction', [['POST', 'Patient', patient('1')]]));
    expect([done.status, at.ehr.resources('Patient').length]).toEqual([200, 1]);
  });

  it('signs in where the configuration says', async () => {
    await start({ auth: { kind: 'oauth', clients: [{ id: 'desk', secret: 's' }] } });
    const configuration = await send('GET', '/.well-known/smart-configuration');
    const { token_endpoint: endpoint } = (await configuration.json()) as { token_endpoint: string };
    const granted = await fetch(endpoint, {
      method: 'POST',
      body: new URLSearchParams({
        grant_type: 'client_credentials',
        client_id: 'desk',
        client_secret: 's',
      }),
    });
    const { access_token: token } = (await granted.json()) as { access_token: string };
    expect((await send('GET', '/Patient')).status).toBe(401);
    expect((await send('GET', '/Patient', undefined, { authorization: `Bearer ${token}` })).status).toBe(200);
  });

  it('cuts the connection for a fault, before or after it worked', async () => {
    await start({ faults: (_, n) => ([{ kind: 'drop' }, { kind: 'lost-response' }] as const)[n - 1] });
    await expect(send('POST', '/Patient', patient('1'))).rejects.toThrow();
    expect(at.ehr.resources('Patient')).toHaveLength(0);
    await expect(send('POST', '/Patient', patient('1'))).rejects.toThrow();
    expect(at.ehr.resources('Patient')).toHaveLength(1);
    expect((await send('POST', '/Patient', patient('1'))).status).toBe(201);
  });

  it('ends in the middle of a body, or brings it in pieces', async () => {
    await start({
      faults: (_, n) => ([{ kind: 'half-body' }, { kind: 'slow-drip', ms: 40 }] as const)[n - 1],
    });
    const cut = await send('POST', '/Patient', patient('1'));
    expect(cut.status).toBe(201);
    await expect(cut.text()).rejects.toThrow();
    const pieces = await new Promise<string[]>((resolve, reject) => {
      request(`${at.running.base}/metadata`, (response) => {
        const chunks: string[] = [];
        response.on('data', (chunk: Buffer) => chunks.push(chunk.toString('utf8')));
        response.on('end', () => resolve(chunks));
      })
        .once('error', reject)
        .end();
    });
    expect(pieces.length).toBeGreaterThan(1);
    expect(JSON.parse(pieces.join(''))).toMatchObject({ resourceType: 'CapabilityStatement' });
  });
});

describe('over HTTPS', () => {
  const statusOf = (options: object) =>
    new Promise<number | undefined>((resolve, reject) => {
      get(`${at.running.base}/metadata`, options, (response) => {
        response.resume();
        resolve(response.statusCode);
      }).once('error', reject);
    });

  it('answers those who trust its certificate', async () => {
    at.ehr = createEhr();
    const tls = selfSignedCertificate(Date.now());
    at.running = await serve(at.ehr, { tls });
    expect(at.running.base).toMatch(/^https:/);
    expect(await statusOf({ ca: tls.cert })).toBe(200);
    await expect(statusOf({})).rejects.toThrow();
    await expect(statusOf({ ca: selfSignedCertificate(Date.now()).cert })).rejects.toThrow();
  });
});
