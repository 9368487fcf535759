import { beforeEach, expect, test } from 'vitest';
import { appendAudit } from '../../../electron/engine/journal.ts';
import { practiceOfEachTest } from '../../support/each-test.ts';
import { addExpectedPatient, deskId, MORNING, patientId } from '../../support/practice.ts';

const practice = practiceOfEachTest();
beforeEach(() => {
  addExpectedPatient(practice.db, 1);
  addExpectedPatient(practice.db, 2);
});

const everything = {
  patientId: null,
  staffId: null,
  from: null,
  to: null,
  kind: null,
  before: null,
  limit: 50,
} as const;

test('a merge that was looked at, and a row whose detail is no list, leave the audit readable', async () => {
  const { desk, db } = practice;
  await desk.signIn('front-desk');
  await desk.ask('patients.mergePreview', { survivorId: patientId(1), duplicateId: patientId(2) });
  // As desks wrote it for a while; the chain keeps such a row for ever.
  appendAudit(db, {
    at: MORNING,
    staffId: null,
    role: null,
    deskId,
    method: 'patients.mergePreview',
    action: 'R',
    outcome: 'ok',
    patientId: patientId(1),
    entities: '[]',
    operationId: null,
    detail: `Patient/${patientId(2)}`,
  });
  await desk.signIn('auditor');
  const methods = (await desk.ask('audit.list', everything)).rows.map(({ method }) => method);
  expect(methods.filter((method) => method === 'patients.mergePreview')).toHaveLength(2);
});
