import { describe, expect, it } from 'vitest';
import { fieldText } from '../../../../renderer/patients/field-text.ts';
import {
  addressLines,
  ageSex,
  birthAgeSex,
  formatPhone,
  initialsOf,
  languageName,
  listName,
  naturalName,
} from '../../../../renderer/patients/patient-text.ts';
import type { PlainDate } from '../../../../shared/kernel/time.ts';

const today = '2026-03-10' as PlainDate;
const smith = { family: 'Smith', given: 'Margaret', middle: 'A', suffix: '' };
const born = { birthDate: '1988-03-04' as PlainDate, sex: 'female' as const };

describe('a name', () => {
  it('puts the family first in lists', () => expect(listName(smith)).toBe('Smith, Margaret A.'));
  it('keeps the suffix with the family', () =>
    expect(listName({ family: 'King', given: 'Martin', middle: 'Luther', suffix: 'Jr' })).toBe(
      'King Jr, Martin Luther',
    ));
  it('is in the order of speech in panels', () => expect(naturalName(smith)).toBe('Margaret A. Smith'));
  it('has initials even where a letter is two code units', () =>
    expect(initialsOf({ family: 'Ñúñez', given: '𝒜nn', middle: '', suffix: '' })).toBe('𝒜Ñ'));
});

describe('beside a name', () => {
  it('stand birth date, age and sex', () => expect(birthAgeSex(born, today)).toBe('Mar 4, 1988 · 38 F'));
  it('stands no letter for a sex not said', () =>
    expect(ageSex({ ...born, sex: 'unknown' }, today)).toBe('38'));
  it('are months for a baby', () =>
    expect(ageSex({ birthDate: '2025-08-01' as PlainDate, sex: 'male' }, today)).toBe('7 mo M'));
});

it.each([
  ['9705550148', '(970) 555-0148'],
  ['+1 970 555 0148', '(970) 555-0148'],
  ['+44 20 7946 0958', '+44 20 7946 0958'],
])('reads the phone %s as %s', (phone, expected) => expect(formatPhone(phone)).toBe(expected));

it('writes an address without holes', () => {
  expect(addressLines({ addressLine: '12 Main St', city: '', state: 'CO', postalCode: '80301' })).toEqual([
    '12 Main St',
    'CO 80301',
  ]);
  expect(addressLines({ addressLine: '', city: '', state: '', postalCode: '' })).toEqual([]);
});

it('names a language, and leaves alone what is none', () => {
  expect(languageName('es')).toBe('Spanish');
  expect(languageName('not a tag')).toBe('not a tag');
});

it.each([
  ['birthDate', '1988-03-04', 'Mar 4, 1988'],
  ['sex', 'unknown', 'Not said'],
  ['needsInterpreter', 'true', 'yes'],
  ['phone', '9705550148', '(970) 555-0148'],
  ['city', '', ''],
  ['city', 'Riverside', 'Riverside'],
])('shows the history of %s %s as %s', (field, value, expected) =>
  expect(fieldText(field, value)).toBe(expected),
);
