import fc from 'fast-check';
import { expect, inject, it } from 'vitest';
import { firstBrokenLink } from '../../electron/engine/journal.ts';
import type { ImportProblemCode } from '../../shared/imports/problems.ts';
import { importFolderOfEachTest, practiceOfEachTest } from '../support/each-test.ts';
import { fhirAppointment, fhirCoverage, fhirEncounter, fhirPatient, importInto } from '../support/imports.ts';
import { operationId } from '../support/practice.ts';

const LINES = inject('isDeep') ? 20_000 : 2_000;
const RUNS = inject('isDeep') ? 5_000 : 400;

const practice = practiceOfEachTest('administrator');
const files = importFolderOfEachTest();

const patient = (changes: Record<string, unknown>) => (id: string) =>
  JSON.stringify(fhirPatient(id, changes));
const deep = (id: string) =>
  `{"resourceType":"Patient","id":"${id}","x":${'['.repeat(200_000)}${']'.repeat(200_000)}}`;

/** Twenty ways in which a line of a real export is broken, and what is said of each. */
const WAYS: Readonly<Record<string, readonly [ImportProblemCode, (id: string) => string | Buffer]>> = {
  'cut off in the middle': ['not-json', (id) => patient({})(id).slice(0, -40)],
  'two records run together': ['not-json', (id) => patient({})(id).repeat(2)],
  'a line of another program': ['not-json', () => '2026-03-10 ERROR export failed'],
  'bytes of another code page': [
    'not-utf8',
    (id) => Buffer.from(patient({ name: [{ family: 'Garcí', given: ['A'] }] })(id), 'latin1'),
  ],
  'longer than a megabyte': ['line-too-long', patient({ text: { div: 'x'.repeat(1_100_000) } })],
  'a list where a resource belongs': ['not-a-resource', () => '[]'],
  'no resource type': ['not-a-resource', () => '{"id":"x"}'],
  'a type that FHIR does not have': [
    'unknown-type',
    (id) => JSON.stringify({ resourceType: 'Patients', id }),
  ],
  'no id': ['id-missing', () => JSON.stringify({ ...fhirPatient('x'), id: undefined })],
  'an id that is a path': ['id-missing', () => JSON.stringify(fhirPatient('../../etc/passwd'))],
  'nested without end': ['too-deep', deep],
  'a name as one text': ['wrong-type', patient({ name: 'Adaeze Okafor' })],
  'no family name': ['missing', patient({ name: [{ given: ['Adaeze'] }] })],
  'a name of ten thousand letters': [
    'too-long',
    patient({ name: [{ family: 'x'.repeat(10_000), given: ['A'] }] }),
  ],
  'a birth date without a day': ['partial-date', patient({ birthDate: '1980-01' })],
  'a birth date that does not exist': ['no-such-date', patient({ birthDate: '1980-02-30' })],
  'a birth date to come': ['future-date', patient({ birthDate: '2126-01-01' })],
  'a coverage of nobody': ['reference-missing', (id) => JSON.stringify(fhirCoverage(id, 'nobody-at-all'))],
  'a visit that is not over': [
    'not-past',
    (id) => JSON.stringify(fhirEncounter(id, 'p0', { status: 'in-progress' })),
  ],
  'ten thousand phones': [
    'too-many',
    patient({ telecom: Array.from({ length: 10_000 }, () => ({ system: 'phone', value: '1' })) }),
  ],
};

it('of a file in which one line in a hundred is broken in twenty ways, every good line comes in and every bad one is told', async () => {
  const ways = Object.entries(WAYS);
  expect(ways).toHaveLength(20);
  const broken = new Map<number, readonly [way: string, code: ImportProblemCode]>();
  const lines = Array.from({ length: LINES }, (_, index): Buffer => {
    const [way, [code, make]] = ways[(index / 100) % 20] ?? (ways[0] as (typeof ways)[number]);
    if (index % 100 !== 0 || index === 0) return Buffer.from(patient({})(`p${index}`));
    broken.set(index + 1, [way, code]);
    const line = make(`b${index}`);
    return typeof line === 'string' ? Buffer.from(line) : line;
  });
  // The first way has its turn, too.
  const [firstWay, [firstCode, makeFirst]] = ways[0] as (typeof ways)[number];
  lines.push(Buffer.from(makeFirst('last')));
  broken.set(lines.length, [firstWay, firstCode]);
  const content = Buffer.concat(lines.flatMap((line) => [line, Buffer.from('\n')]));
  const { run, problems } = await importInto(practice.desk, files.write('a.ndjson', content));

  expect(problems.map(({ line, code, refused }) => [line, code, refused])).toEqual(
    [...broken].map(([line, [, code]]) => [line, code, true]),
  );
  const good = lines.length - broken.size;
  expect(run.created - run.waiting).toBe(good);
  expect(run.bad + run.waiting).toBe(broken.size);
  expect(practice.db.prepare('SELECT count(*) FROM patient').pluck().get()).toBe(good);
  expect(practice.db.prepare('SELECT count(*) FROM patient_search').pluck().get()).toBe(good);
  expect(firstBrokenLink(practice.db, 'change_log')).toBeUndefined();
  expect(new Set([...broken.values()].map(([way]) => way)).size).toBe(20);
});

