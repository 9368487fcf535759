import { describe, expect, it } from 'vitest';
import type { ProviderId } from '../../../shared/kernel/ids.ts';
import { cents } from '../../../shared/kernel/money.ts';
import type { PracticeDetails } from '../../../shared/practice/settings-contract.ts';
import { PLAIN_TYPE_RULES } from '../../../shared/practice/type-rules.ts';
import { practiceOfEachTest } from '../../support/each-test.ts';
import {
  addExpectedPatient,
  deskId,
  deskOf,
  operationId,
  patientId,
  providerId,
  roomId,
  staffIdOf,
  testId,
  typeId,
} from '../../support/practice.ts';
import { recordsOf, storeProblems } from '../../support/store-facts.ts';

const DETAILS: PracticeDetails = {
  name: 'Riverside Family Medicine',
  npi: '1234567893',
  phone: '(970) 555-0100',
  addressLines: ['1 River Street', 'Loveland, CO 80537'],
  zone: 'America/Denver',
  hours: [
    { weekday: 1, opens: '08:00', closes: '12:00' },
    { weekday: 1, opens: '13:00', closes: '17:30' },
  ],
  paper: 'a4',
  idleLockMinutes: 7,
};
const PROVIDER = {
  displayName: 'Dr. Chen',
  specialty: 'Internal medicine',
  npi: '1245319599',
  overbook: 1,
  active: true,
};

const practice = practiceOfEachTest('administrator');

/** The change log's lines of a record, oldest first. */
function history(localId: string): { recordType: string; action: string; diff: string }[] {
  return practice.db
    .prepare(
      'SELECT record_type AS recordType, action, diff FROM change_log WHERE local_id = ? ORDER BY sequence',
    )
    .all(localId) as never;
}

describe('the practice itself', () => {
  it('is changed, with its history, its line in the outbox and its audit', async () => {
    const { desk, db } = practice;
    await desk.tell('practice.saveDetails', { details: DETAILS });
    expect((await desk.ask('practice.settings', {})).details).toEqual(DETAILS);
    const [line] = history(testId(9, 1));
    expect(line?.recordType).toBe('Organization');
    expect(JSON.parse(line?.diff ?? '{}')).toMatchObject({
      npi: ['', '1234567893'],
      paper: ['letter', 'a4'],
    });
    expect(db.prepare(`SELECT count(*) FROM outbox WHERE record_type = 'Organization'`).pluck().get()).toBe(
      1,
    );
    expect(
      db.prepare(`SELECT outcome FROM audit WHERE method = 'practice.saveDetails'`).pluck().all(),
    ).toEqual(['ok']);
  });

  it('is shown by every screen as it now is, the lock time at the door too', async () => {
    const { desk } = practice;
    await desk.tell('practice.saveDetails', { details: { ...DETAILS, name: 'Lakeside Clinic' } });
    expect(await desk.ask('practice.frame', {})).toMatchObject({ name: 'Lakeside Clinic', paper: 'a4' });
    expect(await desk.ask('staff.roster', {})).toMatchObject({
      practiceName: 'Lakeside Clinic',
      idleLockMinutes: 7,
    });
  });

  it('moves its day with its zone while the desk is open', async () => {
    const { desk, clock } = practice;
    // 22:30 in Denver is already the next day in New York.
    clock.set(Date.parse('2026-03-11T04:30:00Z'));
    expect((await desk.ask('practice.frame', {})).day).toBe('2026-03-10');
    await desk.tell('practice.saveDetails', { details: { ...DETAILS, zone: 'America/New_York' } });
    expect((await desk.ask('practice.frame', {})).day).toBe('2026-03-11');
  });

  it.each([
    ['name', { name: '  ' }],
    ['npi', { npi: '1234567890' }],
    ['zone', { zone: 'America/Loveland' }],
    ['idleLockMinutes', { idleLockMinutes: 0 }],
    ['idleLockMinutes', { idleLockMinutes: 61 }],
    ['addressLines', { addressLines: [] }],
    ['hours', { hours: [{ weekday: 1, opens: '17:00', closes: '08:00' }] }],
    [
      'hours',
      {
        hours: [
          { weekday: 2, opens: '08:00', closes: '12:00' },
          { weekday: 2, opens: '11:00', closes: '17:00' },
        ],
      },
    ],
  ])('refuses a wrong %s and says at which field', async (field, wrong) => {
    const error = await practice.desk.refused('practice.saveDetails', { details: { ...DETAILS, ...wrong } });
    expect(error.code).toBe('input/invalid');
    expect(Object.keys(error.fields ?? {})).toEqual([`details.${field}`]);
    expect(history(testId(9, 1))).toEqual([]);
  });
});

