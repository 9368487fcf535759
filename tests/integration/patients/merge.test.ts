import { getTableName } from 'drizzle-orm';
import { describe, expect, it } from 'vitest';
import { MOVED } from '../../../electron/patients/merge-moves.ts';
import type { PatientId } from '../../../shared/kernel/ids.ts';
import type { PlainDate } from '../../../shared/kernel/time.ts';
import { practiceOfEachTest } from '../../support/each-test.ts';
import { addExpectedPatient } from '../../support/practice.ts';

const practice = practiceOfEachTest('front-desk');

const payment = { tender: 'cash' as const, amountCents: 2000, reference: '', purpose: 'balance' as const };

function twoRecords() {
  const { db } = practice;
  const one = addExpectedPatient(db, 1);
  const two = addExpectedPatient(db, 2, {
    given: 'Peggy',
    family: 'Smyth',
    phone: '(970) 555-0199',
    birthDate: '1946-07-07' as PlainDate,
  });
  const owes = db.prepare('INSERT INTO prior_balance (patient_id, amount_cents, as_of) VALUES (?, ?, 0)');
  owes.run(one.patientId, 5000);
  owes.run(two.patientId, 3000);
  return { one, two };
}

async function versions(...ids: readonly PatientId[]): Promise<number[]> {
  const charts = await Promise.all(
    ids.map((patientId) => practice.desk.ask('patients.chart', { patientId })),
  );
  return charts.map((chart) => chart.patient.version);
}

async function mergeTwo(survivorId: PatientId, duplicateId: PatientId, take: never[] | ['phone'] = []) {
  const [survivorVersion = 0, duplicateVersion = 0] = await versions(survivorId, duplicateId);
  return practice.desk.tell('patients.merge', {
    survivorId,
    survivorVersion,
    duplicateId,
    duplicateVersion,
    take,
  });
}

