import { describe, expect, it } from 'vitest';
import { verifyStore } from '../../../electron/audit/verify.ts';
import { importFolderOfEachTest, practiceOfEachTest } from '../../support/each-test.ts';
import { givePracticeItsNpi, IMPORTED_PEOPLE as people, told } from '../../support/imported-people.ts';
import { fhirAppointment, fhirEncounter, fhirPatient, importInto } from '../../support/imports.ts';
import { addExpectedPatient, providerId, roomId, TEST_CHECKPOINT_KEY } from '../../support/practice.ts';

const practice = practiceOfEachTest('administrator');
const files = importFolderOfEachTest();

const participant = (...references: string[]) =>
  references.map((reference) => ({ actor: { reference }, status: 'accepted' }));

const bring = (name: string, lines: readonly unknown[]) =>
  importInto(practice.desk, files.write(`${name}.ndjson`, lines));
const visits = () =>
  practice.db
    .prepare(
      `SELECT v.day, v.scheduled_at AS at, v.minutes, v.status, v.cancel_reason AS why, v.reason, t.name AS kind, d.display_name AS provider,
         r.name AS room, p.family FROM visit v JOIN patient p ON p.id = v.patient_id JOIN appointment_type t ON t.id = v.type_id
       LEFT JOIN provider d ON d.id = v.provider_id LEFT JOIN room r ON r.id = v.room_id ORDER BY v.scheduled_at, d.display_name`,
    )
    .all() as Record<string, unknown>[];

const visitId = () => practice.db.prepare('SELECT id FROM visit').pluck().get() as never;

