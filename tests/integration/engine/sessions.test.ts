import { describe, expect, it } from 'vitest';
import { methodNames, registry } from '../../../shared/api/index.ts';
import { PERMISSIONS, ROLE_PERMISSIONS, ROLES } from '../../../shared/staff/permissions.ts';
import { practiceOfEachTest } from '../../support/each-test.ts';
import { addExpectedPatient, deskOf, operationId, PIN, staffIdOf } from '../../support/practice.ts';

const practice = practiceOfEachTest();

describe('permissions', () => {
  it('let every role do exactly what the matrix says, for every method', async () => {
    const window = deskOf(practice.engine);
    for (const role of ROLES) {
      await window.signIn(role);
      for (const name of methodNames.filter((each) => !each.startsWith('staff.'))) {
        const { access } = registry[name];
        const allowed =
          access === 'signed-in' || access === 'anyone' || ROLE_PERMISSIONS[role].includes(access);
        // An input that no method accepts: whoever may call gets past the gate to the parser, nobody else does.
        const reply = await window.connection.call(name, { operationId: operationId(), input: null });
        expect(reply.ok ? 'ok' : reply.error.code, `${role} ${name}`).toBe(
          allowed ? 'input/invalid' : 'staff/not-allowed',
        );
      }
    }
    const denied = practice.db.prepare(`SELECT count(*) AS n FROM audit WHERE outcome = 'denied'`).get() as {
      n: number;
    };
    expect(denied.n).toBeGreaterThan(0);
  });

  it('are each asked for by a method, and each given to a role', () => {
    const asked = new Set<string>(methodNames.map((name) => registry[name].access));
    // Asked for within a booking that something stands against, not at its door.
    asked.add('calendar.overrule');
    for (const permission of PERMISSIONS) {
      expect(asked, permission).toContain(permission);
      expect(
        ROLES.some((role) => ROLE_PERMISSIONS[role].includes(permission)),
        permission,
      ).toBe(true);
    }
  });

  it('of nobody allow nothing but the sign-in screen', async () => {
    const window = deskOf(practice.engine);
    for (const name of methodNames) {
      const reply = await window.connection.call(name, { operationId: operationId(), input: null });
      const expected = registry[name].access === 'anyone' ? 'input/invalid' : 'staff/not-signed-in';
      expect(reply.ok ? 'ok' : reply.error.code, name).toBe(expected);
    }
  });
});

describe('signing in', () => {
  it('locks a person out after five wrong PINs, also for the right one, also after a restart, and lets them in later', async () => {
    const { desk, clock, db } = practice;
    const staffId = staffIdOf('lead');
    for (let attempt = 1; attempt < 5; attempt += 1)
      expect((await desk.refused('staff.signIn', { staffId, pin: '0000' })).code).toBe('staff/wrong-pin');
    expect((await desk.refused('staff.signIn', { staffId, pin: '0000' })).code).toBe('staff/locked-out');
    expect((await deskOf(practice.engine).refused('staff.signIn', { staffId, pin: PIN })).message).toContain(
      'Wait 5 minutes',
    );
    expect(db.prepare('SELECT locked_until FROM staff_pin WHERE staff_id = ?').get(staffId)).toEqual({
      locked_until: clock.now() + 300_000,
    });
    clock.advance(300_001);
    await desk.signIn('lead');
    expect((await desk.ask('staff.session', {})).session?.role).toBe('lead');
  });

  it('counts guesses sent side by side', async () => {
    const staffId = staffIdOf('lead');
    const codes = await Promise.all(
      Array.from({ length: 12 }, () => practice.desk.refused('staff.signIn', { staffId, pin: '1111' })),
    );
    expect(codes.filter((error) => error.code === 'staff/wrong-pin')).toHaveLength(4);
    expect(codes.filter((error) => error.code === 'staff/locked-out')).toHaveLength(8);
  });

  it('keeps no PIN in the file or the journals', async () => {
    await practice.desk.signIn('front-desk');
    const all = JSON.stringify(
      ['staff_pin', 'audit', 'change_log', 'operation'].map((table) =>
        practice.db.prepare(`SELECT * FROM ${table}`).all(),
      ),
    );
    expect(all).not.toContain(PIN);
    expect(all).toContain('$argon2id$');
  });
});

describe('a window', () => {
  it('forgets its session when locked, by hand or by the system, and every look and move is refused', async () => {
    const someone = addExpectedPatient(practice.db, 1);
    const { desk } = practice;
    await desk.signIn('front-desk');
    await desk.ask('visits.panel', { visitId: someone.visitId });
    desk.connection.lock();
    expect((await desk.refused('visits.panel', { visitId: someone.visitId })).code).toBe(
      'staff/not-signed-in',
    );
    expect((await desk.ask('staff.session', {})).session).toBeNull();
  });

  it('stays locked when it was locked while a PIN was being checked', async () => {
    const { connection } = practice.desk;
    const pending = connection.call('staff.signIn', { input: { staffId: staffIdOf('lead'), pin: PIN } });
    connection.lock();
    expect(await pending).toMatchObject({ error: { code: 'staff/locked-meanwhile' } });
    expect((await practice.desk.ask('staff.session', {})).session).toBeNull();
  });

  it('has no part in the session of another window', async () => {
    await practice.desk.signIn('front-desk');
    expect((await deskOf(practice.engine).refused('visits.board', {})).code).toBe('staff/not-signed-in');
  });

  it('leaves one audit line for opening a chart, and one more for opening it again later', async () => {
    const someone = addExpectedPatient(practice.db, 1);
    await practice.desk.signIn('front-desk');
    const looks = () =>
      practice.db
        .prepare(`SELECT count(*) AS n FROM audit WHERE action = 'R' AND patient_id = ?`)
        .get(someone.patientId);
    await practice.desk.ask('patients.chart', { patientId: someone.patientId });
    await practice.desk.ask('patients.chart', { patientId: someone.patientId });
    expect(looks()).toEqual({ n: 1 });
    practice.clock.advance(6 * 60_000);
    await practice.desk.ask('patients.chart', { patientId: someone.patientId });
    expect(looks()).toEqual({ n: 2 });
  });

  it('cannot use an operation number twice for different actions', async () => {
    const someone = addExpectedPatient(practice.db, 1);
    await practice.desk.signIn('front-desk');
    const id = operationId();
    await practice.desk.tell('visits.move', { visitId: someone.visitId, move: 'arrive' }, id);
    expect(
      (
        await practice.desk.refused(
          'patients.edit',
          { patientId: someone.patientId, version: 1, changes: {} },
          id,
        )
      ).code,
    ).toBe('operation/reused');
    expect(
      (await practice.desk.connection.call('visits.move', {
        input: { visitId: someone.visitId, move: 'ready' },
      })) as unknown,
    ).toMatchObject({ error: { code: 'operation/missing' } });
  });
});
