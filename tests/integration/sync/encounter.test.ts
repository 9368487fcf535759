import { afterEach, beforeEach, expect, it } from 'vitest';
import type { VisitId } from '../../../shared/kernel/ids.ts';
import { addExpectedPatient, operationId } from '../../support/practice.ts';
import { openSyncDesks, type SyncDesk, type SyncDesks } from '../../support/sync-desks.ts';

let office: SyncDesks;
beforeEach(async () => {
  office = await openSyncDesks({ count: 1, label: 'encounters' });
});
afterEach(() => {
  office.dispose();
});

async function expected(): Promise<{ readonly here: SyncDesk; readonly visitId: VisitId }> {
  const [here] = office.desks as [SyncDesk];
  const { visitId } = addExpectedPatient(here.practice.db, 1);
  here.sync.queueEverything();
  expect(await here.sync.cycle()).toBe('whole');
  return { here, visitId };
}

const encounters = () => office.ehr.resources('Encounter') as readonly unknown[];

it('a visit has an encounter from the arrival on, and it ends when the arrival is taken back', async () => {
  const { here, visitId } = await expected();
  expect(encounters()).toEqual([]);
  const arriving = operationId();
  await here.practice.desk.tell('visits.move', { visitId, move: 'arrive' }, arriving);
  await here.sync.cycle();
  expect(encounters()).toMatchObject([
    { status: 'arrived', class: { code: 'AMB' }, period: { start: '2026-03-10T16:42:00.000Z' } },
  ]);
  await here.practice.desk.tell('visits.undo', { visitId, operationId: arriving });
  await here.sync.cycle();
  const [ended] = encounters();
  expect(ended).toMatchObject({ status: 'cancelled' });
  expect(ended).not.toHaveProperty('period');
});

it('an encounter that the EHR made itself stays as the EHR made it', async () => {
  const { here } = await expected();
  const [patient] = office.ehr.resources('Patient');
  const theirs = {
    resourceType: 'Encounter',
    status: 'finished',
    class: { system: 'http://terminology.hl7.org/CodeSystem/v3-ActCode', code: 'EMER' },
    subject: { reference: `Patient/${patient?.id}` },
    period: { start: '2026-02-02T16:00:00Z', end: '2026-02-02T17:00:00Z' },
    reasonCode: [{ coding: [{ system: 'http://snomed.info/sct', code: '49727002', display: 'Cough' }] }],
  };
  const headers = { 'content-type': 'application/fhir+json' };
  const body = JSON.stringify(theirs);
  const { status } = await office.ehr.handle({ method: 'POST', path: '/fhir/Encounter', headers, body });
  expect(status).toBe(201);
  await here.sync.cycle();
  const past = here.practice.db.prepare(`SELECT id FROM visit WHERE day = '2026-02-02'`).pluck().all();
  expect(past).toHaveLength(1);
  here.sync.queueEverything();
  await here.sync.cycle();
  expect(office.ehr.resources('Appointment')).toHaveLength(2);
  expect(encounters()).toMatchObject([{ ...theirs, meta: { versionId: '1' } }]);
});
