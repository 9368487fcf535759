import { beforeEach, expect, test } from 'vitest';
import type { ProviderId, RoomId } from '../../../shared/kernel/ids.ts';
import type { PlainDate } from '../../../shared/kernel/time.ts';
import { practiceOfEachTest } from '../../support/each-test.ts';
import {
  addExpectedPatient,
  DAY,
  MORNING,
  patientId,
  providerId,
  roomId,
  testId,
  visitId,
} from '../../support/practice.ts';

const practice = practiceOfEachTest();
beforeEach(async () => {
  const { db, desk } = practice;
  addExpectedPatient(db, 1, { language: 'es', needsInterpreter: true });
  addExpectedPatient(db, 2, { family: 'Chen', given: 'Li' });
  addExpectedPatient(db, 3, { family: 'Baker', given: 'Theo' });
  db.prepare('UPDATE visit SET room_id = ? WHERE id = ?').run(roomId, visitId(2));
  db.prepare('UPDATE visit SET provider_id = NULL WHERE id = ?').run(visitId(3));
  db.prepare('UPDATE patient SET restricted = 1 WHERE id = ?').run(patientId(2));
  db.prepare(`UPDATE appointment_type SET preparation = 'Nothing to eat'`).run();
  await desk.signIn('front-desk');
});

const families = async (paper: object) =>
  (await practice.desk.ask('print.day', { day: DAY, ...paper } as never)).visits.map(({ family }) => family);

test('a paper holds the visits it is about: of a provider, of nobody in particular, of a room, of everybody', async () => {
  expect(await families({ kind: 'provider-day', providerId })).toEqual(['Smith', 'Chen']);
  expect(await families({ kind: 'provider-day', providerId: null })).toEqual(['Baker']);
  expect(await families({ kind: 'room-sheet', roomId })).toEqual(['Chen']);
  expect(await families({ kind: 'room-sheet', roomId: null })).toEqual(['Chen']);
  expect(await families({ kind: 'day-sheet' })).toEqual(['Smith', 'Chen', 'Baker']);
  expect(await families({ kind: 'day-sheet', day: '2026-03-11' as PlainDate })).toEqual([]);
});

test('it says what a clinician needs, and of a restricted record neither phone nor reason', async () => {
  const { visits } = await practice.desk.ask('print.day', { kind: 'day-sheet', day: DAY });
  expect(visits[0]).toMatchObject({
    birthDate: '1946-07-07',
    phone: '(970) 555-0123',
    language: 'es',
    needsInterpreter: true,
    isNewPatient: true,
    typeName: 'Follow-up',
    preparation: 'Nothing to eat',
    reason: 'blood pressure',
  });
  expect(visits[1]).toMatchObject({ family: 'Chen', phone: '', reason: '' });
  practice.db
    .prepare(`UPDATE visit SET patient_id = ?, status = 'checked-out', day = '2026-01-05' WHERE id = ?`)
    .run(patientId(1), visitId(3));
  const later = await practice.desk.ask('print.day', { kind: 'day-sheet', day: DAY });
  expect(later.visits.map(({ family, isNewPatient }) => [family, isNewPatient])).toEqual([
    ['Smith', false],
    ['Chen', true],
  ]);
});

test('hours are those of the provider, of a room its own or else the practice’s', async () => {
  practice.db
    .prepare('UPDATE practice SET hours = ?')
    .run(JSON.stringify([{ weekday: 2, opens: '08:00', closes: '17:00' }]));
  const span = { starts: MORNING - 162 * 60_000, ends: MORNING + 378 * 60_000 };
  const day = await practice.desk.ask('print.day', { kind: 'day-sheet', day: DAY });
  expect(day.open).toEqual([{ providerId, roomId: null, spans: [span] }]);
  const rooms = await practice.desk.ask('print.day', { kind: 'room-sheet', day: DAY, roomId: null });
  expect(rooms.open).toEqual([{ providerId: null, roomId, spans: [span] }]);
});

test('what was printed is written down for everybody on it, in the journal of prints and in the audit', async () => {
  const { db, desk } = practice;
  const paper = { kind: 'provider-day', day: DAY, providerId } as const;
  expect(await desk.tell('print.noteDay', { paper, destination: 'pdf' })).toEqual({ patients: 2 });
  expect(
    db.prepare('SELECT kind, subject_id, patient_id, destination FROM print_job ORDER BY patient_id').all(),
  ).toEqual(
    [1, 2].map((number) => ({
      kind: 'provider-day',
      subject_id: providerId,
      patient_id: patientId(number),
      destination: 'pdf',
    })),
  );
  const audited = db
    .prepare(
      `SELECT s.patient_id FROM audit a JOIN audit_subject s ON s.audit_sequence = a.sequence WHERE a.method = 'print.noteDay' ORDER BY 1`,
    )
    .pluck()
    .all();
  expect(audited).toEqual([patientId(1), patientId(2)]);
});

test('a provider or a room that never was is refused', async () => {
  const { desk } = practice;
  const paper = { kind: 'provider-day', day: DAY, providerId: testId<ProviderId>(2, 9) };
  expect((await desk.refused('print.day', paper)).code).toBe('practice/unknown-provider');
  expect((await desk.refused('print.noteDay', { paper, destination: 'pdf' })).code).toBe(
    'practice/unknown-provider',
  );
  const room = { kind: 'room-sheet', day: DAY, roomId: testId<RoomId>(3, 9) };
  expect((await desk.refused('print.day', room)).code).toBe('practice/unknown-room');
});
