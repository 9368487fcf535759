import { describe, expect, it } from 'vitest';
import {
  changesOf,
  draftOf,
  EMPTY_DRAFT,
  fieldErrors,
  fieldsOf,
  NO_EDITS,
  overtakenFields,
  refusedFields,
  typeOver,
} from '../../../../renderer/patients/patient-form.ts';
import type { PlainDate } from '../../../../shared/kernel/time.ts';
import { type Patient, patientFieldsSchema } from '../../../../shared/patients/contract.ts';

const today = '2026-03-10' as PlainDate;
const typed = {
  ...EMPTY_DRAFT,
  family: ' Okafor ',
  given: 'Chidinma',
  birthDate: '3/4/88',
  phone: '(970) 555-0148',
};
const patient: Patient = {
  ...EMPTY_DRAFT,
  family: 'Okafor',
  given: 'Chidinma',
  birthDate: '1988-03-04' as PlainDate,
  phone: '9705550148',
  id: '00000000-0000-7000-8000-000000000001' as Patient['id'],
  mrn: '20418',
  provisional: false,
  deceasedOn: null,
  restricted: false,
  photoId: null,
  version: 3,
  demographicsConfirmedAt: null,
  demographicsConfirmedBy: null,
};

describe('a form', () => {
  it('names what a new patient needs and nothing more', () =>
    expect(Object.keys(fieldErrors(EMPTY_DRAFT, today)).sort()).toEqual(['birthDate', 'family', 'given']));

  it('becomes what the engine takes', () => {
    const fields = fieldsOf(typed, today);
    expect(fields).toMatchObject({ family: 'Okafor', birthDate: '1988-03-04' });
    expect(patientFieldsSchema.safeParse(fields).success).toBe(true);
  });

  it.each([
    ['phone', '555-01', true],
    ['phone', '+44 20 7946 0958', false],
    ['phone', '1-970-555-0148', false],
    ['email', 'ann@', true],
    ['email', 'ann@place.org', false],
    ['postalCode', '8030', true],
    ['postalCode', '80301-1234', false],
    ['postalCode', 'K1A 0B1', false],
    ['birthDate', '13/40/88', true],
    ['birthDate', '3/4/2090', true],
  ] as const)('%s %s is marked: %s', (field, text, marked) => {
    const draft = { ...typed, [field]: text };
    expect(field in fieldErrors(draft, today)).toBe(marked);
    expect(fieldsOf(draft, today) === undefined).toBe(marked);
  });

  it('finds the field that the engine refused by its path', () =>
    expect(refusedFields({ 'fields.birthDate': 'Not yet.', version: 'x' })).toEqual({
      birthDate: 'Not yet.',
    }));
});

describe('an edit', () => {
  const onFile = draftOf(patient);

  it('sends only what was changed', () => {
    const edit = typeOver(NO_EDITS, onFile, { city: 'Riverside' });
    const fields = fieldsOf({ ...onFile, ...edit.edits }, today);
    expect(fields && changesOf(edit, patient, fields)).toEqual({ city: 'Riverside' });
  });

  it('is none when a field is typed back, or means what is on file', () => {
    const there = typeOver(NO_EDITS, onFile, { family: 'Okaforx' });
    expect(typeOver(there, onFile, { family: 'Okafor' })).toEqual(NO_EDITS);
    const sameDay = typeOver(NO_EDITS, onFile, { birthDate: '03041988' });
    const fields = fieldsOf({ ...onFile, ...sameDay.edits }, today);
    expect(fields && changesOf(sameDay, patient, fields)).toEqual({});
  });

  it('marks a field that somebody else changed meanwhile, and no other', () => {
    const edit = typeOver(typeOver(NO_EDITS, onFile, { city: 'Riverside' }), onFile, { email: 'c@x.org' });
    const theirs = { ...onFile, city: 'Boulder', state: 'CO' };
    expect(overtakenFields(edit, theirs)).toEqual(['city']);
    expect(overtakenFields(typeOver(edit, theirs, { city: 'Boulder' }), theirs)).toEqual([]);
  });
});