describe('what the practice has', () => {
  it('is added at the end of its list and changed with its history', async () => {
    const { desk } = practice;
    const { id } = await desk.tell('practice.saveProvider', { id: null, fields: PROVIDER });
    await desk.tell('practice.saveProvider', { id, fields: { ...PROVIDER, displayName: 'Dr. Li Chen' } });
    const { providers } = await desk.ask('practice.settings', {});
    expect(providers.map(({ displayName }) => displayName)).toEqual(['Dr. Ruiz', 'Dr. Li Chen']);
    expect(history(id).map(({ recordType, action }) => [recordType, action])).toEqual([
      ['Practitioner', 'create'],
      ['Practitioner', 'change'],
    ]);
  });

  it('stays readable and is not offered any more once it is out of use', async () => {
    const { desk, db } = practice;
    addExpectedPatient(db, 1);
    const fields = {
      displayName: 'Dr. Ruiz',
      specialty: 'Family medicine',
      npi: '',
      overbook: 0,
      active: false,
    };
    await desk.tell('practice.saveProvider', { id: providerId, fields });
    await desk.tell('practice.saveRoom', { id: roomId, fields: { name: 'Room 1', active: false } });
    const frame = await desk.ask('practice.frame', {});
    expect(frame.providers).toMatchObject([{ displayName: 'Dr. Ruiz', active: false }]);
    expect(frame.rooms).toMatchObject([{ name: 'Room 1', active: false }]);
    const frontDesk = deskOf(practice.engine);
    await frontDesk.signIn('front-desk');
    const { rows } = await frontDesk.ask('visits.board', {});
    expect(rows.map((row) => row.providerId)).toEqual([providerId]);
    const late = await frontDesk.refused('visits.walkIn', {
      who: { known: true, patientId: patientId(1) },
      reason: 'cough',
      providerId,
      again: true,
    });
    expect(late.code).toBe('practice/unknown-provider');
  });

  it('tells every screen how the calendar treats a provider and a kind of visit', async () => {
    const { desk, db } = practice;
    db.prepare('UPDATE provider SET overbook = 2').run();
    db.prepare(
      `UPDATE appointment_type SET color = 3, buffer_minutes = 10, preparation = 'Fast for eight hours.', for_whom = 'new',
         provider_ids = ?, room_ids = ?`,
    ).run(JSON.stringify([providerId]), JSON.stringify([roomId]));
    const frame = await desk.ask('practice.frame', {});
    expect(frame.providers).toMatchObject([{ id: providerId, overbook: 2 }]);
    expect(frame.appointmentTypes).toEqual([
      {
        id: typeId,
        name: 'Follow-up',
        minutes: 20,
        color: 3,
        bufferMinutes: 10,
        preparation: 'Fast for eight hours.',
        forWhom: 'new',
        providerIds: [providerId],
        roomIds: [roomId],
      },
    ]);
  });

  it('keeps a price in cents, and refuses one below nothing', async () => {
    const { desk } = practice;
    const fields = { code: 'OV-2', description: 'Office visit', amountCents: cents(12_500), active: true };
    const { id } = await desk.tell('practice.savePrice', { id: null, fields });
    expect((await desk.ask('practice.settings', {})).prices).toEqual([{ id, ...fields }]);
    expect(history(id)[0]?.recordType).toBe('ChargeItemDefinition');
    const error = await desk.refused('practice.savePrice', {
      id: null,
      fields: { ...fields, amountCents: -1 },
    });
    expect(error.fields).toHaveProperty(['fields.amountCents']);
  });

  it('is not changed by an id that nobody knows', async () => {
    const error = await practice.desk.refused('practice.saveProvider', {
      id: testId<ProviderId>(2, 99),
      fields: PROVIDER,
    });
    expect(error.code).toBe('practice/unknown');
  });
});

