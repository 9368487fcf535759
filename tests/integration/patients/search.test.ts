import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { likelyDuplicates } from '../../../electron/patients/duplicates.ts';
import { searchPatients } from '../../../electron/patients/search.ts';
import {
  indexMemberIds,
  indexPatient,
  rebuildIndex,
  updateIndex,
} from '../../../electron/patients/search-index.ts';
import type { PlainDate } from '../../../shared/kernel/time.ts';
import { addCoverage, openPatientStore, type PatientStore } from '../../support/patient-store.ts';
import { syntheaPeople } from '../../support/synthea.ts';

const TODAY = '2026-11-22' as PlainDate;
let store: PatientStore;

beforeEach(() => {
  store = openPatientStore();
});
afterEach(() => {
  store.dispose();
});

function found(text: string, limit = 20): string[] {
  return searchPatients(store.db, { text, limit, today: TODAY }).map(
    (match) => `${match.given} ${match.family}`,
  );
}

/** Everything in the index, so that two indexes can be compared. */
function indexRows(): unknown[] {
  return store.db
    .prepare(
      `SELECT t.role, t.token, t.sort_key, t.facts, s.patient_id, s.facts AS all_facts
       FROM patient_search_token t JOIN patient_search s ON s.number = t.number ORDER BY t.role, t.token, t.sort_key`,
    )
    .all();
}

/** Changes columns of a patient and indexes the row, as a command does. */
function change(id: string, columns: Record<string, string | number>): void {
  for (const [column, value] of Object.entries(columns))
    store.db.prepare(`UPDATE patient SET ${column} = ? WHERE id = ?`).run(value, id);
  indexMemberIds(store.db, id);
}

describe('a real town, found at the desk', () => {
  it('finds every one of 120 people by name either way round, birth date, phone and MRN', () => {
    const people = syntheaPeople();
    const ids = people.map(({ fields }) => store.add(fields));
    for (const [index, { fields }] of people.entries()) {
      const [year, month, day] = fields.birthDate.split('-');
      const texts = [
        `${fields.given} ${fields.family}`,
        `${fields.family}, ${fields.given}`,
        `${fields.family} ${month}/${day}/${year}`.toUpperCase(),
        `${fields.given.slice(0, 2)} ${fields.phone}`,
        String(500_001 + index),
      ];
      for (const text of texts) {
        const matches = searchPatients(store.db, { text, limit: 50, today: TODAY });
        expect(
          matches.map((match) => match.id),
          text,
        ).toContain(ids[index]);
      }
    }
  });

  it('shows what answered, and the member ID as it stands on the card', () => {
    store.add(
      { family: 'Peña Álvarez', given: 'Ana', birthDate: '1988-03-04' as PlainDate, phone: '(970) 555-0148' },
      { mrn: '100200', memberIds: ['XYK-000 111', 'W-123 45'] },
    );
    const match = (text: string) => {
      const [first] = searchPatients(store.db, { text, limit: 5, today: TODAY });
      return first && { matched: first.matched, memberId: first.memberId };
    };
    expect(match('alvarez')).toEqual({ matched: ['name'], memberId: null });
    expect(match('ana mar 4')).toEqual({ matched: ['name', 'birthDate'], memberId: null });
    expect(match('0148')).toEqual({ matched: ['phone'], memberId: null });
    expect(match('1002')).toEqual({ matched: ['mrn'], memberId: null });
    expect(match('w1234')).toEqual({ matched: ['memberId'], memberId: 'W-123 45' });
  });

  it('answers a whole patient summary, and no more than asked', () => {
    for (let index = 0; index < 30; index += 1)
      store.add({ family: 'Lee', given: `Ann`, suffix: 'Jr', sex: 'female' });
    const matches = searchPatients(store.db, { text: 'lee', limit: 20, today: TODAY });
    expect(matches).toHaveLength(20);
    expect(matches[0]).toEqual({
      id: '019a0000-0000-7000-8000-000000000001',
      mrn: '500001',
      family: 'Lee',
      given: 'Ann',
      middle: '',
      suffix: 'Jr',
      preferredName: '',
      birthDate: '1900-01-01',
      sex: 'female',
      phone: '',
      provisional: false,
      restricted: false,
      deceasedOn: null,
      matched: ['name'],
      memberId: null,
    });
  });

  it('puts nicknames behind what was typed, and sounds where nothing else was found', () => {
    store.add({ family: 'Smith', given: 'Peggy' });
    store.add({ family: 'Adams', given: 'Margaret' });
    store.add({ family: 'Peña', given: 'José' });
    store.add({ family: 'Gonzalez', given: 'Guadalupe' });
    const why = (text: string) =>
      searchPatients(store.db, { text, limit: 20, today: TODAY }).map((match) => [
        match.family,
        ...match.matched,
      ]);
    expect(why('peggy')).toEqual([
      ['Smith', 'name'],
      ['Adams', 'nickname'],
    ]);
    expect(why('pepe pena')).toEqual([['Peña', 'nickname', 'name']]);
    expect(why('lupe')).toEqual([['Gonzalez', 'nickname']]);
    expect(why('gonsales')).toEqual([['Gonzalez', 'soundsLike']]);
    expect(why('gonsales lupe')).toEqual([['Gonzalez', 'soundsLike']]);
    expect(why('smyth')).toEqual([['Smith', 'soundsLike']]);
    expect(why('gonz')).toEqual([['Gonzalez', 'name']]);
  });

  it('finds a suffix by its whole word only, in either way to say it', () => {
    store.add({ family: 'Smith', given: 'Harold', suffix: 'Jr.' });
    store.add({ family: 'Smith', given: 'Walter', suffix: '3rd' });
    store.add({ family: 'Smith', given: 'June' });
    expect(found('smith jr')).toEqual(['Harold Smith']);
    expect(found('junior smith')).toEqual(['Harold Smith']);
    expect(found('smith iii')).toEqual(['Walter Smith']);
    expect(found('smith j')).toEqual(['June Smith']);
  });

  it('finds nobody when nothing is asked', () => {
    store.add({ family: 'Lee', given: 'Ann' });
    for (const text of ['', '   ', '1', '%', "'; DROP TABLE patient; --", '\u0000', '(', '*'])
      expect(found(text), text).toEqual([]);
    expect(found('lee')).toEqual(['Ann Lee']);
  });
});

