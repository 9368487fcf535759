import { describe, expect, it } from 'vitest';
import type { FieldValue } from '../../../../electron/fhir/record-mapping.ts';
import { visitMapping } from '../../../../electron/fhir/records/visit.ts';
import { visitEncounter } from '../../../../electron/fhir/records/visit-encounter.ts';
import type { PlainDate } from '../../../../shared/kernel/time.ts';
import { VISIT_STATUSES, type VisitStatus } from '../../../../shared/visits/state-machine.ts';
import { elementsOf, idOf, inDeskPart, told, toldBeside, understood } from '../../../support/told.ts';

const ZONE = 'America/Denver';
const [PATIENT, PROVIDER, ROOM, TYPE] = [idOf(2), idOf(3), idOf(4), idOf(5)];
const STARTS = Date.UTC(2026, 2, 12, 16);
const BOOKED = Date.UTC(2026, 2, 1, 15);

const booked = {
  id: idOf(1),
  patientId: PATIENT,
  providerId: PROVIDER,
  roomId: ROOM,
  typeId: TYPE,
  day: '2026-03-12' as PlainDate,
  scheduledAt: STARTS,
  minutes: 30,
  reason: 'Cough for two weeks',
  status: 'booked' as VisitStatus,
  statusSince: BOOKED,
  arrivedAt: null as number | null,
  checkedInAt: null as number | null,
  walkIn: false,
  identifiers: null,
  identifiedAt: null,
  identifiedBy: null,
  demographicsConfirmedAt: null,
  coverageChoice: null,
  coverageId: null,
  copayOutcome: null,
  noCopayReason: null,
  cancelReason: null as string | null,
  supervisingProviderId: null,
  accident: null,
  accidentDate: null,
  accidentState: null,
  companionName: null,
  companionRelation: null,
  copayCents: null,
  authorizationId: null,
  formsLaterReason: null,
  bookedAt: BOOKED as number | null,
  bookedBy: 'Rosa Delgado' as string | null,
  overruledReason: null,
  movedReason: null,
  replacesId: null,
  seriesId: null,
  lateMinutes: null,
};
const { id: _, ...travelling } = booked;
const changed = (changes: object) => understood(visitMapping, { ...told(visitMapping, booked), ...changes });
const actor = (reference: string) => ({ actor: { reference }, status: 'accepted' });

describe('a booked visit', () => {
  it('is an Appointment', () => {
    const resource = told(visitMapping, booked);
    expect(elementsOf(resource)).toEqual({
      resourceType: 'Appointment',
      status: 'booked',
      description: 'Cough for two weeks',
      start: '2026-03-12T16:00:00.000Z',
      end: '2026-03-12T16:30:00.000Z',
      minutesDuration: 30,
      created: '2026-03-01T15:00:00.000Z',
      participant: [
        { actor: { reference: `Patient/${PATIENT}` }, status: 'needs-action' },
        { actor: { reference: `Practitioner/${PROVIDER}` }, status: 'accepted' },
        { actor: { reference: `Location/${ROOM}` }, status: 'accepted' },
        { actor: { reference: `HealthcareService/${TYPE}` }, status: 'accepted' },
      ],
    });
    expect(inDeskPart(resource)).not.toEqual(expect.arrayContaining(['scheduledAt', 'minutes', 'status']));
    expect(understood(visitMapping, resource)).toEqual(travelling);
  });

  it('moved by an EHR stands at the new time, on the day that this is here', () => {
    // Ten at night in Denver, and the next day in Greenwich.
    const moved = changed({ start: '2026-03-14T04:00:00Z', end: '2026-03-14T04:45:00Z' });
    expect(moved).toMatchObject({ scheduledAt: Date.UTC(2026, 2, 14, 4), minutes: 45, status: 'booked' });
    expect(visitMapping.derived?.({ ...booked, ...moved }, ZONE)).toEqual({ day: '2026-03-13' });
  });

  it('moves as one: time, provider, room and why it stands there', () => {
    expect(visitMapping.units).toContainEqual(
      expect.arrayContaining(['day', 'scheduledAt', 'minutes', 'providerId', 'roomId']),
    );
  });

  it('cancelled by an EHR is cancelled here, with the reason', () => {
    expect(changed({ status: 'cancelled', cancelationReason: { text: 'Moved away' } })).toEqual({
      ...travelling,
      status: 'cancelled',
      cancelReason: 'Moved away',
    });
  });

  it('written down as here by an EHR came when it was expected', () => {
    const here = { ...booked, ...changed({ status: 'checked-in' }) };
    expect(here.status).toBe('checked-in');
    expect(visitMapping.derived?.(here, ZONE)).toMatchObject({
      arrivedAt: STARTS,
      checkedInAt: STARTS,
      statusSince: STARTS,
    });
  });

  it('given to another provider by an EHR is theirs, and a building beside it is no room', () => {
    const participant = [
      actor(`Patient/${PATIENT}`),
      actor(`Practitioner/${idOf(33)}`),
      actor(`Location/${ROOM}`),
      actor(`HealthcareService/${TYPE}`),
    ];
    expect(changed({ participant })).toEqual({ ...travelling, providerId: idOf(33) });
    const [patient, , room] = participant;
    expect(changed({ participant: [patient, room] })).toMatchObject({ providerId: null, roomId: ROOM });
    // Whether the one with this role is somebody else, nobody said.
    const role = actor('PractitionerRole/r1');
    expect(changed({ participant: [patient, role, room] })).not.toHaveProperty('providerId');
  });
});

