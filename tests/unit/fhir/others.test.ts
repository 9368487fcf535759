import { describe, expect, it } from 'vitest';
import { coverageFromFhir } from '../../../electron/fhir/coverage.ts';
import { referenceIn } from '../../../electron/fhir/elements.ts';
import { encounterFromFhir } from '../../../electron/fhir/encounter.ts';
import { locationFromFhir } from '../../../electron/fhir/location.ts';
import { practitionerFromFhir, practitionerRoleFromFhir } from '../../../electron/fhir/practitioner.ts';
import type { Mapping } from '../../../electron/fhir/reading.ts';
import { relatedPersonFromFhir } from '../../../electron/fhir/related-person.ts';
import type { PlainDate } from '../../../shared/kernel/time.ts';

const PLACE = { today: '2026-03-10' as PlainDate, zone: 'America/Denver' };
const patient = { reference: 'Patient/p1' };

function fields<Fields>(mapped: Mapping<Fields>): Fields {
  if (!mapped.ok) throw new Error(`refused: ${mapped.problem.code} ${mapped.problem.element}`);
  return mapped.fields;
}
const problemOf = <Fields>(mapped: Mapping<Fields>) => (mapped.ok ? undefined : mapped.problem);

describe('a reference', () => {
  const read = (reference: string) => referenceIn({ reference }, 'Patient', 'X');

  it.each([
    ['Patient/p1', { type: 'Patient', id: 'p1' }],
    ['https://ehr.example.org/fhir/Patient/p1/_history/2', { type: 'Patient', id: 'p1' }],
    [
      'urn:uuid:01332066-fca8-cce4-d9b7-75b7fd1e2004',
      { type: 'Patient', id: '01332066-fca8-cce4-d9b7-75b7fd1e2004' },
    ],
    [
      'Practitioner?identifier=http://hl7.org/fhir/sid/us-npi|9999992198',
      {
        type: 'Practitioner',
        id: null,
        identifier: { system: 'http://hl7.org/fhir/sid/us-npi', value: '9999992198' },
      },
    ],
    ['#contained', { type: 'Patient', id: null, identifier: null }],
    ['Patient/../../x', { type: 'Patient', id: null, identifier: null }],
  ])('%s is read', (written, expected) => {
    expect(read(written)).toMatchObject(expected);
  });

  it('may name somebody by a number alone', () => {
    const identifier = { system: 'urn:x', value: '7' };
    expect(referenceIn({ identifier, display: 'Dr. A' }, 'Practitioner', 'X')).toEqual({
      type: 'Practitioner',
      id: null,
      identifier,
      display: 'Dr. A',
    });
    expect(referenceIn({}, 'Patient', 'X')).toBeUndefined();
  });
});

describe('a coverage', () => {
  const card = {
    resourceType: 'Coverage',
    status: 'active',
    beneficiary: patient,
    payor: [{ display: 'Blue Ridge PPO' }],
    subscriberId: 'W123',
  };

  it('is read as it stands on the card', () => {
    const whole = {
      ...card,
      type: { coding: [{ code: 'WCBPOL' }] },
      relationship: { coding: [{ code: 'child' }] },
      order: 2,
      period: { start: '2026-01-01', end: '2026-12-31T23:59:59-07:00' },
      class: [
        { type: { coding: [{ code: 'group' }] }, value: 'G7' },
        { type: { coding: [{ code: 'plan' }] }, value: 'P', name: 'Gold' },
      ],
      costToBeneficiary: [
        { type: { coding: [{ code: 'copaypct' }] } },
        { type: { coding: [{ code: 'copay' }] }, valueMoney: { value: 30.5, currency: 'USD' } },
      ],
    };
    expect(fields(coverageFromFhir(whole))).toEqual({
      patient: { type: 'Patient', id: 'p1', identifier: null, display: '' },
      payer: { type: 'Organization', id: null, identifier: null, display: 'Blue Ridge PPO' },
      payerName: 'Blue Ridge PPO',
      priority: 2,
      record: {
        status: 'active',
        planName: 'Gold',
        groupNumber: 'G7',
        memberId: 'W123',
        copayCents: 3050,
        kind: 'work-injury',
        relation: 'child',
        startsOn: '2026-01-01',
        endsOn: '2026-12-31',
      },
    });
  });

  it('without a number, of nobody or of an unknown status is refused', () => {
    expect(problemOf(coverageFromFhir({ ...card, subscriberId: undefined }))).toEqual({
      code: 'missing',
      element: 'Coverage.subscriberId',
    });
    expect(problemOf(coverageFromFhir({ ...card, beneficiary: undefined }))?.code).toBe('missing');
    expect(problemOf(coverageFromFhir({ ...card, status: 'toString' }))?.code).toBe('unknown-code');
  });

  it('has no copay where it would have to be guessed', () => {
    for (const valueMoney of [
      { value: 30.555 },
      { value: -1 },
      { value: 30, currency: 'EUR' },
      { value: 1e12 },
    ]) {
      const mapped = coverageFromFhir({
        ...card,
        costToBeneficiary: [{ type: { coding: [{ code: 'copay' }] }, valueMoney }],
      });
      expect(fields(mapped).record.copayCents).toBeNull();
      expect(mapped.ok && mapped.notices).toHaveLength(1);
    }
  });
});