describe('the kind of visit for patients without an appointment', () => {
  const sameDay = { ...PLAIN_TYPE_RULES, name: 'Urgent', minutes: 15, walkIn: true, active: true };
  const who = {
    known: false as const,
    family: 'Baker',
    given: 'Theo',
    birthDate: '2019-01-30',
    phone: '',
  };

  it('is the one with the mark, whatever it is called, and only one has it', async () => {
    const { desk, db } = practice;
    const first = await desk.tell('practice.saveAppointmentType', { id: null, fields: sameDay });
    const second = await desk.tell('practice.saveAppointmentType', {
      id: null,
      fields: { ...sameDay, name: 'Sin cita' },
    });
    const { appointmentTypes } = await desk.ask('practice.settings', {});
    expect(appointmentTypes.filter(({ walkIn }) => walkIn).map(({ id }) => id)).toEqual([second.id]);
    expect(history(first.id).map(({ action }) => action)).toEqual(['create', 'change']);

    const frontDesk = deskOf(practice.engine);
    await frontDesk.signIn('front-desk');
    const { visitId } = await frontDesk.tell('visits.walkIn', { who, reason: 'cough', providerId: null });
    expect(db.prepare('SELECT type_id FROM visit WHERE id = ?').pluck().get(visitId)).toBe(second.id);
  });

  it('falls back to another one in use, and one always stays in use', async () => {
    const { desk, db } = practice;
    const { id } = await desk.tell('practice.saveAppointmentType', { id: null, fields: sameDay });
    await desk.tell('practice.saveAppointmentType', { id, fields: { ...sameDay, active: false } });
    const frontDesk = deskOf(practice.engine);
    await frontDesk.signIn('front-desk');
    const { visitId } = await frontDesk.tell('visits.walkIn', { who, reason: 'cough', providerId: null });
    expect(db.prepare('SELECT type_id FROM visit WHERE id = ?').pluck().get(visitId)).toBe(typeId);
    const error = await desk.refused('practice.saveAppointmentType', {
      id: typeId,
      fields: { ...PLAIN_TYPE_RULES, name: 'Follow-up', minutes: 20, walkIn: false, active: false },
    });
    expect(error.code).toBe('practice/last-type');
    expect((await desk.ask('practice.frame', {})).appointmentTypes.map((type) => type.id)).toEqual([typeId]);
  });
});

describe('taking a change back', () => {
  it('gives every field and the mark of the other type back, as one operation of its own', async () => {
    const { desk, db } = practice;
    const fields = { ...PLAIN_TYPE_RULES, name: 'Urgent', minutes: 15, walkIn: true, active: true };
    const { id: first } = await desk.tell('practice.saveAppointmentType', { id: null, fields });
    const moved = operationId();
    await desk.tell(
      'practice.saveAppointmentType',
      {
        id: typeId,
        fields: { ...PLAIN_TYPE_RULES, name: 'Check-up', minutes: 30, walkIn: true, active: true },
      },
      moved,
    );
    await desk.tell('practice.undo', { operationId: moved });
    const { appointmentTypes } = await desk.ask('practice.settings', {});
    expect(appointmentTypes).toMatchObject([
      { id: typeId, name: 'Follow-up', minutes: 20, walkIn: false },
      { id: first, walkIn: true },
    ]);
    expect(
      db.prepare('SELECT count(*) FROM change_log WHERE undoes_operation_id = ?').pluck().get(moved),
    ).toBe(2);
    expect((await desk.refused('practice.undo', { operationId: moved })).code).toBe('undo/nothing');
  });

  it('puts what was added out of use and leaves what somebody changed since', async () => {
    const { desk } = practice;
    const added = operationId();
    const { id } = await desk.tell('practice.saveProvider', { id: null, fields: PROVIDER }, added);
    await desk.tell('practice.undo', { operationId: added });
    expect((await desk.ask('practice.settings', {})).providers[1]).toMatchObject({ id, active: false });

    const saved = operationId();
    await desk.tell('practice.saveDetails', { details: DETAILS }, saved);
    await desk.tell('practice.saveDetails', { details: { ...DETAILS, idleLockMinutes: 20 } });
    await desk.tell('practice.undo', { operationId: saved });
    expect((await desk.ask('practice.settings', {})).details).toMatchObject({
      npi: '',
      paper: 'letter',
      idleLockMinutes: 20,
    });
  });

  it('is refused where no type, or no administrator, would be left', async () => {
    const { desk } = practice;
    const fields = { ...PLAIN_TYPE_RULES, name: 'Urgent', minutes: 15, walkIn: true, active: true };
    const added = operationId();
    await desk.tell('practice.saveAppointmentType', { id: null, fields }, added);
    await desk.tell('practice.saveAppointmentType', {
      id: typeId,
      fields: { ...PLAIN_TYPE_RULES, name: 'Follow-up', minutes: 20, walkIn: false, active: false },
    });
    expect((await desk.refused('practice.undo', { operationId: added })).code).toBe('practice/last-type');

    const promoted = operationId();
    const lead = { displayName: 'Person lead', initials: 'LE', role: 'administrator' as const, active: true };
    await desk.tell('staff.save', { id: staffIdOf('lead'), fields: lead }, promoted);
    const leads = deskOf(practice.engine);
    await leads.signIn('lead');
    await leads.tell('staff.save', {
      id: staffIdOf('administrator'),
      fields: { displayName: 'Person administrator', initials: 'AD', role: 'billing', active: true },
    });
    expect((await leads.refused('practice.undo', { operationId: promoted })).code).toBe(
      'staff/last-administrator',
    );
  });
});

