import { beforeEach, describe, expect, it } from 'vitest';
import { methodNames, registry } from '../../../shared/api/index.ts';
import { practiceOfEachTest } from '../../support/each-test.ts';
import { addExpectedPatient, deskOf, patientFields, patientId } from '../../support/practice.ts';

const practice = practiceOfEachTest();
beforeEach(async () => {
  addExpectedPatient(practice.db, 1);
  addExpectedPatient(practice.db, 2, {
    family: 'Smithers',
    given: 'Waylon',
    addressLine: '1 Oak',
    phone: '9705550199',
  });
  addExpectedPatient(practice.db, 3, {
    family: 'Chen',
    given: 'Li',
    addressLine: '2 Oak',
    phone: '9705550188',
  });
  await practice.desk.signIn('front-desk');
});

interface ListRow {
  readonly method: string;
  readonly people: number[];
  readonly detail: string;
}

/** The lists that the audit has, with the numbers of the people on them. */
function lists(): ListRow[] {
  const rows = practice.db
    .prepare(`SELECT method, entities, detail FROM audit WHERE outcome = 'list shown' ORDER BY sequence`)
    .all() as { method: string; entities: string; detail: string }[];
  return rows.map(({ method, entities, detail }) => ({
    method,
    people: (JSON.parse(entities) as string[]).map((entity) => Number(entity.slice(-12))).sort(),
    detail,
  }));
}

async function type(text: string): Promise<void> {
  for (let letters = 1; letters <= text.length; letters += 1) {
    await practice.desk.ask('patients.search', { text: text.slice(0, letters), limit: 20 });
    practice.clock.advance(120);
  }
}

describe('a search', () => {
  it('is one row with what was typed and who was shown, once the list has stood', async () => {
    await type('smith');
    expect(lists()).toEqual([]);
    practice.timer.fire();
    expect(lists()).toEqual([
      { method: 'patients.search', people: [1, 2], detail: '{"text":"smith","limit":20}' },
    ]);
    const { rows } = practice.db
      .prepare(`SELECT count(*) AS rows FROM audit_subject WHERE patient_id IN (?, ?)`)
      .get(patientId(1), patientId(2)) as { rows: number };
    expect(rows).toBe(2);
  });

  it('waits for no write: while somebody types, nothing is written at all', async () => {
    const writes = () => practice.db.prepare('SELECT total_changes()').pluck().get();
    const before = writes();
    await type('smith');
    expect(writes()).toBe(before);
  });

  it('is written when its list led to something else, however soon', async () => {
    await type('smith');
    await practice.desk.ask('patients.chart', { patientId: patientId(1) });
    expect(lists().map(({ people }) => people)).toEqual([[1, 2]]);
    await type('chen');
    await practice.desk.tell('patients.register', { fields: patientFields({ family: 'Okafor' }) });
    practice.timer.fire();
    expect(lists().map(({ people }) => people)).toEqual([[1, 2], [3]]);
  });

  it('is written when the desk is locked, by hand or by the system, or its window closes', async () => {
    await type('smith');
    await practice.desk.tell('staff.lock', { reason: 'asked' });
    expect(lists()).toHaveLength(1);
    await practice.desk.signIn('lead');
    await type('chen');
    practice.desk.connection.lock();
    expect(lists()).toHaveLength(2);
    const window = deskOf(practice.engine);
    await window.signIn('lead');
    await window.ask('patients.search', { text: 'smith', limit: 20 });
    window.connection.dispose();
    expect(lists()).toHaveLength(3);
    const staff = practice.db
      .prepare(`SELECT DISTINCT staff_id FROM audit WHERE outcome = 'list shown'`)
      .pluck()
      .all();
    expect(staff).toHaveLength(2);
    expect(staff).not.toContain(null);
  });

  it('that a screen asks faster than anybody reads is written down all the same', async () => {
    for (let round = 0; round < 40; round += 1) {
      await practice.desk.ask('patients.search', { text: round % 2 === 0 ? 'smith' : 'chen', limit: 20 });
      practice.clock.advance(300);
    }
    practice.timer.fire();
    expect(lists()[0]?.people).toEqual([1, 2, 3]);
    expect(lists().length).toBeLessThan(4);
  });

  it('that finds nobody is a row too', async () => {
    await type('zzz');
    practice.timer.fire();
    expect(lists()).toMatchObject([{ people: [] }]);
  });

  it('that cannot be written down is kept until it can be; after fifty such lists none is shown any more', async () => {
    practice.db.exec(
      `CREATE TEMP TRIGGER full BEFORE INSERT ON main.audit BEGIN SELECT RAISE(ABORT, 'no space'); END`,
    );
    const ask = async (text: string) => {
      await practice.desk.ask('patients.search', { text, limit: 20 });
      practice.timer.fire();
    };
    await ask('smith');
    for (let more = 0; more < 50; more += 1) await ask(`chen${'x'.repeat(more)}`);
    expect((await practice.desk.refused('patients.search', { text: 'li', limit: 20 })).code).toBe(
      'desk/internal',
    );
    practice.db.exec('DROP TRIGGER temp.full');
    await ask('li');
    expect(lists()).toHaveLength(52);
    expect(lists()[0]).toMatchObject({ people: [1, 2], detail: '{"text":"smith","limit":20}' });
  });
});

describe('a board that stays open', () => {
  it('is one row, and one more only for who is new on it, until an hour has passed', async () => {
    for (let refresh = 0; refresh < 5; refresh += 1) {
      await practice.desk.ask('visits.board', {});
      practice.timer.fire();
      practice.clock.advance(60_000);
    }
    expect(lists()).toMatchObject([{ method: 'visits.board', people: [1, 2, 3] }]);
    addExpectedPatient(practice.db, 4, { family: 'Diaz', given: 'Eva' });
    await practice.desk.ask('visits.board', {});
    practice.timer.fire();
    expect(lists()).toMatchObject([{ people: [1, 2, 3] }, { people: [4] }]);
    practice.clock.advance(3_600_000);
    await practice.desk.ask('visits.board', {});
    practice.timer.fire();
    expect(lists()).toHaveLength(3);
  });
});

it('only what is asked anew with every letter may be left out while it is typed', () => {
  const typed = methodNames.filter((name) => 'asTyped' in registry[name] && registry[name].asTyped);
  expect([...typed].sort()).toEqual(['audit.findPatients', 'patients.likelyDuplicates', 'patients.search']);
});