describe('an encounter', () => {
  const visit = {
    status: 'finished',
    subject: patient,
    period: { start: '2025-11-04T02:30:00Z', end: '2025-11-04T03:00:00Z' },
    type: [{ text: 'Follow-up' }],
    reasonCode: [{ coding: [{ display: 'Cough' }] }],
    participant: [{ individual: { reference: 'Practitioner/d1' } }],
  };

  it('is a visit on the practice’s own day', () => {
    expect(fields(encounterFromFhir(visit, PLACE))).toMatchObject({
      typeName: 'Follow-up',
      provider: { type: 'Practitioner', id: 'd1' },
      record: { day: '2025-11-03', minutes: 30, reason: 'Cough', status: 'checked-out' },
    });
  });

  it('that is not over, has no whole date or no zone is refused', () => {
    const code = (changes: object) => problemOf(encounterFromFhir({ ...visit, ...changes }, PLACE))?.code;
    expect(code({ status: 'in-progress' })).toBe('not-past');
    expect(code({ status: 'done' })).toBe('unknown-code');
    expect(code({ period: { start: '2025-11' } })).toBe('partial-date');
    expect(code({ period: { start: '2025-11-03T10:00:00' } })).toBe('no-such-date');
    expect(code({ period: { start: '2027-01-01' } })).toBe('future-date');
    expect(code({ subject: {} })).toBe('missing');
  });
});

it('a practitioner has the name as on the badge, a role the field', () => {
  const name = [{ family: 'Ruiz', given: ['Ana', 'Maria'], prefix: ['Dr.'], suffix: ['MD'] }];
  expect(fields(practitionerFromFhir({ name })).record).toEqual({
    displayName: 'Dr. Ana Maria Ruiz, MD',
  });
  expect(problemOf(practitionerFromFhir({ name: [] }))?.code).toBe('missing');
  const role = {
    practitioner: { reference: 'Practitioner/d1' },
    code: [{ text: 'Doctor' }],
    specialty: [{ coding: [{ display: 'Dermatology' }] }],
  };
  expect(fields(practitionerRoleFromFhir(role)).record).toEqual({ specialty: 'Dermatology' });
});

it('a location is a room only where it says so', () => {
  const room = { name: 'Exam 1', status: 'active', physicalType: { coding: [{ code: 'ro' }] } };
  expect(fields(locationFromFhir(room)).room).toEqual({ name: 'Exam 1' });
  expect(fields(locationFromFhir({ ...room, physicalType: { coding: [{ code: 'bu' }] } })).room).toBeNull();
  expect(
    fields(locationFromFhir({ name: 'A hospital of a very long name that fits in no column at all' })).room,
  ).toBeNull();
});

it('a related person needs a patient and a name', () => {
  const person = {
    patient,
    name: [{ text: 'Ngozi Okafor' }],
    relationship: [{ coding: [{ code: 'GUARD' }] }],
  };
  expect(fields(relatedPersonFromFhir(person)).record).toMatchObject({
    name: 'Ngozi Okafor',
    relationship: 'guardian',
    isProxy: true,
    isGuarantor: false,
  });
  expect(problemOf(relatedPersonFromFhir({ ...person, patient: undefined }))?.code).toBe('missing');
  expect(problemOf(relatedPersonFromFhir({ ...person, name: undefined }))?.code).toBe('missing');
});
