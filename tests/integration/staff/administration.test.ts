import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { StaffId } from '../../../shared/kernel/ids.ts';
import type { Preferences } from '../../../shared/staff/staff-contract.ts';
import { practiceOfEachTest } from '../../support/each-test.ts';
import { deskOf, operationId, PIN, staffIdOf, type TestDesk, testId } from '../../support/practice.ts';

const NEW_PERSON = { displayName: 'Lucía Prado', initials: 'LP', role: 'front-desk', active: true } as const;
const NEW_PIN = '852963741';

const practice = practiceOfEachTest('administrator');

/** A new person with a PIN, as an administrator makes one. */
async function addPerson(pin = NEW_PIN): Promise<StaffId> {
  const { id } = await practice.desk.tell('staff.save', { id: null, fields: NEW_PERSON });
  await practice.desk.tell('staff.setPin', { staffId: id, pin });
  return id;
}

async function enter(staffId: StaffId, pin: string): Promise<TestDesk> {
  const desk = deskOf(practice.engine);
  const reply = await desk.connection.call('staff.signIn', { input: { staffId, pin } });
  if (!reply.ok) throw new Error(reply.error.code);
  return desk;
}

function fieldsOf(role: 'administrator' | 'front-desk' | 'lead', active = true) {
  return { displayName: `Person ${role}`, initials: 'PX', role, active };
}

describe('somebody new', () => {
  it('has a tile at once but gets in only with a PIN', async () => {
    const { desk } = practice;
    const { id } = await desk.tell('staff.save', { id: null, fields: NEW_PERSON });
    expect((await desk.ask('staff.list', {})).staff.find((each) => each.id === id)).toEqual({
      id,
      ...NEW_PERSON,
      hasPin: false,
    });
    await expect(enter(id, NEW_PIN)).rejects.toThrow('staff/unknown');
    await desk.tell('staff.setPin', { staffId: id, pin: NEW_PIN });
    const theirs = await enter(id, NEW_PIN);
    expect((await theirs.ask('staff.session', {})).session).toMatchObject({ displayName: 'Lucía Prado' });
    const roster = await theirs.ask('staff.roster', {});
    expect(roster.staff.map(({ displayName }) => displayName)).toContain('Lucía Prado');
  });

  it('is written down without the PIN', async () => {
    const id = await addPerson();
    const lines = practice.db
      .prepare('SELECT record_type AS type, action, diff FROM change_log WHERE local_id = ?')
      .all(id) as { type: string; action: string; diff: string }[];
    expect(lines).toHaveLength(1);
    expect(lines[0]).toMatchObject({ type: 'Basic.staff', action: 'create' });
    expect(Object.keys(JSON.parse(lines[0]?.diff ?? '') as object).sort()).toEqual([
      'active',
      'displayName',
      'id',
      'initials',
      'position',
      'role',
    ]);
  });
});

