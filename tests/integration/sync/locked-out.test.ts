import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { StaffId } from '../../../shared/kernel/ids.ts';
import type { Role } from '../../../shared/staff/permissions.ts';
import { conflictsOf } from '../../support/office-problems.ts';
import { operationId, staffIdOf, typeId } from '../../support/practice.ts';
import type { SyncDesk } from '../../support/sync-desks.ts';
import { openStory, type SyncStory } from '../../support/sync-story.ts';

let story: SyncStory;
let one: SyncDesk;
let two: SyncDesk;
beforeEach(async () => {
  story = await openStory({ label: 'locked out', count: 2 });
  [one, two] = story.desks as [SyncDesk, SyncDesk];
  await one.practice.desk.signIn('administrator');
});
afterEach(() => story.dispose());

/** An administrator at a desk changes what somebody may do. */
async function given(
  { practice: { desk } }: SyncDesk,
  id: StaffId,
  change: { readonly role?: Role; readonly active?: boolean },
): Promise<void> {
  const { staff } = await desk.ask('staff.list', {});
  const person = staff.find((each) => each.id === id);
  if (!person) throw new Error('nobody of this id works here');
  const { displayName, initials, role, active } = person;
  await desk.tell('staff.save', { id, fields: { displayName, initials, role, active, ...change } });
}

const sessionsWrittenAt = ({ practice }: SyncDesk): readonly unknown[] =>
  practice.db
    .prepare(
      `SELECT staff_id AS staffId, outcome FROM audit WHERE method = 'staff.session' ORDER BY sequence`,
    )
    .all()
    .slice(-1);

const working = ({ practice }: SyncDesk, role: Role): readonly unknown[] =>
  practice.db
    .prepare('SELECT id FROM staff_member WHERE role = ? AND active = 1 ORDER BY id')
    .pluck()
    .all(role);

describe('somebody who was dismissed at another desk', () => {
  it('is out with the next pull, though nobody touches a key: window, command line and audit say it', async () => {
    const { practice } = two;
    const line = practice.engine.connect('cli');
    const signIn = { staffId: staffIdOf('front-desk'), pin: '4711' };
    expect(await line.call('staff.signIn', { input: signIn })).toMatchObject({ ok: true });
    const heard: string[] = [];
    practice.engine.onTopics(({ topics }) => heard.push(...topics));
    await given(one, staffIdOf('front-desk'), { active: false });
    await story.cycle(one);
    const before = practice.db.prepare('SELECT count(*) FROM audit').pluck().get() as number;
    expect(await two.sync.cycle('hot')).toBe('whole');
    // Nothing was called at this desk: the windows hear that they have to ask, and find themselves locked.
    expect(heard).toContain('staff');
    const written = practice.db
      .prepare(`SELECT outcome, via FROM audit WHERE sequence > ? AND method = 'staff.session' ORDER BY via`)
      .all(before);
    expect(written).toEqual([
      { outcome: 'access ended', via: null },
      { outcome: 'access ended', via: 'cli' },
    ]);
    expect(await practice.desk.ask('staff.session', {})).toEqual({ session: null, isAccessEnded: true });
    expect((await practice.desk.refused('visits.board', {})).code).toBe('staff/not-signed-in');
    expect(await line.call('visits.board', { input: {} })).toMatchObject({
      error: { code: 'staff/not-signed-in' },
    });
    expect((await practice.desk.refused('staff.signIn', signIn)).code).toBe('staff/unknown');
    await practice.desk.signIn('lead');
    expect(await practice.desk.ask('staff.session', {})).toMatchObject({
      session: { role: 'lead' },
      isAccessEnded: false,
    });
    line.dispose();
    expect(story.problems()).toEqual([]);
  });

  it('is out at once at the desk where it was done, too', async () => {
    const theirs = one.practice.engine.connect();
    await theirs.call('staff.signIn', { input: { staffId: staffIdOf('lead'), pin: '4711' } });
    await given(one, staffIdOf('lead'), { active: false });
    expect(sessionsWrittenAt(one)).toEqual([{ staffId: staffIdOf('lead'), outcome: 'access ended' }]);
    expect(await theirs.call('staff.session', { input: {} })).toMatchObject({
      value: { session: null, isAccessEnded: true },
    });
  });

  it('does not get back in by a PIN that was being checked', async () => {
    await given(one, staffIdOf('front-desk'), { active: false });
    await story.cycle(one);
    const { desk } = two.practice;
    const pending = desk.connection.call('staff.signIn', {
      operationId: operationId(),
      input: { staffId: staffIdOf('front-desk'), pin: '4711' },
    });
    await story.cycle(two);
    await pending;
    expect((await desk.ask('staff.session', {})).session).toBeNull();
  });
});