describe('an appointment', () => {
  it('is a visit with its provider, room, kind and reason, whatever order the file has, and nobody’s outbox', async () => {
    givePracticeItsNpi(practice.db);
    const booked = fhirAppointment('a1', 'p1', {
      participant: participant('Patient/p1', 'PractitionerRole/x1', 'Location/r1'),
      appointmentType: { text: 'follow-UP' },
    });
    const { run, problems } = await bring('a', [booked, ...people.toReversed()]);
    expect(problems).toEqual([]);
    expect(run).toMatchObject({ created: 7, waiting: 0, bad: 0 });
    expect(visits()).toEqual([
      {
        day: '2026-03-12',
        at: Date.UTC(2026, 2, 12, 16),
        minutes: 30,
        status: 'booked',
        why: null,
        reason: 'cough',
        kind: 'Follow-up',
        provider: 'Dr. Ruiz',
        room: 'Exam 7',
        family: 'Family-p1',
      },
    ]);
    expect(practice.db.prepare('SELECT count(*) FROM outbox').pluck().get()).toBe(0);
    const range = await practice.desk.ask('calendar.range', {
      fromDay: '2026-03-12' as never,
      untilDay: '2026-03-12' as never,
    });
    expect(range.visits.map(({ family, minutes }) => [family, minutes])).toEqual([['Family-p1', 30]]);
    expect(verifyStore(practice.db, TEST_CHECKPOINT_KEY).findings).toEqual([]);
  });

  it('has what came of it elsewhere', async () => {
    const statuses = ['pending', 'arrived', 'checked-in', 'fulfilled', 'cancelled', 'noshow'];
    const lines = statuses.map((status, index) =>
      fhirAppointment(`a${index}`, 'p1', {
        status,
        start: `2026-03-0${index + 2}T10:00:00-07:00`,
        end: undefined,
        cancelationReason: { text: 'Moved away' },
      }),
    );
    await bring('a', [...people, ...lines]);
    expect(visits().map(({ status, why, minutes }) => [status, why, minutes])).toEqual([
      ['booked', null, 20],
      ['arrived', null, 20],
      ['checked-in', null, 20],
      ['checked-out', null, 20],
      ['cancelled', 'Moved away', 20],
      ['no-show', null, 20],
    ]);
  });

  it('that stands nowhere in the calendar is kept as it came, and told', async () => {
    const nowhere = [
      fhirAppointment('wait', 'p1', { status: 'waitlist' }),
      fhirAppointment('error', 'p1', { status: 'entered-in-error' }),
      fhirAppointment('asked', 'p1', { status: 'proposed', start: undefined, end: undefined }),
      fhirAppointment('meeting', 'p1', { participant: participant('Practitioner/d1') }),
      fhirAppointment('night', 'p1', {
        start: '2026-03-12T23:30:00-06:00',
        end: '2026-03-13T00:30:00-06:00',
      }),
      // As long as its kind takes, which is over midnight, too.
      fhirAppointment('late', 'p1', { start: '2026-03-12T23:50:00-06:00', end: undefined }),
    ];
    const { run, problems } = await bring('a', [...people, ...nowhere]);
    expect(run).toMatchObject({ created: 12, waiting: 0, bad: 0 });
    expect(told(problems)).toEqual([
      [7, 'stands-nowhere', 'Appointment.status', false],
      [8, 'stands-nowhere', 'Appointment.status', false],
      [9, 'stands-nowhere', 'Appointment.start', false],
      [10, 'stands-nowhere', 'Appointment.participant', false],
      [11, 'over-midnight', 'Appointment.end', false],
      [12, 'over-midnight', 'Appointment.end', false],
    ]);
    expect(visits()).toEqual([]);
    expect(
      practice.db
        .prepare(
          `SELECT count(*) FROM foreign_content WHERE resource_type = 'Appointment' AND state = 'foreign'`,
        )
        .pluck()
        .get(),
    ).toBe(6);
    // Once it has a time, it is a visit.
    await bring('b', [fhirAppointment('asked', 'p1')]);
    expect(visits()).toHaveLength(1);
  });

  it('with somebody who is not here, or of a kind nobody has, stands with nobody in particular and says so', async () => {
    const { run, problems } = await bring('a', [
      ...people,
      fhirAppointment('a1', 'p1', {
        participant: participant('Patient/p1', 'Practitioner/other', 'Location/b1'),
      }),
      fhirAppointment('a2', 'p2', { serviceType: [{ text: 'Colonoscopy' }] }),
    ]);
    expect(run).toMatchObject({ created: 8, waiting: 0, bad: 0 });
    expect(told(problems)).toEqual([
      [7, 'nobody-in-particular', 'Appointment.participant', false],
      [8, 'no-such-kind', 'Appointment.serviceType', false],
    ]);
    expect(visits().map(({ provider, room: where, kind }) => [provider, where, kind])).toEqual([
      [null, null, 'Follow-up'],
      ['Dr. Ana Ruiz', null, 'Follow-up'],
    ]);
  });

  it('of nobody here waits for its patient, and is told until they come', async () => {
    const { run, problems } = await bring('a', [people[0], fhirAppointment('a1', 'p9')]);
    expect(run).toMatchObject({ created: 2, waiting: 1 });
    expect(told(problems)).toEqual([[2, 'reference-missing', 'Appointment', true]]);
    expect(visits()).toEqual([]);
    await bring('b', [fhirPatient('p9')]);
    expect(visits()).toMatchObject([{ family: 'Family-p9', provider: 'Dr. Ana Ruiz' }]);
  });

  it('comes in beside what stands there already, and neither gives way', async () => {
    givePracticeItsNpi(practice.db);
    addExpectedPatient(practice.db, 1);
    const now = { start: '2026-03-10T11:00:00-06:00', end: '2026-03-10T11:20:00-06:00' };
    const { run } = await bring('a', [
      ...people,
      fhirAppointment('a1', 'p1', now),
      fhirAppointment('a2', 'p2', now),
    ]);
    expect(run.bad).toBe(0);
    expect(visits().map(({ provider, status }) => [provider, status])).toEqual([
      ['Dr. Ruiz', 'booked'],
      ['Dr. Ruiz', 'booked'],
      ['Dr. Ruiz', 'booked'],
    ]);
  });

  it('that names everybody by their place in a bundle finds them', async () => {
    const urn = (uuid: string) => `urn:uuid:${uuid}`;
    const [patient, practitioner] = ['11111111-aaaa', '22222222-bbbb'] as const;
    await bring('a', [
      fhirAppointment('a1', '', { participant: participant(urn(patient), urn(practitioner)) }),
      { ...people[0], id: practitioner },
      fhirPatient(patient),
    ]);
    expect(visits()).toMatchObject([{ family: `Family-${patient}`, provider: 'Dr. Ana Ruiz' }]);
  });

  it('of a series that shares a number is one visit each', async () => {
    const identifier = [{ system: 'urn:series', value: '7' }];
    await bring('a', [
      ...people,
      fhirAppointment('a1', 'p1', { identifier }),
      fhirAppointment('a2', 'p1', { identifier, start: '2026-03-19T10:00:00-06:00', end: undefined }),
    ]);
    expect(visits().map(({ day }) => day)).toEqual(['2026-03-12', '2026-03-19']);
  });
});

