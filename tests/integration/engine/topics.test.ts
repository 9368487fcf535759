import type { Database } from 'better-sqlite3';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { verifyStore } from '../../../electron/audit/verify.ts';
import { commandHandlers, sessionHandlers } from '../../../electron/engine/handlers.ts';
import { type CommandName, registry } from '../../../shared/api/index.ts';
import type { Topic } from '../../../shared/api/topics.ts';
import { proveConsentsAndPictures } from '../../support/consent-topics.ts';
import { proveCoverage } from '../../support/coverage-topics.ts';
import { fhirCoverage, fhirEncounter, fhirPatient } from '../../support/imports.ts';
import { proveLists } from '../../support/list-topics.ts';
import {
  addExpectedPatient,
  DAY,
  openTestPractice,
  patientFields,
  providerId,
  relatedFields,
  roomId,
  TEST_CHECKPOINT_KEY,
  type TestPractice,
  testClock,
  typeId,
} from '../../support/practice.ts';
import { provePracticeAndStaff } from '../../support/practice-topics.ts';
import { proveSync } from '../../support/sync-topics.ts';

/** Which topic each table's change is announced by; the journals of the engine itself are nobody's screen. */
const TOPIC_OF: Record<string, Topic | 'none'> = {
  practice: 'practice',
  practice_policy: 'practice',
  provider: 'practice',
  room: 'practice',
  appointment_type: 'practice',
  desk: 'practice',
  this_desk: 'practice',
  staff_member: 'staff',
  staff_pin: 'staff',
  staff_preference: 'staff',
  price_item: 'practice',
  work_week: 'practice',
  calendar_block: 'practice',
  print_job: 'prints',
  patient: 'patients',
  patient_alert: 'patients',
  mrn_counter: 'patients',
  patient_search: 'patients',
  patient_search_token: 'patients',
  patient_search_sound: 'patients',
  patient_search_version: 'patients',
  patient_note: 'patients',
  related_person: 'patients',
  restricted_opening: 'patients',
  coverage: 'coverage',
  eligibility_check: 'coverage',
  authorization: 'coverage',
  visit: 'visits',
  waiting: 'worklists',
  recall: 'worklists',
  call: 'worklists',
  task: 'tasks',
  overlap_mark: 'queue',
  prior_balance: 'visits',
  identifier: 'imports',
  foreign_content: 'imports',
  import_run: 'imports',
  import_problem: 'imports',
  tender: 'cash',
  consent_text: 'consents',
  consent_signature: 'consents',
  picture: 'pictures',
  picture_content: 'pictures',
  outbox: 'queue',
  sync_server: 'queue',
  sync_send: 'queue',
  sync_cursor: 'queue',
  sync_waiting: 'queue',
  sync_conflict: 'queue',
  desk_life: 'queue',
  audit_sent: 'none',
  change_log: 'none',
  audit: 'none',
  audit_checkpoint: 'none',
  audit_subject: 'none',
  operation: 'none',
  migration: 'none',
};

let practice: TestPractice;
beforeEach(async () => {
  practice = await openTestPractice();
});
afterEach(() => {
  // After every command of the desk the journals prove every record.
  const { findings } = verifyStore(practice.db, TEST_CHECKPOINT_KEY);
  practice.dispose();
  expect(findings).toEqual([]);
});

/** TEMP triggers on every table, writing down which ones a command really touched. */
function watchTables(db: Database): () => Set<string> {
  db.exec('CREATE TEMP TABLE touched (name TEXT)');
  const tables = db
    .prepare(`SELECT name FROM main.sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite_%'`)
    .pluck()
    .all() as string[];
  for (const table of tables) {
    expect(TOPIC_OF, `the table ${table} belongs to a topic`).toHaveProperty(table);
    for (const event of ['INSERT', 'UPDATE', 'DELETE']) {
      db.exec(
        `CREATE TEMP TRIGGER watch_${table}_${event} AFTER ${event} ON main.${table} BEGIN INSERT INTO touched VALUES ('${table}'); END`,
      );
    }
  }
  return () => {
    const names = db.prepare('SELECT DISTINCT name FROM touched').pluck().all() as string[];
    db.exec('DELETE FROM touched');
    return new Set(names);
  };
}

