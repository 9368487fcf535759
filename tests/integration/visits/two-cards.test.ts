import { afterEach, expect, it } from 'vitest';
import type { OperationId, VisitId } from '../../../shared/kernel/ids.ts';
import { cents } from '../../../shared/kernel/money.ts';
import { addExpectedPatient, openTestPractice, type TestPractice } from '../../support/practice.ts';

const practices: TestPractice[] = [];
afterEach(() => {
  for (const practice of practices.splice(0)) practice.dispose();
});

async function checkInWithNewCard({ desk }: TestPractice, visitId: VisitId, memberId: string): Promise<void> {
  const fields = {
    payerName: 'Front Range Health',
    planName: '',
    memberId,
    groupNumber: '',
    copayCents: cents(0),
  };
  await desk.tell('visits.checkIn', {
    visitId,
    identifiers: ['name', 'birth-date'],
    coverage: { choice: 'replace', fields },
    demographicsConfirmed: true,
    copay: { outcome: 'none-due' },
  });
}

it('leaves one card in force when the older of two new ones is taken back', async () => {
  const practice = await openTestPractice();
  practices.push(practice);
  const { desk, db } = practice;
  const { patientId, visitId } = addExpectedPatient(db, 1);
  await desk.signIn('front-desk');
  const second = await desk.tell('visits.walkIn', {
    who: { known: true, patientId },
    reason: 'cough',
    providerId: null,
    again: true,
  });
  await checkInWithNewCard(practice, visitId, 'FIRST');
  await checkInWithNewCard(practice, second.visitId, 'SECOND');
  const { undoable } = await desk.ask('visits.panel', { visitId });
  await desk.tell('visits.undo', { visitId, operationId: undoable!.operationId as OperationId });
  const { coverages } = await desk.ask('patients.chart', { patientId });
  expect(coverages.filter(({ status }) => status === 'active').map(({ memberId }) => memberId)).toEqual([
    'SECOND',
  ]);
});
