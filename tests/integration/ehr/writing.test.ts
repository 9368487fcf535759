import { beforeEach, describe, expect, it } from 'vitest';
import { patient, RECORD, type Send } from '../../support/ehr/talk.ts';
import { type TestEhr, testEhr } from '../../support/ehr/test-ehr.ts';

const at = {} as { test: TestEhr };
const send: Send = (...request) => at.test.send(...request);

const once = { 'if-none-exist': `identifier=${RECORD}|1` };

beforeEach(() => {
  at.test = testEhr();
});

describe('a create', () => {
  it('tells the id, the version, the place and the stamp', async () => {
    const made = await send('POST', '/Patient', patient('1', { id: 'chosen-by-client' }));
    expect(made.status).toBe(201);
    expect(made.headers).toMatchObject({
      etag: 'W/"1"',
      location: 'http://ehr.test/fhir/Patient/id-1/_history/1',
      'last-modified': 'Tue, 10 Mar 2026 09:00:00 GMT',
    });
    expect(made.json).toMatchObject({
      id: 'id-1',
      meta: { versionId: '1', lastUpdated: '2026-03-10T09:00:00.000Z' },
    });
    expect((await send('GET', '/Patient/id-1')).json).toEqual(made.json);
  });

  it('answers with as much as was asked for', async () => {
    const minimal = await send('POST', '/Patient', patient('1'), { prefer: 'return=minimal' });
    expect([minimal.status, minimal.text, minimal.headers['etag']]).toEqual([201, '', 'W/"1"']);
    const whole = await send('POST', '/Patient', patient('2'), { prefer: 'return=representation' });
    expect(whole.json.identifier[0].value).toBe('2');
    const outcome = await send('POST', '/Patient', patient('3'), { prefer: 'return=OperationOutcome' });
    expect(outcome.json.resourceType).toBe('OperationOutcome');
  });

  it('with If-None-Exist makes one, then shows it, and refuses where there are two', async () => {
    expect((await send('POST', '/Patient', patient('1'), once)).status).toBe(201);
    const again = await send('POST', '/Patient', patient('1', { gender: 'male', id: 'other' }), once);
    expect([again.status, again.json.id, again.json.gender]).toEqual([200, 'id-1', undefined]);
    await send('POST', '/Patient', patient('1'));
    expect((await send('POST', '/Patient', patient('1'), once)).status).toBe(412);
    expect(at.test.ehr.resources('Patient')).toHaveLength(2);
  });

  it('with If-None-Exist makes one of twenty at the same time', async () => {
    const answers = await Promise.all(
      Array.from({ length: 20 }, () => send('POST', '/Patient', patient('1'), once)),
    );
    expect(answers.map(({ status }) => status).sort()).toEqual([...Array(19).fill(200), 201]);
    expect(at.test.ehr.resources('Patient')).toHaveLength(1);
  });

  it('refuses a condition that it does not understand, which would match anybody', async () => {
    await send('POST', '/Patient', patient('1'));
    for (const condition of ['identifer=x', '', 'Patient?nonsense=1'])
      expect(
        (await send('POST', '/Patient', patient('2'), { 'if-none-exist': `${condition}&` })).status,
      ).toBe(400);
    expect(at.test.ehr.resources('Patient')).toHaveLength(1);
  });
});

