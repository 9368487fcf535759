import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { appointmentFromFhir } from '../../../electron/fhir/appointment.ts';
import type { Mapping, Unknown } from '../../../electron/fhir/reading.ts';
import { scheduleFromFhir, slotFromFhir } from '../../../electron/fhir/slot.ts';

const ZONE = 'America/Denver';

function fields<Fields>(mapped: Mapping<Fields>): Fields {
  if (!mapped.ok) throw new Error(`refused: ${mapped.problem.code} ${mapped.problem.element}`);
  return mapped.fields;
}
const problemOf = <Fields>(mapped: Mapping<Fields>) => (mapped.ok ? undefined : mapped.problem);

const visit = {
  resourceType: 'Appointment',
  status: 'booked',
  start: '2026-03-12T16:00:00Z',
  end: '2026-03-12T16:30:00Z',
  participant: [
    { actor: { reference: 'Patient/p1' }, status: 'accepted' },
    { actor: { reference: 'Practitioner/d1' }, status: 'accepted' },
  ],
};
const read = (changes: object = {}) => appointmentFromFhir({ ...visit, ...changes } as Unknown, ZONE);
const noticesOf = (changes: object) => {
  const mapped = read(changes);
  return mapped.ok ? mapped.notices : [];
};

describe('an appointment', () => {
  it.each([
    ['proposed', 'booked', null],
    ['pending', 'booked', null],
    ['booked', 'booked', null],
    ['arrived', 'arrived', null],
    ['checked-in', 'checked-in', null],
    ['fulfilled', 'checked-out', null],
    ['cancelled', 'cancelled', null],
    ['noshow', 'no-show', null],
    ['entered-in-error', 'cancelled', 'entered-in-error'],
    ['waitlist', 'booked', 'waitlist'],
  ])('that is %s is %s at the desk', (status, expected, noVisit) => {
    expect(fields(read({ status }))).toMatchObject({ status: expected, noVisit });
  });

  it('of the specification is read as it stands there', () => {
    const example = JSON.parse(readFileSync('tests/fixtures/hl7/Appointment.ndjson', 'utf8')) as Unknown;
    expect(fields(appointmentFromFhir(example, ZONE))).toMatchObject({
      status: 'booked',
      when: { day: '2013-12-10', starts: Date.UTC(2013, 11, 10, 9), minutes: 120 },
      reason: 'Discussion on the results of your recent MRI',
      typeNames: ['General Discussion', 'Followup'],
      actors: [
        { type: 'Patient', id: 'example' },
        { type: 'Practitioner', id: 'example' },
        { type: 'Location', id: '1' },
      ],
      noVisit: null,
    });
  });

  it('stands on the practice’s day and hour, whatever offset it is written with', () => {
    const late = fields(read({ start: '2026-03-13T01:30:00+02:00', end: '2026-03-13T02:00:00+02:00' }));
    expect(late.when).toEqual({ day: '2026-03-12', starts: Date.UTC(2026, 2, 12, 23, 30), minutes: 30 });
    // 1:30 comes twice that night; the offset says which.
    const twice = (offset: string) =>
      fields(read({ start: `2026-11-01T01:30:00${offset}`, end: undefined })).when?.starts ?? 0;
    expect(twice('-07:00') - twice('-06:00')).toBe(3_600_000);
  });

  it('is as long as its end says, else as it says, else it does not say', () => {
    const minutes = (changes: object) => fields(read(changes)).when?.minutes;
    expect(minutes({})).toBe(30);
    expect(minutes({ minutesDuration: 45 })).toBe(30);
    expect(minutes({ end: undefined, minutesDuration: 45 })).toBe(45);
    expect(minutes({ end: undefined })).toBeNull();
    expect(minutes({ end: visit.start })).toBeNull();
    expect(minutes({ end: undefined, minutesDuration: 0 })).toBeNull();
    expect(minutes({ end: undefined, minutesDuration: 12.5 })).toBeNull();
    expect(minutes({ end: '2026-03-12T15:00:00Z', minutesDuration: 15 })).toBe(15);
    expect(noticesOf({ end: '2026-03-12T15:00:00Z' })).toEqual([
      { code: 'no-such-date', element: 'Appointment.end' },
    ]);
    expect(minutes({ end: undefined, minutesDuration: 1e9 })).toBeGreaterThan(24 * 60);
  });

  it('without a start, or without anybody who could be the patient, is no visit', () => {
    expect(fields(read({ status: 'proposed', start: undefined, end: undefined })).noVisit).toBe('no-start');
    expect(fields(read({ participant: [] })).noVisit).toBe('no-patient');
    expect(fields(read({ participant: [{ actor: { display: 'Somebody' } }] })).noVisit).toBe('no-patient');
    const urn = { actor: { reference: 'urn:uuid:01332066-fca8-cce4-d9b7-75b7fd1e2004' } };
    expect(fields(read({ participant: [urn] })).noVisit).toBeNull();
  });

  it('without a status, or with one that FHIR does not have, or at no time of the world, is refused', () => {
    expect(problemOf(read({ status: undefined }))?.code).toBe('missing');
    expect(problemOf(read({ status: 'toString' }))?.code).toBe('unknown-code');
    expect(problemOf(read({ start: '2026-03-12T16:00:00' }))?.code).toBe('no-such-date');
    expect(problemOf(read({ start: '2026-02-30T16:00:00Z' }))?.code).toBe('no-such-date');
    expect(problemOf(read({ participant: 'Patient/p1' }))?.code).toBe('wrong-type');
  });

  it('says why: its description, else the coded reason, else the comment', () => {
    const reason = (changes: object) => fields(read(changes)).reason;
    const reasonCode = [{ coding: [{ display: 'Cough' }] }];
    expect(reason({ description: 'MRI results', reasonCode, comment: 'bring the disc' })).toBe('MRI results');
    expect(reason({ reasonCode, comment: 'bring the disc' })).toBe('Cough');
    expect(reason({ comment: 'bring\r\nthe disc' })).toBe('bring the disc');
    expect(reason({ comment: 'x'.repeat(201) })).toBe('');
    expect(noticesOf({ comment: 'x'.repeat(201) })).toEqual([
      { code: 'too-long', element: 'Appointment.comment' },
    ]);
  });

  it('says why it was cancelled, and nothing of the kind while it was not', () => {
    const cancelationReason = { coding: [{ code: 'pat', display: 'Patient' }], text: 'Patient called' };
    expect(fields(read({ status: 'cancelled', cancelationReason })).cancelReason).toBe('Patient called');
    expect(fields(read({ cancelationReason })).cancelReason).toBe('');
    expect(fields(read({ status: 'entered-in-error' })).cancelReason).toBe('Entered in error');
  });

  it('is with whoever leads, and not with whoever declined', () => {
    const participant = [
      { actor: { reference: 'Patient/p1' }, status: 'accepted' },
      { actor: { reference: 'Practitioner/second' }, status: 'accepted' },
      {
        actor: { reference: 'Practitioner/gone' },
        status: 'declined',
        type: [{ coding: [{ code: 'PPRF' }] }],
      },
      {
        actor: { reference: 'PractitionerRole/first' },
        status: 'accepted',
        type: [{ coding: [{ code: 'PPRF' }] }],
      },
      { actor: { reference: 'HealthcareService/h', display: 'Vaccination' }, status: 'accepted' },
    ];
    const { actors, typeNames } = fields(read({ participant }));
    expect(actors.map(({ id }) => id)).toEqual(['first', 'p1', 'second', 'h']);
    expect(typeNames).toEqual(['Vaccination']);
  });
});

