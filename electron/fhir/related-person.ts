import type { Relationship } from '../../shared/patients/contract.ts';
import {
  addressIn,
  addressOf,
  codeAt,
  codesOf,
  type ForeignReference,
  fullName,
  identifiersOf,
  nameIn,
  nameOf,
  neededReference,
} from './elements.ts';
import {
  firstOf,
  fitting,
  flag,
  type Mapping,
  mapping,
  object,
  objects,
  own,
  type Reading,
  refuse,
  type Unknown,
} from './reading.ts';
import { telecomOf } from './telecom.ts';

/** Somebody who belongs to a patient, in the desk's words. */
export interface RelatedFields {
  readonly name: string;
  readonly relationship: Relationship;
  readonly phone: string;
  readonly email: string;
  readonly address: string;
  readonly language: string;
  readonly isGuarantor: boolean;
  readonly isProxy: boolean;
  readonly isEmergency: boolean;
  readonly active: boolean;
}

export interface RelatedPersonFields {
  readonly record: RelatedFields;
  readonly patient: ForeignReference;
}

/** Codes of HL7 v3 RoleCode, by the relationship that the desk knows. */
const RELATIONSHIP_CODES: Readonly<Record<string, Relationship>> = Object.fromEntries(
  (
    [
      ['parent', 'PRN MTH FTH STPMTH STPFTH STPPRN NMTH NFTH ADOPTP PRNFOST'],
      ['guardian', 'GUARD'],
      ['spouse', 'SPS HUSB WIFE'],
      ['partner', 'DOMPART SIGOTHR'],
      ['child', 'CHILD CHLDADOPT SON DAU NCHILD STPCHLD CHLDFOST'],
      ['sibling', 'SIB BRO SIS NSIB HSIB STPSIB'],
      ['grandparent', 'GRPRN GRMTH GRFTH MGRPRN PGRPRN'],
      ['relative', 'FAMMEMB EXT AUNT UNCLE COUSN NIENEPH GRNDCHILD INLAW'],
      ['friend', 'FRND NBOR ROOM'],
      ['caregiver', 'CAREGIVER'],
    ] as const
  ).flatMap(([relationship, codes]) => codes.split(' ').map((code) => [code, relationship])),
);
const PROXY_CODES = ['GUARD', 'POWATT', 'HPOWATT', 'DPOWATT', 'RESPRSN'];
const LONGEST_NAME = 120;

/** Reads a FHIR R4 RelatedPerson of unknown form. */
export function relatedPersonFromFhir(resource: Unknown): Mapping<RelatedPersonFields> {
  return mapping((reading) => {
    const patient = neededReference(resource, 'patient', 'Patient', 'RelatedPerson.patient');
    const name = nameOf(resource, 'RelatedPerson.name');
    if (!name) return refuse('missing', 'RelatedPerson.name');
    const active = flag(resource, 'active', 'RelatedPerson.active') ?? true;
    const address = addressOf(reading, resource, 'RelatedPerson.address');
    const record = fieldsOf(reading, resource, 'RelatedPerson', fullName(name), address, active);
    if (record.name === '') return refuse('missing', 'RelatedPerson.name');
    return {
      fields: { record, patient },
      identifiers: identifiersOf(reading, resource, 'RelatedPerson.identifier'),
    };
  });
}

/** Reads one Patient.contact; one without a name, such as a plain organization, is left out. */
export function contactIn(reading: Reading, contact: Unknown): RelatedFields[] {
  const name = object(contact, 'name', 'Patient.contact.name');
  const written = name ? fullName(nameIn(name, 'Patient.contact.name')) : '';
  if (written === '') {
    reading.leaveOut('missing', 'Patient.contact.name');
    return [];
  }
  const place = object(contact, 'address', 'Patient.contact.address');
  const address = place ? addressIn(reading, place, 'Patient.contact.address') : NOWHERE;
  const fields = fieldsOf(reading, contact, 'Patient.contact', written, address, true);
  return fields.name === '' ? [] : [fields];
}

const NOWHERE = { addressLine: '', city: '', state: '', postalCode: '' };

function fieldsOf(
  reading: Reading,
  resource: Unknown,
  element: string,
  name: string,
  address: typeof NOWHERE,
  active: boolean,
): RelatedFields {
  const codes = objects(resource, 'relationship', `${element}.relationship`).flatMap((concept) =>
    codesOf(concept, `${element}.relationship`),
  );
  const { phone, email } = telecomOf(reading, resource, `${element}.telecom`);
  const [spoken] = objects(resource, 'communication', `${element}.communication`);
  const language = codeAt(spoken, 'language', `${element}.communication`);
  const { addressLine, city, state, postalCode } = address;
  const lines = [addressLine, city, `${state} ${postalCode}`.trim()].filter((part) => part !== '');
  return {
    name: fitting(reading, name, LONGEST_NAME, `${element}.name`),
    relationship: firstOf(codes.map((code) => own(RELATIONSHIP_CODES, code))) ?? 'other',
    phone,
    email,
    address: lines.join(', '),
    language: fitting(reading, language, 20, `${element}.communication`),
    isGuarantor: codes.includes('GUAR'),
    isProxy: codes.some((code) => PROXY_CODES.includes(code)),
    isEmergency: codes.includes('C') || codes.includes('ECON'),
    active,
  };
}
