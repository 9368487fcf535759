import { describe, expect, it } from 'vitest';
import { callMapping } from '../../../../electron/fhir/records/call.ts';
import { recallMapping } from '../../../../electron/fhir/records/recall.ts';
import { tenderMapping } from '../../../../electron/fhir/records/tender.ts';
import { waitingMapping } from '../../../../electron/fhir/records/waiting.ts';
import type { Cents } from '../../../../shared/kernel/money.ts';
import type { PlainDate } from '../../../../shared/kernel/time.ts';
import type { WaitingStatus } from '../../../../shared/worklists/contract.ts';
import { elementsOf, idOf, inDeskPart, told, understood } from '../../../support/told.ts';

const [PATIENT, PROVIDER, TYPE, VISIT, DESK] = [idOf(2), idOf(3), idOf(5), idOf(6), idOf(9)];
const AT = Date.UTC(2026, 2, 1, 15);

describe('somebody who waits for a free time', () => {
  const row = {
    id: idOf(1),
    patientId: PATIENT,
    typeId: TYPE,
    providerIds: JSON.stringify([PROVIDER]),
    weekdays: '[2,4]',
    opens: '08:00',
    closes: null,
    fromDay: '2026-03-10' as PlainDate,
    untilDay: '2026-03-31' as PlainDate,
    isUrgent: true,
    note: 'Mornings are best',
    status: 'waiting' as WaitingStatus,
    addedAt: AT,
    addedBy: 'Rosa Delgado',
    offeredStarts: null,
    offeredProviderId: null,
    offeredAt: null,
    visitId: null as string | null,
  };
  const { id: _, ...travelling } = row;
  const resource = told(waitingMapping, row);

  it('is an Appointment on the wait list that begins nowhere', () => {
    expect(elementsOf(resource)).toEqual({
      resourceType: 'Appointment',
      status: 'waitlist',
      priority: 1,
      created: '2026-03-01T15:00:00.000Z',
      comment: 'Mornings are best',
      participant: [
        { actor: { reference: `Patient/${PATIENT}` }, status: 'needs-action' },
        { actor: { reference: `HealthcareService/${TYPE}` }, status: 'needs-action' },
        { actor: { reference: `Practitioner/${PROVIDER}` }, status: 'needs-action' },
      ],
      requestedPeriod: [{ start: '2026-03-10', end: '2026-03-31' }],
    });
    expect(inDeskPart(resource)).toEqual([
      'weekdays',
      'opens',
      'closes',
      'addedBy',
      'offeredStarts',
      'offeredProviderId',
      'offeredAt',
    ]);
    expect(understood(waitingMapping, resource)).toEqual(travelling);
  });

  it.each<[WaitingStatus, string, string | undefined]>([
    ['waiting', 'waitlist', undefined],
    ['offered', 'waitlist', undefined],
    ['booked', 'cancelled', 'A visit was booked'],
    ['withdrawn', 'cancelled', 'Not wanted any more'],
    ['expired', 'cancelled', 'The time is over'],
  ])('%s is %s', (status, expected, why) => {
    const visitId = status === 'booked' ? VISIT : null;
    const each = told(waitingMapping, { ...row, status, visitId });
    expect(each['status']).toBe(expected);
    expect(each['cancelationReason']).toEqual(why === undefined ? undefined : { text: why });
    expect(each['supportingInformation']).toEqual(
      visitId === null ? undefined : [{ reference: `Appointment/${VISIT}` }],
    );
    expect(understood(waitingMapping, each)).toEqual({ ...travelling, status, visitId });
  });

  it('taken off the list by an EHR wants nothing any more; booked there, it stays until somebody looks', () => {
    expect(understood(waitingMapping, { ...resource, status: 'cancelled' })['status']).toBe('withdrawn');
    const start = { start: '2026-03-12T16:00:00Z', end: '2026-03-12T16:30:00Z' };
    expect(understood(waitingMapping, { ...resource, status: 'booked', ...start })).not.toHaveProperty(
      'status',
    );
  });

  it('is calm, for nobody in particular and at another time where an EHR says so', () => {
    const [patient, type] = resource['participant'] as readonly unknown[];
    const { priority: __, ...calm } = resource;
    const said = {
      participant: [patient, type],
      requestedPeriod: [{ start: '2026-04-01', end: '2026-04-30' }],
    };
    expect(understood(waitingMapping, { ...calm, ...said })).toEqual({
      ...travelling,
      isUrgent: false,
      providerIds: '[]',
      fromDay: '2026-04-01',
      untilDay: '2026-04-30',
    });
  });
});