describe('the index follows the rows', () => {
  it('forgets the old name, phone and birth date and knows the new', () => {
    const id = store.add({ family: 'Smith', given: 'Ann', phone: '970 555 0148' });
    change(id, { family: 'Lindqvist', phone_digits: '3035550199', birth_date: '1990-05-06' });
    for (const text of ['smith', '0148', '1/1/1900']) expect(found(text), text).toEqual([]);
    for (const text of ['lindqvist', '0199', '5/6/1990'])
      expect(found(text), text).toEqual(['Ann Lindqvist']);
  });

  it('does not find the inactive, and finds them again', () => {
    const id = store.add({ family: 'Smith', given: 'Ann' });
    store.add({ family: 'Smith', given: 'Old' }, { active: false });
    change(id, { active: 0 });
    expect(found('smith')).toEqual([]);
    expect(indexRows()).toEqual([]);
    change(id, { active: 1 });
    expect(found('smith')).toEqual(['Ann Smith']);
  });

  it('knows a new card after its coverage is written', () => {
    const id = store.add({ family: 'Smith', given: 'Ann' });
    addCoverage(store.db, id, 'H 998877');
    indexMemberIds(store.db, id);
    expect(found('h9988')).toEqual(['Ann Smith']);
    store.db.prepare(`UPDATE coverage SET status = 'entered-in-error' WHERE patient_id = ?`).run(id);
    indexMemberIds(store.db, id);
    expect(found('h9988')).toEqual([]);
  });

  it('writes nothing when nothing searchable changed', () => {
    const id = store.add({ family: 'Smith', given: 'Ann' });
    const before = store.db.prepare('SELECT total_changes() AS changes').get();
    indexMemberIds(store.db, id);
    expect(store.db.prepare('SELECT total_changes() AS changes').get()).toEqual(before);
  });

  it('is rolled back with the command that wrote it', () => {
    const id = store.add({ family: 'Smith', given: 'Ann' });
    const rows = indexRows();
    const failing = store.db.transaction(() => {
      change(id, { family: 'Lindqvist' });
      throw new Error('the command fails');
    });
    expect(failing).toThrow('the command fails');
    expect(indexRows()).toEqual(rows);
    expect(found('smith')).toEqual(['Ann Smith']);
  });

  it('is made anew for a store whose index another version made', () => {
    store.add({ family: 'Smith', given: 'Ann', suffix: 'Jr' });
    updateIndex(store.db);
    const before = found('smith jr');
    store.db.exec(
      `DELETE FROM patient_search_token WHERE role = 10; UPDATE patient_search_version SET version = 1;`,
    );
    expect(found('smith jr')).toEqual([]);
    updateIndex(store.db);
    expect(found('smith jr')).toEqual(before);
    expect(before).toEqual(['Ann Smith']);
  });

  it('is the same when built anew', () => {
    for (const { fields } of syntheaPeople()) store.add(fields, { memberIds: [`M${fields.phone}`] });
    const rows = indexRows();
    expect(rows.length).toBeGreaterThan(900);
    store.db.exec(`UPDATE patient_search_token SET facts = 'wrong'`);
    rebuildIndex(store.db);
    expect(indexRows()).toEqual(rows);
  });

  it('that was changed in part is the same as one built anew', () => {
    const id = store.add({ family: 'Garcia Lopez', given: 'Ana', phone: '(970) 555-0101', suffix: 'Jr' });
    store.add({ family: 'Garcia Lopez', given: 'Ana', phone: '(970) 555-0102' });
    const changes: readonly (() => void)[] = [
      () => addCoverage(store.db, id, 'W12 34'),
      () => change(id, { phone_digits: '3035550199', second_phone: '(970) 555-0101' }),
      () => change(id, { middle: 'Lopez', preferred_name: 'Nita' }),
      () => change(id, { suffix: '', phone_digits: '' }),
      () => change(id, { family: 'Lopez' }),
      () => change(id, { birth_date: '1901-02-03' }),
    ];
    for (const [turn, make] of changes.entries()) {
      make();
      indexMemberIds(store.db, id);
      const rows = indexRows();
      rebuildIndex(store.db);
      expect(rows, `change ${turn + 1}`).toEqual(indexRows());
    }
  });

  it('takes a patient whose name has no letters', () => {
    const id = store.add({ family: '42', given: '-', birthDate: '1988-03-04' as PlainDate });
    expect(found('3/4/1988')).toEqual(['- 42']);
    const row = store.db
      .prepare(
        'SELECT *, preferred_name AS preferredName, birth_date AS birthDate, phone_digits AS phoneDigits FROM patient WHERE id = ?',
      )
      .get(id);
    indexPatient(store.db, { ...(row as Parameters<typeof indexPatient>[1]), active: false });
    expect(found('3/4/1988')).toEqual([]);
  });
});

