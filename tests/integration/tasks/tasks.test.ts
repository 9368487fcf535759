import { beforeEach, describe, expect, it } from 'vitest';
import type { InputOf } from '../../../shared/api/index.ts';
import type { PatientId } from '../../../shared/kernel/ids.ts';
import { instantOf, type PlainDate } from '../../../shared/kernel/time.ts';
import type { Role } from '../../../shared/staff/permissions.ts';
import type { TaskView } from '../../../shared/tasks/contract.ts';
import { practiceOfEachTest } from '../../support/each-test.ts';
import {
  addExpectedPatient,
  deskOf,
  operationId,
  providerId,
  staffIdOf,
  type TestDesk,
  testId,
  typeId,
  ZONE,
} from '../../support/practice.ts';

const practice = practiceOfEachTest('front-desk');
let ada: ReturnType<typeof addExpectedPatient>;
let desk: TestDesk;
beforeEach(() => {
  ada = addExpectedPatient(practice.db, 1, { family: 'Okafor', given: 'Ada' });
  desk = practice.desk;
});

type Fields = InputOf<'tasks.save'>['fields'];
const fields = (changes: Partial<Fields> = {}): Fields => ({
  title: 'Call the pharmacy',
  note: '',
  staffId: null,
  role: null,
  dueDay: null,
  dueTime: null,
  ...changes,
});
const about = (id: PatientId = ada.patientId) => ({ kind: 'patient', id }) as const;
const save = async (
  changes: Partial<Fields> = {},
  from: InputOf<'tasks.save'>['from'] = null,
  id?: string,
) => {
  // Each a moment after the one before, so that they stand in the order in which they were written down.
  practice.clock.advance(1_000);
  return (await desk.tell('tasks.save', { id: null, from, fields: fields(changes) }, id)).id;
};
const titles = async (view: TaskView, who = desk) =>
  (await who.ask('tasks.list', { view })).lines.map(({ title }) => title);
const signedIn = async (role: Role) => {
  const other = deskOf(practice.engine);
  await other.signIn(role);
  return other;
};

describe('whose a task is', () => {
  it('one person’s, anybody’s of a role, or anybody’s; everybody sees all of them', async () => {
    await save({ title: 'for billing', role: 'billing' });
    await save({ title: 'for the lead', staffId: staffIdOf('lead') });
    await save({ title: 'for anybody' });
    await save({ title: 'for me', staffId: staffIdOf('front-desk') });
    expect(await titles('mine')).toEqual(['for anybody', 'for me']);
    expect(await titles('mine', await signedIn('billing'))).toEqual(['for billing', 'for anybody']);
    expect(await titles('mine', await signedIn('lead'))).toEqual(['for the lead', 'for anybody']);
    expect(await titles('all')).toHaveLength(4);
  });

  it('is nobody’s who does not work here, and not a person’s and a role’s at once', async () => {
    const input = (changes: Partial<Fields>) => ({ id: null, from: null, fields: fields(changes) });
    const unknown = await desk.refused('tasks.save', input({ staffId: testId(9, 9) }));
    expect(unknown.code).toBe('tasks/unknown-person');
    practice.db.prepare('UPDATE staff_member SET active = 0 WHERE id = ?').run(staffIdOf('billing'));
    const left = await desk.refused('tasks.save', input({ staffId: staffIdOf('billing') }));
    expect(left.code).toBe('tasks/unknown-person');
    const both = await desk.refused('tasks.save', input({ staffId: staffIdOf('lead'), role: 'lead' }));
    expect(both.fields).toHaveProperty('fields.role');
    const noDay = await desk.refused('tasks.save', input({ dueTime: '09:00' }));
    expect(noDay.fields).toHaveProperty('fields.dueDay');
  });

  it('stays with somebody who has left until it is given on', async () => {
    const id = await save({ staffId: staffIdOf('lead') });
    practice.db.prepare('UPDATE staff_member SET active = 0 WHERE id = ?').run(staffIdOf('lead'));
    await desk.tell('tasks.save', {
      id,
      from: null,
      fields: fields({ staffId: staffIdOf('lead'), note: 'x' }),
    });
    const { people } = await desk.ask('tasks.people', {});
    expect(people.find((person) => person.id === staffIdOf('lead'))).toMatchObject({ active: false });
    expect((await desk.ask('tasks.list', { view: 'all' })).lines[0]).toMatchObject({ note: 'x' });
  });
});

