import { describe, expect, it } from 'vitest';
import { importFolderOfEachTest, practiceOfEachTest } from '../../support/each-test.ts';
import {
  fhirCoverage,
  fhirEncounter,
  fhirPatient,
  importInto,
  type Resource,
  recordsBySaying,
} from '../../support/imports.ts';
import {
  addExpectedPatient,
  openTestPractice,
  operationId,
  patientFields,
  patientId as testPatient,
} from '../../support/practice.ts';
import { storeContent } from '../../support/store-facts.ts';

const REAL = 'tests/fixtures/synthea/import';

const practice = practiceOfEachTest('administrator');
const files = importFolderOfEachTest();

const count = (sql: string) => practice.db.prepare(sql).pluck().get() as number;
const patients = () =>
  practice.db.prepare('SELECT * FROM patient ORDER BY mrn').all() as Record<string, unknown>[];
const patientOf = (foreignId: string) =>
  practice.db
    .prepare(
      `SELECT p.* FROM patient p JOIN foreign_content f ON f.record_id = p.id AND f.resource_type = 'Patient' WHERE f.foreign_id = ?`,
    )
    .get(foreignId) as Record<string, unknown> & { id: string; version: number };

describe('a resource that changed', () => {
  it('changes the record, in the log and in the search, and nothing else', async () => {
    await importInto(practice.desk, files.write('a.ndjson', [fhirPatient('p1'), fhirPatient('p2')]));
    const moved = fhirPatient('p1', {
      name: [{ family: 'Renamed', given: ['Given'] }],
      maritalStatus: { text: 'M' },
    });
    const { run } = await importInto(practice.desk, files.write('b.ndjson', [moved, fhirPatient('p2')]));
    expect(run).toMatchObject({ changed: 1, unchanged: 1, created: 0, bad: 0 });
    expect(patientOf('p1')).toMatchObject({ family: 'Renamed', version: 2, name_key: 'renamed|given' });
    expect((await practice.desk.ask('patients.search', { text: 'renamed', limit: 5 })).matches).toHaveLength(
      1,
    );
    expect(
      (await practice.desk.ask('patients.search', { text: 'family-p1', limit: 5 })).matches,
    ).toHaveLength(0);
    const diff = practice.db
      .prepare('SELECT diff FROM change_log ORDER BY sequence DESC LIMIT 1')
      .pluck()
      .get() as string;
    expect(Object.keys(JSON.parse(diff) as object).sort()).toEqual(['family', 'nameKey', 'version']);
    expect(count('SELECT count(*) FROM outbox')).toBe(0);
  });

  it('leaves what the desk changed meanwhile, says so, and takes the rest', async () => {
    await importInto(practice.desk, files.write('a.ndjson', [fhirPatient('p1')]));
    const { id, version } = patientOf('p1');
    await practice.desk.tell('patients.edit', {
      patientId: id as never,
      version,
      changes: { phone: '(970) 555-0777', city: 'Estes Park' },
    });
    const news = fhirPatient('p1', {
      telecom: [
        { system: 'phone', value: '970-555-0888' },
        { system: 'email', value: 'new@example.org' },
      ],
      address: [{ line: ['9 Other Street'], city: 'Delta', state: 'CO', postalCode: '81416' }],
    });
    const { run, problems } = await importInto(practice.desk, files.write('b.ndjson', [news]));
    expect(run).toMatchObject({ changed: 1, keptFields: 2, bad: 0 });
    expect(problems.map(({ line, code, element, refused }) => [line, code, element, refused])).toEqual([
      [1, 'desk-edit-kept', 'Patient.addressLine', false],
      [1, 'desk-edit-kept', 'Patient.phone', false],
    ]);
    expect(patientOf('p1')).toMatchObject({
      phone: '(970) 555-0777',
      email: 'new@example.org',
      address_line: '1 River Street',
      city: 'Estes Park',
    });
    // The next import of the same file has nothing to say any more.
    expect((await importInto(practice.desk, files.write('c.ndjson', [news]))).run).toMatchObject({
      unchanged: 1,
    });
  });

  it('twice in one file counts as it stands last', async () => {
    const second = fhirPatient('p1', { birthDate: '1981-01-02' });
    const { run } = await importInto(
      practice.desk,
      files.write('a.ndjson', [fhirPatient('p1'), fhirPatient('p1'), second]),
    );
    expect(run).toMatchObject({ created: 1, unchanged: 1, changed: 1 });
    expect(patientOf('p1')).toMatchObject({ birth_date: '1981-01-02' });
  });
});

