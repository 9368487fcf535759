import type { Patient as FhirPatient } from 'fhir/r4.d.ts';
import { INTERPRETER, type PatientMapping } from './patient.ts';
import { has, own, type Unknown } from './reading.ts';

/**
 * The patient as FHIR R4. What the source sent is the ground it is written on, so that everything we do not map
 * goes back as it came (sync design 4.5).
 */
export function patientToFhir(
  id: string,
  mrn: string,
  record: PatientMapping,
  source: Unknown = {},
): FhirPatient {
  const given = [record.given, ...record.middle.split(' ')].filter((part) => part !== '');
  const names = (Array.isArray(own(source, 'name')) ? (source['name'] as Unknown[]) : []).filter(
    (name) => own(name, 'use') !== 'official' && own(name, 'use') !== 'nickname',
  );
  const lines = record.addressLine === '' ? {} : { line: [record.addressLine] };
  const phone = (value: string, use: string) =>
    value === '' ? [] : [{ system: 'phone', value, ...(use === '' ? {} : { use }) }];
  return {
    ...source,
    resourceType: 'Patient',
    id,
    active: record.active,
    identifier: has(source, 'identifier')
      ? source['identifier']
      : [
          {
            type: { coding: [{ system: 'http://terminology.hl7.org/CodeSystem/v2-0203', code: 'MR' }] },
            value: mrn,
          },
        ],
    name: [
      {
        use: 'official',
        family: record.family,
        given,
        ...(record.suffix === '' ? {} : { suffix: [record.suffix] }),
      },
      ...(record.preferredName === '' ? [] : [{ use: 'nickname', given: [record.preferredName] }]),
      ...names.filter((name) => own(name, 'use') !== undefined),
    ],
    birthDate: record.birthDate,
    gender: record.sex,
    telecom: [
      ...phone(record.phone, record.phoneKind),
      ...phone(record.secondPhone, ''),
      ...(record.email === '' ? [] : [{ system: 'email', value: record.email }]),
    ],
    address: [{ ...lines, city: record.city, state: record.state, postalCode: record.postalCode }],
    ...(record.language === ''
      ? {}
      : { communication: [{ language: { coding: [{ code: record.language }] }, preferred: true }] }),
    ...(record.deceasedOn === null ? {} : { deceasedDateTime: record.deceasedOn }),
    extension: [
      ...(Array.isArray(own(source, 'extension')) ? (source['extension'] as Unknown[]) : []).filter(
        (each) => own(each, 'url') !== INTERPRETER,
      ),
      ...(record.needsInterpreter ? [{ url: INTERPRETER, valueBoolean: true }] : []),
    ],
  } as unknown as FhirPatient;
}
