import { afterEach, beforeEach, expect, it } from 'vitest';
import type { VisitId } from '../../../shared/kernel/ids.ts';
import { addExpectedPatient, providerId, typeId } from '../../support/practice.ts';
import { openSyncDesks, type SyncDesks } from '../../support/sync-desks.ts';

let office: SyncDesks;
let visitId: VisitId;
beforeEach(async () => {
  office = await openSyncDesks({ count: 2, label: 'changes of the EHR' });
  const [first] = office.desks;
  if (first) visitId = addExpectedPatient(first.practice.db, 1).visitId;
  for (const { sync } of office.desks) sync.queueEverything();
  await meet();
});
afterEach(() => {
  office.dispose();
});

async function meet(): Promise<void> {
  for (let round = 0; round < 2; round += 1)
    for (const { sync } of office.desks) expect(await sync.cycle()).toBe('whole');
}

/** Somebody changes elements of the only resource of a type in the EHR, which leaves ours beside them alone. */
async function changedInEhr(type: string, changes: object): Promise<void> {
  const [resource] = office.ehr.resources(type);
  const { status } = await office.ehr.handle({
    method: 'PUT',
    path: `/fhir/${type}/${resource?.id}`,
    headers: { 'content-type': 'application/fhir+json' },
    body: JSON.stringify({ ...resource, ...changes }),
  });
  expect(status).toBe(200);
  await meet();
}

/** The same columns of the same row on each desk. */
function everywhere(sql: string, ...bound: readonly string[]): unknown {
  const [first, second] = office.desks.map(({ practice }) => practice.db.prepare(sql).get(...bound));
  expect(second).toEqual(first);
  return first;
}

const visit = () =>
  everywhere(
    `SELECT day, scheduled_at AS scheduledAt, minutes, status, status_since AS since, cancel_reason AS why,
       arrived_at AS arrivedAt, checked_in_at AS checkedInAt, reason FROM visit WHERE id = ?`,
    visitId,
  );

it('a visit that the EHR moves stands on its new day, at every desk', async () => {
  // Half past eight in the evening here, and the next day in Greenwich.
  await changedInEhr('Appointment', { start: '2026-03-13T02:30:00Z', end: '2026-03-13T03:15:00Z' });
  expect(visit()).toMatchObject({
    day: '2026-03-12',
    scheduledAt: Date.UTC(2026, 2, 13, 2, 30),
    minutes: 45,
    status: 'booked',
  });
});

it('a visit that the EHR cancels is cancelled with its reason, at every desk', async () => {
  await changedInEhr('Appointment', { status: 'cancelled', cancelationReason: { text: 'Feels better' } });
  expect(visit()).toMatchObject({ status: 'cancelled', why: 'Feels better' });
});

it('somebody whom the EHR wrote down as here came when they were expected, at every desk', async () => {
  const { scheduledAt } = visit() as { readonly scheduledAt: number };
  await changedInEhr('Appointment', { status: 'checked-in' });
  expect(visit()).toMatchObject({
    status: 'checked-in',
    // Not since it was booked, days ago.
    since: scheduledAt,
    arrivedAt: scheduledAt,
    checkedInAt: scheduledAt,
  });
  expect(office.ehr.resources('Encounter')).toEqual([]);
});

it('who sees patients, what it is called and where they wait follow the EHR, at every desk', async () => {
  await changedInEhr('Practitioner', { name: [{ prefix: ['Dr.'], given: ['Ana'], family: 'Ruiz-Vega' }] });
  await changedInEhr('HealthcareService', { name: 'Follow-up visit', comment: 'Bring your list of pills.' });
  await changedInEhr('Location', { status: 'inactive' });
  expect(everywhere('SELECT display_name AS name, specialty FROM provider WHERE id = ?', providerId)).toEqual(
    {
      name: 'Dr. Ana Ruiz-Vega',
      specialty: 'Family medicine',
    },
  );
  expect(everywhere('SELECT name, preparation, minutes FROM appointment_type WHERE id = ?', typeId)).toEqual({
    name: 'Follow-up visit',
    preparation: 'Bring your list of pills.',
    minutes: 20,
  });
  expect(everywhere('SELECT active FROM room')).toEqual({ active: 0 });
  expect(office.ehr.resources('PractitionerRole')).toMatchObject([
    { specialty: [{ text: 'Family medicine' }] },
  ]);
});