describe('references', () => {
  const related = (patient: string): Resource => ({
    resourceType: 'RelatedPerson',
    id: `r-${patient}`,
    patient: { reference: `Patient/${patient}` },
    relationship: [{ coding: [{ code: 'MTH' }] }],
    name: [{ family: 'Mother', given: ['Of'] }],
  });
  const insurer = { resourceType: 'Organization', id: 'o1', name: 'Rocky Mountain Health' };
  const doctor = {
    resourceType: 'Practitioner',
    id: 'd1',
    name: [{ family: 'Ruiz', given: ['Ana'], prefix: ['Dr.'] }],
  };

  it('forward and backward come to the same', async () => {
    const lines = [
      fhirCoverage('c1', 'p1', { payor: [{ reference: 'Organization/o1' }] }),
      fhirEncounter('e1', 'p1', { participant: [{ individual: { reference: 'Practitioner/d1' } }] }),
      related('p1'),
      {
        resourceType: 'PractitionerRole',
        id: 'x1',
        practitioner: { reference: 'Practitioner/d1' },
        specialty: [{ text: 'Dermatology' }],
      },
      doctor,
      insurer,
      fhirPatient('p1'),
    ];
    const { run, problems } = await importInto(practice.desk, files.write('a.ndjson', lines));
    expect(problems).toEqual([]);
    expect(run).toMatchObject({ created: 7, waiting: 0, bad: 0 });
    const other = await openTestPractice();
    await other.desk.signIn('administrator');
    await importInto(other.desk, files.write('b.ndjson', [...lines].reverse()));
    expect(recordsBySaying(practice.db)).toEqual(recordsBySaying(other.db));
    expect(recordsBySaying(practice.db)).toMatchObject({
      coverages: [
        {
          family: 'Family-p1',
          payer_name: 'Rocky Mountain Health',
          member_id: 'M-c1',
          priority: 1,
          status: 'active',
        },
      ],
      visits: [{ day: '2025-11-03', status: 'checked-out', reason: 'cough', minutes: 20 }],
      people: [{ name: 'Of Mother', relationship: 'parent' }],
    });
    expect(
      count(
        `SELECT count(*) FROM visit v JOIN provider p ON p.id = v.provider_id WHERE p.display_name = 'Dr. Ana Ruiz' AND p.specialty = 'Dermatology'`,
      ),
    ).toBe(1);
    other.dispose();
  });

  it('to what is not there are reported with their line, and found when it comes', async () => {
    const { run, problems } = await importInto(
      practice.desk,
      files.write('a.ndjson', ['', fhirCoverage('c1', 'p9')]),
    );
    expect(run).toMatchObject({ created: 1, waiting: 1, bad: 0 });
    expect(problems).toEqual([{ line: 2, code: 'reference-missing', element: 'Coverage', refused: true }]);
    expect(count('SELECT count(*) FROM coverage')).toBe(0);
    const later = await importInto(practice.desk, files.write('b.ndjson', [fhirPatient('p9')]));
    expect(later.problems).toEqual([]);
    expect(count('SELECT count(*) FROM coverage')).toBe(1);
    expect((await practice.desk.ask('patients.search', { text: 'M-c1', limit: 5 })).matches).toHaveLength(1);
  });
});

