import { describe, expect, it } from 'vitest';
import type { PatientId } from '../../../shared/kernel/ids.ts';
import { importFolderOfEachTest, practiceOfEachTest } from '../../support/each-test.ts';
import { fhirPatient, importInto } from '../../support/imports.ts';

const practice = practiceOfEachTest('administrator');
const files = importFolderOfEachTest();

const patientOf = (foreignId: string) =>
  practice.db
    .prepare(
      `SELECT p.* FROM patient p JOIN foreign_content f ON f.record_id = p.id AND f.resource_type = 'Patient' WHERE f.foreign_id = ?`,
    )
    .get(foreignId) as Record<string, unknown> & { id: string };

describe('a patient whom the source replaced by another', () => {
  const replaced = (id: string, by: string) =>
    fhirPatient(id, { link: [{ type: 'replaced-by', other: { reference: `Patient/${by}` } }] });

  it('takes along what the desk wrote of both', async () => {
    await importInto(practice.desk, files.write('a.ndjson', [fhirPatient('p1'), fhirPatient('p2')]));
    const [old, kept] = ['p1', 'p2'].map((id) => patientOf(id).id as PatientId) as [PatientId, PatientId];
    await practice.desk.signIn('front-desk');
    await practice.desk.tell('visits.walkIn', {
      who: { known: true, patientId: old },
      reason: 'Cough',
      providerId: null,
    });
    await practice.desk.signIn('lead');
    await practice.desk.tell('patients.restrict', { patientId: old, restricted: true });
    await practice.desk.signIn('administrator');
    await importInto(practice.desk, files.write('b.ndjson', [replaced('p1', 'p2')]));
    expect(patientOf('p1')).toMatchObject({ active: 0, merged_into_id: kept });
    // The visit is on the board under the one who stays, and what was restricted is restricted still.
    expect(patientOf('p2')).toMatchObject({ active: 1, restricted: 1 });
    expect(practice.db.prepare('SELECT patient_id FROM visit WHERE reason = ?').pluck().all('Cough')).toEqual(
      [kept],
    );
  });

  it('does no harm in a circle', async () => {
    const { run } = await importInto(
      practice.desk,
      files.write('a.ndjson', [
        replaced('p1', 'p2'),
        replaced('p2', 'p1'),
        replaced('p3', 'p3'),
        replaced('p4', 'p5'),
        fhirPatient('p5'),
      ]),
    );
    expect(run).toMatchObject({ created: 5, waiting: 0, bad: 0 });
    expect([patientOf('p1'), patientOf('p2')].map(({ active }) => active).sort()).toEqual([0, 1]);
    expect(patientOf('p3')).toMatchObject({ active: 1, merged_into_id: null });
    expect(patientOf('p4')).toMatchObject({ active: 0, merged_into_id: patientOf('p5').id });
  });
});
