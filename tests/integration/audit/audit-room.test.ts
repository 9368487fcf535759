import { beforeEach, describe, expect, it } from 'vitest';
import type { InputOf } from '../../../shared/api/index.ts';
import type { AuditKind } from '../../../shared/audit/contract.ts';
import { addDays } from '../../../shared/kernel/time.ts';
import { practiceOfEachTest } from '../../support/each-test.ts';
import {
  addExpectedPatient,
  DAY,
  deskOf,
  patientId,
  staffIdOf,
  type TestDesk,
} from '../../support/practice.ts';

const practice = practiceOfEachTest();
let auditor: TestDesk;
beforeEach(async () => {
  addExpectedPatient(practice.db, 1);
  addExpectedPatient(practice.db, 2, { family: 'Chen', given: 'Li' });
  auditor = deskOf(practice.engine);
  const { desk, clock } = practice;
  await desk.signIn('front-desk');
  await desk.ask('patients.search', { text: 'smith', limit: 20 });
  await desk.ask('patients.chart', { patientId: patientId(1) });
  await desk.refused('audit.verify', {});
  await desk.tell('patients.edit', {
    patientId: patientId(2),
    version: 1,
    changes: { email: 'li@example.org' },
  });
  clock.advance(86_400_000);
  await desk.ask('patients.chart', { patientId: patientId(2) });
  await auditor.signIn('auditor');
});

const ANYTHING: InputOf<'audit.list'> = {
  patientId: null,
  staffId: null,
  from: null,
  to: null,
  kind: null,
  before: null,
  limit: 200,
};
const list = async (filter: Partial<InputOf<'audit.list'>> = {}) =>
  (await auditor.ask('audit.list', { ...ANYTHING, ...filter })).rows;

describe('the list', () => {
  it('tells everything, newest first, with names and what was typed', async () => {
    const rows = await list();
    expect(rows.map(({ sequence }) => sequence)).toEqual(
      rows.map(({ sequence }) => sequence).sort((a, b) => b - a),
    );
    const told = rows.map(({ kind, method, staffName, patients, asked }) =>
      [kind, method, staffName, patients.map(({ name }) => name).join(), asked].join(' | '),
    );
    expect(told).toContain('list | patients.search | Person front-desk | Smith, Margaret | smith');
    expect(told).toContain('chart | patients.chart | Person front-desk | Chen, Li | ');
    expect(told).toContain('refused | audit.verify | Person front-desk |  | ');
    expect(told).toContain('change | patients.edit | Person front-desk | Chen, Li | ');
    expect(told).toContain('session | staff.session | Person auditor |  | ');
    expect(told).toContain('outside | audit.checkpoint |  |  | ');
  });

  it('of one patient says who saw the record, in lists too, and nothing of anybody else', async () => {
    const rows = await list({ patientId: patientId(1) });
    expect(rows.map(({ method }) => method)).toEqual(['patients.chart', 'patients.search']);
    expect((await list({ patientId: patientId(3) })).length).toBe(0);
  });

  it('is narrowed by person, by the practice’s days and by kind', async () => {
    expect(
      new Set((await list({ staffId: staffIdOf('auditor') })).map(({ staffName }) => staffName)),
    ).toEqual(new Set(['Person auditor']));
    const first = await list({ from: DAY, to: DAY });
    const second = await list({ from: addDays(DAY, 1), to: null });
    expect(first.length + second.length).toBe((await list()).length);
    expect(first.map(({ method }) => method)).toContain('patients.edit');
    expect(second.map(({ method }) => method)).not.toContain('patients.edit');
    for (const kind of ['chart', 'list', 'change', 'session', 'refused', 'outside'] satisfies AuditKind[]) {
      const rows = await list({ kind });
      expect(rows.length, kind).toBeGreaterThan(0);
      expect(new Set(rows.map((row) => row.kind))).toEqual(new Set([kind]));
    }
  });

  it('comes in pages that neither repeat nor leave out a row', async () => {
    const all = (await list()).map(({ sequence }) => sequence);
    const paged: number[] = [];
    for (let before: number | null = (all[0] ?? 0) + 1; before !== null; ) {
      const page: { rows: { sequence: number }[]; next: number | null } = await auditor.ask('audit.list', {
        ...ANYTHING,
        before,
        limit: 3,
      });
      paged.push(...page.rows.map(({ sequence }) => sequence));
      before = page.next;
    }
    expect(paged).toEqual(all);
  });

  it('is itself written down, with what was asked and whom it named', async () => {
    await list({ patientId: patientId(1) });
    practice.timer.fire();
    const rows = await list({ staffId: staffIdOf('auditor'), kind: 'outside' });
    expect(rows).toMatchObject([{ method: 'audit.list', patientCount: 1 }]);
  });

  it('is for those who may read it', async () => {
    for (const role of ['front-desk', 'lead', 'billing', 'clinician'] as const) {
      await practice.desk.signIn(role);
      for (const [method, input] of [
        ['audit.list', ANYTHING],
        ['audit.entry', { sequence: 1 }],
        ['audit.findPatients', { text: 'smith', limit: 5 }],
        ['audit.people', {}],
        ['audit.verify', {}],
        ['exports.rows', { table: 'patient', after: 0, limit: 1 }],
      ] as const)
        expect((await practice.desk.refused(method, input)).code, `${role} ${method}`).toBe(
          'staff/not-allowed',
        );
    }
  });
});