describe('clinicians and rooms', () => {
  const doctor = (npi: string, family: string): Resource => ({
    resourceType: 'Practitioner',
    id: `d-${npi}`,
    identifier: [{ system: 'http://hl7.org/fhir/sid/us-npi', value: npi }],
    name: [{ family, given: ['Ana'], prefix: ['Dr.'] }],
  });
  const room = {
    resourceType: 'Location',
    id: 'l1',
    name: 'Exam 7',
    physicalType: { coding: [{ code: 'ro' }] },
  };

  it('come in switched off, but for those whom the practice has by their NPI', async () => {
    practice.db.prepare(`UPDATE provider SET npi = '1234567893'`).run();
    const visits = ['1234567893', '9999992198'].map((npi, index) =>
      fhirEncounter(`e${index}`, 'p1', {
        participant: [{ individual: { reference: `Practitioner/d-${npi}` } }],
      }),
    );
    const lines = [
      doctor('1234567893', 'Ruiz'),
      doctor('9999992198', 'Other'),
      room,
      fhirPatient('p1'),
      ...visits,
    ];
    const { run } = await importInto(practice.desk, files.write('a.ndjson', lines));
    expect(run).toMatchObject({ created: 6, waiting: 0, bad: 0 });
    expect(count('SELECT count(*) FROM provider')).toBe(2);
    expect(count('SELECT count(*) FROM provider WHERE active = 1')).toBe(1);
    expect(count(`SELECT count(*) FROM room WHERE name = 'Exam 7' AND active = 0`)).toBe(1);
    expect(count('SELECT count(DISTINCT provider_id) FROM visit')).toBe(2);
    expect(count(`SELECT count(*) FROM appointment_type WHERE name = 'Past visit' AND active = 0`)).toBe(1);
  });
});

describe('who somebody is', () => {
  const withMrn = (id: string, mrn: string, changes: Record<string, unknown> = {}) =>
    fhirPatient(id, {
      identifier: [{ type: { coding: [{ code: 'MR' }] }, system: 'http://hospital.example.org', value: mrn }],
      ...changes,
    });

  it('is told by their number in another source, too, and never by a number alone', async () => {
    await importInto(practice.desk, files.write('a.ndjson', [withMrn('p1', '777')]), 'one');
    const same = withMrn('x9', '777', {
      name: [{ family: 'Family-p1', given: ['Given'] }],
      telecom: [{ system: 'email', value: 'a@b.co' }],
    });
    const other = withMrn('x8', '777', {
      birthDate: '1999-09-09',
      name: [{ family: 'Other', given: ['Person'] }],
    });
    const { run, problems } = await importInto(practice.desk, files.write('b.ndjson', [same, other]), 'two');
    expect(run).toMatchObject({ created: 1, bad: 1 });
    expect(problems).toEqual([
      { line: 2, code: 'identifier-of-another', element: 'Patient.identifier', refused: true },
    ]);
    // A record that was here before is filled where it is empty, and keeps the rest.
    expect(patients()).toHaveLength(1);
    expect(patients()[0]).toMatchObject({ mrn: '777', phone: '(970) 555-0123', email: 'a@b.co' });
  });

  it('follows a merge of the desk: what belongs to the record that went belongs to the one that stayed', async () => {
    await importInto(
      practice.desk,
      files.write('a.ndjson', [withMrn('p1', '771'), withMrn('p2', '772')]),
      'one',
    );
    const stays = patientOf('p1').id;
    practice.db
      .prepare('UPDATE patient SET merged_into_id = ?, active = 0 WHERE id = ?')
      .run(stays, patientOf('p2').id);
    const same = { name: [{ family: 'Family-p1', given: ['Given'] }] };
    const lines = [withMrn('x1', '772', same), fhirCoverage('c1', 'x1')];
    const { run, problems } = await importInto(practice.desk, files.write('b.ndjson', lines), 'two');
    expect(problems).toEqual([]);
    expect(run).toMatchObject({ created: 2, waiting: 0 });
    expect(practice.db.prepare('SELECT patient_id FROM coverage').pluck().all()).toEqual([stays]);
  });

  it('keeps the number of the source where it is free, and the practice never gives it out again', async () => {
    addExpectedPatient(practice.db, 1);
    await importInto(practice.desk, files.write('a.ndjson', [withMrn('p2', '20001'), withMrn('p1', '1001')]));
    expect(patientOf('p2')).toMatchObject({ mrn: '20001' });
    expect(patientOf('p1')).toMatchObject({ mrn: '20002' });
    const { mrn } = await practice.desk.tell('patients.register', {
      fields: patientFields({ family: 'New' }),
    });
    expect(mrn).toBe('20003');
    expect(count(`SELECT count(*) FROM import_problem WHERE code = 'mrn-taken' AND refused = 0`)).toBe(1);
  });

  it('a second primary insurer takes the next place', async () => {
    const lines = [fhirPatient('p1'), fhirCoverage('c1', 'p1'), fhirCoverage('c2', 'p1')];
    await importInto(practice.desk, files.write('a.ndjson', lines));
    expect(recordsBySaying(practice.db)['coverages']).toMatchObject([{ priority: 1 }, { priority: 2 }]);
  });
});