describe('likely duplicates', () => {
  const ana = {
    family: 'Peña Álvarez',
    given: 'Ana',
    birthDate: '1988-03-04' as PlainDate,
    phone: '(970) 555-0148',
    addressLine: '412 Main St',
    postalCode: '81416',
  };

  function duplicatesOf(changes: Partial<typeof ana>, excluding: string | null = null) {
    const input = { ...ana, ...changes, excluding } as Parameters<typeof likelyDuplicates>[1];
    return likelyDuplicates(store.db, input).map(({ given, family, score }) => ({
      name: `${given} ${family}`,
      score,
    }));
  }

  it('finds the same person again, and names what is alike', () => {
    store.add(ana);
    const [duplicate] = likelyDuplicates(store.db, { ...ana, family: 'PENA ALVAREZ', excluding: null });
    expect(duplicate).toMatchObject({
      score: 100,
      family: 'Peña Álvarez',
      reasons: ['same-name', 'same-birth-date', 'same-phone', 'same-address'],
    });
    expect(Object.keys(duplicate ?? {})).not.toContain('addressLine');
  });

  it.each([
    [
      'a swapped day and month',
      { birthDate: '1988-04-03' as PlainDate, given: 'Anna', phone: '', addressLine: '' },
    ],
    [
      'one wrong digit and a slip in the name',
      { birthDate: '1988-03-14' as PlainDate, given: 'Anna', phone: '', addressLine: '' },
    ],
    ['swapped names', { family: 'Ana', given: 'Peña Álvarez', birthDate: '1988-03-05' as PlainDate }],
    ['another surname, same phone', { family: 'Smith' }],
  ])('finds her with %s', (_, changes) => {
    store.add(ana);
    expect(duplicatesOf(changes).map(({ name }) => name)).toEqual(['Ana Peña Álvarez']);
  });

  it('leaves out the household, the inactive, strangers and the patient herself', () => {
    const id = store.add(ana);
    store.add({ ...ana, given: 'Lucía' });
    store.add({ ...ana, given: 'Marco', birthDate: '1986-01-02' as PlainDate });
    store.add(ana, { active: false });
    store.add({
      ...ana,
      family: 'Smith',
      given: 'Ana',
      phone: '3035550100',
      addressLine: '9 Elm',
      birthDate: '1950-10-31' as PlainDate,
    });
    expect(duplicatesOf({}, id)).toEqual([]);
    expect(duplicatesOf({})).toEqual([{ name: 'Ana Peña Álvarez', score: 100 }]);
  });

  it('puts the likeliest first', () => {
    store.add({ ...ana, phone: '3035550100' });
    store.add(ana);
    const scores = duplicatesOf({}).map(({ score }) => score);
    expect(scores).toEqual([100, 90]);
  });

  it('says nothing of a form that is hardly begun', () => {
    store.add(ana);
    expect(
      duplicatesOf({ family: '', given: '', birthDate: null as never, phone: '', addressLine: '' }),
    ).toEqual([]);
  });
});