describe('the next import', () => {
  it('of the same file changes nothing', async () => {
    const lines = [...people, fhirAppointment('a1', 'p1')];
    await bring('a', lines);
    const before = [visits(), practice.db.prepare('SELECT count(*) FROM change_log').pluck().get()];
    const { run, problems } = await bring('b', lines);
    expect(run).toMatchObject({ created: 0, changed: 0, unchanged: 7 });
    expect(problems).toEqual([]);
    expect([visits(), practice.db.prepare('SELECT count(*) FROM change_log').pluck().get()]).toEqual(before);
  });

  it('brings only what the source changed', async () => {
    await bring('a', [...people, fhirAppointment('a1', 'p1')]);
    const moved = { start: '2026-03-13T09:00:00-06:00', end: '2026-03-13T09:45:00-06:00' };
    const { run } = await bring('b', [fhirAppointment('a1', 'p1', moved)]);
    expect(run).toMatchObject({ changed: 1, keptFields: 0 });
    expect(visits()).toMatchObject([{ day: '2026-03-13', minutes: 45, status: 'booked', reason: 'cough' }]);
    const diff = practice.db
      .prepare('SELECT diff FROM change_log ORDER BY sequence DESC LIMIT 1')
      .pluck()
      .get();
    expect(Object.keys(JSON.parse(diff as string) as object).toSorted()).toEqual([
      'day',
      'minutes',
      'scheduledAt',
    ]);
    await bring('c', [
      fhirAppointment('a1', 'p1', { ...moved, status: 'cancelled', cancelationReason: { text: 'Snow' } }),
    ]);
    expect(visits()).toMatchObject([{ status: 'cancelled', why: 'Snow', day: '2026-03-13' }]);
    await bring('d', [fhirAppointment('a1', 'p1', { ...moved, status: 'entered-in-error' })]);
    expect(visits()).toMatchObject([{ status: 'cancelled', why: 'Entered in error' }]);
  });

  it('leaves where the desk moved a visit and what it said of it, and tells', async () => {
    givePracticeItsNpi(practice.db);
    await bring('a', [...people, fhirAppointment('a1', 'p1')]);
    await practice.desk.signIn('front-desk');
    await practice.desk.tell('calendar.move', {
      visitId: visitId(),
      providerId,
      roomId,
      starts: Date.UTC(2026, 2, 12, 20) as never,
      minutes: 20,
    } as never);
    await practice.desk.signIn('administrator');
    const changed = {
      start: '2026-03-13T09:00:00-06:00',
      end: '2026-03-13T09:45:00-06:00',
      description: 'fever',
    };
    const { run, problems } = await bring('b', [fhirAppointment('a1', 'p1', changed)]);
    expect(run).toMatchObject({ changed: 1, keptFields: 1 });
    expect(told(problems)).toEqual([[1, 'desk-edit-kept', 'Encounter.day', false]]);
    expect(visits()).toMatchObject([
      { day: '2026-03-12', at: Date.UTC(2026, 2, 12, 20), minutes: 20, room: 'Room 1', reason: 'fever' },
    ]);
  });

  it('never hands a visit to somebody else, nor stretches it over midnight', async () => {
    await bring('a', [...people, fhirAppointment('a1', 'p1')]);
    const { problems } = await bring('b', [
      fhirAppointment('a1', 'p2', { end: '2026-03-13T10:00:00-06:00' }),
    ]);
    expect(told(problems)).toEqual([
      [1, 'over-midnight', 'Appointment.end', false],
      [1, 'patient-changed', 'Appointment.participant', false],
    ]);
    expect(visits()).toMatchObject([{ family: 'Family-p1', minutes: 30 }]);
    const waits = await bring('c', [fhirAppointment('a1', 'p1', { status: 'waitlist' })]);
    expect(told(waits.problems)).toEqual([[1, 'stands-nowhere', 'Appointment.status', false]]);
    expect(visits()).toMatchObject([{ status: 'booked', minutes: 30 }]);
  });
});

describe('an encounter and its appointment', () => {
  const encounter = fhirEncounter('e1', 'p1', {
    appointment: [{ reference: 'Appointment/a1' }],
    period: { start: '2026-03-09T10:07:00-06:00', end: '2026-03-09T10:31:00-06:00' },
    reasonCode: [{ text: 'bronchitis' }],
  });
  const booked = fhirAppointment('a1', 'p1', {
    status: 'fulfilled',
    start: '2026-03-09T10:00:00-06:00',
    end: '2026-03-09T10:30:00-06:00',
  });
  const one = { status: 'checked-out', reason: 'cough', minutes: 30, at: Date.UTC(2026, 2, 9, 16) };

  it.each([
    ['the appointment first', [booked, encounter]],
    ['the encounter first', [encounter, booked]],
  ])('are one visit: %s', async (_name, lines) => {
    const { problems, run } = await bring('a', [...people, ...lines]);
    expect(problems).toEqual([]);
    expect(run).toMatchObject({ created: 8, waiting: 0 });
    expect(visits()).toMatchObject([one]);
    const again = await bring('b', [...people, ...lines]);
    expect(again.run).toMatchObject({ unchanged: 8, changed: 0 });
    expect(visits()).toHaveLength(1);
  });

  it('are one visit also when the appointment comes with a later file', async () => {
    await bring('a', [...people, encounter]);
    expect(visits()).toMatchObject([{ minutes: 24, reason: 'bronchitis' }]);
    const { problems } = await bring('b', [booked]);
    expect(problems).toEqual([]);
    expect(visits()).toHaveLength(1);
  });

  it('the encounter ends a visit that its appointment still calls booked, unless the desk said what came of it', async () => {
    const open = { ...booked, status: 'booked', description: undefined };
    await bring('a', [...people, open]);
    await bring('b', [encounter]);
    expect(visits()).toMatchObject([{ status: 'checked-out', reason: 'bronchitis', minutes: 30 }]);
    await bring('c', [{ ...encounter, status: 'cancelled' }]);
    expect(visits()).toMatchObject([{ status: 'cancelled' }]);
    practice.db.prepare(`UPDATE visit SET status = 'no-show'`).run();
    const { run } = await bring('d', [encounter]);
    expect(run.keptFields).toBe(1);
    expect(visits()).toMatchObject([{ status: 'no-show' }]);
  });
});