describe('this desk', () => {
  it('has its name and printer changed, and keeps its receipt numbers', async () => {
    const { desk } = practice;
    const fields = { name: 'Window 2', labelPrinter: 'printer.local:9100' };
    await desk.tell('practice.saveDesk', { fields });
    expect((await desk.ask('practice.settings', {})).desk).toEqual({
      id: deskId,
      ...fields,
      receiptPrefix: 'D1',
    });
    expect((await desk.ask('staff.roster', {})).deskName).toBe('Window 2');
  });

  it('was there before the change log; what changes of it is logged and queued for the other desks', async () => {
    const { desk, db } = practice;
    const start = recordsOf(db);
    await desk.tell('practice.saveDesk', { fields: { name: 'Window 2', labelPrinter: '' } });
    expect(storeProblems(db, start)).toEqual([]);
    const line = db.prepare(`SELECT action, diff FROM change_log WHERE record_type = 'Basic.desk'`).get();
    expect(line).toEqual({ action: 'change', diff: JSON.stringify({ name: ['Desk 1', 'Window 2'] }) });
    expect(db.prepare('SELECT local_id FROM outbox').pluck().all()).toEqual([deskId]);
  });

  it.each(['10.0.0.9', 'printer', 'zd421.front.example:9100', ''])('takes the printer %s', async (text) => {
    await practice.desk.tell('practice.saveDesk', { fields: { name: 'Desk 1', labelPrinter: text } });
    expect((await practice.desk.ask('practice.settings', {})).desk.labelPrinter).toBe(text);
  });

  it.each(['http://10.0.0.9', '10.0.0.9:port', 'a b', '-:99999999', '/dev/lp0'])(
    'refuses the printer %s',
    async (text) => {
      const error = await practice.desk.refused('practice.saveDesk', {
        fields: { name: 'Desk 1', labelPrinter: text },
      });
      expect(error.fields).toHaveProperty(['fields.labelPrinter']);
    },
  );
});

it('nobody but the administrator sees or changes the settings', async () => {
  const { engine, db } = practice;
  const before = db.prepare('SELECT count(*) FROM change_log').pluck().get();
  for (const role of ['front-desk', 'lead', 'billing', 'clinician', 'auditor'] as const) {
    const desk = deskOf(engine);
    await desk.signIn(role);
    const inputs = {
      'practice.settings': {},
      'practice.saveDetails': { details: DETAILS },
      'practice.saveProvider': { id: null, fields: PROVIDER },
      'practice.saveRoom': { id: null, fields: { name: 'Room 9', active: true } },
      'practice.saveDesk': { fields: { name: 'Mine', labelPrinter: '' } },
    } as const;
    for (const [name, input] of Object.entries(inputs))
      expect((await desk.refused(name as keyof typeof inputs, input)).code, `${role} ${name}`).toBe(
        'staff/not-allowed',
      );
  }
  expect(db.prepare('SELECT count(*) FROM change_log').pluck().get()).toBe(before);
});
