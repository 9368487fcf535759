import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { PatientId } from '../../../shared/kernel/ids.ts';
import { addExpectedPatient, operationId } from '../../support/practice.ts';
import type { SyncDesk } from '../../support/sync-desks.ts';
import {
  COMPLAINT,
  edited,
  onServer,
  openStory,
  person,
  queueOf,
  registered,
  type SyncStory,
} from '../../support/sync-story.ts';

let story: SyncStory;
let one: SyncDesk;
let two: SyncDesk;
beforeAll(async () => {
  story = await openStory({ label: 'the room', count: 2 });
  [one, two] = story.desks as [SyncDesk, SyncDesk];
  await two.practice.desk.signIn('lead');
});
afterAll(() => story.dispose());

const POISON = 'Mxyzptlk';
const POISON_RULE = (resource: string) => (resource.includes(POISON) ? 422 : undefined);

/** Somebody whom both desks know. */
async function known(): Promise<PatientId> {
  const who = await registered(one);
  await story.meet();
  return who;
}

describe('what the EHR does not take', () => {
  it('is told with its words, holds up nothing, and goes out once it is put right', async () => {
    story.refuses = POISON_RULE;
    const bad = await registered(one, { family: POISON });
    const good = await registered(one, { family: 'Okafor' });
    await story.cycle(one);
    const { refused, counts } = await one.practice.desk.ask('sync.queue', {});
    expect(refused).toMatchObject([
      {
        recordType: 'Patient',
        localId: bad,
        patient: { family: POISON },
        state: 'dead',
        problem: 'refused',
        isNew: true,
        by: 'Person front-desk',
      },
    ]);
    expect(refused[0]?.words).toContain(COMPLAINT);
    expect(counts).toMatchObject({ refused: 1 });
    expect(onServer(story, 'Patient', good)).toHaveLength(1);
    await edited(one, bad, { family: 'Put-Right' });
    await story.cycle(one);
    expect(queueOf(one)).toEqual([]);
    expect(onServer(story, 'Patient', bad)).toHaveLength(1);
    story.refuses = undefined;
  });

  it('is sent again by hand, alone or with all others', async () => {
    story.refuses = POISON_RULE;
    const who = await registered(one, { family: POISON, given: 'One' });
    await registered(one, { family: POISON, given: 'Two' });
    await story.cycle(one);
    expect(await one.practice.desk.tell('sync.retry', { record: null })).toEqual({ count: 2 });
    await story.cycle(one);
    expect((await one.practice.desk.ask('sync.queue', {})).counts).toMatchObject({ refused: 2 });
    story.refuses = undefined;
    await one.practice.desk.tell('sync.retry', { record: { recordType: 'Patient', localId: who } });
    await story.cycle(one);
    expect(onServer(story, 'Patient', who)).toHaveLength(1);
    await one.practice.desk.tell('sync.retry', { record: null });
    await story.meet();
    expect(queueOf(one)).toEqual([]);
  });

  it('is given up by a lead alone, with a reason that the audit keeps: what the EHR has stands again, and Undo brings it back', async () => {
    const who = await known();
    story.refuses = POISON_RULE;
    await edited(two, who, { middle: POISON, city: 'Estes Park' });
    await story.cycle(two);
    const record = { recordType: 'Patient', localId: who };
    const denied = await one.practice.desk.refused('sync.discard', { record, reason: 'typed wrong' });
    expect(denied.code).toBe('staff/not-allowed');
    const id = operationId();
    expect(await two.practice.desk.tell('sync.discard', { record, reason: 'typed wrong' }, id)).toEqual({
      stands: 'as-there',
    });
    expect(person(two, who)).toMatchObject({ middle: '', city: 'Loveland' });
    expect(queueOf(two)).toEqual([]);
    const kept = two.practice.db
      .prepare(`SELECT detail FROM audit WHERE method = 'sync.discard'`)
      .pluck()
      .all();
    expect(kept).toEqual([JSON.stringify({ record: `Patient/${who}`, reason: 'typed wrong' })]);
    await two.practice.desk.tell('sync.undoDiscard', { operationId: id });
    expect(person(two, who)).toMatchObject({ middle: POISON, city: 'Estes Park' });
    story.refuses = undefined;
    await story.meet();
    expect(person(one, who)).toMatchObject({ middle: POISON, city: 'Estes Park' });
  });

  it('and has never had stays on the desk when it is given up, and is not sent until somebody asks for it', async () => {
    story.refuses = POISON_RULE;
    await two.practice.desk.signIn('lead');
    const who = await registered(two, { family: POISON });
    await story.cycle(two);
    const record = { recordType: 'Patient', localId: who };
    expect(await two.practice.desk.tell('sync.discard', { record, reason: 'a test' })).toEqual({
      stands: 'kept-here',
    });
    expect(person(two, who)).toMatchObject({ family: POISON });
    story.refuses = undefined;
    await story.cycle(two);
    expect(onServer(story, 'Patient', who)).toHaveLength(0);
    const { waiting } = await two.practice.desk.ask('sync.queue', {});
    expect(waiting).toMatchObject([{ state: 'paused', problem: 'kept-here', words: 'a test' }]);
    await two.practice.desk.tell('sync.retry', { record });
    await story.meet();
    expect(onServer(story, 'Patient', who)).toHaveLength(1);
  });

  it('because it was deleted there goes out as something new when it is sent again', async () => {
    const who = await known();
    const [resource] = onServer(story, 'Patient', who) as unknown as [{ id: string }];
    expect((await story.ehr('DELETE', `/Patient/${resource.id}`)).status).toBeLessThan(300);
    await edited(one, who, { city: 'Lyons' });
    await story.cycle(one);
    const { refused } = await one.practice.desk.ask('sync.queue', {});
    expect(refused).toMatchObject([{ localId: who, problem: 'gone' }]);
    await one.practice.desk.tell('sync.retry', { record: { recordType: 'Patient', localId: who } });
    await story.cycle(one);
    expect(queueOf(one)).toEqual([]);
    expect(onServer(story, 'Patient', who)).toMatchObject([{ address: [{ city: 'Lyons' }] }]);
  });
});