it.each<[VisitStatus, string]>([
  ['booked', 'booked'],
  ['confirmed', 'booked'],
  ['arrived', 'arrived'],
  ['checked-in', 'checked-in'],
  ['with-clinician', 'checked-in'],
  ['ready-to-leave', 'checked-in'],
  ['checked-out', 'fulfilled'],
  ['no-show', 'noshow'],
  ['cancelled', 'cancelled'],
])('a visit that is %s is %s, and read again as it was', (status, expected) => {
  const cancelReason = status === 'cancelled' ? 'Feels better' : null;
  const resource = told(visitMapping, { ...booked, status, cancelReason });
  expect(resource['status']).toBe(expected);
  expect(resource['cancelationReason']).toEqual(cancelReason === null ? undefined : { text: cancelReason });
  expect(understood(visitMapping, resource)).toMatchObject({ status, cancelReason });
});

it('of two statuses that of somebody who was seen is surer', () => {
  const rank = (status: FieldValue) => visitMapping.lattice?.rank(status) ?? Number.NaN;
  expect(rank('arrived')).toBeGreaterThan(rank('no-show'));
  expect(rank('no-show')).toBeGreaterThan(rank('confirmed'));
  expect(VISIT_STATUSES.map(rank)).not.toContain(Number.NaN);
});

describe('a walk-in', () => {
  const walkIn = {
    ...booked,
    scheduledAt: null,
    walkIn: true,
    status: 'arrived' as const,
    statusSince: STARTS,
    arrivedAt: STARTS,
    bookedAt: null,
    bookedBy: null,
  };

  it('begins when they came', () => {
    const resource = told(visitMapping, walkIn);
    expect(elementsOf(resource)).toMatchObject({
      status: 'arrived',
      start: '2026-03-12T16:00:00.000Z',
      appointmentType: {
        coding: [{ system: 'http://terminology.hl7.org/CodeSystem/v2-0276', code: 'WALKIN' }],
      },
    });
    expect(resource).not.toHaveProperty('created');
    const { id: _id, ...fields } = walkIn;
    expect(understood(visitMapping, resource)).toEqual(fields);
  });

  it('stays on the day that its desk said', () => {
    expect(visitMapping.derived?.(walkIn, ZONE)).not.toHaveProperty('day');
  });
});

describe('the encounter of a visit', () => {
  const left = STARTS + 40 * 60_000;
  const arrived = { ...booked, status: 'arrived' as VisitStatus, statusSince: STARTS, arrivedAt: STARTS };

  it('is told from the arrival on', () => {
    expect(visitEncounter.isDue(booked)).toBe(false);
    expect(visitEncounter.isDue(arrived)).toBe(true);
  });

  it('says where the visit is and who is with whom', () => {
    expect(toldBeside(visitEncounter, arrived)).toEqual({
      resourceType: 'Encounter',
      status: 'arrived',
      class: {
        system: 'http://terminology.hl7.org/CodeSystem/v3-ActCode',
        code: 'AMB',
        display: 'ambulatory',
      },
      subject: { reference: `Patient/${PATIENT}` },
      participant: [{ individual: { reference: `Practitioner/${PROVIDER}` } }],
      appointment: [{ reference: `Appointment/${booked.id}` }],
      period: { start: '2026-03-12T16:00:00.000Z' },
      reasonCode: [{ text: 'Cough for two weeks' }],
      location: [{ location: { reference: `Location/${ROOM}` } }],
    });
  });

  it.each<[VisitStatus, string]>([
    ['arrived', 'arrived'],
    ['checked-in', 'triaged'],
    ['with-clinician', 'in-progress'],
    ['ready-to-leave', 'in-progress'],
    ['checked-out', 'finished'],
    ['cancelled', 'cancelled'],
  ])('of one that is %s is %s', (status, expected) => {
    const resource = toldBeside(visitEncounter, { ...arrived, status, statusSince: left });
    const isOver = status === 'checked-out' || status === 'cancelled';
    expect(resource['status']).toBe(expected);
    expect(resource['period']).toEqual({
      start: '2026-03-12T16:00:00.000Z',
      ...(isOver ? { end: '2026-03-12T16:40:00.000Z' } : {}),
    });
  });

  it('is cancelled where the arrival was taken back', () => {
    const resource = toldBeside(visitEncounter, { ...booked, reason: '', providerId: null, roomId: null });
    expect(resource).toMatchObject({ status: 'cancelled' });
    for (const key of ['period', 'reasonCode', 'participant', 'location'])
      expect(resource).not.toHaveProperty(key);
  });
});
