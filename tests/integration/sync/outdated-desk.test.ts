import { afterEach, beforeEach, expect, it } from 'vitest';
import { verifyStore } from '../../../electron/audit/verify.ts';
import { patientFields, providerId, TEST_CHECKPOINT_KEY } from '../../support/practice.ts';
import type { SyncDesk } from '../../support/sync-desks.ts';
import { openStory, person, queueOf, registered, type SyncStory } from '../../support/sync-story.ts';

let story: SyncStory;
let older: SyncDesk;
let newer: SyncDesk;
beforeEach(async () => {
  story = await openStory({ label: 'outdated', count: 2, versions: ['0.1.0', '0.2.0'] });
  [older, newer] = story.desks as [SyncDesk, SyncDesk];
  await newer.practice.desk.signIn('administrator');
});
afterEach(() => story.dispose());

const asks = (minimumVersion: string) =>
  newer.practice.desk.tell('practice.setPolicy', { policy: { minimumVersion, sendsAudit: false } });

const journal = ({ practice }: SyncDesk): unknown =>
  practice.db.prepare('SELECT count(*) AS changes, max(sequence) AS last FROM change_log').get();

const outdated = async ({ practice }: SyncDesk) => (await practice.desk.ask('practice.frame', {})).outdated;

it('an older desk looks everything up and changes nothing, until it is updated or asked for less', async () => {
  const who = await registered(older);
  const { desk } = older.practice;
  await story.meet();
  await asks('0.2.0');
  await story.meet();
  expect(await outdated(older)).toEqual({ version: '0.1.0', minimumVersion: '0.2.0' });
  expect(await outdated(newer)).toBeNull();

  const before = journal(older);
  const { patient } = await desk.ask('patients.chart', { patientId: who });
  const refusals = [
    await desk.refused('patients.register', { fields: patientFields({ family: 'Late' }) }),
    await desk.refused('patients.edit', {
      patientId: who,
      version: patient.version,
      changes: { city: 'Estes Park' },
    }),
    await desk.refused('visits.walkIn', {
      who: { known: true, patientId: who },
      reason: 'cut finger',
      providerId,
      again: true,
    }),
    await desk.refused('staff.savePreferences', {
      preferences: { density: 'dense', textSize: 110, theme: 'dark', clock: 24, language: 'es' },
    }),
  ];
  for (const refusal of refusals)
    expect(refusal).toMatchObject({
      code: 'practice/outdated-desk',
      message:
        'This desk runs Anteroom 0.1.0 and the practice asks for 0.2.0. You can look everything up; ask your IT person to update it.',
    });
  // It cannot give itself leave either; and looking, locking and signing in go on.
  await desk.tell('staff.lock', { reason: 'asked' });
  await desk.signIn('administrator');
  expect(
    (await desk.refused('practice.setPolicy', { policy: { minimumVersion: '', sendsAudit: false } })).code,
  ).toBe('practice/outdated-desk');
  expect((await desk.ask('patients.search', { text: 'smith', limit: 5 } as never)) as unknown).toBeDefined();
  expect(journal(older)).toEqual(before);

  // What others do comes in.
  const { patientId } = await newer.practice.desk.tell('patients.register', {
    fields: patientFields({ family: 'Lindqvist' }),
  });
  await story.meet();
  expect(person(older, patientId)).toMatchObject({ family: 'Lindqvist' });
  expect(story.problems()).toEqual([]);

  await asks('0.1.0');
  await story.meet();
  expect(await outdated(older)).toBeNull();
  await registered(older, { family: 'Late' });
  await story.meet();
  expect(story.problems()).toEqual([]);
  for (const { practice } of story.desks)
    expect(verifyStore(practice.db, TEST_CHECKPOINT_KEY).findings).toEqual([]);
});

it('what an older desk had typed before it heard waits there, and goes out once it may', async () => {
  const who = await registered(older);
  await asks('0.2.0');
  await story.cycle(newer);
  story.sent.length = 0;
  for (let cycle = 0; cycle < 3; cycle += 1) expect(await story.cycle(older)).toBe('whole');
  expect(story.sent.filter(({ method }) => method !== 'GET')).toEqual([]);
  expect(queueOf(older)).toMatchObject([{ type: 'Patient', state: 'pending', problem: null }]);
  await asks('');
  await story.meet();
  expect(person(newer, who)).toBeDefined();
  expect(story.problems()).toEqual([]);
});

it('no desk asks for a version that it does not have itself, so that one can always take it back', async () => {
  const refused = await newer.practice.desk.refused('practice.setPolicy', {
    policy: { minimumVersion: '9.9.9', sendsAudit: false },
  });
  expect(refused).toMatchObject({
    code: 'practice/too-new',
    fields: { minimumVersion: 'This desk itself runs 0.2.0. Write that version, or an older one.' },
  });
});

it('the same click once more gets its answer, though the desk is outdated since', async () => {
  const { desk } = older.practice;
  const id = '01890a5d-ac96-774b-bcce-b302099a8057';
  const fields = patientFields({ family: 'Twice' });
  const { patientId } = await desk.tell('patients.register', { fields }, id);
  await asks('0.2.0');
  await story.meet();
  expect(await desk.tell('patients.register', { fields }, id)).toMatchObject({ patientId });
});

it('two desks that each say it first mean the same one, and it can be taken back', async () => {
  await older.practice.desk.signIn('administrator');
  await older.practice.desk.tell('practice.setPolicy', {
    policy: { minimumVersion: '0.1.0', sendsAudit: false },
  });
  const operation = '01890a5d-ac96-774b-bcce-b302099a8058';
  const policy = { minimumVersion: '0.1.0', sendsAudit: false };
  await newer.practice.desk.tell('practice.setPolicy', { policy }, operation);
  await story.meet();
  expect(story.problems()).toEqual([]);
  expect(
    story.office.ehr.resources('Basic').filter((each) => JSON.stringify(each).includes('policy')),
  ).toHaveLength(1);
  await newer.practice.desk.tell('practice.undo', { operationId: operation as never });
  await story.meet();
  const { policy: now } = await older.practice.desk.ask('practice.settings', {});
  expect(now).toEqual({ minimumVersion: '', sendsAudit: false });
});