describe('somebody who is to come again', () => {
  const row = {
    id: idOf(1),
    patientId: PATIENT,
    typeId: TYPE,
    providerId: PROVIDER,
    dueDay: '2026-09-01' as PlainDate,
    note: 'Blood pressure',
    status: 'open' as const,
    addedAt: AT,
    addedBy: 'Rosa Delgado',
    visitId: null,
  };
  const { id: _, ...travelling } = row;
  const resource = told(recallMapping, row);

  it('is a CommunicationRequest', () => {
    expect(elementsOf(resource)).toEqual({
      resourceType: 'CommunicationRequest',
      status: 'active',
      category: [{ text: 'Recall' }],
      subject: { reference: `Patient/${PATIENT}` },
      about: [{ reference: `HealthcareService/${TYPE}` }, { reference: `Practitioner/${PROVIDER}` }],
      payload: [{ contentString: 'Blood pressure' }],
      occurrenceDateTime: '2026-09-01',
      authoredOn: '2026-03-01T15:00:00.000Z',
      requester: { display: 'Rosa Delgado' },
    });
    expect(inDeskPart(resource)).toEqual([]);
    expect(understood(recallMapping, resource)).toEqual(travelling);
  });

  it.each([
    ['booked', 'completed', VISIT],
    ['withdrawn', 'revoked', null],
  ] as const)('%s is %s', (status, expected, visitId) => {
    const each = told(recallMapping, { ...row, status, visitId });
    expect(each['status']).toBe(expected);
    expect(understood(recallMapping, each)).toEqual({ ...travelling, status, visitId });
  });

  it('put off or dropped by an EHR is so here', () => {
    const said = { ...resource, status: 'revoked', occurrenceDateTime: '2026-10-01' };
    expect(understood(recallMapping, said)).toEqual({
      ...travelling,
      status: 'withdrawn',
      dueDay: '2026-10-01',
    });
  });
});

describe('a call', () => {
  const row = {
    id: idOf(1),
    patientId: PATIENT,
    visitId: VISIT as string | null,
    waitingId: null as string | null,
    recallId: null as string | null,
    outcome: 'reached' as const,
    note: 'Comes by bus',
    at: AT,
    by: 'Rosa Delgado',
    active: true,
  };
  const { id: _, ...travelling } = row;
  const nothing = { visitId: null, waitingId: null, recallId: null };

  it('is a Task that is done', () => {
    const resource = told(callMapping, row);
    expect(elementsOf(resource)).toEqual({
      resourceType: 'Task',
      code: { coding: [{ system: 'urn:anteroom:call', code: 'visit', display: 'Call about a visit' }] },
      focus: { reference: `Appointment/${VISIT}` },
      status: 'completed',
      businessStatus: { coding: [{ system: 'urn:anteroom:call-outcome', code: 'reached' }] },
      intent: 'order',
      for: { reference: `Patient/${PATIENT}` },
      executionPeriod: { start: '2026-03-01T15:00:00.000Z', end: '2026-03-01T15:00:00.000Z' },
      owner: { display: 'Rosa Delgado' },
      note: [{ text: 'Comes by bus' }],
    });
    expect(inDeskPart(resource)).toEqual([]);
    expect(understood(callMapping, resource)).toEqual(travelling);
  });

  it.each([
    [{ waitingId: idOf(7) }, `Appointment/${idOf(7)}`],
    [{ recallId: idOf(8) }, `CommunicationRequest/${idOf(8)}`],
  ])('about %j names what it was about', (about, reference) => {
    const each = { ...row, ...nothing, ...about };
    const resource = told(callMapping, each);
    expect(resource['focus']).toEqual({ reference });
    expect(understood(callMapping, resource)).toEqual({ ...travelling, ...nothing, ...about });
  });

  it('that was written down in error says so, here and there', () => {
    const wrong = told(callMapping, { ...row, active: false });
    expect(wrong['status']).toBe('entered-in-error');
    expect(understood(callMapping, { ...told(callMapping, row), status: 'entered-in-error' })).toEqual({
      ...travelling,
      active: false,
    });
  });
});

describe('a payment', () => {
  const row = {
    id: idOf(1),
    deskId: DESK,
    receiptSequence: 42,
    visitId: VISIT,
    patientId: PATIENT,
    day: '2026-03-12' as PlainDate,
    kind: 'card' as const,
    purpose: 'copay' as const,
    amountCents: 2_501 as Cents,
    reference: '4242',
    takenAt: AT,
    takenBy: 'Rosa Delgado',
    voidsId: null as string | null,
    voidReason: null as string | null,
  };
  const { id: _, ...travelling } = row;

  it('is a PaymentNotice of a drawer', () => {
    const resource = told(tenderMapping, row);
    expect(elementsOf(resource)).toEqual({
      resourceType: 'PaymentNotice',
      identifier: [{ system: 'urn:anteroom:receipt', value: `${DESK} 42` }],
      status: 'active',
      request: { reference: `Appointment/${VISIT}` },
      created: '2026-03-01T15:00:00.000Z',
      paymentDate: '2026-03-12',
      payment: { identifier: { system: 'urn:anteroom:drawer', value: `${DESK} 2026-03-12` } },
      recipient: { reference: 'Organization/the-practice' },
      amount: { value: 25.01, currency: 'USD' },
    });
    expect(understood(tenderMapping, resource)).toEqual(travelling);
  });

  it('keeps its amount, whatever an EHR writes over it', () => {
    const resource = told(tenderMapping, row);
    expect(
      understood(tenderMapping, { ...resource, amount: { value: 1, currency: 'USD' }, status: 'cancelled' }),
    ).toEqual(travelling);
  });

  it('that is voided has another entry against it that names it', () => {
    const voided = { ...row, receiptSequence: 43, amountCents: -2_501 as Cents };
    const resource = told(tenderMapping, { ...voided, voidsId: row.id, voidReason: 'Wrong card' });
    expect(resource).toMatchObject({ status: 'active', amount: { value: -25.01 } });
    expect(understood(tenderMapping, resource)).toMatchObject({ voidsId: row.id, voidReason: 'Wrong card' });
  });
});
