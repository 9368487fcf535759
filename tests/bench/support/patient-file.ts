import { closeSync, openSync, writeSync } from 'node:fs';
import { people } from './population.ts';

const SEED = 20_261_123;
const US_CORE = 'http://hl7.org/fhir/us/core/StructureDefinition';

/** Writes `count` FHIR Patients, one a line, as an EHR exports them: with what the desk does not map. */
export function writePatientFile(path: string, count: number): void {
  const file = openSync(path, 'w');
  let lines: string[] = [];
  const flush = () => {
    if (lines.length > 0) writeSync(file, `${lines.join('\n')}\n`);
    lines = [];
  };
  for (const person of people(count, SEED)) {
    const {
      id,
      mrn,
      family,
      given,
      middle,
      preferredName,
      birthDate,
      phone,
      addressLine,
      postalCode,
      active,
    } = person;
    const resource = {
      resourceType: 'Patient',
      id,
      meta: {
        versionId: '3',
        lastUpdated: '2026-02-11T08:15:54.120-07:00',
        profile: [`${US_CORE}/us-core-patient`],
      },
      extension: [
        {
          url: `${US_CORE}/us-core-race`,
          extension: [
            {
              url: 'ombCategory',
              valueCoding: { system: 'urn:oid:2.16.840.1.113883.6.238', code: '2106-3', display: 'White' },
            },
            { url: 'text', valueString: 'White' },
          ],
        },
        { url: `${US_CORE}/us-core-birthsex`, valueCode: 'F' },
      ],
      identifier: [
        {
          type: { coding: [{ system: 'http://terminology.hl7.org/CodeSystem/v2-0203', code: 'MR' }] },
          system: 'http://ehr.example.org/mrn',
          value: mrn,
        },
        { system: 'http://ehr.example.org/person', value: id },
        { system: 'http://hl7.org/fhir/sid/us-ssn', value: `999-00-${mrn.slice(-4)}` },
      ],
      active,
      name: [
        { use: 'official', family, given: [given, middle].filter((part) => part !== '') },
        ...(preferredName === '' ? [] : [{ use: 'nickname', given: [preferredName] }]),
      ],
      telecom: [{ system: 'phone', value: phone, use: 'mobile' }],
      gender: 'female',
      birthDate,
      address: [{ use: 'home', line: [addressLine], city: 'Delta', state: 'CO', postalCode, country: 'US' }],
      maritalStatus: {
        coding: [{ system: 'http://terminology.hl7.org/CodeSystem/v3-MaritalStatus', code: 'M' }],
      },
      communication: [{ language: { coding: [{ system: 'urn:ietf:bcp:47', code: 'en-US' }] } }],
      managingOrganization: { reference: 'Organization/00efc10e-037d-3d0e-b9b3-bc3d4c7be7bf' },
    };
    lines.push(JSON.stringify(resource));
    if (lines.length === 1_000) flush();
  }
  flush();
  closeSync(file);
}