describe('hostile resources', () => {
  it('of ten megabytes, with script in names or with keys of our own objects do no harm', async () => {
    const script = '<img src=x onerror=alert(1)>';
    const lines = [
      JSON.stringify(fhirPatient('big', { text: 'x'.repeat(10_000_000) })),
      JSON.stringify(fhirPatient('s1', { name: [{ family: script, given: ['=HYPERLINK("x")'] }] })),
      `{"resourceType":"Patient","id":"p1","__proto__":{"name":[{"family":"A","given":["B"]}],"birthDate":"1980-01-01"}}`,
      `{"resourceType":"constructor","id":"p2"}`,
      JSON.stringify(fhirPatient('__proto__')),
      JSON.stringify(fhirPatient('good')),
    ];
    const { run, problems } = await importInto(practice.desk, files.write('a.ndjson', lines));
    expect(run).toMatchObject({ created: 2, bad: 4 });
    expect(problems.map(({ line, code }) => [line, code])).toEqual([
      [1, 'line-too-long'],
      [3, 'missing'],
      [4, 'unknown-type'],
      [5, 'id-missing'],
    ]);
    expect(patientOf('s1')).toMatchObject({ family: script, given: '=HYPERLINK("x")' });
  });
});

describe('a run', () => {
  const lines = (from: number, many: number) =>
    Array.from({ length: many }, (_, index) => JSON.stringify(fhirPatient(`p${from + index}`)));
  const fingerprint = 'a'.repeat(64);
  const begin = () =>
    practice.desk.tell('imports.begin', { source: 'ehr', fingerprint, size: 10, format: 'ndjson' });

  it('goes on where it was, and the same batch again writes nothing', async () => {
    const { runId, resumed } = await begin();
    expect(resumed).toBe(false);
    const batch = { runId, fromLine: 1, toByte: 500, lines: lines(1, 3), unreadable: [] };
    expect(await practice.desk.tell('imports.batch', batch)).toMatchObject({
      created: 3,
      nextLine: 4,
      nextByte: 500,
    });
    const before = storeContent(practice.db, ['operation', 'audit', 'audit_subject']);
    expect(await practice.desk.tell('imports.batch', batch)).toMatchObject({
      created: 0,
      unchanged: 0,
      nextLine: 4,
    });
    expect(storeContent(practice.db, ['operation', 'audit', 'audit_subject'])).toEqual(before);
    expect(await begin()).toEqual({ runId, nextLine: 4, nextByte: 500, resumed: true });
    const gap = await practice.desk.refused('imports.batch', { ...batch, fromLine: 5 });
    expect(gap.code).toBe('imports/gap');
    await practice.desk.tell('imports.finish', { runId, after: 0 });
    expect((await begin()).runId).not.toBe(runId);
  });

  it('is the administrator’s alone, and tells nothing of a patient', async () => {
    const { runId } = await begin();
    const hostile = fhirPatient('p1', { birthDate: 'Okafor-secret' });
    await practice.desk.tell('imports.batch', {
      runId,
      fromLine: 1,
      toByte: 9,
      lines: [JSON.stringify(hostile)],
      unreadable: [],
    });
    const told = [
      await practice.desk.ask('imports.problems', { runId, afterLine: 0, limit: 10 }),
      await practice.desk.ask('imports.status', { limit: 5 }),
    ];
    expect(JSON.stringify(told)).not.toContain('Okafor');
    await practice.desk.signIn('lead');
    expect((await practice.desk.refused('imports.begin', {}, operationId())).code).toBe('staff/not-allowed');
  });

  it('changes nobody who was here before', async () => {
    addExpectedPatient(practice.db, 1);
    const before = practice.db.prepare('SELECT * FROM patient WHERE id = ?').get(testPatient(1));
    await importInto(practice.desk, REAL);
    expect(practice.db.prepare('SELECT * FROM patient WHERE id = ?').get(testPatient(1))).toEqual(before);
  });
});