describe('a PIN', () => {
  it('stands nowhere but as a hash in its own table', async () => {
    const id = await addPerson();
    const theirs = await enter(id, NEW_PIN);
    await theirs.tell('staff.changePin', { currentPin: NEW_PIN, pin: '7419638520' });
    const { db, folder } = practice;
    const tables = db
      .prepare(`SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite_%'`)
      .pluck()
      .all() as string[];
    const holding = (what: string) =>
      tables.filter((table) => JSON.stringify(db.prepare(`SELECT * FROM ${table}`).all()).includes(what));
    expect(holding(NEW_PIN)).toEqual([]);
    expect(holding('7419638520')).toEqual([]);
    expect(holding('$argon2')).toEqual(['staff_pin']);
    const answers = JSON.stringify([
      await practice.desk.ask('staff.list', {}),
      await practice.desk.ask('staff.roster', {}),
      await theirs.ask('staff.session', {}),
    ]);
    expect(answers).not.toContain('argon2');
    for (const name of readdirSync(folder)) {
      const content = readFileSync(join(folder, name));
      expect(content.includes(NEW_PIN), name).toBe(false);
      expect(content.includes('$argon2'), name).toBe(false);
    }
  });

  it.each(['123', '1111', '1234', '4321', '0123456789', '12a4', '1234567890123'])(
    'like %s is refused, and the refusal does not repeat it',
    async (pin) => {
      const error = await practice.desk.refused('staff.setPin', { staffId: staffIdOf('lead'), pin });
      expect(error.code).toBe('input/invalid');
      expect(error.fields).toHaveProperty('pin');
      expect(JSON.stringify(error)).not.toContain(pin);
    },
  );

  it('is changed by its owner, who proves it; wrong tries count towards the lock-out', async () => {
    const lead = deskOf(practice.engine);
    await lead.signIn('lead');
    const wrong = await lead.refused('staff.changePin', { currentPin: '9999', pin: NEW_PIN });
    expect(wrong.code).toBe('staff/wrong-pin');
    expect(wrong.fields).toEqual({ currentPin: 'Try again.' });
    await lead.tell('staff.changePin', { currentPin: PIN, pin: NEW_PIN });
    await expect(enter(staffIdOf('lead'), PIN)).rejects.toThrow('staff/wrong-pin');
    await enter(staffIdOf('lead'), NEW_PIN);

    for (let attempt = 1; attempt < 5; attempt += 1)
      expect((await lead.refused('staff.changePin', { currentPin: '9999', pin: PIN })).code).toBe(
        'staff/wrong-pin',
      );
    expect((await lead.refused('staff.changePin', { currentPin: '9999', pin: PIN })).code).toBe(
      'staff/locked-out',
    );
    await expect(enter(staffIdOf('lead'), NEW_PIN)).rejects.toThrow('staff/locked-out');
  });

  it('that is given anew ends a lock-out', async () => {
    const { desk } = practice;
    const staffId = staffIdOf('lead');
    for (let attempt = 0; attempt < 5; attempt += 1)
      await deskOf(practice.engine).refused('staff.signIn', { staffId, pin: '9999' });
    await desk.tell('staff.setPin', { staffId, pin: NEW_PIN });
    await enter(staffId, NEW_PIN);
  });

  it('leaves a line in the audit that says who, and by whom', async () => {
    await addPerson();
    const rows = practice.db
      .prepare(`SELECT staff_id AS staffId, outcome FROM audit WHERE method = 'staff.setPin'`)
      .all();
    expect(rows).toEqual([{ staffId: staffIdOf('administrator'), outcome: 'PIN given to front-desk' }]);
  });

  it('is given to nobody who is not on the list', async () => {
    const error = await practice.desk.refused('staff.setPin', { staffId: testId(5, 99), pin: NEW_PIN });
    expect(error.code).toBe('staff/unknown-person');
  });

  it('is not given by somebody who was dismissed while it was being hashed', async () => {
    const { desk, db } = practice;
    const other = await desk.tell('staff.save', {
      id: null,
      fields: { ...NEW_PERSON, role: 'administrator' },
    });
    await desk.tell('staff.setPin', { staffId: other.id, pin: NEW_PIN });
    const theirs = await enter(other.id, NEW_PIN);
    const before = db.prepare('SELECT hash FROM staff_pin WHERE staff_id = ?').pluck().get(staffIdOf('lead'));
    const late = theirs.connection.call('staff.setPin', {
      operationId: operationId(),
      input: { staffId: staffIdOf('lead'), pin: '96385274' },
    });
    await desk.tell('staff.save', {
      id: other.id,
      fields: { ...NEW_PERSON, role: 'administrator', active: false },
    });
    const reply = await late;
    expect(reply.ok ? 'done' : reply.error.code).toBe('staff/not-signed-in');
    expect(db.prepare('SELECT hash FROM staff_pin WHERE staff_id = ?').pluck().get(staffIdOf('lead'))).toBe(
      before,
    );
  });
});

describe('a PIN given while', () => {
  /** An administrator whose PIN for the lead is being hashed while `meanwhile` happens; what came of it. */
  async function outcomeOf(
    meanwhile: (theirs: TestDesk, id: StaffId) => Promise<unknown>,
  ): Promise<{ code: string; isKept: boolean }> {
    const { desk, db } = practice;
    const { id } = await desk.tell('staff.save', {
      id: null,
      fields: { ...NEW_PERSON, role: 'administrator' },
    });
    await desk.tell('staff.setPin', { staffId: id, pin: NEW_PIN });
    const theirs = await enter(id, NEW_PIN);
    const hash = () =>
      db.prepare('SELECT hash FROM staff_pin WHERE staff_id = ?').pluck().get(staffIdOf('lead'));
    const before = hash();
    const late = theirs.connection.call('staff.setPin', {
      operationId: operationId(),
      input: { staffId: staffIdOf('lead'), pin: '96385274' },
    });
    await meanwhile(theirs, id);
    const reply = await late;
    return { code: reply.ok ? 'done' : reply.error.code, isKept: hash() === before };
  }

  it('the giver’s role was changed is refused, and the refusal is written down', async () => {
    const { desk, db } = practice;
    const outcome = await outcomeOf((_theirs, id) =>
      desk.tell('staff.save', { id, fields: { ...NEW_PERSON, role: 'front-desk' } }),
    );
    expect(outcome).toEqual({ code: 'staff/not-allowed', isKept: true });
    const last = db.prepare('SELECT method, outcome FROM audit ORDER BY sequence DESC LIMIT 1').get();
    expect(last).toEqual({ method: 'staff.setPin', outcome: 'denied' });
  });

  it('the window was locked is refused', async () => {
    const outcome = await outcomeOf(async (theirs) => theirs.connection.lock());
    expect(outcome).toEqual({ code: 'staff/not-signed-in', isKept: true });
  });
});

