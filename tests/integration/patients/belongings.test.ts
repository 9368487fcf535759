import { describe, expect, it } from 'vitest';
import type { PlainDate } from '../../../shared/kernel/time.ts';
import { practiceOfEachTest } from '../../support/each-test.ts';
import { addExpectedPatient, relatedFields } from '../../support/practice.ts';

const practice = practiceOfEachTest('front-desk');

describe('contacts', () => {
  it('are kept with their roles; a patient here stands with the name they have now', async () => {
    const { desk, db } = practice;
    const child = addExpectedPatient(db, 1, { given: 'Ada', birthDate: '2020-05-05' as PlainDate });
    const mother = addExpectedPatient(db, 2, { given: 'Rosa' });
    const { patientId } = child;
    expect((await desk.ask('patients.chart', { patientId })).guarantor).toBeNull();
    const fields = relatedFields({ relatedPatientId: mother.patientId, phone: '' });
    const { relatedId } = await desk.tell('patients.saveRelated', { patientId, relatedId: null, fields });
    await desk.tell('patients.edit', {
      patientId: mother.patientId,
      version: 1,
      changes: { given: 'Rosalía' },
    });
    const chart = await desk.ask('patients.chart', { patientId });
    expect(chart.related).toMatchObject([{ id: relatedId, name: 'Rosalía Smith', phone: '(970) 555-0123' }]);
    expect(chart.guarantor).toEqual({ kind: 'related', id: relatedId });
    expect(chart.household).toMatchObject([{ id: mother.patientId, why: 'both' }]);
    expect((await desk.ask('patients.chart', { patientId: mother.patientId })).household).toMatchObject([
      { id: patientId, why: 'both' },
    ]);
  });

  it('are taken off and brought back, and the history tells both', async () => {
    const { desk, db } = practice;
    const { patientId } = addExpectedPatient(db, 1);
    const { relatedId } = await desk.tell('patients.saveRelated', {
      patientId,
      relatedId: null,
      fields: relatedFields(),
    });
    const ended = await desk.tell('patients.endRelated', { relatedId });
    expect((await desk.ask('patients.chart', { patientId })).related).toEqual([]);
    expect((await desk.refused('patients.endRelated', { relatedId })).code).toBe('patients/gone');
    await desk.tell('patients.undo', { patientId, operationId: ended.operationId });
    expect((await desk.ask('patients.chart', { patientId })).related).toHaveLength(1);
    const { changes } = await desk.ask('patients.history', { patientId });
    expect(changes.filter(({ record, field }) => record === 'contact' && field === 'active')).toMatchObject([
      { before: 'no', after: 'yes' },
      { before: 'yes', after: 'no' },
      { created: true },
    ]);
  });

  it('are nobody’s own relative, and never of another patient', async () => {
    const { desk, db } = practice;
    const { patientId } = addExpectedPatient(db, 1);
    const other = addExpectedPatient(db, 2);
    const self = { patientId, relatedId: null, fields: relatedFields({ relatedPatientId: patientId }) };
    expect((await desk.refused('patients.saveRelated', self)).code).toBe('patients/own-relative');
    const { relatedId } = await desk.tell('patients.saveRelated', {
      patientId,
      relatedId: null,
      fields: relatedFields(),
    });
    const stolen = { patientId: other.patientId, relatedId, fields: relatedFields() };
    expect((await desk.refused('patients.saveRelated', stolen)).code).toBe('patients/gone');
  });
});

describe('alerts and notes', () => {
  it('say who wrote them, stand on the board while they hold, and go back one by one', async () => {
    const { desk, db } = practice;
    const { patientId } = addExpectedPatient(db, 1);
    const saved = await desk.tell('patients.saveAlert', {
      patientId,
      alertId: null,
      kind: 'allergy',
      text: 'Latex',
    });
    const board = async () => (await desk.ask('visits.board', {})).rows[0]?.alerts;
    expect(await board()).toEqual([{ kind: 'allergy', text: 'Latex' }]);
    const { alerts } = await desk.ask('patients.chart', { patientId });
    expect(alerts).toMatchObject([{ id: saved.alertId, createdBy: 'Person front-desk' }]);
    const ended = await desk.tell('patients.endAlert', { alertId: saved.alertId });
    expect(await board()).toEqual([]);
    await desk.tell('patients.undo', { patientId, operationId: ended.operationId });
    expect(await board()).toEqual([{ kind: 'allergy', text: 'Latex' }]);
    const twice = await desk.refused('patients.undo', { patientId, operationId: ended.operationId });
    expect(twice.code).toBe('patients/nothing-to-undo');
  });

  it('never hold a card number', async () => {
    const { patientId } = addExpectedPatient(practice.db, 1);
    const input = { patientId, noteId: null, text: 'pays with 4242-4242 4242 4242' };
    const error = await practice.desk.refused('patients.saveNote', input);
    expect(error.fields).toHaveProperty('text');
    expect(JSON.stringify(error)).not.toContain('4242');
  });
});

