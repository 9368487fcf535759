import { z } from 'zod';
import type { PlainDate } from '../../../shared/kernel/time.ts';
import { PHONE_KINDS, sexSchema, TEXT_CONSENTS } from '../../../shared/patients/fields.ts';
import { nameKey } from '../../../shared/patients/fold.ts';
import { phoneDigits, readPhone } from '../../../shared/patients/phone.ts';
import type { RowOf } from '../../engine/records.ts';
import { patientRecord } from '../../patients/records.ts';
import { INTERPRETER, patientFromFhir } from '../patient.ts';
import { taken, type Unknown } from '../reading.ts';
import type { RecordMapping } from '../record-mapping.ts';
import { day, flag, instant, line, oneOf, recordId } from '../row-fields.ts';
import { codeText, concept, saysAnything } from '../tidy.ts';

/** The system of a medical record number that this practice counts itself. */
const MRN_SYSTEM = 'urn:anteroom:mrn';
const IDENTIFIER_TYPES = 'http://terminology.hl7.org/CodeSystem/v2-0203';
const LANGUAGES = 'urn:ietf:bcp:47';
/** A resource is understood the same on every day; who was born when is asked where it is taken over. */
const LAST_DAY = '2200-12-31' as PlainDate;

type Row = RowOf<typeof patientRecord>;

/** Somebody the practice knows, as a US Core Patient. */
export const patientMapping: RecordMapping<Row> = {
  recordType: patientRecord.type,
  resourceType: 'Patient',
  fields: z.object({
    mrn: line(),
    family: line(),
    given: line(),
    middle: line(),
    suffix: line(),
    preferredName: line(),
    birthDate: day(),
    sex: sexSchema,
    phone: line(),
    phoneE164: line(),
    phoneKind: oneOf(PHONE_KINDS),
    secondPhone: line(),
    email: line(),
    addressLine: line(),
    city: line(),
    state: line(),
    postalCode: line(),
    language: line(),
    needsInterpreter: flag(),
    deceasedOn: day().nullable(),
    active: flag(),
    textConsent: oneOf(TEXT_CONSENTS),
    provisional: flag(),
    restricted: flag(),
    demographicsConfirmedAt: instant().nullable(),
    demographicsConfirmedBy: line().nullable(),
    createdAt: instant(),
    mergedIntoId: recordId().nullable(),
    photoId: recordId().nullable(),
  }),
  units: [
    ['addressLine', 'city', 'state', 'postalCode'],
    ['phone', 'phoneE164', 'phoneKind'],
    ['demographicsConfirmedAt', 'demographicsConfirmedBy'],
  ],
  latest: ['demographicsConfirmedAt'],
  needs: {},
  toElements: (row) => ({
    extension: row.needsInterpreter ? [{ url: INTERPRETER, valueBoolean: true }] : [],
    identifier: numberOf(row),
    active: row.active,
    name: [
      nameFor('official', { family: row.family, given: [row.given, row.middle], suffix: [row.suffix] }),
      nameFor('nickname', { given: [row.preferredName] }),
    ],
    telecom: [
      ...phone(callable(row), row.phoneKind, 1),
      ...phone(row.secondPhone, '', 2),
      ...(saysAnything(row.email) ? [{ system: 'email', value: row.email }] : []),
    ],
    gender: row.sex,
    birthDate: row.birthDate,
    deceasedDateTime: row.deceasedOn,
    address: addressFor(row),
    communication: languageFor(row),
  }),
  fromElements: (resource, reading) => {
    const { record, mrn } = taken(patientFromFhir(resource, LAST_DAY), reading);
    return { ...record, ...(mrn === '' ? {} : { mrn }) };
  },
  derived: (row) => ({
    nameKey: nameKey(row.family, row.given),
    phoneDigits: phoneDigits(row.phone),
    version: (row.version ?? 0) + 1,
  }),
};

function numberOf({ mrn }: Row): readonly Unknown[] {
  if (!saysAnything(mrn)) return [];
  return [{ use: 'usual', type: concept(IDENTIFIER_TYPES, 'MR'), system: MRN_SYSTEM, value: mrn }];
}

function nameFor(use: string, parts: Readonly<Record<string, string | readonly string[]>>): Unknown {
  const isSaid = Object.values(parts).flat().some(saysAnything);
  return isSaid ? { use, ...parts } : {};
}

/** The number as telephone systems take it, where that says all of it: an extension is no part of E.164. */
function callable({ phone: shown, phoneE164 }: Row): string {
  return readPhone(phoneE164)?.shown === shown ? phoneE164 : shown;
}

function phone(value: string, use: string, rank: number): readonly Unknown[] {
  return saysAnything(value) ? [{ system: 'phone', value, use, rank }] : [];
}

function addressFor({ addressLine, city, state, postalCode }: Row): readonly Unknown[] {
  const isKnown = [addressLine, city, state, postalCode].some(saysAnything);
  return isKnown ? [{ use: 'home', line: [addressLine], city, state, postalCode }] : [];
}

/** A language by its tag of BCP 47, as people and those who belong to them speak it. */
export function languageFor({ language }: { readonly language: string }): readonly Unknown[] {
  const code = codeText(language);
  return code === undefined ? [] : [{ language: concept(LANGUAGES, code), preferred: true }];
}
