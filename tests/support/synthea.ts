import { readFileSync } from 'node:fs';
import type { PlainDate } from '../../shared/kernel/time.ts';
import type { PatientFields } from '../../shared/patients/contract.ts';

interface SyntheaPatient {
  readonly id: string;
  readonly family: string;
  readonly given: readonly string[];
  readonly birthDate: string;
  readonly gender: 'female' | 'male' | 'other' | 'unknown';
  readonly phone: string;
  readonly line: string;
  readonly city: string;
  readonly state: string;
  readonly postalCode: string;
}

export interface SyntheaPerson {
  /** The id of the FHIR resource. */
  readonly id: string;
  readonly fields: PatientFields;
}

/** The 120 people of tests/fixtures/synthea as the desk would write them down, in the order of the file. */
export function syntheaPeople(): SyntheaPerson[] {
  const text = readFileSync(new URL('../fixtures/synthea/patients.json', import.meta.url), 'utf8');
  return (JSON.parse(text) as SyntheaPatient[]).map((person) => ({
    id: person.id,
    fields: fieldsOf(person),
  }));
}

function fieldsOf(person: SyntheaPatient): PatientFields {
  const [given = '', ...middle] = person.given.map(withoutDigits);
  return {
    family: withoutDigits(person.family),
    given,
    middle: middle.join(' '),
    suffix: '',
    preferredName: '',
    birthDate: person.birthDate as PlainDate,
    sex: person.gender,
    phone: person.phone,
    email: '',
    addressLine: person.line,
    city: person.city,
    state: person.state,
    postalCode: person.postalCode,
    language: 'en',
    needsInterpreter: false,
  };
}

/** Synthea marks made-up names with a number at the end: `Cicely661`. */
function withoutDigits(name: string): string {
  return name.replace(/\d+/g, '').trim();
}
