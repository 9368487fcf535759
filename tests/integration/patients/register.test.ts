import { describe, expect, it } from 'vitest';
import { formatPhone } from '../../../shared/patients/phone.ts';
import { practiceOfEachTest } from '../../support/each-test.ts';
import { addExpectedPatient, deskOf, patientFields } from '../../support/practice.ts';
import { syntheaPeople } from '../../support/synthea.ts';

const practice = practiceOfEachTest('front-desk');

describe('registering', () => {
  it('takes in every person of a set none of us wrote, and finds each again by name and birth date', async () => {
    const people = syntheaPeople();
    expect(people.length).toBe(120);
    for (const { fields } of people) {
      const { patientId } = await practice.desk.tell('patients.register', { fields });
      const { matches } = await practice.desk.ask('patients.search', {
        text: `${fields.given} ${fields.birthDate}`,
        limit: 20,
      });
      expect(matches.map((match) => match.id)).toContain(patientId);
      const { patient } = await practice.desk.ask('patients.chart', { patientId });
      expect(patient).toMatchObject({ ...fields, phone: formatPhone(fields.phone) });
    }
    expect(practice.db.prepare('SELECT count(DISTINCT mrn) AS n FROM patient').get()).toEqual({ n: 120 });
  });

  it('warns of somebody who is probably here already, and still lets the desk decide', async () => {
    const { patientId } = addExpectedPatient(practice.db, 1);
    const { duplicates } = await practice.desk.ask('patients.likelyDuplicates', {
      family: 'Smyth',
      given: 'Margaret',
      birthDate: '1946-07-07',
      phone: '',
      addressLine: '',
      postalCode: '',
      excluding: null,
    });
    expect(duplicates[0]).toMatchObject({ id: patientId });
    expect(duplicates[0]?.reasons).toContain('same-birth-date');
    await practice.desk.tell('patients.register', { fields: patientFields({ family: 'Smyth' }) });
  });

  it('asks for the state anew only when the address is edited', async () => {
    const { patientId } = addExpectedPatient(practice.db, 1, { state: 'ZZ' });
    const edit = (changes: object) => ({ patientId, version: 1, changes });
    expect(
      (await practice.desk.refused('patients.edit', edit({ postalCode: '80538' }))).fields,
    ).toHaveProperty('state');
    expect(await practice.desk.tell('patients.edit', edit({ city: 'Windsor' }))).toMatchObject({
      version: 2,
    });
  });

  it('refuses a birth date to come, a day that is none, a state that is none, and a missing name; each says its field', async () => {
    const refused = (changes: object) =>
      practice.desk.refused('patients.register', { fields: { ...patientFields(), ...changes } });
    expect((await refused({ birthDate: '2026-03-11' })).fields).toHaveProperty('birthDate');
    expect((await refused({ birthDate: '2021-02-30' })).fields).toHaveProperty(['fields.birthDate']);
    expect((await refused({ state: 'ZZ' })).fields).toEqual({
      state: 'Write the two letters of the state, like CO.',
    });
    expect((await refused({ family: '   ' })).fields).toEqual({ 'fields.family': 'Write the family name.' });
    expect(practice.db.prepare('SELECT count(*) AS n FROM patient').get()).toEqual({ n: 0 });
  });
});

describe('searching', () => {
  it('finds a member ID typed in the groups that the card prints', async () => {
    const { patientId, coverageId } = addExpectedPatient(practice.db, 1);
    practice.db.prepare(`UPDATE coverage SET member_id = 'BRP 8806 14471' WHERE id = ?`).run(coverageId);
    await practice.desk.tell('patients.edit', { patientId, version: 1, changes: { middle: 'A' } });
    for (const text of ['BRP 8806 14471', 'brp 8806', 'brp880614471']) {
      const { matches } = await practice.desk.ask('patients.search', { text, limit: 5 });
      expect(
        matches.map((match) => [match.id, match.matched]),
        text,
      ).toEqual([[patientId, ['memberId']]]);
    }
  });
});

describe('editing', () => {
  it('keeps who changed what from what to what', async () => {
    const { patientId } = addExpectedPatient(practice.db, 1);
    practice.clock.advance(60_000);
    const { version } = await practice.desk.tell('patients.edit', {
      patientId,
      version: 1,
      changes: { family: 'Smith-Jones', needsInterpreter: true },
    });
    expect(version).toBe(2);
    const { changes } = await practice.desk.ask('patients.history', { patientId });
    const said = changes.map(({ field, before, after, staffName, at }) => ({
      field,
      before,
      after,
      staffName,
      at,
    }));
    const who = { staffName: 'Person front-desk', at: practice.clock.now() };
    expect(said).toContainEqual({ field: 'family', before: 'Smith', after: 'Smith-Jones', ...who });
    expect(said).toContainEqual({ field: 'needsInterpreter', before: 'no', after: 'yes', ...who });
    expect((await practice.desk.ask('patients.search', { text: 'jones', limit: 5 })).matches).toHaveLength(1);
  });

  it('refuses the second of two people who edit the same patient, and loses nothing of the first', async () => {
    const { patientId } = addExpectedPatient(practice.db, 1);
    const other = deskOf(practice.engine);
    await other.signIn('lead');
    await practice.desk.tell('patients.edit', { patientId, version: 1, changes: { city: 'Fort Collins' } });
    expect(
      (await other.refused('patients.edit', { patientId, version: 1, changes: { city: 'Berthoud' } })).code,
    ).toBe('patients/changed-meanwhile');
    expect((await practice.desk.ask('patients.chart', { patientId })).patient).toMatchObject({
      city: 'Fort Collins',
      version: 2,
    });
  });
});