describe('a slot', () => {
  const slot = {
    resourceType: 'Slot',
    status: 'busy-unavailable',
    schedule: { reference: 'Schedule/s1' },
    start: '2026-03-12T18:00:00Z',
    end: '2026-03-12T19:00:00Z',
  };
  const readSlot = (changes: object) => slotFromFhir({ ...slot, ...changes } as Unknown, ZONE);
  const time = (start: string, end: string) => fields(readSlot({ start, end })).time;

  it('is a time by the clock on the wall of its day', () => {
    expect(fields(readSlot({ comment: 'Staff meeting' }))).toMatchObject({
      isUnavailable: true,
      reason: 'Staff meeting',
      time: { fromDay: '2026-03-12', untilDay: '2026-03-12', opens: '12:00', closes: '13:00' },
    });
    expect(fields(readSlot({ serviceType: [{ text: 'Vaccination' }] })).reason).toBe('Vaccination');
    expect(fields(readSlot({})).reason).toBe('Not available');
    for (const status of ['free', 'busy', 'busy-tentative', 'entered-in-error'])
      expect(fields(readSlot({ status })).isUnavailable).toBe(false);
  });

  it('is whole days where it goes from midnight to midnight, also over a change of the clock', () => {
    expect(time('2026-03-07T00:00:00-07:00', '2026-03-10T00:00:00-06:00')).toEqual({
      fromDay: '2026-03-07',
      untilDay: '2026-03-09',
      opens: null,
      closes: null,
    });
    // As many systems write the end of a day.
    expect(time('2026-12-24T00:00:00-07:00', '2026-12-26T23:59:59-07:00')).toEqual({
      fromDay: '2026-12-24',
      untilDay: '2026-12-26',
      opens: null,
      closes: null,
    });
    expect(time('2026-12-24T18:00:00-07:00', '2026-12-25T00:00:00-07:00')).toMatchObject({
      untilDay: '2026-12-24',
      opens: '18:00',
      closes: '23:59',
    });
  });

  it('that is part of a day and goes over midnight is no block', () => {
    expect(time('2026-12-24T18:00:00-07:00', '2026-12-25T06:00:00-07:00')).toBeNull();
  });

  it('without a schedule, a time or a known status is refused', () => {
    expect(problemOf(readSlot({ schedule: undefined }))?.code).toBe('missing');
    expect(problemOf(readSlot({ end: undefined }))?.code).toBe('missing');
    expect(problemOf(readSlot({ end: slot.start }))?.code).toBe('no-such-date');
    expect(problemOf(readSlot({ status: 'taken' }))?.code).toBe('unknown-code');
    expect(problemOf(readSlot({ status: undefined }))?.code).toBe('missing');
  });

  it('belongs to the actors of its schedule', () => {
    const schedule = { active: false, actor: [{ reference: 'Location/r1' }, { display: 'X-ray' }] };
    expect(fields(scheduleFromFhir(schedule))).toMatchObject({
      isActive: false,
      actors: [
        { type: 'Location', id: 'r1' },
        { type: '', id: null },
      ],
    });
    expect(fields(scheduleFromFhir({})).isActive).toBe(true);
  });
});
