import { holdsCardNumber } from '../../shared/patients/free-text.ts';
import { formatPhone, readPhone } from '../../shared/patients/phone.ts';
import type { HouseholdMember } from '../../shared/patients/records-contract.ts';
import type { RelatedFields, RelatedPerson } from '../../shared/patients/relations.ts';
import type { Strings } from '../strings/en.ts';
import { naturalName } from './patient-text.ts';

export type RelatedErrors = Partial<Record<'name' | 'phone' | 'email' | 'address', string>>;

export const EMPTY_RELATED: RelatedFields = {
  relatedPatientId: null,
  name: '',
  relationship: 'parent',
  phone: '',
  email: '',
  address: '',
  language: '',
  needsInterpreter: false,
  isGuarantor: false,
  isProxy: false,
  isEmergency: false,
};

/** Somebody on file as the form shows them. */
export function relatedDraftOf({ id: _id, ...fields }: RelatedPerson): RelatedFields {
  return { ...fields, phone: formatPhone(fields.phone) };
}

/** The same form, filled from a patient of the household. */
export function fromHousehold(fields: RelatedFields, person: HouseholdMember): RelatedFields {
  return {
    ...fields,
    relatedPatientId: person.id,
    name: naturalName(person),
    phone: formatPhone(person.phone),
  };
}

/** What to fix before it can be saved. */
export function relatedErrors(fields: RelatedFields, strings: Strings['people']): RelatedErrors {
  const wrong: readonly (readonly [keyof RelatedErrors, boolean, string])[] = [
    ['name', fields.name.trim() === '', strings.nameError],
    ['phone', fields.phone.trim() !== '' && readPhone(fields.phone) === undefined, strings.phoneError],
    [
      'email',
      fields.email.trim() !== '' && !/^[^@\s]+@[^@\s]+\.[^@\s]+$/.test(fields.email.trim()),
      strings.emailError,
    ],
    ['address', holdsCardNumber(fields.address), strings.cardNumber],
  ];
  return Object.fromEntries(wrong.filter(([, isWrong]) => isWrong).map(([field, , words]) => [field, words]));
}
