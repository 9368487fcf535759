import { expect, it } from 'vitest';
import type { PlainDate } from '../../../../shared/kernel/time.ts';
import type { Patient } from '../../../../shared/patients/contract.ts';
import { differingFields, doubtsOf } from '../../../../shared/patients/merge.ts';
import { patientFields } from '../../../support/practice.ts';

function patient(changes: Partial<Patient>): Patient {
  return {
    ...patientFields(),
    id: '00000000-0000-7000-8000-000000000001' as Patient['id'],
    mrn: '1001',
    secondPhone: '',
    phoneKind: '',
    textConsent: 'unknown',
    deceasedOn: null,
    restricted: false,
    photoId: null,
    provisional: false,
    version: 1,
    demographicsConfirmedAt: 1_000 as Patient['demographicsConfirmedAt'],
    demographicsConfirmedBy: '',
    ...changes,
  };
}

it('proposes what is said over what is not, and the newer address over the older', () => {
  const survivor = patient({ email: '', city: 'Loveland', middle: 'A.' });
  const duplicate = patient({
    email: 'm@example.com',
    city: 'Greeley',
    middle: '',
    given: 'Peggy',
    demographicsConfirmedAt: 2_000 as Patient['demographicsConfirmedAt'],
  });
  expect(differingFields(survivor, duplicate)).toEqual([
    { field: 'given', proposed: 'survivor' },
    { field: 'middle', proposed: 'survivor' },
    { field: 'email', proposed: 'duplicate' },
    { field: 'city', proposed: 'duplicate' },
  ]);
});

it('takes one number written in two ways for the same', () => {
  expect(differingFields(patient({}), patient({ phone: '1-970-555-0123' }))).toEqual([]);
});

it('doubts that two are one by name, birth date and a sex that was said', () => {
  const survivor = patient({});
  expect(doubtsOf(survivor, patient({}))).toEqual([]);
  expect(doubtsOf(survivor, patient({ sex: 'unknown', middle: 'B.' }))).toEqual([]);
  const other = patient({ given: 'Ann', birthDate: '1947-07-07' as PlainDate, sex: 'male' });
  expect(doubtsOf(survivor, other)).toEqual(['other-name', 'other-birth-date', 'other-sex']);
});