describe('when a task is due', () => {
  it('the late first, then by day and hour, those without a day last; the late are counted', async () => {
    await save({ title: 'whenever' });
    await save({ title: 'today at three', dueDay: '2026-03-10', dueTime: '15:00' });
    await save({ title: 'today', dueDay: '2026-03-10' });
    await save({ title: 'late', dueDay: '2026-03-06' });
    await save({ title: 'today at nine', dueDay: '2026-03-10', dueTime: '09:00' });
    await save({ title: 'late, not mine', dueDay: '2026-03-06', role: 'billing' });
    expect(await titles('mine')).toEqual(['late', 'today at nine', 'today at three', 'today', 'whenever']);
    expect(await desk.ask('tasks.count', {})).toEqual({ open: 5, overdue: 1 });
  });
});

describe('what a task comes from', () => {
  it('a visit, somebody who waits or a recall says whom it is about', async () => {
    const visit = await desk.tell('calendar.book', {
      who: { known: true, patientId: ada.patientId },
      typeId,
      providerId,
      roomId: null,
      starts: instantOf('2026-03-12' as PlainDate, 9, 0, ZONE),
      minutes: 20,
      reason: '',
    });
    const recall = await desk.tell('worklists.saveRecall', {
      id: null,
      patientId: ada.patientId,
      fields: { typeId, providerId: null, dueDay: '2026-09-01', note: '' },
    });
    const waiting = await desk.tell('worklists.saveWaiting', {
      id: null,
      patientId: ada.patientId,
      wish: {
        typeId,
        providerIds: [],
        weekdays: [],
        opens: null,
        closes: null,
        fromDay: '2026-03-10',
        untilDay: '2026-04-30',
        isUrgent: false,
        note: '',
      },
    });
    await save({ title: 'visit' }, { kind: 'visit', id: visit.visitId });
    await save({ title: 'recall' }, { kind: 'recall', id: recall.id });
    await save({ title: 'waiting' }, { kind: 'waiting', id: waiting.id });
    const { lines } = await desk.ask('tasks.ofPatient', { patientId: ada.patientId });
    expect(lines.map(({ title, from, visits }) => [title, from, visits.map(({ id }) => id)])).toEqual([
      ['visit', null, [visit.visitId]],
      ['recall', 'recall', []],
      ['waiting', 'waiting', []],
    ]);
    expect(lines.every(({ patient }) => patient?.id === ada.patientId)).toBe(true);
  });

  it('is refused where it is not there', async () => {
    for (const [kind, code] of [
      ['patient', 'patients/unknown'],
      ['visit', 'visits/unknown'],
      ['waiting', 'worklists/settled'],
      ['recall', 'worklists/settled'],
    ] as const) {
      const error = await desk.refused('tasks.save', {
        id: null,
        from: { kind, id: testId(9, 9) },
        fields: fields(),
      });
      expect(error.code, kind).toBe(code);
    }
  });

  it('goes with a patient who is merged', async () => {
    const ben = addExpectedPatient(practice.db, 2, { family: 'Okafor', given: 'Adah' });
    await save({}, about(ben.patientId));
    const version = async (patientId: PatientId) =>
      (await desk.ask('patients.chart', { patientId })).patient.version;
    await desk.tell('patients.merge', {
      survivorId: ada.patientId,
      survivorVersion: await version(ada.patientId),
      duplicateId: ben.patientId,
      duplicateVersion: await version(ben.patientId),
      take: [],
    });
    const { lines } = await desk.ask('tasks.ofPatient', { patientId: ada.patientId });
    expect(lines).toMatchObject([{ title: 'Call the pharmacy', patient: { id: ada.patientId } }]);
  });
});

