import { z } from 'zod';
import { RELATIONSHIPS, type Relationship } from '../../../shared/patients/fields.ts';
import type { RowOf } from '../../engine/records.ts';
import { relatedRecord } from '../../patients/records.ts';
import { taken, type Unknown } from '../reading.ts';
import type { RecordMapping } from '../record-mapping.ts';
import { relatedPersonFromFhir } from '../related-person.ts';
import { flag, instant, line, oneOf, recordId } from '../row-fields.ts';
import { concept, saysAnything } from '../tidy.ts';
import { languageFor } from './patient.ts';

const ROLES = 'http://terminology.hl7.org/CodeSystem/v3-RoleCode';
const CONTACT_ROLES = 'http://terminology.hl7.org/CodeSystem/v2-0131';
const CLASSES = 'http://terminology.hl7.org/CodeSystem/v3-RoleClass';
/** The code that says a relationship best; `other` has none. */
const ROLE_OF: Readonly<Record<Relationship, string>> = {
  parent: 'PRN',
  guardian: 'GUARD',
  spouse: 'SPS',
  partner: 'DOMPART',
  child: 'CHILD',
  sibling: 'SIB',
  grandparent: 'GRPRN',
  relative: 'FAMMEMB',
  friend: 'FRND',
  caregiver: 'CAREGIVER',
  other: '',
};

type Row = RowOf<typeof relatedRecord>;

/** Somebody who belongs to a patient. */
export const relatedPersonMapping: RecordMapping<Row> = {
  recordType: relatedRecord.type,
  resourceType: 'RelatedPerson',
  fields: z.object({
    patientId: recordId(),
    relatedPatientId: recordId().nullable(),
    name: line(),
    relationship: oneOf(RELATIONSHIPS),
    phone: line(),
    email: line(),
    address: line(),
    language: line(),
    needsInterpreter: flag(),
    isGuarantor: flag(),
    isProxy: flag(),
    isEmergency: flag(),
    active: flag(),
    createdAt: instant(),
    createdBy: line(),
  }),
  units: [],
  needs: { patientId: 'Patient', relatedPatientId: 'Patient' },
  toElements: (row, refer) => ({
    active: row.active,
    patient: refer('Patient', row.patientId),
    relationship: rolesOf(row),
    name: saysAnything(row.name) ? [{ use: 'official', text: row.name }] : [],
    telecom: [contact('phone', row.phone), contact('email', row.email)],
    address: saysAnything(row.address) ? [{ use: 'home', line: [row.address] }] : [],
    communication: languageFor(row),
  }),
  fromElements: (resource, reading, find) => {
    const { record, patient } = taken(relatedPersonFromFhir(resource), reading);
    const patientId = find(patient);
    return { ...record, ...(patientId === null ? {} : { patientId }) };
  },
};

function rolesOf({ relationship, isGuarantor, isProxy, isEmergency }: Row): readonly Unknown[] {
  const role = ROLE_OF[relationship];
  return [
    role === '' ? {} : concept(ROLES, role),
    isProxy && relationship !== 'guardian' ? concept(ROLES, 'RESPRSN') : {},
    isGuarantor ? concept(CLASSES, 'GUAR') : {},
    isEmergency ? concept(CONTACT_ROLES, 'C') : {},
  ];
}

function contact(system: string, value: string): Unknown {
  return saysAnything(value) ? { system, value } : {};
}
