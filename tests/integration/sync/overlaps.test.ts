import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { overlapTaskId } from '../../../electron/tasks/overlaps.ts';
import type { InputOf } from '../../../shared/api/index.ts';
import type { PatientId, VisitId } from '../../../shared/kernel/ids.ts';
import { instantOf, type PlainDate } from '../../../shared/kernel/time.ts';
import type { TaskLine } from '../../../shared/tasks/contract.ts';
import { conflictsOf } from '../../support/office-problems.ts';
import { providerId, typeId, ZONE } from '../../support/practice.ts';
import type { SyncDesk } from '../../support/sync-desks.ts';
import { onServer, openStory, registered, type SyncStory } from '../../support/sync-story.ts';

const THURSDAY = '2026-03-12' as PlainDate;
const at = (hour: number) => instantOf(THURSDAY, hour, 0, ZONE);
const place = (hour: number) => ({ providerId, roomId: null, starts: at(hour), minutes: 20 });

let story: SyncStory;
let one: SyncDesk;
let two: SyncDesk;
let three: SyncDesk;
let ada: PatientId;
let ben: PatientId;
beforeEach(async () => {
  story = await openStory({ label: 'overlaps', count: 3 });
  [one, two, three] = story.desks as [SyncDesk, SyncDesk, SyncDesk];
  ada = await registered(one, { family: 'Okafor', given: 'Ada' });
  ben = await registered(two, { family: 'Chen', given: 'Ben', birthDate: '1971-05-02' as PlainDate });
  await story.meet();
});
afterEach(() => {
  const problems = story.problems();
  story.dispose();
  expect(problems).toEqual([]);
});

async function book(
  { practice }: SyncDesk,
  patientId: PatientId,
  hour: number,
  more: Partial<InputOf<'calendar.book'>> = {},
): Promise<VisitId> {
  // Nobody books in the same millisecond as somebody else.
  for (const desk of story.desks) desk.practice.clock.advance(1_000);
  const who = { known: true, patientId } as const;
  const input = { who, typeId, ...place(hour), reason: '', ...more };
  return (await practice.desk.tell('calendar.book', input)).visitId;
}

/** Both desks book Thursday at nine, neither knowing of the other. */
async function bothAtNine(): Promise<{ first: VisitId; second: VisitId }> {
  const first = await book(one, ada, 9);
  const second = await book(two, ben, 9);
  return { first, second };
}

const tasksOf = async (
  { practice }: SyncDesk,
  view: 'all' | 'closed' = 'all',
): Promise<readonly TaskLine[]> =>
  (await practice.desk.ask('tasks.list', { view })).lines.filter(({ source }) => source === 'overlap');
const everywhere = <Value>(ask: (desk: SyncDesk) => Promise<Value>): Promise<Value[]> =>
  Promise.all(story.desks.map((desk) => ask(desk)));

describe('two visits that two desks booked onto each other', () => {
  it('are one task on every desk and on the server, which says who was booked first', async () => {
    const { first, second } = await bothAtNine();
    await story.meet();
    for (const lines of await everywhere(tasksOf)) {
      expect(lines).toMatchObject([{ status: 'open', clash: 'provider', staffId: null, role: null }]);
      expect(lines[0]?.id).toBe(overlapTaskId([second, first]));
      expect(lines[0]?.visits.map(({ id }) => id)).toEqual([first, second]);
      expect(lines[0]?.patient?.id).toBe(ben);
    }
    expect(onServer(story, 'Task', overlapTaskId([first, second]))).toHaveLength(1);
    for (const { practice } of story.desks)
      expect(await practice.desk.ask('tasks.count', {})).toEqual({ open: 1, overdue: 0 });
  });

  it('are one task still where every desk makes it before any of them can tell of it', async () => {
    const { first, second } = await bothAtNine();
    story.weather = ({ body }) => (body?.includes('Task.room') ? 'unavailable' : undefined);
    await story.meet();
    const id = overlapTaskId([first, second]);
    for (const { practice } of story.desks)
      expect(practice.db.prepare('SELECT id FROM task').pluck().all()).toEqual([id]);
    expect(onServer(story, 'Task', id)).toEqual([]);
    story.weather = undefined;
    await story.meet();
    expect(onServer(story, 'Task', id)).toHaveLength(1);
    expect(story.desks.flatMap(({ practice }) => conflictsOf(practice.db))).toEqual([]);
  });

  it('are none where one of them was booked knowing of the other', async () => {
    await book(one, ada, 9);
    await story.meet();
    await two.practice.desk.signIn('lead');
    await book(two, ben, 9, { overruleReason: 'They are sisters' });
    await story.meet();
    for (const lines of await everywhere(tasksOf)) expect(lines).toEqual([]);
  });

  it('are none where the EHR made both, and one where it booked onto one of ours', async () => {
    const inEhr = async (patient: PatientId, hour: number) => {
      const taking = (type: string, id: string) => ({
        actor: { reference: `${type}/${String(onServer(story, type, id)[0]?.id)}` },
        status: 'accepted',
      });
      const response = await story.ehr('POST', '/Appointment', {
        resourceType: 'Appointment',
        status: 'booked',
        start: new Date(at(hour)).toISOString(),
        end: new Date(at(hour) + 20 * 60_000).toISOString(),
        participant: [taking('Patient', patient), taking('Practitioner', providerId)],
      });
      expect(response.status).toBe(201);
    };
    await book(one, ada, 11);
    await inEhr(ada, 9);
    await inEhr(ben, 9);
    await inEhr(ben, 11);
    await story.meet();
    for (const lines of await everywhere(tasksOf)) {
      expect(lines).toHaveLength(1);
      // Who was there before anybody booked here may stay.
      expect(lines[0]).toMatchObject({ clash: 'provider', patient: { id: ada } });
      expect(lines[0]?.visits.map(({ starts }) => starts)).toEqual([at(11), at(11)]);
    }
    for (const { practice } of story.desks)
      expect((await practice.desk.ask('worklists.clashes', {})).clashes).toHaveLength(2);
  });

  it('of three visits are three tasks, one for each two', async () => {
    await bothAtNine();
    const cleo = await registered(three, {
      family: 'Diaz',
      given: 'Cleo',
      birthDate: '1988-08-08' as PlainDate,
    });
    await book(three, cleo, 9);
    await story.meet();
    for (const lines of await everywhere(tasksOf))
      expect(new Set(lines.map(({ id }) => id)).size, 'tasks').toBe(3);
  });

  it('are noted with the next cycle where the desk died after it took the second one in', async () => {
    const { first } = await bothAtNine();
    await story.cycle(one);
    // The visits come in, and what comes after them in the same pull is the desk's end.
    story.weather = ({ path }, desk) =>
      desk === two.number && path.startsWith('Encounter?') ? 'crash-before' : undefined;
    expect(await story.cycle(two)).toBe('crash');
    expect(two.practice.db.prepare('SELECT id FROM visit WHERE id = ?').pluck().get(first)).toBe(first);
    expect(await tasksOf(two)).toEqual([]);
    story.weather = undefined;
    await story.cycle(two);
    expect(await tasksOf(two)).toHaveLength(1);
    await story.meet();
  });
});

