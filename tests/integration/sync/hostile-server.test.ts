import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { verifyStore } from '../../../electron/audit/verify.ts';
import { RECORD_SYSTEM } from '../../../electron/fhir/desk-part.ts';
import type { Sync } from '../../../electron/sync/sync.ts';
import type { FhirResponse, Transport } from '../../../electron/sync/transport.ts';
import { createEhr, type Ehr } from '../../support/ehr/ehr.ts';
import {
  openTestPractice,
  patientFields,
  TEST_CHECKPOINT_KEY,
  type TestPractice,
} from '../../support/practice.ts';
import { transportTo } from '../../support/sync-desks.ts';

const STAMPED = '2026-03-10T12:00:00.000Z';

let ehr: Ehr;
let practice: TestPractice;
let sync: Sync;
/** What an answer to a search of a type is made into, as text. */
const made = new Map<string, (body: string) => string>();
const told: string[] = [];
/** What was sent before stays: whatever it did would show in the tests that follow. */
let tries = 0;

beforeAll(async () => {
  ehr = createEhr();
  practice = await openTestPractice({
    log: { info: () => undefined, error: (message, fields) => told.push(`${message} ${fields?.['type']}`) },
  });
  await practice.desk.signIn('front-desk');
  const line = transportTo(ehr);
  const transport: Transport = {
    send: async (request, timeoutMs) => {
      const response = await line.send(request, timeoutMs);
      const type = /^([A-Za-z]+)\?/.exec(request.path)?.[1] ?? '';
      const make = request.method === 'GET' ? made.get(type) : undefined;
      return make ? ({ ...response, body: make(response.body) } satisfies FhirResponse) : response;
    },
  };
  sync = practice.engine.syncWith({ transport });
});
afterAll(() => practice.dispose());
beforeEach(() => {
  made.clear();
  told.length = 0;
  tries += 1;
});

/** Puts an entry, as JSON, before those that the server has. */
function slipIn(type: string, ...resources: string[]): void {
  made.set(type, (body) => {
    const bundle = JSON.parse(body) as { entry?: unknown[] };
    const entries = resources.map((resource) => `{"resource":${resource}}`);
    const rest = (bundle.entry ?? []).map((entry) => JSON.stringify(entry));
    return JSON.stringify({ ...bundle, entry: ['@'] }).replace('"@"', () => [...entries, ...rest].join(','));
  });
}

const stamped = (type: string, id: string, more: object): string =>
  JSON.stringify({ resourceType: type, id, meta: { versionId: '1', lastUpdated: STAMPED }, ...more });
const patient = (id: string, more: object): string => stamped('Patient', id, more);
const named = (family: unknown) => ({
  name: [{ family, given: ['Eve'] }],
  gender: 'female',
  birthDate: '1980-01-01',
});
const nested = (depth: number): string => `${'{"extension":['.repeat(depth)}{}${']}'.repeat(depth)}`;

const people = async (text: string): Promise<readonly { family: string; given: string }[]> =>
  (await practice.desk.ask('patients.search', { text, limit: 20 })).matches;

/** The desk takes what is good, tells of its own, and its store is whole. */
async function expectUnharmed(): Promise<void> {
  const word = `w${String(tries).padStart(3, '0')}`.replace(
    /\d/g,
    (digit) => 'abcdefghij'[Number(digit)] ?? '',
  );
  const name = [{ family: `Goodwin ${word}`, given: ['Ann'] }];
  await ehr.load([
    { resourceType: 'Patient', id: `good-${word}`, name, gender: 'female', birthDate: '1970-02-03' },
  ] as never);
  const fields = patientFields({ family: `Homegrown ${word}`, given: word });
  await practice.desk.tell('patients.register', { fields });
  expect(['whole', 'partly']).toContain(await sync.cycle());
  expect(['whole', 'partly']).toContain(await sync.cycle());
  expect(await people(`goodwin ${word}`)).toHaveLength(1);
  const ours = ehr.resources('Patient').filter((each) => JSON.stringify(each).includes(`Homegrown ${word}`));
  expect(ours).toHaveLength(1);
  expect(practice.db.pragma('integrity_check', { simple: true })).toBe('ok');
  expect(practice.db.pragma('foreign_key_check')).toEqual([]);
  expect(verifyStore(practice.db, TEST_CHECKPOINT_KEY).findings).toEqual([]);
}