describe('an update', () => {
  it('makes the next version, and passes over one that changes nothing', async () => {
    await send('POST', '/Patient', patient('1'));
    at.test.clock.now += 1_000;
    const changed = await send('PUT', '/Patient/id-1', patient('1', { id: 'id-1', gender: 'female' }));
    expect([changed.status, changed.headers['etag']]).toEqual([200, 'W/"2"']);
    at.test.clock.now += 1_000;
    const same = await send('PUT', '/Patient/id-1', changed.json);
    expect(same.json.meta).toEqual({ versionId: '2', lastUpdated: '2026-03-10T09:00:01.000Z' });
    expect(at.test.ehr.history()).toHaveLength(2);
  });

  it.each([412, 409] as const)('of a stale version is refused with %i', async (staleStatus) => {
    at.test = testEhr({ rules: { staleStatus } });
    await send('POST', '/Patient', patient('1'));
    const mine = patient('1', { id: 'id-1', gender: 'female' });
    const match = { 'if-match': 'W/"1"' };
    expect((await send('PUT', '/Patient/id-1', mine, match)).status).toBe(200);
    const theirs = patient('1', { id: 'id-1', gender: 'male' });
    expect((await send('PUT', '/Patient/id-1', theirs, match)).status).toBe(staleStatus);
    const patch = [{ op: 'replace', path: '/gender', value: 'male' }];
    expect((await send('PATCH', '/Patient/id-1', patch, match)).status).toBe(staleStatus);
    expect((await send('DELETE', '/Patient/id-1', undefined, match)).status).toBe(staleStatus);
    expect(at.test.ehr.resources('Patient')[0]).toMatchObject({ gender: 'female' });
  });

  it('refuses a version that is none', async () => {
    await send('POST', '/Patient', patient('1'));
    const body = patient('1', { id: 'id-1', gender: 'female' });
    expect((await send('PUT', '/Patient/id-1', body, { 'if-match': '1' })).status).toBe(400);
  });

  it('creates under the id of the client, once where it must not be there yet', async () => {
    const body = patient('1', { id: 'desk-made' });
    const absent = { 'if-none-match': '*' };
    expect((await send('PUT', '/Patient/desk-made', body, absent)).status).toBe(201);
    expect((await send('PUT', '/Patient/desk-made', body, absent)).status).toBe(412);
    expect((await send('PUT', '/Patient/desk-made', body)).status).toBe(200);
    expect((await send('PUT', '/Patient/gone', body, { 'if-match': 'W/"1"' })).status).toBe(400);
    const gone = patient('1', { id: 'gone' });
    expect((await send('PUT', '/Patient/gone', gone, { 'if-match': 'W/"1"' })).status).toBe(404);
  });

  it('by a condition changes the one that matches, or makes it', async () => {
    const where = `/Patient?identifier=${RECORD}|1`;
    expect((await send('PUT', where, patient('1'))).status).toBe(201);
    const changed = await send('PUT', where, patient('1', { gender: 'other' }));
    expect([changed.status, changed.json.id, changed.headers['etag']]).toEqual([200, 'id-1', 'W/"2"']);
    await send('POST', '/Patient', patient('1'));
    expect((await send('PUT', where, patient('1'))).status).toBe(412);
  });

  it('by a patch changes one element', async () => {
    await send('POST', '/Patient', patient('1'));
    const patch = [{ op: 'add', path: '/birthDate', value: '1980-02-29' }];
    const patched = await send('PATCH', '/Patient/id-1', patch);
    expect([patched.status, patched.json.birthDate, patched.json.meta.versionId]).toEqual([
      200,
      '1980-02-29',
      '2',
    ]);
    expect((await send('PATCH', '/Patient/id-1', [{ op: 'remove', path: '/photo' }])).status).toBe(422);
  });
});

describe('a deletion', () => {
  it('leaves a tombstone that reads, versions and histories tell', async () => {
    await send('POST', '/Patient', patient('1'));
    expect((await send('DELETE', '/Patient/id-1')).status).toBe(200);
    expect((await send('DELETE', '/Patient/id-1')).status).toBe(200);
    expect((await send('GET', '/Patient/id-1')).status).toBe(410);
    expect((await send('GET', '/Patient/never')).status).toBe(404);
    expect((await send('GET', '/Patient/id-1/_history/1')).status).toBe(200);
    expect((await send('GET', '/Patient/id-1/_history/2')).status).toBe(410);
    expect((await send('GET', '/Patient/id-1/_history/3')).status).toBe(404);
    expect((await send('GET', `/Patient?identifier=${RECORD}|1`)).json.entry).toBeUndefined();
    const update = patient('1', { id: 'id-1' });
    expect((await send('PUT', '/Patient/id-1', update, { 'if-match': 'W/"1"' })).status).toBe(410);
    const back = await send('PUT', '/Patient/id-1', update);
    expect([back.status, back.headers['etag']]).toEqual([201, 'W/"3"']);
  });
});

describe('what is not valid', () => {
  it.each([
    ['a day that does not exist', { birthDate: '2021-02-30' }],
    ['an element that FHIR does not know', { nickname: 'Annie' }],
    ['a code that is none', { gender: 'yes' }],
    ['a code that is none, deeper down', { telecom: [{ system: 'telephone', value: '1' }] }],
    ['an empty text', { gender: '' }],
    ['an empty list', { name: [] }],
    ['a reference to the wrong type', { generalPractitioner: [{ reference: 'Location/1' }] }],
    ['two values for one choice', { deceasedBoolean: false, deceasedDateTime: '2020-01-01' }],
    ['a reference to what is not there', { managingOrganization: { reference: 'Organization/none' } }],
    ['a contained resource that is not there', { managingOrganization: { reference: '#none' } }],
    ['a reference left unresolved', { managingOrganization: { reference: 'urn:uuid:none' } }],
  ])('is refused: %s', async (_, flaw) => {
    expect((await send('POST', '/Patient', patient('1', flaw))).status).toBe(422);
    expect((await send('PUT', '/Patient/mine', patient('1', { id: 'mine', ...flaw }))).status).toBe(422);
    expect(at.test.ehr.history()).toHaveLength(0);
  });

  it('is refused by an invariant: a visit that is booked has a time', async () => {
    const appointment = {
      resourceType: 'Appointment',
      status: 'booked',
      participant: [{ status: 'accepted', actor: { display: 'Ana' } }],
    };
    expect((await send('POST', '/Appointment', appointment)).status).toBe(422);
  });

  it('is refused for its form: no JSON, another type, no resource', async () => {
    expect((await send('POST', '/Patient', '{"resourceType":')).status).toBe(400);
    expect((await send('POST', '/Patient', { resourceType: 'Device' })).status).toBe(400);
    expect((await send('POST', '/Patient', [])).status).toBe(400);
    expect((await send('POST', '/Patient', 'x', { 'content-type': 'text/plain' })).status).toBe(415);
  });
});