it('somebody whose role changed at another desk goes on with the new rights, and no others', async () => {
  const { desk } = two.practice;
  expect((await desk.refused('staff.list', {})).code).toBe('staff/not-allowed');
  await given(one, staffIdOf('front-desk'), { role: 'administrator' });
  await story.cycle(one);
  await story.cycle(two);
  const { session } = await desk.ask('staff.session', {});
  expect(session).toMatchObject({ staffId: staffIdOf('front-desk'), role: 'administrator' });
  expect((await desk.ask('staff.list', {})).staff.length).toBeGreaterThan(1);
  await given(one, staffIdOf('front-desk'), { role: 'clinician' });
  await story.cycle(one);
  await story.cycle(two);
  expect((await desk.refused('staff.list', {})).code).toBe('staff/not-allowed');
  expect((await desk.ask('staff.session', {})).session?.role).toBe('clinician');
});

describe('two desks that each retire one of the last two administrators', () => {
  const [first, second] = [staffIdOf('administrator'), staffIdOf('lead')];
  beforeEach(async () => {
    await given(one, second, { role: 'administrator' });
    await story.meet();
    await two.practice.desk.signIn('lead');
    await given(one, second, { active: false });
    await given(two, first, { active: false });
  });

  it.each(['retires', 'takes the role of'])(
    'leave one where the second hears of the first in time: one %s them',
    async (how) => {
      if (how !== 'retires') {
        await given(one, second, { active: true, role: 'clinician' });
      }
      await story.meet();
      expect(working(one, 'administrator')).toEqual(working(two, 'administrator'));
      expect(working(one, 'administrator')).toEqual([second]);
      expect(conflictsOf(two.practice.db)).toMatchObject([{ localId: second }]);
      expect(story.problems()).toEqual([]);
      // Whoever stayed can sign in and decide.
      await two.practice.desk.signIn('lead');
      await given(two, first, { active: true });
    },
  );

  it('leave both where each had told it before it heard', async () => {
    let met = 0;
    const release: (() => void)[] = [];
    // Both have asked before either tells.
    story.before = async (_desk, { method }) => {
      if (method === 'GET' || met >= 2) return;
      met += 1;
      if (met === 2) for (const go of release) go();
      else await new Promise<void>((resolve) => void release.push(resolve));
    };
    await Promise.all([one.sync.cycle(), two.sync.cycle()]);
    story.before = undefined;
    await story.meet();
    expect(working(one, 'administrator')).toEqual([first, second].sort());
    expect(working(two, 'administrator')).toEqual([first, second].sort());
    for (const { practice } of [one, two]) expect(conflictsOf(practice.db)).toHaveLength(1);
    expect(story.problems()).toEqual([]);
  });
});

it('an administrator who is retired beside others stays retired, and a lead is never made one', async () => {
  await given(one, staffIdOf('lead'), { active: false });
  await given(one, staffIdOf('front-desk'), { role: 'administrator' });
  await story.meet();
  await given(one, staffIdOf('front-desk'), { active: false });
  await story.meet();
  for (const desk of [one, two]) {
    expect(working(desk, 'administrator')).toEqual([staffIdOf('administrator')]);
    expect(working(desk, 'lead')).toEqual([]);
    expect(conflictsOf(desk.practice.db)).toEqual([]);
  }
});

it('two desks that each take one of the last two kinds of visit out of use leave one', async () => {
  const kind = {
    name: 'New patient',
    minutes: 40,
    walkIn: false,
    color: 1,
    bufferMinutes: 0,
    preparation: '',
    forWhom: 'any' as const,
    providerIds: [],
    roomIds: [],
    active: true,
  };
  const { id } = await one.practice.desk.tell('practice.saveAppointmentType', { id: null, fields: kind });
  await story.meet();
  await two.practice.desk.signIn('administrator');
  await one.practice.desk.tell('practice.saveAppointmentType', { id, fields: { ...kind, active: false } });
  const other = { ...kind, name: 'Follow-up', minutes: 20, color: 0, active: false };
  await two.practice.desk.tell('practice.saveAppointmentType', { id: typeId, fields: other });
  await story.meet();
  const inUse = ({ practice }: SyncDesk) =>
    practice.db.prepare('SELECT id FROM appointment_type WHERE active = 1').pluck().all();
  expect(inUse(one)).toEqual([id]);
  expect(inUse(two)).toEqual([id]);
  expect(conflictsOf(two.practice.db)).toMatchObject([{ localId: id }]);
  expect(story.problems()).toEqual([]);
});