describe('two records of one person', () => {
  it('are shown side by side with what would move and what speaks against it', async () => {
    const { one, two } = twoRecords();
    const preview = await practice.desk.ask('patients.mergePreview', {
      survivorId: one.patientId,
      duplicateId: two.patientId,
    });
    expect(preview.fields.map(({ field }) => field)).toEqual(['family', 'given', 'phone']);
    expect(preview.moves).toMatchObject({ visits: 1, coverages: 1, alerts: 0 });
    expect(preview.doubts).toEqual(['other-name', 'both-visit-today']);
    expect(preview.balanceCents).toBe(8000);
  });

  it('become one: visits, cards, notes and money are together, and the old id leads to the one that stays', async () => {
    const { one, two } = twoRecords();
    const { desk } = practice;
    await desk.tell('patients.saveNote', {
      patientId: two.patientId,
      noteId: null,
      text: 'Hard of hearing.',
    });
    await desk.tell('cash.takePayment', { visitId: two.visitId, payment });
    await mergeTwo(one.patientId, two.patientId, ['phone']);

    const chart = await desk.ask('patients.chart', { patientId: two.patientId });
    expect(chart.patient).toMatchObject({ id: one.patientId, family: 'Smith', phone: '(970) 555-0199' });
    expect(chart.visits).toHaveLength(2);
    expect(chart.coverages.map((card) => card.priority)).toEqual([1, 2]);
    expect(chart.notes.map((note) => note.text)).toEqual(['Hard of hearing.']);
    expect(chart.balanceCents).toBe(6000);
    expect(chart.merged).toMatchObject([{ id: two.patientId, mrn: '1002', name: 'Peggy Smyth' }]);
    const panel = await desk.ask('visits.panel', { visitId: two.visitId });
    expect(panel.patient.id).toBe(one.patientId);
    expect(panel.tenders).toHaveLength(1);
  });

  it('are found by the old name and the old MRN, once', async () => {
    const { one, two } = twoRecords();
    await mergeTwo(one.patientId, two.patientId);
    for (const text of ['smyth', 'peggy smyth', '1002', 'smyth margaret', '5550123']) {
      const { matches } = await practice.desk.ask('patients.search', { text, limit: 20 });
      expect(
        matches.map((match) => match.id),
        text,
      ).toEqual([one.patientId]);
    }
  });

  it('keep both histories', async () => {
    const { one, two } = twoRecords();
    await practice.desk.tell('patients.edit', {
      patientId: two.patientId,
      version: 1,
      changes: { city: 'Greeley' },
    });
    await mergeTwo(one.patientId, two.patientId);
    const { changes } = await practice.desk.ask('patients.history', { patientId: one.patientId });
    expect(changes).toContainEqual(
      expect.objectContaining({ field: 'city', before: 'Loveland', after: 'Greeley', mergedMrn: '1002' }),
    );
    expect(changes).toContainEqual(expect.objectContaining({ field: 'mergedIntoId', after: '1001' }));
  });

  it('are two again after it is taken apart, and what was done since stays', async () => {
    const { one, two } = twoRecords();
    const { desk } = practice;
    await desk.tell('cash.takePayment', { visitId: two.visitId, payment });
    await mergeTwo(one.patientId, two.patientId, ['phone']);
    const [version = 0] = await versions(one.patientId);
    await desk.tell('patients.edit', {
      patientId: one.patientId,
      version,
      changes: { city: 'Fort Collins' },
    });
    await desk.tell('cash.takePayment', { visitId: one.visitId, payment });
    const { survivorId } = await desk.tell('patients.unmerge', { duplicateId: two.patientId });
    expect(survivorId).toBe(one.patientId);
    const first = await desk.ask('patients.chart', { patientId: one.patientId });
    const second = await desk.ask('patients.chart', { patientId: two.patientId });
    expect(first.patient).toMatchObject({ city: 'Fort Collins', phone: '(970) 555-0123' });
    expect(second.patient).toMatchObject({ family: 'Smyth', phone: '(970) 555-0199' });
    expect([first.balanceCents, second.balanceCents]).toEqual([3000, 1000]);
    expect([first.visits.length, second.visits.length]).toEqual([1, 1]);
    const { matches } = await desk.ask('patients.search', { text: 'smyth', limit: 20 });
    expect(matches.map((match) => match.id)).toEqual([two.patientId]);
  });

  it('of which one changed meanwhile are refused, as is a record with itself', async () => {
    const { one, two } = twoRecords();
    const input = {
      survivorId: one.patientId,
      survivorVersion: 7,
      duplicateId: two.patientId,
      duplicateVersion: 1,
      take: [],
    };
    expect((await practice.desk.refused('patients.merge', input)).code).toBe('patients/changed-meanwhile');
    const same = { ...input, survivorVersion: 1, duplicateId: one.patientId };
    expect((await practice.desk.refused('patients.merge', same)).code).toBe('patients/same-record');
  });

  it('three in a row lead to the last, and can be taken apart from the first on', async () => {
    const { one, two } = twoRecords();
    const three = addExpectedPatient(practice.db, 3, { given: 'Meg' });
    await mergeTwo(two.patientId, one.patientId);
    await mergeTwo(three.patientId, two.patientId);
    const { patient } = await practice.desk.ask('patients.chart', { patientId: one.patientId });
    expect(patient.id).toBe(three.patientId);
    await practice.desk.tell('patients.unmerge', { duplicateId: one.patientId });
    const chart = await practice.desk.ask('patients.chart', { patientId: one.patientId });
    expect(chart.patient.id).toBe(one.patientId);
    expect(chart.visits.map((visit) => visit.id)).toEqual([one.visitId]);
    await practice.desk.tell('patients.unmerge', { duplicateId: two.patientId });
    const second = await practice.desk.ask('patients.chart', { patientId: two.patientId });
    expect(second.visits.map((visit) => visit.id)).toEqual([two.visitId]);
  });

  it.each([
    ['first', ['two', 'three']],
    ['last', ['three', 'two']],
  ] as const)(
    'two merged into one give each their own phone back, the %s taken apart first',
    async (_which, order) => {
      const { one, two } = twoRecords();
      const three = addExpectedPatient(practice.db, 3, { family: 'Smythe', phone: '(970) 555-0155' });
      const others = { two: two.patientId, three: three.patientId };
      const phoneOf = async (patientId: PatientId) =>
        (await practice.desk.ask('patients.chart', { patientId })).patient.phone;
      const own = await phoneOf(one.patientId);
      await mergeTwo(one.patientId, others.two, ['phone']);
      await mergeTwo(one.patientId, others.three, ['phone']);
      expect(await phoneOf(one.patientId)).toBe('(970) 555-0155');
      for (const which of order) await practice.desk.tell('patients.unmerge', { duplicateId: others[which] });
      expect([await phoneOf(one.patientId), await phoneOf(others.two), await phoneOf(others.three)]).toEqual([
        own,
        '(970) 555-0199',
        '(970) 555-0155',
      ]);
    },
  );
});

it('a merge leaves no table behind: whatever names a patient moves, or is read through what does', () => {
  const { db } = practice;
  const tables = db
    .prepare(
      `SELECT m.name || '.' || c.name FROM sqlite_master m JOIN pragma_table_info(m.name) c
       WHERE m.type = 'table' AND c.name IN ('patient_id', 'related_patient_id') ORDER BY 1`,
    )
    .pluck()
    .all() as string[];
  const columns = { patientId: 'patient_id', relatedPatientId: 'related_patient_id' };
  const moved = MOVED.map(({ kind, property }) => `${getTableName(kind.table)}.${columns[property]}`);
  // Payments follow their visit, balances their record; the rest says what was done to which record when.
  const stays = [
    'tender',
    'prior_balance',
    'audit',
    'audit_subject',
    'restricted_opening',
    'patient_search',
    'print_job',
    'sync_conflict',
  ];
  expect(tables.filter((name) => !moved.includes(name))).toEqual(
    stays.map((name) => `${name}.patient_id`).sort(),
  );
});
