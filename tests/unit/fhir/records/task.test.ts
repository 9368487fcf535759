import { describe, expect, it } from 'vitest';
import { taskMapping } from '../../../../electron/fhir/records/task.ts';
import type { PlainDate } from '../../../../shared/kernel/time.ts';
import type { TaskStatus } from '../../../../shared/tasks/contract.ts';
import { elementsOf, idOf, inDeskPart, told, understood } from '../../../support/told.ts';

const [PATIENT, STAFF, VISIT, OTHER] = [idOf(2), idOf(4), idOf(6), idOf(7)];
const AT = Date.UTC(2026, 2, 1, 15);
const row = {
  id: idOf(1),
  source: 'person' as const,
  title: 'Ask for the referral letter',
  note: 'Dr. Ruiz waits for it',
  patientId: PATIENT as string | null,
  visitId: null as string | null,
  waitingId: null as string | null,
  recallId: null as string | null,
  besideVisitId: null as string | null,
  staffId: null as string | null,
  role: 'billing' as 'billing' | null,
  dueDay: '2026-03-13' as PlainDate | null,
  dueTime: '15:00' as string | null,
  status: 'open' as TaskStatus,
  madeAt: AT,
  madeBy: 'Rosa Delgado',
  closedAt: null as number | null,
  closedBy: null as string | null,
  reason: '',
};
const { id: _, ...travelling } = row;

describe('something to do', () => {
  const resource = told(taskMapping, row);

  it('is a Task for a patient, a role and a day', () => {
    expect(elementsOf(resource)).toEqual({
      resourceType: 'Task',
      status: 'requested',
      intent: 'order',
      code: {
        coding: [
          { system: 'urn:anteroom:task-source', code: 'person', display: 'Something to do at the desk' },
        ],
      },
      description: 'Ask for the referral letter',
      for: { reference: `Patient/${PATIENT}` },
      authoredOn: '2026-03-01T15:00:00.000Z',
      requester: { display: 'Rosa Delgado' },
      performerType: [{ coding: [{ system: 'urn:anteroom:role', code: 'billing' }] }],
      note: [{ text: 'Dr. Ruiz waits for it' }],
      restriction: { period: { end: '2026-03-13' } },
    });
    expect(inDeskPart(resource)).toEqual(['dueTime']);
    expect(understood(taskMapping, resource)).toEqual(travelling);
  });

  it('of one person names them by our number, for a Person owns no Task', () => {
    const each = { ...row, role: null, staffId: STAFF };
    const own = told(taskMapping, each);
    expect(own['owner']).toEqual({ identifier: { system: 'urn:anteroom:record', value: STAFF } });
    expect(own).not.toHaveProperty('performerType');
    expect(understood(taskMapping, own)).toEqual({ ...travelling, role: null, staffId: STAFF });
  });

  it.each<[TaskStatus, string]>([
    ['open', 'requested'],
    ['done', 'completed'],
    ['settled', 'completed'],
    ['cancelled', 'cancelled'],
  ])('%s is %s', (status, expected) => {
    const closed = status === 'open' ? {} : { closedAt: AT + 60_000, closedBy: 'Sam Whitfield' };
    const reason = status === 'cancelled' ? 'They came themselves' : '';
    const each = { ...row, status, ...closed, reason };
    const resource = told(taskMapping, each);
    expect(resource['status']).toBe(expected);
    expect(resource['statusReason']).toEqual(reason === '' ? undefined : { text: reason });
    expect(resource['executionPeriod']).toEqual(
      status === 'open' ? undefined : { end: '2026-03-01T15:01:00.000Z' },
    );
    expect(understood(taskMapping, resource)).toEqual({ ...travelling, status, ...closed, reason });
  });

  it('done, given up or put off by an EHR is so here', () => {
    expect(understood(taskMapping, { ...resource, status: 'completed' })['status']).toBe('done');
    expect(understood(taskMapping, { ...resource, status: 'rejected' })['status']).toBe('cancelled');
    expect(understood(taskMapping, { ...resource, status: 'on-hold' })['status']).toBe('open');
    const later = { ...resource, restriction: { period: { end: '2026-04-01' } } };
    expect(understood(taskMapping, later)['dueDay']).toBe('2026-04-01');
  });
});

it('two visits that stand on each other are a Task about the later, because of the one booked first', () => {
  const each = { ...row, source: 'overlap' as const, title: '', visitId: VISIT, besideVisitId: OTHER };
  const resource = told(taskMapping, each);
  expect(resource['focus']).toEqual({ reference: `Appointment/${VISIT}` });
  expect(resource['reasonReference']).toEqual({ reference: `Appointment/${OTHER}` });
  expect(understood(taskMapping, resource)).toEqual({
    ...travelling,
    source: 'overlap',
    title: '',
    visitId: VISIT,
    besideVisitId: OTHER,
  });
});
