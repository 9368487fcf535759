import { afterEach, expect, it } from 'vitest';
import type { OperationId } from '../../../shared/kernel/ids.ts';
import { openTestPractice, type TestPractice } from '../../support/practice.ts';

const practices: TestPractice[] = [];
afterEach(() => {
  for (const practice of practices.splice(0)) practice.dispose();
});

/** Somebody nobody knows yet. */
const who = {
  known: false as const,
  family: 'Delgado',
  given: 'Marisol',
  birthDate: '1994-11-02',
  phone: '',
};

it('shows a walk-in that was taken back, though its patient has left the search', async () => {
  const practice = await openTestPractice();
  practices.push(practice);
  const { desk } = practice;
  await desk.signIn('front-desk');
  const { visitId } = await desk.tell('visits.walkIn', { who, reason: 'Cut on the hand', providerId: null });
  const { undoable } = await desk.ask('visits.panel', { visitId });
  await desk.tell('visits.undo', { visitId, operationId: undoable!.operationId as OperationId });
  expect((await desk.ask('patients.search', { text: 'delgado', limit: 5 })).matches).toEqual([]);
  const panel = await desk.ask('visits.panel', { visitId });
  expect([panel.visit.status, panel.patient.family, panel.undoable]).toEqual(['cancelled', 'Delgado', null]);
});

it('keeps the patient of a walk-in that was taken back while another visit of theirs stands', async () => {
  const practice = await openTestPractice();
  practices.push(practice);
  const { desk } = practice;
  await desk.signIn('front-desk');
  const first = await desk.tell('visits.walkIn', { who, reason: 'Cut on the hand', providerId: null });
  const known = { known: true as const, patientId: first.patientId };
  const second = await desk.tell('visits.walkIn', {
    who: known,
    reason: 'Tetanus shot',
    providerId: null,
    again: true,
  });
  for (const [visitId, left] of [
    [first.visitId, 1],
    [second.visitId, 1],
  ] as const) {
    const { undoable } = await desk.ask('visits.panel', { visitId });
    await desk.tell('visits.undo', { visitId, operationId: undoable!.operationId as OperationId });
    expect((await desk.ask('patients.search', { text: 'delgado', limit: 5 })).matches.length).toBe(left);
  }
});

it('takes back that a walk-in was registered before it takes back the visit', async () => {
  const practice = await openTestPractice();
  practices.push(practice);
  const { desk } = practice;
  await desk.signIn('front-desk');
  const { visitId, patientId } = await desk.tell('visits.walkIn', { who, reason: 'Cut', providerId: null });
  const panel = () => desk.ask('visits.panel', { visitId });
  const takeBack = async () => {
    const { undoable } = await panel();
    return desk.tell('visits.undo', { visitId, operationId: undoable!.operationId as OperationId });
  };
  const changes = { sex: 'female' as const, phone: '970 555 0142', addressLine: '12 Orchard Lane' };
  await desk.tell('patients.edit', { patientId, version: 1, changes });
  const registered = await panel();
  expect([registered.undoable?.method, registered.patient.provisional]).toEqual(['patients.edit', false]);

  expect(await takeBack()).toEqual({ status: 'arrived', voidedReceipts: [], staysVoidCents: 0 });
  const again = await panel();
  expect(again.patient).toMatchObject({ provisional: true, phone: '', addressLine: '' });
  expect(again.undoable?.method).toBe('visits.walkIn');
  expect(await takeBack()).toMatchObject({ status: 'cancelled' });
});