describe('doing it', () => {
  it('leaves the list, is seen with what was done, and comes back when it is reopened or taken back', async () => {
    const id = await save({}, about());
    const doing = operationId();
    await desk.tell('tasks.done', { id }, doing);
    expect(await titles('all')).toEqual([]);
    const [done] = (await desk.ask('tasks.list', { view: 'closed' })).lines;
    expect(done).toMatchObject({
      id,
      status: 'done',
      closedBy: done?.madeBy,
      closedAt: practice.clock.now(),
    });
    await desk.tell('tasks.undo', { operationId: doing });
    expect(await titles('all')).toEqual(['Call the pharmacy']);
    await desk.tell('tasks.cancel', { id, reason: 'They came themselves' });
    expect((await desk.ask('tasks.list', { view: 'closed' })).lines).toMatchObject([
      { status: 'cancelled', reason: 'They came themselves' },
    ]);
    await desk.tell('tasks.reopen', { id });
    expect((await desk.ask('tasks.list', { view: 'mine' })).lines).toMatchObject([
      { status: 'open', reason: '', closedAt: null, closedBy: null },
    ]);
    expect((await desk.refused('tasks.reopen', { id })).code).toBe('tasks/open');
  });

  it('happens once: what is over is neither done, dropped nor changed again', async () => {
    const id = await save();
    await desk.tell('tasks.done', { id });
    for (const [name, input] of [
      ['tasks.done', { id }],
      ['tasks.cancel', { id, reason: 'twice' }],
      ['tasks.save', { id, from: null, fields: fields() }],
    ] as const)
      expect((await desk.refused(name, input)).code, name).toBe('tasks/closed');
    const missing = { id: testId(9, 9) };
    expect((await desk.refused('tasks.done', missing)).code).toBe('tasks/unknown');
  });

  it('a task that was taken back is nobody’s, unless it was done meanwhile', async () => {
    const [making, other] = [operationId(), operationId()];
    await save({ title: 'by mistake' }, null, making);
    const id = await save({ title: 'quickly done' }, null, other);
    await desk.tell('tasks.done', { id });
    await desk.tell('tasks.undo', { operationId: making });
    await desk.tell('tasks.undo', { operationId: other });
    expect(await titles('all')).toEqual([]);
    expect(await titles('closed')).toEqual(['quickly done']);
  });

  it('says something', async () => {
    const input = { id: null, from: about(), fields: fields({ title: '  ' }) };
    expect((await desk.refused('tasks.save', input)).code).toBe('tasks/says-nothing');
  });

  it('what was done weeks ago is not shown any more', async () => {
    const id = await save();
    await desk.tell('tasks.done', { id });
    practice.clock.advance(15 * 24 * 3_600_000);
    expect(await titles('closed')).toEqual([]);
  });
});

describe('a restricted patient', () => {
  it('keeps the words to the chart, and whoever changes the line loses none of them', async () => {
    const id = await save({ title: 'Call about the biopsy', note: 'after four' }, about());
    practice.db.prepare('UPDATE patient SET restricted = 1 WHERE id = ?').run(ada.patientId);
    expect((await desk.ask('tasks.list', { view: 'all' })).lines).toMatchObject([
      { title: '', note: '', patient: { restricted: true, phone: '' } },
    ]);
    const closedChart = await desk.refused('tasks.ofPatient', { patientId: ada.patientId });
    expect(closedChart.code).toBe('patients/restricted');
    await desk.tell('tasks.save', {
      id,
      from: null,
      fields: fields({ title: '', note: '', dueDay: '2026-03-12' }),
    });
    await desk.tell('patients.openRestricted', { patientId: ada.patientId, reason: 'They are on the phone' });
    expect((await desk.ask('tasks.ofPatient', { patientId: ada.patientId })).lines).toMatchObject([
      { title: 'Call about the biopsy', note: 'after four', dueDay: '2026-03-12' },
    ]);
  });
});

it('an auditor has no tasks', async () => {
  const auditor = await signedIn('auditor');
  expect((await auditor.refused('tasks.list', { view: 'mine' })).code).toBe('staff/not-allowed');
});