it('every command touches only tables of its declared topics, and announces exactly the topics it touched', async () => {
  const { db, desk, engine } = practice;
  const someone = addExpectedPatient(db, 1);
  const other = addExpectedPatient(db, 2, { family: 'Chen', given: 'Li' });
  db.prepare('INSERT INTO prior_balance (patient_id, amount_cents, as_of) VALUES (?, 8240, 0)').run(
    someone.patientId,
  );
  const seen = watchTables(db);
  const announced: Topic[] = [];
  engine.onTopics(({ topics }) => announced.push(...topics));
  const proven = new Set<string>();

  const prove = async <Value>(name: CommandName, work: () => Promise<Value>): Promise<Value> => {
    announced.length = 0;
    seen();
    const value = await work();
    const touched = new Set([...seen()].map((table) => TOPIC_OF[table]).filter((topic) => topic !== 'none'));
    for (const topic of touched) expect(registry[name].touches, name).toContain(topic);
    expect(new Set(announced), name).toEqual(touched);
    proven.add(name);
    return value;
  };

  await prove('staff.signIn', () => desk.signIn('front-desk'));
  const fields = patientFields({ family: 'Garcia', given: 'Ana' });
  const { patientId } = await prove('patients.register', () => desk.tell('patients.register', { fields }));
  await prove('patients.edit', () =>
    desk.tell('patients.edit', { patientId, version: 1, changes: { phone: '9705550199' } }),
  );
  const who = { known: false as const, family: 'Baker', given: 'Theo', birthDate: '2019-01-30', phone: '' };
  const walkIn = await prove('visits.walkIn', () =>
    desk.tell('visits.walkIn', { who, reason: 'cough', providerId: null }),
  );
  const place = { providerId, roomId: null, minutes: 20 };
  const starts = testClock().now() + 86_400_000;
  const booked = await prove('calendar.book', () =>
    desk.tell('calendar.book', { ...place, starts, who: { ...who, given: 'Nora' }, typeId, reason: 'cough' }),
  );
  await prove('calendar.move', () =>
    desk.tell('calendar.move', { ...place, starts: starts + 3_600_000, visitId: booked.visitId }),
  );
  await prove('visits.assignPatient', () =>
    desk.tell('visits.assignPatient', { visitId: walkIn.visitId, patientId }),
  );
  await prove('visits.move', () => desk.tell('visits.move', { visitId: someone.visitId, move: 'arrive' }));
  const payment = { tender: 'cash' as const, amountCents: 3000, reference: '', purpose: 'copay' as const };
  await prove('visits.checkIn', () =>
    desk.tell('visits.checkIn', {
      visitId: someone.visitId,
      identifiers: ['name', 'phone'],
      demographicsConfirmed: true,
      coverage: { choice: 'keep', coverageId: someone.coverageId },
      copay: { outcome: 'taken', payment },
    }),
  );
  await desk.tell('visits.move', { visitId: someone.visitId, move: 'room', roomId });
  await prove('visits.checkOut', () =>
    desk.tell('visits.checkOut', {
      visitId: someone.visitId,
      payment: { ...payment, amountCents: 8240, purpose: 'balance' },
    }),
  );
  const { undoable } = await desk.ask('visits.panel', { visitId: someone.visitId });
  await prove('visits.undo', () =>
    desk.tell('visits.undo', { visitId: someone.visitId, operationId: undoable?.operationId ?? '' }),
  );
  const taken = await prove('cash.takePayment', () =>
    desk.tell('cash.takePayment', { visitId: other.visitId, payment }),
  );
  await prove('cash.voidTender', () =>
    desk.tell('cash.voidTender', { tenderId: taken.tenderId, reason: 'wrong patient' }),
  );
  for (const name of await proveCoverage(prove, practice, other.patientId, other.visitId)) proven.add(name);
  for (const name of await proveConsentsAndPictures(prove, practice, patientId)) proven.add(name);
  await desk.signIn('administrator');
  const run = await prove('imports.begin', () =>
    desk.tell('imports.begin', { source: 'ehr', fingerprint: 'a'.repeat(64), size: 1, format: 'ndjson' }),
  );
  await prove('imports.batch', () =>
    desk.tell('imports.batch', {
      runId: run.runId,
      fromLine: 1,
      toByte: 1,
      lines: [
        fhirEncounter('e1', 'p1', { participant: [{ individual: { reference: 'Practitioner/d1' } }] }),
        fhirPatient('p1'),
        fhirCoverage('c1', 'p1'),
      ].map((resource) => JSON.stringify(resource)),
      unreadable: [],
    }),
  );
  await prove('imports.finish', () => desk.tell('imports.finish', { runId: run.runId, after: 0 }));
  const { relatedId } = await prove('patients.saveRelated', () =>
    desk.tell('patients.saveRelated', { patientId, relatedId: null, fields: relatedFields() }),
  );
  await prove('patients.endRelated', () => desk.tell('patients.endRelated', { relatedId }));
  const { alertId } = await prove('patients.saveAlert', () =>
    desk.tell('patients.saveAlert', { patientId, alertId: null, kind: 'allergy', text: 'Latex' }),
  );
  await prove('patients.endAlert', () => desk.tell('patients.endAlert', { alertId }));
  const note = await prove('patients.saveNote', () =>
    desk.tell('patients.saveNote', { patientId, noteId: null, text: 'Hard of hearing.' }),
  );
  await prove('patients.undo', () =>
    desk.tell('patients.undo', { patientId, operationId: note.operationId }),
  );
  const { noteId } = await desk.tell('patients.saveNote', { patientId, noteId: null, text: 'Knocks.' });
  await prove('patients.endNote', () => desk.tell('patients.endNote', { noteId }));
  const { patient } = await desk.ask('patients.chart', { patientId });
  await prove('patients.merge', () =>
    desk.tell('patients.merge', {
      survivorId: other.patientId,
      survivorVersion: 1,
      duplicateId: patientId,
      duplicateVersion: patient.version,
      take: [],
    }),
  );
  await prove('patients.unmerge', () => desk.tell('patients.unmerge', { duplicateId: patientId }));
  await desk.signIn('lead');
  await prove('patients.restrict', () => desk.tell('patients.restrict', { patientId, restricted: true }));
  await prove('patients.openRestricted', () =>
    desk.tell('patients.openRestricted', { patientId, reason: 'at the desk' }),
  );
  await prove('print.note', () =>
    desk.tell('print.note', { kind: 'label', subjectId: someone.visitId, destination: 'printer' }),
  );
  await prove('print.noteDay', () =>
    desk.tell('print.noteDay', { paper: { kind: 'day-sheet', day: DAY }, destination: 'pdf' }),
  );
  for (const name of await proveLists(prove, practice)) proven.add(name);
  for (const name of await proveSync(prove, practice)) proven.add(name);
  for (const name of await provePracticeAndStaff(prove, practice)) proven.add(name);
  await prove('staff.lock', async () => {
    await desk.tell('staff.lock', { reason: 'asked' });
    announced.length = 0;
  });

  expect([...proven].sort()).toEqual(
    [...Object.keys(commandHandlers), ...Object.keys(sessionHandlers)].sort(),
  );
});
