import type { Database } from 'better-sqlite3';
import { fhirPatient, type LineProblem } from './imports.ts';
import { providerId } from './practice.ts';

const NPI = { system: 'http://hl7.org/fhir/sid/us-npi', value: '1234567893' };
const doctor = {
  resourceType: 'Practitioner',
  id: 'd1',
  identifier: [NPI],
  name: [{ family: 'Ruiz', given: ['Ana'], prefix: ['Dr.'] }],
};
const role = { resourceType: 'PractitionerRole', id: 'x1', practitioner: { reference: 'Practitioner/d1' } };
const room = {
  resourceType: 'Location',
  id: 'r1',
  name: 'Exam 7',
  physicalType: { coding: [{ code: 'ro' }] },
};
const building = { resourceType: 'Location', id: 'b1', name: 'Main building' };

/** A clinician (d1) and their role (x1), a room (r1), the building (b1), two patients (p1, p2). */
export const IMPORTED_PEOPLE = [doctor, role, room, building, fhirPatient('p1'), fhirPatient('p2')];

/** Makes the clinician of the import the provider whom the practice has. */
export function givePracticeItsNpi(db: Database): void {
  db.prepare('UPDATE provider SET npi = ? WHERE id = ?').run(NPI.value, providerId);
}

/** What was reported, as rows that read well in a failing test. */
export const told = (problems: readonly LineProblem[]) =>
  problems.map(({ line, code, element, refused }) => [line, code, element, refused]);