describe('somebody who leaves', () => {
  it('is out with their next call, on every window, and does not get in again', async () => {
    const { desk } = practice;
    const lead = deskOf(practice.engine);
    await lead.signIn('lead');
    await lead.ask('practice.frame', {});
    await desk.tell('staff.save', { id: staffIdOf('lead'), fields: fieldsOf('lead', false) });
    expect((await lead.refused('practice.frame', {})).code).toBe('staff/not-signed-in');
    expect((await lead.ask('staff.session', {})).session).toBeNull();
    await expect(enter(staffIdOf('lead'), PIN)).rejects.toThrow('staff/unknown');
    const roster = await desk.ask('staff.roster', {});
    expect(roster.staff.map(({ staffId }) => staffId)).not.toContain(staffIdOf('lead'));
    expect((await desk.ask('staff.list', {})).staff.find(({ id }) => id === staffIdOf('lead'))?.active).toBe(
      false,
    );
  });

  it('is never the last administrator, nor stops being one', async () => {
    const { desk, db } = practice;
    const id = staffIdOf('administrator');
    for (const fields of [fieldsOf('administrator', false), fieldsOf('lead')])
      expect((await desk.refused('staff.save', { id, fields })).code).toBe('staff/last-administrator');
    // Another administrator without a PIN could not get in: that does not count.
    const other = await desk.tell('staff.save', {
      id: null,
      fields: { ...NEW_PERSON, role: 'administrator' },
    });
    expect((await desk.refused('staff.save', { id, fields: fieldsOf('lead') })).code).toBe(
      'staff/last-administrator',
    );
    await desk.tell('staff.setPin', { staffId: other.id, pin: NEW_PIN });
    await desk.tell('staff.save', { id, fields: fieldsOf('lead') });
    expect(db.prepare('SELECT role FROM staff_member WHERE id = ?').pluck().get(id)).toBe('lead');
  });
});

it('another role is in force with the next call', async () => {
  const { desk } = practice;
  const lead = deskOf(practice.engine);
  await lead.signIn('lead');
  expect((await lead.refused('practice.settings', {})).code).toBe('staff/not-allowed');
  await desk.tell('staff.save', { id: staffIdOf('lead'), fields: fieldsOf('administrator') });
  await lead.ask('practice.settings', {});
  expect((await lead.ask('staff.session', {})).session?.role).toBe('administrator');
});

it('nobody but the administrator sees the list of staff, adds to it or gives PINs', async () => {
  for (const role of ['front-desk', 'lead', 'billing', 'clinician', 'auditor'] as const) {
    const desk = deskOf(practice.engine);
    await desk.signIn(role);
    const inputs = {
      'staff.list': {},
      'staff.save': { id: null, fields: NEW_PERSON },
      'staff.setPin': { staffId: staffIdOf('lead'), pin: NEW_PIN },
    } as const;
    for (const [name, input] of Object.entries(inputs))
      expect((await desk.refused(name as keyof typeof inputs, input)).code, `${role} ${name}`).toBe(
        'staff/not-allowed',
      );
  }
});

describe('how a person likes the desk', () => {
  const dense: Preferences = {
    density: 'dense',
    textSize: 130,
    theme: 'dark',
    clock: 24,
    language: 'es',
  };

  it('is unknown at first, then theirs alone, on every window, with its history', async () => {
    const { db, engine } = practice;
    const [one, two, other] = [deskOf(engine), deskOf(engine), deskOf(engine)];
    await one.signIn('front-desk');
    await two.signIn('front-desk');
    await other.signIn('lead');
    expect(await one.ask('staff.preferences', {})).toEqual({ preferences: null });
    await one.tell('staff.savePreferences', { preferences: dense });
    await one.tell('staff.savePreferences', { preferences: { ...dense, theme: 'light' } });
    expect(await two.ask('staff.preferences', {})).toEqual({ preferences: { ...dense, theme: 'light' } });
    expect(await other.ask('staff.preferences', {})).toEqual({ preferences: null });
    const lines = db
      .prepare(`SELECT action, diff FROM change_log WHERE record_type = 'Basic.preference' ORDER BY sequence`)
      .all() as { action: string; diff: string }[];
    expect(lines.map(({ action }) => action)).toEqual(['create', 'change']);
    expect(JSON.parse(lines[1]?.diff ?? '')).toEqual({ theme: ['dark', 'light'] });
  });

  it.each([
    { textSize: 89 },
    { textSize: 131 },
    { textSize: 100.5 },
    { clock: 13 },
    { language: 'fr' },
    { theme: 'blue' },
    { density: 'tiny' },
    { extra: true },
  ])('refuses %j', async (wrong) => {
    const error = await practice.desk.refused('staff.savePreferences', {
      preferences: { ...dense, ...wrong },
    });
    expect(error.code).toBe('input/invalid');
  });
});
