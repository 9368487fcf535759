import { beforeEach, describe, expect, it } from 'vitest';
import type { InputOf } from '../../../shared/api/index.ts';
import { instantOf, type PlainDate } from '../../../shared/kernel/time.ts';
import { practiceOfEachTest } from '../../support/each-test.ts';
import {
  addExpectedPatient,
  deskOf,
  operationId,
  providerId,
  roomId,
  type TestDesk,
  testId,
  typeId,
  ZONE,
} from '../../support/practice.ts';

const practice = practiceOfEachTest('front-desk');
const TODAY = '2026-03-10' as PlainDate;
const THURSDAY = '2026-03-12' as PlainDate;
const at = (hour: number, minute = 0, day = THURSDAY) => instantOf(day, hour, minute, ZONE);
let ada: ReturnType<typeof addExpectedPatient>;
let ben: ReturnType<typeof addExpectedPatient>;
let lead: TestDesk;

beforeEach(async () => {
  ada = addExpectedPatient(practice.db, 1, { family: 'Okafor', given: 'Ada' });
  ben = addExpectedPatient(practice.db, 2, { family: 'Chen', given: 'Ben' });
  lead = deskOf(practice.engine);
  await lead.signIn('lead');
});

const desk = (): TestDesk => practice.desk;
const book = (patientId: string, starts = at(9), more: Partial<InputOf<'calendar.book'>> = {}, id?: string) =>
  desk().tell(
    'calendar.book',
    {
      who: { known: true, patientId },
      typeId,
      providerId,
      roomId: null,
      starts,
      minutes: 20,
      reason: '',
      ...more,
    },
    id,
  );
type Wish = InputOf<'worklists.saveWaiting'>['wish'];
const wish = (changes: Partial<Wish> = {}): Wish => ({
  typeId,
  providerIds: [],
  weekdays: [],
  opens: null,
  closes: null,
  fromDay: TODAY,
  untilDay: '2026-04-30',
  isUrgent: false,
  note: '',
  ...changes,
});
const wait = (patientId: string, changes: Partial<Wish> = {}, id?: string) =>
  desk().tell('worklists.saveWaiting', { id: null, patientId, wish: wish(changes) }, id);
const waiting = async () => (await desk().ask('worklists.waiting', {})).lines;
const freed = async () => (await desk().ask('worklists.freed', {})).slots;

