import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { patientFromFhir } from '../../../electron/fhir/patient.ts';
import type { Unknown } from '../../../electron/fhir/reading.ts';
import type { PlainDate } from '../../../shared/kernel/time.ts';

const TODAY = '2026-03-10' as PlainDate;
const FIXTURE = 'tests/fixtures/synthea/import/Patient.ndjson';
const real = readFileSync(FIXTURE, 'utf8')
  .trim()
  .split('\n')
  .map((line) => JSON.parse(line) as Unknown);

const somebody = {
  resourceType: 'Patient',
  id: 'p1',
  name: [{ use: 'official', family: 'Okafor-Lindqvist', given: ['Adaeze', 'Marie'], suffix: ['MD'] }],
  gender: 'female',
  birthDate: '1988-03-04',
};

const read = (changes: object) => patientFromFhir({ ...somebody, ...changes }, TODAY);
function record(changes: object) {
  const mapped = read(changes);
  if (!mapped.ok) throw new Error(`refused: ${mapped.problem.code} ${mapped.problem.element}`);
  return mapped.fields.record;
}
function notices(changes: object) {
  const mapped = read(changes);
  return mapped.ok ? mapped.notices : [];
}
const problem = (changes: object) => {
  const mapped = read(changes);
  return mapped.ok ? undefined : mapped.problem;
};

describe('a real patient', () => {
  it('is read whole: names with their digits, birth date, phone, address, language, medical record number', () => {
    const mapped = patientFromFhir(real[0] ?? {}, TODAY);
    expect(mapped).toMatchObject({
      ok: true,
      notices: [],
      fields: {
        mrn: '01332066-fca8-cce4-d9b7-75b7fd1e2004',
        record: {
          family: 'Yundt842',
          given: 'Donya787',
          middle: 'Mikaela760',
          birthDate: '1949-11-14',
          sex: 'female',
          phone: '(555) 907-9875',
          phoneKind: 'home',
          addressLine: '1045 Schmitt Spur',
          city: 'Kansas City',
          state: 'KS',
          postalCode: '66104',
          language: 'en',
          deceasedOn: '1951-02-20',
          active: true,
        },
      },
    });
  });

  it('never has a social security number among the numbers to know them by', () => {
    for (const resource of real) {
      const mapped = patientFromFhir(resource, TODAY);
      expect(JSON.stringify(resource)).toContain('999-');
      expect(mapped.ok && mapped.identifiers.map(({ value }) => value).join()).not.toContain('999-');
    }
  });
});

describe('names', () => {
  it('are the official ones before the usual and the maiden name', () => {
    const name = [
      { use: 'maiden', family: 'Old', given: ['A'] },
      { use: 'usual', family: 'Usual', given: ['A'] },
      { use: 'official', family: 'Official', given: ['A'] },
      { use: 'nickname', given: ['Ada'] },
    ];
    expect(record({ name })).toMatchObject({ family: 'Official', preferredName: 'Ada' });
    expect(record({ name: name.slice(0, 2) })).toMatchObject({ family: 'Usual', preferredName: '' });
  });

  it('are not taken apart from one line', () => {
    expect(problem({ name: [{ text: 'Adaeze Okafor' }] })).toEqual({
      code: 'missing',
      element: 'Patient.name.family',
    });
    expect(problem({ name: [{ family: 'Okafor' }] })).toEqual({
      code: 'missing',
      element: 'Patient.name.given',
    });
  });

  it('are one line without marks that turn the writing or hide', () => {
    expect(record({ name: [{ family: 'Oka\u202efor\u0000', given: ['\ufeffA\nB'] }] })).toMatchObject({
      family: 'Oka for',
      given: 'A B',
    });
    const script = '<script>alert(1)</script>';
    expect(record({ name: [{ family: script, given: ['A'] }] }).family).toBe(script);
  });

  it('longer than the desk can show are refused, other long texts left out', () => {
    expect(problem({ name: [{ family: 'x'.repeat(81), given: ['A'] }] })?.code).toBe('too-long');
    expect(problem({ name: [{ family: 'x'.repeat(10_000_000), given: ['A'] }] })?.code).toBe('too-long');
    expect(record({ address: [{ city: 'x'.repeat(100), postalCode: '80537' }] })).toMatchObject({
      city: '',
      postalCode: '80537',
    });
    expect(notices({ address: [{ city: 'x'.repeat(100) }] })).toEqual([
      { code: 'too-long', element: 'Patient.address.city' },
    ]);
  });
});