describe('what no server of a practice would send breaks nothing:', () => {
  it.each<[string, string, string]>([
    [
      'a name that is no list',
      'Patient',
      patient('h1', { name: 'Eve', birthDate: 19800101, telecom: { a: 1 } }),
    ],
    [
      'identifiers of every kind',
      'Patient',
      patient('h2', { ...named('Hive'), identifier: [null, 7, 'x', { system: 4 }] }),
    ],
    ['a name of ten million letters', 'Patient', patient('h3', named('x'.repeat(10_000_000)))],
    ['an id that leads elsewhere', 'Patient', patient('../../Patient/good', named('Path'))],
    ['an id of four hundred letters', 'Patient', patient('i'.repeat(400), named('Long'))],
    ['an id with what cannot be seen', 'Patient', patient('h\u0000\u202e4', named('Unseen'))],
    [
      'no version and no time',
      'Patient',
      JSON.stringify({ resourceType: 'Patient', id: 'h5', ...named('Timeless') }),
    ],
    [
      'a version that is a thing',
      'Patient',
      JSON.stringify({ resourceType: 'Patient', id: 'h6', meta: { versionId: {}, lastUpdated: [] } }),
    ],
    [
      'a time beyond all clocks',
      'Patient',
      JSON.stringify({
        resourceType: 'Patient',
        id: 'h7',
        meta: { versionId: '1', lastUpdated: '+275760-09-13T00:00:00Z' },
        ...named('Late'),
      }),
    ],
    ['a birth that was never', 'Patient', patient('h8', { ...named('Never'), birthDate: '0000-00-00' })],
    [
      'five thousand levels',
      'Patient',
      `{"resourceType":"Patient","id":"h9","meta":{"versionId":"1","lastUpdated":"${STAMPED}"},"extension":[${nested(5_000)}]}`,
    ],
    [
      'a prototype',
      'Patient',
      `{"resourceType":"Patient","id":"h10","__proto__":{"active":false},"constructor":{"prototype":{}},"meta":{"versionId":"1","lastUpdated":"${STAMPED}"}}`,
    ],
    ['another type than was asked for', 'Patient', stamped('Observation', 'h11', { status: 'final' })],
    ['a type that nobody knows', 'Patient', stamped('Malware', 'h12', {})],
    [
      'a record of ours under an id that is none',
      'Patient',
      patient('h13', {
        ...named('Forged'),
        identifier: [{ system: RECORD_SYSTEM, value: "'; DROP TABLE patient; --" }],
      }),
    ],
    [
      'rooms within each other',
      'Location',
      stamped('Location', 'h14', { status: 'active', name: 'Round', partOf: { reference: 'Location/h14' } }),
    ],
    [
      'a payer who is the policy',
      'Coverage',
      stamped('Coverage', 'h15', {
        status: 'active',
        beneficiary: { reference: 'Coverage/h15' },
        payor: [{ reference: 'Coverage/h15' }],
      }),
    ],
    [
      'a relation to itself',
      'RelatedPerson',
      stamped('RelatedPerson', 'h16', {
        patient: { reference: 'RelatedPerson/h16' },
        name: [{ family: 'Self' }],
      }),
    ],
    [
      'a visit of itself',
      'Appointment',
      stamped('Appointment', 'h17', {
        status: 'booked',
        start: STAMPED,
        end: STAMPED,
        participant: [{ actor: { reference: 'Appointment/h17' }, status: 'accepted' }],
      }),
    ],
    [
      'a visit that ends before it begins',
      'Appointment',
      stamped('Appointment', 'h18', {
        status: 'booked',
        start: '9999-12-31T23:59:59Z',
        end: '0001-01-01T00:00:00Z',
        participant: [],
      }),
    ],
    [
      'an encounter within itself',
      'Encounter',
      stamped('Encounter', 'h19', {
        status: 'arrived',
        class: 7,
        partOf: { reference: 'Encounter/h19' },
        subject: { reference: 'Encounter/h19' },
      }),
    ],
    [
      'a task for what is not there',
      'Task',
      stamped('Task', 'h20', {
        status: 'requested',
        intent: 'order',
        for: { reference: 'https://elsewhere.invalid/Patient/1' },
      }),
    ],
    [
      'a number that is none',
      'PaymentNotice',
      stamped('PaymentNotice', 'h21', {
        status: 'active',
        amount: { value: '1e400', currency: 'XXX' },
        created: 'yesterday',
      }),
    ],
  ])('%s', async (_, type, resource) => {
    slipIn(type, resource);
    await expectUnharmed();
  });

  it('entries that are nothing, a list that is none, and one id twice in different words', async () => {
    slipIn('Location', 'null', '7', '"x"', '[]', '{}');
    made.set('Schedule', (body) => body.replace('"entry"', '"entry":"none","was"'));
    slipIn('Patient', patient('twice', named('First')), patient('twice', named('Second')));
    await expectUnharmed();
    expect(
      (await people('eve')).filter(({ family }) => family === 'First' || family === 'Second'),
    ).toHaveLength(1);
  });
});

it('a script in a name is a name, as it was written', async () => {
  const family = '<script>alert(1)</script>';
  slipIn('Patient', patient('scripted', named(family)));
  await expectUnharmed();
  expect((await people('alert')).map((each) => each.family)).toEqual([family]);
});

it('an older version after a newer one undoes nothing', async () => {
  const at = (version: string, lastUpdated: string, family: string): string =>
    JSON.stringify({
      resourceType: 'Patient',
      id: 'back',
      meta: { versionId: version, lastUpdated },
      ...named(family),
    });
  slipIn('Patient', at('7', '2026-03-10T12:00:07.000Z', 'Newest'));
  await sync.cycle();
  slipIn('Patient', at('3', '2026-03-10T12:00:03.000Z', 'Oldest'));
  await expectUnharmed();
  expect((await people('newest')).length + (await people('oldest')).length).toBe(1);
  expect(await people('newest')).toHaveLength(1);
});

it('what cannot be taken is told in the log by its type, and by nothing else of it', async () => {
  slipIn(
    'Patient',
    patient('../x', named('Secretname')),
    JSON.stringify({ resourceType: 'Patient', id: 'y', ...named('Othername') }),
  );
  await expectUnharmed();
  expect(told).toContain('sync.resource-left-out Patient');
  expect(told.join()).not.toMatch(/Secretname|Othername/);
});