describe('the wait list', () => {
  it('proposes a time that came free at once to whom it fits, the urgent first, and is settled by the booking', async () => {
    const { visitId } = await book(ada.patientId);
    await wait(ben.patientId);
    const third = addExpectedPatient(practice.db, 3);
    await wait(third.patientId, { isUrgent: true });
    const picky = addExpectedPatient(practice.db, 4);
    await wait(picky.patientId, { opens: '13:00' });
    expect(await freed()).toEqual([]);
    await desk().tell('visits.move', { visitId, move: 'cancel', reason: 'Patient called' });
    const [slot, ...rest] = await freed();
    expect(rest).toEqual([]);
    expect(slot).toMatchObject({ day: THURSDAY, starts: at(9), minutes: 20, providerId });
    expect(slot?.matches.map(({ line }) => line.patient.id)).toEqual([third.patientId, ben.patientId]);
    const first = slot?.matches[0]?.line;
    await desk().tell('worklists.offer', { id: first?.id ?? '', starts: at(9), providerId });
    expect((await waiting())[0]).toMatchObject({ status: 'offered', offered: { starts: at(9), providerId } });
    await book(third.patientId, at(9), { answers: { kind: 'waiting', id: first?.id ?? '' } });
    expect((await waiting()).map(({ patient }) => patient.id)).toEqual([ben.patientId, picky.patientId]);
    expect(await freed()).toEqual([]);
  });

  it('proposes what a moved visit left, and not the part that is taken again', async () => {
    const { visitId } = await book(ada.patientId, at(9), { minutes: 60 });
    await wait(ben.patientId);
    await desk().tell('calendar.move', { visitId, providerId, roomId: null, starts: at(14), minutes: 60 });
    expect((await freed())[0]).toMatchObject({ starts: at(9), minutes: 60 });
    await book(addExpectedPatient(practice.db, 3).patientId, at(9), { minutes: 30 });
    expect((await freed())[0]).toMatchObject({ starts: at(9, 30), minutes: 30 });
  });

  it('waits again when the booking is taken back', async () => {
    const { id } = await wait(ada.patientId);
    const booking = operationId();
    const { visitId } = await book(ada.patientId, at(9), { answers: { kind: 'waiting', id } }, booking);
    expect(await waiting()).toEqual([]);
    await desk().tell('visits.undo', { visitId, operationId: booking });
    expect(await waiting()).toMatchObject([{ id, status: 'waiting' }]);
  });

  it('takes nobody twice for the same kind of visit, and nothing that is settled', async () => {
    const { id } = await wait(ada.patientId);
    const input = { id: null, patientId: ada.patientId, wish: wish() };
    expect((await desk().refused('worklists.saveWaiting', input)).code).toBe('worklists/waits-already');
    const closing = operationId();
    await desk().tell('worklists.closeWaiting', { id, status: 'expired' }, closing);
    for (const [name, told] of [
      ['worklists.closeWaiting', { id, status: 'withdrawn' }],
      ['worklists.offer', { id, starts: at(9), providerId }],
      ['worklists.logCall', { about: { kind: 'waiting', id }, outcome: 'message', note: '' }],
      ['worklists.saveWaiting', { id, patientId: ada.patientId, wish: wish() }],
    ] as const)
      expect((await desk().refused(name, told)).code, name).toBe('worklists/settled');
    await desk().tell('worklists.undo', { operationId: closing });
    expect(await waiting()).toHaveLength(1);
  });

  it('is booked once, though two windows offered the same time to the same person', async () => {
    const { id } = await wait(ada.patientId);
    const offer = { id, starts: at(9), providerId };
    await desk().tell('worklists.offer', offer);
    await lead.tell('worklists.offer', offer);
    const input: InputOf<'calendar.book'> = {
      who: { known: true, patientId: ada.patientId },
      typeId,
      providerId,
      roomId: null,
      starts: at(9),
      minutes: 20,
      reason: '',
      answers: { kind: 'waiting', id },
    };
    const both = await Promise.allSettled([
      desk().tell('calendar.book', input),
      lead.tell('calendar.book', { ...input, starts: at(10), overruleReason: 'the patient comes twice' }),
    ]);
    expect(both.map(({ status }) => status)).toEqual(['fulfilled', 'rejected']);
    expect((await lead.refused('calendar.book', { ...input, starts: at(11) })).code).toBe(
      'worklists/settled',
    );
    const { visits } = await desk().ask('calendar.range', { fromDay: THURSDAY, untilDay: THURSDAY });
    expect(visits).toHaveLength(1);
    expect(await waiting()).toEqual([]);
  });

  it('is not settled by the visit of somebody else', async () => {
    const { id } = await wait(ada.patientId);
    const input = {
      who: { known: true as const, patientId: ben.patientId },
      typeId,
      providerId,
      roomId: null,
      starts: at(9),
      minutes: 20,
      reason: '',
      answers: { kind: 'waiting' as const, id },
    };
    expect((await desk().refused('calendar.book', input)).code).toBe('worklists/other-patient');
    expect((await desk().ask('calendar.range', { fromDay: THURSDAY, untilDay: THURSDAY })).visits).toEqual(
      [],
    );
  });
});

