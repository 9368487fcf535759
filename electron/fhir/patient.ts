import type { PlainDate } from '../../shared/kernel/time.ts';
import { isPostalCode } from '../../shared/patients/contact-rules.ts';
import {
  addressOf,
  codeAt,
  type ForeignReference,
  identifiersOf,
  isPartialDate,
  nameOf,
  referenceOf,
  wholeDate,
} from './elements.ts';
import {
  fitting,
  flag,
  type Mapping,
  mapping,
  objects,
  own,
  type Reading,
  refuse,
  text,
  type Unknown,
} from './reading.ts';
import { contactIn, type RelatedFields } from './related-person.ts';
import { telecomOf } from './telecom.ts';

/** A patient in the desk's words. */
export interface PatientMapping {
  readonly family: string;
  readonly given: string;
  readonly middle: string;
  readonly suffix: string;
  readonly preferredName: string;
  readonly birthDate: PlainDate;
  readonly sex: 'female' | 'male' | 'other' | 'unknown';
  readonly phone: string;
  readonly phoneE164: string;
  readonly phoneKind: '' | 'mobile' | 'home' | 'work';
  readonly secondPhone: string;
  readonly email: string;
  readonly addressLine: string;
  readonly city: string;
  readonly state: string;
  readonly postalCode: string;
  readonly language: string;
  readonly needsInterpreter: boolean;
  readonly deceasedOn: PlainDate | null;
  readonly active: boolean;
}

export interface PatientFields {
  readonly record: PatientMapping;
  /** The medical record number that the source gave, or empty. */
  readonly mrn: string;
  /** The patient who took this one's place, where the source merged them. */
  readonly replacedBy: ForeignReference | null;
  readonly contacts: readonly RelatedFields[];
}

const MOST_CONTACTS = 10;
const LONGEST_MRN = 40;
/** The extension that says that somebody needs an interpreter. */
export const INTERPRETER = 'http://hl7.org/fhir/StructureDefinition/patient-interpreterRequired';

/** Reads a FHIR R4 Patient of unknown form. `today` is the practice's day: nobody is born or dead after it. */
export function patientFromFhir(resource: Unknown, today: PlainDate): Mapping<PatientFields> {
  return mapping((reading) => {
    const identifiers = identifiersOf(reading, resource, 'Patient.identifier');
    const mrn = identifiers.find(({ kind }) => kind === 'MR')?.value ?? '';
    const record = {
      ...namesOf(reading, resource),
      birthDate: birthDateOf(resource, today),
      sex: sexOf(reading, resource),
      ...telecomOf(reading, resource, 'Patient.telecom'),
      ...placeOf(reading, resource),
      ...languageOf(reading, resource),
      deceasedOn: deceasedOf(reading, resource, today),
      active: flag(resource, 'active', 'Patient.active') ?? true,
    };
    const contacts = objects(resource, 'contact', 'Patient.contact');
    if (contacts.length > MOST_CONTACTS) reading.leaveOut('too-many', 'Patient.contact');
    return {
      fields: {
        record,
        mrn: fitting(reading, mrn, LONGEST_MRN, 'Patient.identifier'),
        replacedBy: replacedByOf(resource),
        contacts: contacts.slice(0, MOST_CONTACTS).flatMap((each) => contactIn(reading, each)),
      },
      identifiers,
    };
  });
}

type Names = Pick<PatientMapping, 'family' | 'given' | 'middle' | 'suffix' | 'preferredName'>;

function namesOf(reading: Reading, resource: Unknown): Names {
  const name = nameOf(resource, 'Patient.name');
  if (!name) return refuse('missing', 'Patient.name');
  const { family, given, middle, suffix } = name;
  // Which part of one line is the family name is not ours to guess.
  if (family === '') return refuse('missing', 'Patient.name.family');
  if (given === '') return refuse('missing', 'Patient.name.given');
  if (family.length > 80) return refuse('too-long', 'Patient.name.family');
  if (given.length > 80) return refuse('too-long', 'Patient.name.given');
  return {
    family,
    given,
    middle: fitting(reading, middle, 80, 'Patient.name.given'),
    suffix: fitting(reading, suffix, 20, 'Patient.name.suffix'),
    preferredName: nicknameOf(reading, resource),
  };
}

function nicknameOf(reading: Reading, resource: Unknown): string {
  const nickname = objects(resource, 'name', 'Patient.name').find((name) => own(name, 'use') === 'nickname');
  if (!nickname) return '';
  const given = own(nickname, 'given');
  const [first] = Array.isArray(given) ? (given as unknown[]) : [];
  const called = typeof first === 'string' ? first.trim() : text(nickname, 'text', 'Patient.name.text');
  return fitting(reading, called, 80, 'Patient.name');
}

function birthDateOf(resource: Unknown, today: PlainDate): PlainDate {
  const written = text(resource, 'birthDate', 'Patient.birthDate');
  if (written === '') return refuse('missing', 'Patient.birthDate');
  const date = wholeDate(written, 'Patient.birthDate');
  return date > today ? refuse('future-date', 'Patient.birthDate') : date;
}

function sexOf(reading: Reading, resource: Unknown): PatientMapping['sex'] {
  const gender = text(resource, 'gender', 'Patient.gender');
  if (gender === 'female' || gender === 'male' || gender === 'other') return gender;
  if (gender !== '' && gender !== 'unknown') reading.leaveOut('unknown-code', 'Patient.gender');
  return 'unknown';
}

function placeOf(reading: Reading, resource: Unknown) {
  const place = addressOf(reading, resource, 'Patient.address');
  if (isPostalCode(place.postalCode)) return place;
  reading.leaveOut('not-a-postal-code', 'Patient.address.postalCode');
  return { ...place, postalCode: '' };
}

function languageOf(
  reading: Reading,
  resource: Unknown,
): { readonly language: string; readonly needsInterpreter: boolean } {
  const spoken = objects(resource, 'communication', 'Patient.communication');
  const chosen =
    spoken.find((each) => flag(each, 'preferred', 'Patient.communication.preferred') === true) ?? spoken[0];
  const code = codeAt(chosen, 'language', 'Patient.communication.language');
  const needsInterpreter = objects(resource, 'extension', 'Patient.extension').some(
    (extension) => own(extension, 'url') === INTERPRETER && own(extension, 'valueBoolean') === true,
  );
  // The country of a language is not asked for at a desk: `en-US` is `en`. Others keep what tells them apart.
  const language = /^(?:en|es)-[A-Za-z]{2}$/.test(code) ? code.slice(0, 2) : code;
  return { language: fitting(reading, language, 20, 'Patient.communication.language'), needsInterpreter };
}

function deceasedOf(reading: Reading, resource: Unknown, today: PlainDate): PlainDate | null {
  const element = 'Patient.deceased';
  const written = text(resource, 'deceasedDateTime', element);
  if (written === '') {
    // Known to be dead, and nobody said since when: the desk keeps a day or nothing, so a person has to look.
    if (flag(resource, 'deceasedBoolean', element) === true) reading.leaveOut('partial-date', element);
    return null;
  }
  if (isPartialDate(written)) {
    reading.leaveOut('partial-date', element);
    return null;
  }
  const day = wholeDate(written.slice(0, 10), element);
  return day > today ? refuse('future-date', element) : day;
}

function replacedByOf(resource: Unknown): ForeignReference | null {
  const link = objects(resource, 'link', 'Patient.link').find((each) => own(each, 'type') === 'replaced-by');
  return (link && referenceOf(link, 'other', 'Patient', 'Patient.link.other')) ?? null;
}