it('a row opens whole: whom it concerns and what was changed; one that is not there is refused', async () => {
  const [edit] = await list({ kind: 'change' });
  const entry = await auditor.ask('audit.entry', { sequence: edit?.sequence ?? 0 });
  expect(entry.patients.map(({ name }) => name)).toEqual(['Chen, Li']);
  expect(entry.changes).toContainEqual({
    record: 'Patient',
    field: 'email',
    before: '',
    after: 'li@example.org',
  });
  expect(entry.hash).toMatch(/^[0-9a-f]{64}$/);
  expect((await auditor.refused('audit.entry', { sequence: 9_999 })).code).toBe('audit/not-found');
});

it('an auditor finds a patient without being let into the records', async () => {
  expect((await auditor.ask('audit.findPatients', { text: 'che', limit: 5 })).matches).toMatchObject([
    { name: 'Chen, Li', patientId: patientId(2) },
  ]);
  expect((await auditor.refused('patients.chart', { patientId: patientId(2) })).code).toBe(
    'staff/not-allowed',
  );
});

it('an export is told table by table, and holds no PIN, no answers and no search index', async () => {
  const admin = deskOf(practice.engine);
  await admin.signIn('administrator');
  const { tables } = await admin.ask('exports.tables', {});
  const names = tables.map(({ name }) => name);
  expect(names).toEqual(
    expect.arrayContaining(['patient', 'coverage', 'visit', 'tender', 'audit', 'change_log']),
  );
  for (const secret of [
    'staff_pin',
    'operation',
    'patient_search',
    'patient_search_token',
    'sqlite_sequence',
  ])
    expect(names).not.toContain(secret);
  const first = await admin.ask('exports.rows', { table: 'patient', after: 0, limit: 1 });
  const rest = await admin.ask('exports.rows', { table: 'patient', after: first.next ?? 0, limit: 10 });
  expect([...first.rows, ...rest.rows].map(({ family }) => family)).toEqual(['Smith', 'Chen']);
  expect(rest.next).toBeNull();
  for (const table of ['staff_pin', 'sqlite_master', 'patient" --'])
    expect((await admin.refused('exports.rows', { table, after: 0, limit: 1 })).code).toBe(
      'exports/no-table',
    );
  expect(
    (await list({ kind: 'outside', staffId: staffIdOf('administrator') })).map(({ asked }) => asked),
  ).toEqual(['patient']);
});

it('the journals are signed at the first action of a day and at closing, once each, and the signatures hold', async () => {
  const days = () =>
    practice.db.prepare('SELECT day, reason FROM audit_checkpoint ORDER BY sequence').all() as unknown[];
  expect(days()).toEqual([
    { day: DAY, reason: 'day' },
    { day: addDays(DAY, 1), reason: 'day' },
  ]);
  const { findings, checked } = await auditor.ask('audit.verify', {});
  expect([findings, checked.checkpoints]).toEqual([[], 2]);
});
