import { afterEach, beforeEach, expect, it } from 'vitest';
import type { VisitId } from '../../../shared/kernel/ids.ts';
import { conflictsOf } from '../../support/office-problems.ts';
import { addExpectedPatient, patientId } from '../../support/practice.ts';
import type { SyncDesk } from '../../support/sync-desks.ts';
import { COMPLAINT, openStory, queueOf, type SyncStory } from '../../support/sync-story.ts';

let story: SyncStory;
let one: SyncDesk;
let two: SyncDesk;
let visitId: VisitId;
beforeEach(async () => {
  story = await openStory({ label: 'another patient', count: 2 });
  [one, two] = story.desks as [SyncDesk, SyncDesk];
  ({ visitId } = addExpectedPatient(one.practice.db, 1));
  addExpectedPatient(one.practice.db, 2, { family: 'Somebody', given: 'Else' });
  one.sync.queueEverything();
  await story.meet();
});
afterEach(() => story.dispose());

const visit = ({ practice }: SyncDesk) =>
  practice.db
    .prepare(
      `SELECT patient_id AS patientId, status, status_since AS since, day, scheduled_at AS scheduledAt, arrived_at AS arrivedAt
       FROM visit WHERE id = ?`,
    )
    .get(visitId) as Record<string, unknown>;

function onServer(type: string, id: string) {
  const found = story.office.ehr.resources(type).find((each) => JSON.stringify(each).includes(id));
  if (!found) throw new Error(`the server has no such ${type}`);
  return found;
}

/** Somebody in the EHR changes elements of the appointment, which leaves ours beside them alone. */
async function changedInEhr(changes: object): Promise<void> {
  const resource = onServer('Appointment', visitId);
  const { status } = await story.ehr('PUT', `/Appointment/${resource.id}`, { ...resource, ...changes });
  expect(status).toBe(200);
}

function participantsFor(who: string): object {
  const { participant } = onServer('Appointment', visitId) as unknown as {
    readonly participant: readonly { readonly actor: { readonly reference: string } }[];
  };
  const patient = { reference: `Patient/${onServer('Patient', who).id}` };
  return {
    participant: participant.map((each) =>
      each.actor.reference.startsWith('Patient/') ? { ...each, actor: patient } : each,
    ),
  };
}

it('an appointment that the EHR hands to another patient stays whose it was, and a person is asked once', async () => {
  const before = visit(one);
  await changedInEhr({ ...participantsFor(patientId(2)), status: 'arrived' });
  await story.meet();
  await changedInEhr({ comment: 'Nothing else.' });
  await story.meet();
  for (const desk of [one, two]) {
    expect(visit(desk)).toEqual(before);
    expect(conflictsOf(desk.practice.db)).toMatchObject([
      {
        localId: visitId,
        mine: JSON.stringify({ patientId: patientId(1) }),
        theirs: JSON.stringify({ patientId: patientId(2) }),
      },
    ]);
  }
  expect(story.problems()).toEqual([]);
  const { open } = await one.practice.desk.ask('sync.conflicts', {});
  const conflictId = open[0]?.id ?? '';
  expect((await one.practice.desk.refused('sync.settle', { conflictId, choice: 'theirs' })).code).toBe(
    'sync/other-patient',
  );
  // Handed back, it is heard again.
  await changedInEhr({ ...participantsFor(patientId(1)), status: 'cancelled' });
  await story.meet();
  for (const desk of [one, two]) expect(visit(desk)).toMatchObject({ status: 'cancelled' });
  expect(story.problems()).toEqual([]);
});

it('an appointment that the EHR moves over midnight keeps what was said of it', async () => {
  await one.practice.desk.tell('visits.move', { visitId, move: 'confirm' });
  await story.meet();
  const before = visit(one);
  expect(before).toMatchObject({ status: 'confirmed' });
  // From ten to twelve at night until twenty past.
  await changedInEhr({ start: '2026-03-12T05:50:00Z', end: '2026-03-12T06:20:00Z', minutesDuration: 30 });
  await story.meet();
  for (const desk of [one, two])
    expect(visit(desk)).toEqual({ ...before, day: '2026-03-11', scheduledAt: Date.UTC(2026, 2, 12, 5, 50) });
  expect(story.problems()).toEqual([]);
});

it('a payment waits behind its visit, says so, and goes out with it', async () => {
  story.refuses = (resource) => (resource.includes('"resourceType":"Appointment"') ? 422 : undefined);
  const { desk } = one.practice;
  const walkIn = await desk.tell('visits.walkIn', {
    who: { known: true, patientId: patientId(2) },
    reason: 'cough',
    providerId: null,
    again: true,
  });
  const payment = {
    tender: 'cash' as const,
    amountCents: 2000,
    reference: '',
    purpose: 'prepayment' as const,
  };
  await desk.tell('cash.takePayment', { visitId: walkIn.visitId, payment });
  await story.cycle(one);
  expect(queueOf(one)).toMatchObject([
    { type: 'Encounter', state: 'dead', problem: 'refused' },
    { type: 'PaymentNotice', state: 'blocked', problem: 'needs-other' },
  ]);
  expect(one.practice.db.prepare('SELECT problem_words FROM outbox ORDER BY rank').pluck().get()).toContain(
    COMPLAINT,
  );
  story.refuses = undefined;
  one.practice.db.exec(`UPDATE outbox SET state = 'pending', problem = NULL WHERE state = 'dead'`);
  await story.meet();
  expect(story.problems()).toEqual([]);
});