describe('what two desks say differently', () => {
  /** Two said two languages of somebody; the second desk has the question. */
  async function disputed(): Promise<{ readonly who: PatientId; readonly conflictId: string }> {
    const who = await known();
    await edited(one, who, { language: 'es' });
    await edited(two, who, { language: 'fr' });
    await story.meet();
    const { open } = await two.practice.desk.ask('sync.conflicts', {});
    const conflict = open.find(({ localId }) => localId === who);
    if (!conflict) throw new Error('there is nothing to decide');
    expect(conflict).toMatchObject({
      recordType: 'Patient',
      fields: ['language'],
      mineBy: 'Person lead',
      theirsBy: 'Person front-desk',
      settled: null,
    });
    return { who, conflictId: conflict.id };
  }

  it.each(['mine', 'theirs'] as const)('is decided with one choice, everywhere: %s', async (choice) => {
    const { who, conflictId } = await disputed();
    const { values } = await two.practice.desk.ask('sync.conflict', { conflictId });
    expect(values).toEqual([{ field: 'language', base: 'en', mine: 'fr', theirs: 'es', stands: 'es' }]);
    await two.practice.desk.tell('sync.settle', { conflictId, choice });
    const again = await two.practice.desk.refused('sync.settle', { conflictId, choice });
    expect(again.code).toBe('sync/settled');
    await story.meet();
    for (const desk of [one, two])
      expect(person(desk, who)).toMatchObject({ language: choice === 'mine' ? 'fr' : 'es' });
    const { open, settled } = await two.practice.desk.ask('sync.conflicts', {});
    expect(open.map(({ id }) => id)).not.toContain(conflictId);
    expect(settled.find(({ id }) => id === conflictId)?.settled).toMatchObject({ by: 'Person lead', choice });
    expect(story.problems()).toEqual([]);
  });

  it('is open again, as it stood, when the choice is taken back', async () => {
    const { who, conflictId } = await disputed();
    await two.practice.desk.tell('sync.settle', { conflictId, choice: 'mine' });
    await story.meet();
    await two.practice.desk.tell('sync.reopen', { conflictId });
    await story.meet();
    for (const desk of [one, two]) expect(person(desk, who)).toMatchObject({ language: 'es' });
    const { open } = await two.practice.desk.ask('sync.conflicts', {});
    expect(open.map(({ id }) => id)).toContain(conflictId);
    const twice = await two.practice.desk.refused('sync.reopen', { conflictId });
    expect(twice.code).toBe('undo/nothing');
  });

  it('is over by itself where the other side took over what this desk had said', async () => {
    const { who, conflictId } = await disputed();
    await edited(one, who, { language: 'fr' });
    await story.meet();
    const { open, settled } = await two.practice.desk.ask('sync.conflicts', {});
    expect(open.map(({ id }) => id)).not.toContain(conflictId);
    expect(settled.find(({ id }) => id === conflictId)?.settled).toMatchObject({ by: '', choice: 'mine' });
  });

  it('of a restricted patient is seen and decided only once the reason was given', async () => {
    const { who, conflictId } = await disputed();
    await two.practice.desk.tell('patients.restrict', { patientId: who, restricted: true } as never);
    const ask = await two.practice.desk.refused('sync.conflict', { conflictId });
    expect(ask.code).toBe('patients/restricted');
    const tell = await two.practice.desk.refused('sync.settle', { conflictId, choice: 'mine' });
    expect(tell.code).toBe('patients/restricted');
    await two.practice.desk.tell('patients.openRestricted', { patientId: who, reason: 'the EHR asks' });
    await two.practice.desk.tell('sync.settle', { conflictId, choice: 'mine' });
  });

  it('of the practice itself is its administrator’s to decide', async () => {
    const { db, desk } = two.practice;
    addExpectedPatient(db, 9);
    db.prepare(
      `INSERT INTO sync_conflict (id, record_type, local_id, fields, base, mine, theirs, mine_by, theirs_by, theirs_desk, found_at)
       SELECT 'of-staff', 'Basic.staff', id, '["role"]', '{"role":"front-desk"}', '{"role":"administrator"}', '{"role":"lead"}', '', '', '', 0
       FROM staff_member WHERE role = 'lead' LIMIT 1`,
    ).run();
    const refused = await desk.refused('sync.settle', { conflictId: 'of-staff', choice: 'mine' });
    expect(refused.code).toBe('sync/ask-administrator');
    db.prepare(`DELETE FROM sync_conflict WHERE id = 'of-staff'`).run();
  });
});

it('what was refused leaves as one text for those who look after the EHR, and only for those who may', async () => {
  story.refuses = POISON_RULE;
  const who = await registered(two, { family: POISON });
  await story.cycle(two);
  story.refuses = undefined;
  expect((await one.practice.desk.refused('sync.exportRefused', {})).code).toBe('staff/not-allowed');
  const { text, count } = await two.practice.desk.ask('sync.exportRefused', {});
  expect(count).toBe(1);
  expect(JSON.parse(text)).toMatchObject({
    refused: [{ problem: 'refused', resource: { resourceType: 'Patient', name: [{ family: POISON }] } }],
  });
  const audited = two.practice.db
    .prepare(
      `SELECT s.patient_id FROM audit a JOIN audit_subject s ON s.audit_sequence = a.sequence WHERE a.method = 'sync.exportRefused'`,
    )
    .pluck()
    .all();
  expect(audited).toContain(who);
});