describe('calls', () => {
  it('confirm a visit when somebody was reached, stand on the list with what came of them, and can be taken back', async () => {
    const { visitId } = await book(ada.patientId);
    const list = async () => (await desk().ask('worklists.confirm', { day: THURSDAY })).lines;
    const about = { kind: 'visit' as const, id: visitId };
    await desk().tell('worklists.logCall', { about, outcome: 'no-answer', note: '' });
    expect(await list()).toMatchObject([
      { id: visitId, status: 'booked', calls: { count: 1, last: { outcome: 'no-answer' } } },
    ]);
    const reaching = operationId();
    await desk().tell(
      'worklists.logCall',
      { about, outcome: 'reached', note: 'comes with her son' },
      reaching,
    );
    expect(await list()).toMatchObject([{ status: 'confirmed', calls: { count: 2 } }]);
    await desk().tell('worklists.undo', { operationId: reaching });
    expect(await list()).toMatchObject([
      { status: 'booked', calls: { count: 1, last: { outcome: 'no-answer' } } },
    ]);
  });

  it('keep to themselves what was noted of a restricted patient', async () => {
    const { visitId } = await book(ada.patientId);
    const { id } = await wait(ada.patientId, { note: 'wishes for mornings' });
    for (const about of [
      { kind: 'visit' as const, id: visitId },
      { kind: 'waiting' as const, id },
    ])
      await desk().tell('worklists.logCall', { about, outcome: 'message', note: 'call her sister' });
    await lead.tell('patients.restrict', { patientId: ada.patientId, restricted: true });
    const lines = [...(await desk().ask('worklists.confirm', { day: THURSDAY })).lines, ...(await waiting())];
    expect(lines.map(({ calls }) => calls.last?.outcome)).toEqual(['message', 'message']);
    expect(JSON.stringify(lines)).not.toMatch(/sister|mornings/);
  });

  it('lose nothing that was noted of a restricted patient when somebody who cannot see it changes the line', async () => {
    const { id } = await wait(ada.patientId, { note: 'wishes for mornings' });
    const fields = { typeId, providerId: null, dueDay: THURSDAY, note: 'fasting' };
    const { patientId } = ada;
    const recall = await desk().tell('worklists.saveRecall', { id: null, patientId, fields });
    await lead.tell('patients.restrict', { patientId, restricted: true });
    const [line] = await waiting();
    const changed = wish({ note: line?.note ?? 'none', isUrgent: true });
    await desk().tell('worklists.saveWaiting', { id, patientId, wish: changed });
    await desk().tell('worklists.saveRecall', { id: recall.id, patientId, fields: { ...fields, note: '' } });
    await lead.tell('patients.restrict', { patientId, restricted: false });
    expect(await waiting()).toMatchObject([{ note: 'wishes for mornings', isUrgent: true }]);
    const { lines } = await desk().ask('worklists.recalls', { untilDay: THURSDAY });
    expect(lines).toMatchObject([{ note: 'fasting' }]);
    // Of anybody else an empty note is one that was taken away.
    await desk().tell('worklists.saveWaiting', { id, patientId, wish: wish() });
    expect(await waiting()).toMatchObject([{ note: '' }]);
  });

  it('follow up a missed visit until there is another one, or until they want none', async () => {
    const missed = async () => (await desk().ask('worklists.missed', {})).lines.map(({ id }) => id);
    await desk().tell('visits.move', { visitId: ada.visitId, move: 'no-show' });
    await desk().tell('visits.move', { visitId: ben.visitId, move: 'no-show' });
    expect((await missed()).toSorted()).toEqual([ada.visitId, ben.visitId].toSorted());
    const { visitId } = await book(ada.patientId, at(9), { answers: { kind: 'visit', id: ada.visitId } });
    expect(await missed()).toEqual([ben.visitId]);
    const history = await desk().ask('calendar.history', { visitId });
    expect(history.replaces).toMatchObject({ id: ada.visitId, status: 'no-show' });
    expect((await desk().ask('calendar.history', { visitId: ada.visitId })).replacedBy).toMatchObject({
      id: visitId,
    });
    await desk().tell('worklists.logCall', {
      about: { kind: 'visit', id: ben.visitId },
      outcome: 'declined',
      note: 'goes elsewhere',
    });
    expect(await missed()).toEqual([]);
  });
});

describe('recalls', () => {
  it('are due by a day, and are settled by a visit or dropped', async () => {
    const fields = { typeId, providerId, dueDay: '2026-04-21', note: 'blood pressure' };
    const save = (patientId: string) => desk().tell('worklists.saveRecall', { id: null, patientId, fields });
    const { id } = await save(ada.patientId);
    const other = await save(ben.patientId);
    const due = async (untilDay: string) =>
      (await desk().ask('worklists.recalls', { untilDay })).lines.map(({ patient }) => patient.id);
    expect(await due('2026-04-20')).toEqual([]);
    expect(await due('2026-04-21')).toEqual([ada.patientId, ben.patientId]);
    await book(ada.patientId, at(9), { answers: { kind: 'recall', id } });
    await desk().tell('worklists.closeRecall', { id: other.id });
    expect(await due('2026-12-31')).toEqual([]);
    expect((await desk().refused('worklists.closeRecall', { id })).code).toBe('worklists/settled');
  });
});

describe('two visits booked onto each other', () => {
  const twin = testId(901, 1);
  /** As the other desk's booking comes in after an outage: nobody was asked about it here. */
  const insertTwin = (patientId: string) =>
    practice.db
      .prepare(
        `INSERT INTO visit (id, patient_id, provider_id, type_id, day, scheduled_at, minutes, reason, status, status_since, walk_in)
         SELECT ?, ?, provider_id, type_id, day, scheduled_at, minutes, '', 'booked', 0, 0 FROM visit WHERE patient_id = ? AND day = ?`,
      )
      .run(twin, patientId, ada.patientId, THURSDAY);

  it('are both kept and listed until one moves or a lead says why both stay', async () => {
    const { visitId } = await book(ada.patientId);
    insertTwin(ben.patientId);
    const clashes = async () =>
      (await desk().ask('worklists.clashes', {})).clashes.filter(({ visits: [{ day }] }) => day === THURSDAY);
    const [clash] = await clashes();
    expect(clash?.rule).toBe('provider');
    expect(clash?.visits.map(({ id }) => id).toSorted()).toEqual([visitId, twin].toSorted());
    const keeping = { visitId, reason: 'they are sisters' };
    expect((await desk().refused('calendar.keepBoth', keeping)).code).toBe('staff/not-allowed');
    const operation = operationId();
    await lead.tell('calendar.keepBoth', keeping, operation);
    expect(await clashes()).toEqual([]);
    await lead.tell('visits.undo', { visitId, operationId: operation });
    await desk().tell('calendar.move', { visitId, providerId, roomId, starts: at(10), minutes: 20 });
    expect(await clashes()).toEqual([]);
  });
});
