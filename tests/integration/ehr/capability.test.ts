import { describe, expect, it } from 'vitest';
import { TIERS } from '../../support/ehr/rules.ts';
import { bundle, patient, RECORD } from '../../support/ehr/talk.ts';
import { type TestEhr, testEhr } from '../../support/ehr/test-ehr.ts';

async function told({ send }: TestEhr, type = 'Patient') {
  const { json } = await send('GET', '/metadata');
  const [rest] = json.rest;
  const resource = rest.resource.find((one: { type: string }) => one.type === type);
  const codes = (of: { code: string }[]) => of.map(({ code }) => code);
  return {
    system: codes(rest.interaction),
    resource,
    interactions: resource ? codes(resource.interaction) : [],
    parameters: (resource?.searchParam ?? []).map(({ name }: { name: string }) => name),
  };
}

const once = { 'if-none-exist': `identifier=${RECORD}|1` };
const absent = { 'if-none-match': '*' };

describe('the capability statement', () => {
  it('tells what is on', async () => {
    const { system, resource, interactions, parameters } = await told(testEhr());
    expect(system).toEqual(['transaction', 'batch', 'history-system']);
    expect(resource).toMatchObject({
      conditionalCreate: true,
      conditionalUpdate: true,
      updateCreate: true,
      versioning: 'versioned-update',
    });
    expect(interactions).toContain('create');
    expect(parameters).toEqual(expect.arrayContaining(['_id', '_lastUpdated', 'identifier', 'name']));
  });

  it('is there without signing in, and an export is not', async () => {
    const { send } = testEhr({ auth: { kind: 'bearer', tokens: ['t'] } });
    expect((await send('GET', '/metadata')).status).toBe(200);
    const { send: open } = testEhr();
    expect((await open('GET', '/$export')).status).toBe(404);
    expect((await open('GET', '/Patient/$export')).status).toBe(404);
  });
});

describe('a server that can do less', () => {
  it('of tier B makes duplicates by POST and one by PUT', async () => {
    const test = testEhr({ rules: TIERS.B });
    expect((await told(test)).resource).toMatchObject({ conditionalCreate: false, updateCreate: true });
    await test.send('POST', '/Patient', patient('1'), once);
    await test.send('POST', '/Patient', patient('1'), once);
    expect(test.ehr.resources('Patient')).toHaveLength(2);
    await test.send('PUT', '/Patient/mine', patient('2', { id: 'mine' }), absent);
    expect((await test.send('PUT', '/Patient/mine', patient('3', { id: 'mine' }), absent)).status).toBe(412);
  });

  it('of tier C repeats nothing for a key, and answers with the first', async () => {
    const test = testEhr({ rules: TIERS.C });
    const key = { [TIERS.C.idempotencyHeader]: 'operation-1' };
    const first = await test.send('POST', '/Patient', patient('1'), key);
    const again = await test.send('POST', '/Patient', patient('1'), key);
    expect([first.status, again.status, again.json]).toEqual([201, 409, first.json]);
    expect((await test.send('PUT', '/Patient/mine', patient('2', { id: 'mine' }))).status).toBe(405);
    const flawed = { [TIERS.C.idempotencyHeader]: 'operation-2' };
    expect((await test.send('POST', '/Patient', patient('2', { gender: '' }), flawed)).status).toBe(422);
    expect((await test.send('POST', '/Patient', patient('2'), flawed)).status).toBe(201);
  });

  it('of tier D knows one way to create, and no bundles', async () => {
    const test = testEhr({ rules: TIERS.D });
    const { system, resource } = await told(test);
    expect(system).toEqual([]);
    expect(resource).toMatchObject({ conditionalCreate: false, updateCreate: false, readHistory: false });
    expect((await test.send('POST', '', bundle('batch', [['GET', 'Patient']]))).status).toBe(400);
    expect((await test.send('PUT', `/Patient?identifier=${RECORD}|1`, patient('1'))).status).toBe(405);
    expect((await test.send('GET', '/Patient/_history')).status).toBe(405);
    await test.send('POST', '/Patient', patient('1'), once);
    expect((await test.send('GET', `/Patient?identifier=${RECORD}|1`)).json.entry).toHaveLength(1);
  });

  it('without versions passes If-Match over', async () => {
    const test = testEhr({ rules: { versioning: 'versioned' } });
    await test.send('POST', '/Patient', patient('1'));
    const stale = await test.send('PUT', '/Patient/id-1', patient('2', { id: 'id-1' }), {
      'if-match': 'W/"9"',
    });
    expect(stale.status).toBe(200);
    const silent = testEhr({ rules: { versioning: 'no-version' } });
    const made = await silent.send('POST', '/Patient', patient('1'));
    expect([made.headers['etag'], made.json.meta]).toEqual([
      undefined,
      { lastUpdated: '2026-03-10T09:00:00.000Z' },
    ]);
  });

  it('without _lastUpdated passes it over, or refuses it when strict', async () => {
    const test = testEhr({ rules: { lastUpdatedSearch: false } });
    expect((await told(test)).parameters).not.toContain('_lastUpdated');
    await test.send('POST', '/Patient', patient('1'));
    const path = '/Patient?_lastUpdated=gt2030-01-01&_sort=_lastUpdated';
    expect((await test.send('GET', path)).json.entry).toHaveLength(1);
    expect((await test.send('GET', path, undefined, { prefer: 'handling=strict' })).status).toBe(400);
  });

  it('has types that can only be read, and some that it does not have', async () => {
    const test = testEhr({ rules: { types: { Practitioner: 'read-only', Invoice: 'absent' } } });
    await test.ehr.load([{ resourceType: 'Practitioner', id: 'p' }]);
    expect((await told(test, 'Practitioner')).interactions).not.toContain('create');
    expect((await told(test, 'Invoice')).resource).toBeUndefined();
    expect((await test.send('GET', '/Practitioner/p')).status).toBe(200);
    expect((await test.send('POST', '/Practitioner', { resourceType: 'Practitioner' })).status).toBe(405);
    expect((await test.send('GET', '/Invoice')).status).toBe(404);
    const done = await test.send(
      'POST',
      '',
      bundle('batch', [
        ['POST', 'Practitioner', { resourceType: 'Practitioner' }],
        ['DELETE', 'Practitioner/p'],
      ]),
    );
    expect(done.json.entry.map(({ response }: { response: { status: string } }) => response.status)).toEqual([
      '405 Method Not Allowed',
      '405 Method Not Allowed',
    ]);
  });

  it('may let references dangle', async () => {
    const { send } = testEhr({ rules: { referentialIntegrity: false } });
    const dangling = patient('1', { managingOrganization: { reference: 'Organization/none' } });
    expect((await send('POST', '/Patient', dangling)).status).toBe(201);
  });
});