describe('dates', () => {
  it.each([
    ['1988', 'partial-date'],
    ['1988-03', 'partial-date'],
    ['1988-02-30', 'no-such-date'],
    ['03/04/1988', 'no-such-date'],
    ['2026-03-11', 'future-date'],
    ['', 'missing'],
  ])('of birth %j are refused as %s, never guessed', (birthDate, code) => {
    expect(problem({ birthDate })).toEqual({ code, element: 'Patient.birthDate' });
  });

  it('of death are the day as written; one without a day is left out and said', () => {
    expect(record({ deceasedDateTime: '2025-12-31T23:30:00-07:00' }).deceasedOn).toBe('2025-12-31');
    expect(record({ deceasedDateTime: '2025' }).deceasedOn).toBeNull();
    expect(notices({ deceasedBoolean: true })).toEqual([
      { code: 'partial-date', element: 'Patient.deceased' },
    ]);
    expect(record({ deceasedBoolean: false }).deceasedOn).toBeNull();
  });
});

describe('phones', () => {
  it('come by rank, then mobile first; the second is kept, too', () => {
    const telecom = [
      { system: 'phone', value: '970-555-0123', use: 'home' },
      { system: 'phone', value: '+1 970 555 0148', use: 'mobile' },
      { system: 'email', value: 'a@b.co' },
      { system: 'phone', value: '1', use: 'old' },
    ];
    expect(record({ telecom })).toMatchObject({
      phone: '(970) 555-0148',
      phoneE164: '+19705550148',
      phoneKind: 'mobile',
      secondPhone: '(970) 555-0123',
      email: 'a@b.co',
    });
    const ranked = [{ ...telecom[0], rank: 1 }, telecom[1]];
    expect(record({ telecom: ranked })).toMatchObject({ phone: '(970) 555-0123', phoneKind: 'home' });
  });

  it('that nobody can call, and addresses that are none, are left out and said', () => {
    const telecom = [
      { system: 'phone', value: 'call my sister' },
      { system: 'email', value: 'none' },
    ];
    expect(record({ telecom })).toMatchObject({ phone: '', email: '' });
    expect(notices({ telecom }).map(({ code }) => code)).toEqual(['not-a-phone', 'not-an-email']);
  });
});

describe('the rest', () => {
  it('is read where it is there', () => {
    const communication = [
      { language: { coding: [{ code: 'en-US' }] } },
      { language: { coding: [{ code: 'es-MX' }] }, preferred: true },
    ];
    const extension = [
      { url: 'http://hl7.org/fhir/StructureDefinition/patient-interpreterRequired', valueBoolean: true },
    ];
    expect(record({ communication, extension, active: false })).toMatchObject({
      language: 'es',
      needsInterpreter: true,
      active: false,
    });
    expect(record({ communication: [{ language: { coding: [{ code: 'zh-Hant' }] } }] }).language).toBe(
      'zh-Hant',
    );
    expect(notices({ gender: 'F' })).toEqual([{ code: 'unknown-code', element: 'Patient.gender' }]);
  });

  it('of another type than FHIR says is refused by the name of the element', () => {
    for (const [changes, element] of [
      [{ name: 'Okafor' }, 'Patient.name'],
      [{ name: [{ family: 7, given: ['A'] }] }, 'Patient.name.family'],
      [{ name: [{ family: 'A', given: 'B' }] }, 'Patient.name.given'],
      [{ telecom: {} }, 'Patient.telecom'],
      [{ address: ['x'] }, 'Patient.address'],
      [{ active: 'true' }, 'Patient.active'],
      [{ birthDate: 19880304 }, 'Patient.birthDate'],
    ] as const)
      expect(problem(changes)).toEqual({ code: 'wrong-type', element });
    expect(problem({ telecom: Array.from({ length: 100_000 }, () => ({})) })?.code).toBe('too-many');
  });

  it('knows contacts as people and a merge as who took the place', () => {
    const mapped = read({
      contact: [
        {
          relationship: [{ coding: [{ code: 'MTH' }, { code: 'C' }] }],
          name: { family: 'Okafor', given: ['Ngozi'] },
          telecom: [{ system: 'phone', value: '9705550101' }],
        },
        { organization: { display: 'A home' } },
      ],
      link: [
        { type: 'replaced-by', other: { reference: 'https://ehr.example.org/fhir/Patient/p2/_history/3' } },
      ],
    });
    expect(mapped).toMatchObject({
      ok: true,
      fields: {
        contacts: [
          { name: 'Ngozi Okafor', relationship: 'parent', isEmergency: true, phone: '(970) 555-0101' },
        ],
        replacedBy: { type: 'Patient', id: 'p2' },
      },
      notices: [{ code: 'missing', element: 'Patient.contact.name' }],
    });
  });
});
