import { beforeEach, expect, test } from 'vitest';
import { practiceOfEachTest } from '../../support/each-test.ts';
import { addExpectedPatient, deskId, visitId } from '../../support/practice.ts';

const practice = practiceOfEachTest();
beforeEach(async () => {
  addExpectedPatient(practice.db, 1, { family: 'O^Brien~' });
  await practice.desk.signIn('front-desk');
});

test('what was printed is written down with whom it concerns, and counted for the copy', async () => {
  const { desk, db } = practice;
  const job = { kind: 'label', subjectId: visitId(1) } as const;
  expect(await desk.ask('print.copies', job)).toEqual({ count: 0 });
  expect(await desk.tell('print.note', { ...job, destination: 'printer' })).toEqual({ count: 1 });
  expect(await desk.tell('print.note', { ...job, destination: 'pdf' })).toEqual({ count: 2 });
  expect(await desk.ask('print.copies', job)).toEqual({ count: 2 });
  const audited = db
    .prepare(`SELECT patient_id FROM audit WHERE method = 'print.note' ORDER BY sequence`)
    .pluck()
    .all();
  expect(audited).toEqual(['00000006-0000-7000-8000-000000000001', '00000006-0000-7000-8000-000000000001']);
  expect(() => db.prepare('DELETE FROM print_job').run()).toThrow('append-only');
  expect(() => db.prepare(`UPDATE print_job SET kind = 'receipt'`).run()).toThrow('append-only');
});

test('paper of something that is not here is not written down', async () => {
  const { desk, db } = practice;
  const refused = await desk.refused('print.note', {
    kind: 'face-sheet',
    subjectId: visitId(1),
    destination: 'printer',
  });
  expect(refused.code).toBe('print/unknown');
  expect(db.prepare('SELECT count(*) FROM print_job').pluck().get()).toBe(0);
});

test('a label is made for this desk’s printer, with no command in a name, and seen in the audit', async () => {
  const { desk, db } = practice;
  expect((await desk.refused('print.labelJob', { visitId: visitId(1), copies: 1 })).code).toBe(
    'print/no-label-printer',
  );
  db.prepare(`UPDATE desk SET label_printer = '10.0.0.9:9100' WHERE id = ?`).run(deskId);
  const job = await desk.ask('print.labelJob', { visitId: visitId(1), copies: 2 });
  expect(job.address).toBe('10.0.0.9:9100');
  expect(job.zpl).toContain('^FDO_5EBRIEN_7E, Margaret^FS');
  expect(job.zpl).toContain('^PQ2');
  expect(
    db.prepare(`SELECT count(*) FROM audit WHERE method = 'print.labelJob' AND action = 'R'`).pluck().get(),
  ).toBe(1);
});