describe('a decision', () => {
  it.each([
    ['to move one', (visitId: VisitId) => one.practice.desk.tell('calendar.move', { visitId, ...place(11) })],
    [
      'to cancel one',
      (visitId: VisitId) =>
        one.practice.desk.tell('visits.move', { visitId, move: 'cancel', reason: 'Called; comes in April' }),
    ],
    [
      'to keep both',
      async (visitId: VisitId) => {
        await one.practice.desk.signIn('lead');
        return one.practice.desk.tell('calendar.keepBoth', { visitId, reason: 'They are sisters' });
      },
    ],
  ])('%s closes the task everywhere', async (_, decide) => {
    const { second } = await bothAtNine();
    await story.meet();
    await decide(second);
    await story.meet();
    for (const lines of await everywhere(tasksOf)) expect(lines).toEqual([]);
    const closed = await everywhere((desk) => tasksOf(desk, 'closed'));
    for (const lines of closed)
      expect(lines).toMatchObject([{ status: 'settled', closedBy: closed[0]?.[0]?.closedBy }]);
    expect(closed[0]?.[0]?.closedBy).not.toBe('');
    expect(story.desks.flatMap(({ practice }) => conflictsOf(practice.db))).toEqual([]);
  });

  it('that nothing has to change stays, whatever else becomes of the two', async () => {
    const { first, second } = await bothAtNine();
    await story.meet();
    await three.practice.desk.tell('tasks.done', { id: overlapTaskId([first, second]) });
    await story.meet();
    await one.practice.desk.tell('visits.move', { visitId: first, move: 'confirm' });
    await story.meet();
    for (const lines of await everywhere(tasksOf)) expect(lines).toEqual([]);
    for (const lines of await everywhere((desk) => tasksOf(desk, 'closed')))
      expect(lines).toMatchObject([{ status: 'done', clash: 'provider' }]);
  });

  it('that is taken back opens the task again', async () => {
    const { second } = await bothAtNine();
    await story.meet();
    const { desk } = one.practice;
    const operation = '0199a0d5-7e1c-7000-8000-0000000000aa';
    await desk.signIn('lead');
    await desk.tell('calendar.keepBoth', { visitId: second, reason: 'They are sisters' }, operation);
    await story.meet();
    await desk.tell('visits.undo', { visitId: second, operationId: operation as never });
    await story.meet();
    for (const lines of await everywhere(tasksOf)) expect(lines).toMatchObject([{ status: 'open' }]);
  });

  it('at two desks at once is one decision, and nobody is asked which', async () => {
    const { first, second } = await bothAtNine();
    await story.meet();
    const id = overlapTaskId([first, second]);
    await two.practice.desk.tell('tasks.done', { id });
    three.practice.clock.advance(60_000);
    await three.practice.desk.tell('tasks.cancel', { id, reason: 'They are sisters' });
    await story.meet();
    for (const lines of await everywhere((desk) => tasksOf(desk, 'closed')))
      expect(lines).toMatchObject([{ status: 'cancelled', reason: 'They are sisters' }]);
    expect(story.desks.flatMap(({ practice }) => conflictsOf(practice.db))).toEqual([]);
  });
});

it('what was done at one desk was done, though another one changed the task meanwhile', async () => {
  const fields = { title: 'Call back', note: '', staffId: null, role: null, dueDay: null, dueTime: null };
  const { id } = await one.practice.desk.tell('tasks.save', { id: null, from: null, fields });
  await story.meet();
  await one.practice.desk.tell('tasks.done', { id });
  const later = { ...fields, dueDay: '2026-03-20' as PlainDate, role: 'lead' as const };
  await two.practice.desk.tell('tasks.save', { id, from: null, fields: later });
  await story.meet();
  for (const { practice } of story.desks)
    expect((await practice.desk.ask('tasks.list', { view: 'closed' })).lines).toMatchObject([
      { id, status: 'done', dueDay: '2026-03-20', role: 'lead' },
    ]);
});