it('whatever JSON stands in a resource, it is taken over or told, and never breaks the import', async () => {
  const { runId } = await practice.desk.tell('imports.begin', {
    source: 'ehr',
    fingerprint: 'b'.repeat(64),
    size: 1,
    format: 'ndjson',
  });
  const types = [
    'Patient',
    'RelatedPerson',
    'Practitioner',
    'PractitionerRole',
    'Organization',
    'Location',
    'Coverage',
    'Encounter',
    'Appointment',
    'Schedule',
    'Slot',
  ];
  const wholes = [
    fhirPatient('p1', {
      contact: [{ name: { text: 'A' } }],
      link: [{ type: 'replaced-by', other: {} }],
      communication: [{ language: { coding: [{ code: 'es' }] } }],
    }),
    fhirCoverage('c1', 'p1', {
      class: [{ type: { coding: [{ code: 'group' }] }, value: 'x' }],
      costToBeneficiary: [{ valueMoney: { value: 30 } }],
    }),
    fhirEncounter('e1', 'p1', {
      participant: [{ individual: { reference: 'Practitioner/d' } }],
      location: [{ location: { reference: 'Location/l' } }],
      appointment: [{ reference: 'Appointment/a1' }],
    }),
    fhirAppointment('a1', 'p1', { minutesDuration: 30, serviceType: [{ text: 'Follow-up' }] }),
    { resourceType: 'Schedule', id: 's1', active: true, actor: [{ reference: 'Practitioner/d' }] },
    {
      resourceType: 'Slot',
      id: 't1',
      status: 'busy-unavailable',
      schedule: { reference: 'Schedule/s1' },
      start: '2026-03-12T18:00:00Z',
      end: '2026-03-12T19:00:00Z',
    },
    { resourceType: 'Practitioner', id: 'd', name: [{ text: 'Dr. A' }] },
    { resourceType: 'Location', id: 'l', name: 'Room', physicalType: { coding: [{ code: 'ro' }] } },
  ];
  /** Any value at any place of a whole resource. */
  const spoiled = fc
    .tuple(fc.constantFrom(...wholes), fc.nat(), fc.jsonValue({ maxDepth: 4 }))
    .map(([resource, place, value]) => {
      const copy = structuredClone(resource) as Record<string, unknown>;
      const places = placesOf(copy);
      const [parent, key] = places[place % places.length] ?? [copy, 'name'];
      (parent as Record<string, unknown>)[key] = value;
      return copy;
    });
  const strange = fc.oneof(
    spoiled,
    fc
      .tuple(
        fc.constantFrom(...types),
        fc.dictionary(
          fc.constantFrom(
            'id',
            'name',
            'telecom',
            'subject',
            'period',
            'status',
            '__proto__',
            'identifier',
            'extension',
          ),
          fc.jsonValue(),
        ),
      )
      .map(([resourceType, rest]) => ({ ...rest, resourceType })),
    fc.jsonValue(),
  );
  let fromLine = 1;
  await fc.assert(
    fc.asyncProperty(fc.array(strange, { minLength: 1, maxLength: 20 }), async (values) => {
      const lines = values.map((value) => JSON.stringify(value) ?? 'null');
      const reply = await practice.desk.connection.call('imports.batch', {
        operationId: operationId(),
        input: { runId, fromLine, toByte: fromLine, lines, unreadable: [] },
      });
      expect(reply).toMatchObject({ ok: true });
      if (!reply.ok) return;
      fromLine += lines.length;
      const { created, changed, unchanged, bad, skipped } = reply.value as Record<string, number>;
      expect((created ?? 0) + (changed ?? 0) + (unchanged ?? 0) + (bad ?? 0) + (skipped ?? 0)).toBe(
        lines.length,
      );
    }),
    { numRuns: RUNS },
  );
  for (let after: number | null = 0; after !== null; )
    after = (await practice.desk.tell('imports.finish', { runId, after })).after;
  const unforeseen = practice.db
    .prepare(`SELECT line, element FROM import_problem WHERE code = 'not-importable'`)
    .all();
  expect(unforeseen).toEqual([]);
  expect(({} as Record<string, unknown>)['polluted']).toBeUndefined();
});

function placesOf(value: unknown): (readonly [object, string])[] {
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([key, each]) => [
    ...(key === 'resourceType' ? [] : [[value, key] as const]),
    ...placesOf(each),
  ]);
}
