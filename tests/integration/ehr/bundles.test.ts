import { beforeEach, describe, expect, it } from 'vitest';
import { bundle, patient, RECORD, type Send } from '../../support/ehr/talk.ts';
import { type TestEhr, testEhr } from '../../support/ehr/test-ehr.ts';

const at = {} as { test: TestEhr };
const send: Send = (...request) => at.test.send(...request);
const NEW_PATIENT = 'urn:uuid:11111111-1111-4111-8111-111111111111';

beforeEach(() => {
  at.test = testEhr();
});

function appointment(reference: string): object {
  return {
    resourceType: 'Appointment',
    status: 'booked',
    start: '2026-03-10T10:00:00Z',
    end: '2026-03-10T10:30:00Z',
    participant: [{ status: 'accepted', actor: { reference } }],
  };
}

const once = (number: string) => ({ ifNoneExist: `identifier=${RECORD}|${number}` });
const statuses = (json: { entry: { response: { status: string } }[] }) =>
  json.entry.map(({ response }) => Number(response.status.split(' ')[0]));

describe('a transaction', () => {
  it('makes everything with one stamp and resolves what its entries say of each other', async () => {
    const done = await send(
      'POST',
      '',
      bundle('transaction', [
        ['POST', 'Appointment', appointment(NEW_PATIENT)],
        ['POST', 'Patient', patient('1'), once('1'), NEW_PATIENT],
      ]),
    );
    expect([done.status, done.json.type, statuses(done.json)]).toEqual([
      200,
      'transaction-response',
      [201, 201],
    ]);
    expect(done.json.entry[1].response).toMatchObject({
      status: '201 Created',
      etag: 'W/"1"',
      location: expect.stringMatching(/^Patient\/id-\d+\/_history\/1$/),
      lastModified: '2026-03-10T09:00:00.000Z',
    });
    const [made] = at.test.ehr.resources('Appointment');
    const [person] = at.test.ehr.resources('Patient');
    expect(made).toMatchObject({ participant: [{ actor: { reference: `Patient/${person?.id}` } }] });
  });

  it('points at the one that is already there when it is sent again', async () => {
    const body = bundle('transaction', [
      ['POST', 'Patient', patient('1'), { ifNoneExist: `Patient?identifier=${RECORD}|1` }, NEW_PATIENT],
      ['POST', 'Appointment', appointment(NEW_PATIENT)],
    ]);
    await send('POST', '', body);
    expect(statuses((await send('POST', '', body)).json)).toEqual([200, 201]);
    expect(at.test.ehr.resources('Patient')).toHaveLength(1);
  });

  it.each([
    ['a stale version', ['PUT', 'Patient/id-1', patient('1', { id: 'id-1' }), { ifMatch: 'W/"7"' }], 412],
    ['what is not valid', ['POST', 'Patient', patient('3', { gender: '' })], 422],
    ['a reference to nothing', ['POST', 'Appointment', appointment('Patient/none')], 422],
    ['two that match a condition', ['POST', 'Patient', patient('1'), once('twice')], 412],
    ['a deletion of a stale version', ['DELETE', 'Patient/id-1', undefined, { ifMatch: 'W/"7"' }], 412],
  ] as const)('leaves nothing behind after %s', async (_, entry, status) => {
    await send('POST', '/Patient', patient('1'));
    await send('POST', '/Patient', patient('twice'));
    await send('POST', '/Patient', patient('twice'));
    await send('POST', '/Patient', patient('4'));
    const before = [...at.test.ehr.history()];
    const refused = await send(
      'POST',
      '',
      bundle('transaction', [
        ['POST', 'Patient', patient('2')],
        ['PUT', 'Patient/id-2', patient('twice', { id: 'id-2', gender: 'male' })],
        entry as unknown as readonly [string, string, object],
        ['DELETE', 'Patient/id-4'],
      ]),
    );
    expect(refused.status).toBe(status);
    expect(at.test.ehr.history()).toEqual(before);
    expect((await send('GET', `/Patient?identifier=${RECORD}|2`)).json.entry).toBeUndefined();
    expect((await send('GET', '/Patient/id-2')).headers['etag']).toBe('W/"1"');
    expect((await send('GET', '/Patient/id-4')).status).toBe(200);
  });

  it('has its limits: 50 entries, 8 with a condition', async () => {
    const of = (count: number, more?: (number: string) => object) =>
      bundle(
        'transaction',
        Array.from({ length: count }, (_, index) => [
          'POST',
          'Patient',
          patient(`n${index}`),
          more?.(`n${index}`) ?? {},
        ]),
      );
    expect((await send('POST', '', of(51))).status).toBe(400);
    expect((await send('POST', '', of(50))).status).toBe(200);
    expect((await send('POST', '', of(9, once))).status).toBe(400);
    expect((await send('POST', '', of(8, once))).status).toBe(200);
    expect(at.test.ehr.resources('Patient')).toHaveLength(50);
  });
});

describe('a batch', () => {
  it('does each entry for itself and answers for each', async () => {
    await send('POST', '/Patient', patient('1'));
    await send('POST', '/Patient', patient('6'));
    const done = await send(
      'POST',
      '',
      bundle('batch', [
        ['POST', 'Patient', patient('2')],
        ['POST', 'Patient', patient('3', { gender: '' })],
        ['POST', 'Patient', patient('1'), once('1')],
        ['PUT', 'Patient/id-1', patient('1', { id: 'id-1', gender: 'male' }), { ifMatch: 'W/"9"' }],
        ['PUT', 'Patient/mine', patient('4', { id: 'mine' }), { ifNoneMatch: '*' }],
        ['PUT', 'Patient/mine', patient('5', { id: 'mine' }), { ifNoneMatch: '*' }],
        ['GET', 'Patient/none'],
        ['GET', `Patient?identifier=${RECORD}|1`],
        ['DELETE', 'Patient/id-2'],
        ['POST', 'Nonsense', { resourceType: 'Nonsense' }],
      ]),
    );
    expect(done.json.type).toBe('batch-response');
    expect(statuses(done.json)).toEqual([201, 422, 200, 412, 201, 412, 404, 200, 200, 404]);
    expect(done.json.entry[1].response.outcome.issue[0].severity).toBe('error');
    expect(done.json.entry[0].response.outcome).toBeUndefined();
  });

  it('leaves out what it wrote where a minimal answer is enough', async () => {
    const done = await send('POST', '', bundle('batch', [['POST', 'Patient', patient('2')]]), {
      prefer: 'return=minimal',
    });
    expect([done.json.entry[0].resource, done.json.entry[0].response.etag]).toEqual([undefined, 'W/"1"']);
  });

  it('has its limits: 200 entries, and a size', async () => {
    const of = (count: number) =>
      bundle(
        'batch',
        Array.from({ length: count }, (_, index) => ['POST', 'Patient', patient(`n${index}`)]),
      );
    expect((await send('POST', '', of(201))).status).toBe(413);
    expect(statuses((await send('POST', '', of(200))).json)).toEqual(Array(200).fill(201));
    at.test = testEhr({ rules: { maxBodyBytes: 1_000 } });
    expect((await send('POST', '', of(10))).status).toBe(413);
    expect((await send('POST', '', of(1))).status).toBe(200);
  });

  it('is not just any bundle', async () => {
    expect((await send('POST', '', { resourceType: 'Bundle', type: 'collection' })).status).toBe(400);
    expect((await send('POST', '', patient('1'))).status).toBe(400);
    expect((await send('POST', '')).status).toBe(400);
  });
});