describe('a restricted record', () => {
  it('opens with a reason only, for this sign-in and half an hour, in every room', async () => {
    const { desk, db, clock } = practice;
    const { patientId, visitId } = addExpectedPatient(db, 1);
    await desk.signIn('lead');
    await desk.tell('patients.restrict', { patientId, restricted: true });
    await desk.signIn('front-desk');
    for (const [method, input] of [
      ['patients.chart', { patientId }],
      ['patients.history', { patientId }],
      ['visits.panel', { visitId }],
    ] as const)
      expect((await desk.refused(method, input)).code, method).toBe('patients/restricted');
    const edit = { patientId, version: 1, changes: { city: 'Greeley' } };
    expect((await desk.refused('patients.edit', edit)).code).toBe('patients/restricted');
    expect((await desk.refused('patients.openRestricted', { patientId, reason: 'x' })).code).toBe(
      'input/invalid',
    );

    await desk.tell('patients.openRestricted', { patientId, reason: 'at the desk for a visit' });
    expect((await desk.ask('patients.chart', { patientId })).patient.phone).toBe('(970) 555-0123');
    clock.advance(30 * 60_000);
    expect((await desk.refused('patients.chart', { patientId })).code).toBe('patients/restricted');
    await desk.tell('patients.openRestricted', { patientId, reason: 'still at the desk' });
    await desk.signIn('front-desk');
    expect((await desk.refused('patients.chart', { patientId })).code).toBe('patients/restricted');
    const kept = db.prepare('SELECT reason FROM restricted_opening ORDER BY at').pluck().all();
    expect(kept).toEqual(['at the desk for a visit', 'still at the desk']);
    const audited = db.prepare(
      `SELECT count(*) FROM audit WHERE method = 'patients.openRestricted' AND patient_id = ?`,
    );
    expect(audited.pluck().get(patientId)).toBe(2);
  });

  it('shows lists no more than it takes not to mix people up', async () => {
    const { desk, db } = practice;
    const { patientId } = addExpectedPatient(db, 1, { preferredName: 'Peg' });
    await desk.tell('patients.saveAlert', { patientId, alertId: null, kind: 'safety', text: 'Walker' });
    await desk.signIn('lead');
    await desk.tell('patients.restrict', { patientId, restricted: true });
    const { matches } = await desk.ask('patients.search', { text: '9705550123', limit: 5 });
    expect(matches).toMatchObject([{ restricted: true, phone: '', preferredName: '', memberId: null }]);
    const [row] = (await desk.ask('visits.board', {})).rows;
    expect(row).toMatchObject({ alerts: [], reason: '', patient: { phone: '', preferredName: '' } });
  });

  it('is restricted by those alone who may', async () => {
    const { patientId } = addExpectedPatient(practice.db, 1);
    const error = await practice.desk.refused('patients.restrict', { patientId, restricted: true });
    expect(error.code).toBe('staff/not-allowed');
  });
});

it('a date of death is noted, seen in lists and taken back', async () => {
  const { desk, db } = practice;
  const { patientId } = addExpectedPatient(db, 1);
  const later = { patientId, version: 1, changes: { deceasedOn: '2031-01-01' } };
  expect((await desk.refused('patients.edit', later)).fields).toHaveProperty('deceasedOn');
  const edit = { patientId, version: 1, changes: { deceasedOn: '2026-03-02' as PlainDate } };
  const { operationId } = await desk.tell('patients.edit', edit);
  const { matches } = await desk.ask('patients.search', { text: 'smith', limit: 5 });
  expect(matches[0]?.deceasedOn).toBe('2026-03-02');
  await desk.tell('patients.undo', { patientId, operationId });
  expect((await desk.ask('patients.chart', { patientId })).patient.deceasedOn).toBeNull();
});

it('phones are written one way, with what telephone systems take beside them', async () => {
  const { desk, db } = practice;
  const { patientId } = addExpectedPatient(db, 1);
  const changes = { phone: '970.555.0148 ext 12', secondPhone: '+523312345678', textConsent: 'yes' as const };
  await desk.tell('patients.edit', { patientId, version: 1, changes });
  const { patient } = await desk.ask('patients.chart', { patientId });
  expect(patient).toMatchObject({
    phone: '(970) 555-0148 x12',
    secondPhone: '+52 33 1234 5678',
    textConsent: 'yes',
  });
  const stored = db.prepare('SELECT phone_e164 FROM patient WHERE id = ?').pluck().get(patientId);
  expect(stored).toBe('+19705550148');
  const found = async (text: string) =>
    (await desk.ask('patients.search', { text, limit: 5 })).matches.length;
  expect([await found('5550148'), await found('5678'), await found('0123')]).toEqual([1, 1, 0]);
});
