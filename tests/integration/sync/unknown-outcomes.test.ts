import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { PatientId } from '../../../shared/kernel/ids.ts';
import type { SyncDesk } from '../../support/sync-desks.ts';
import {
  cutOffAfterWriting,
  disagreements,
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
  story = await openStory({ label: 'unknown outcomes', count: 2 });
  [one, two] = story.desks as [SyncDesk, SyncDesk];
});
beforeEach(() => {
  story.sent.length = 0;
});
afterAll(() => story.dispose());

/** Somebody whom both desks and the server have. */
async function known(): Promise<PatientId> {
  const who = await registered(one);
  await story.meet();
  story.sent.length = 0;
  return who;
}

/** A cycle of which the first write arrives and nothing comes back. */
async function cutOff(desk: SyncDesk): Promise<void> {
  cutOffAfterWriting(story);
  await story.cycle(desk);
  story.weather = undefined;
}

/** Everybody has the same, there once, and nobody has anything to decide. */
function expectAgreement(who: PatientId, fields: Record<string, unknown>): void {
  expect(story.problems()).toEqual([]);
  expect(disagreements(story, who)).toEqual([]);
  for (const desk of story.desks) expect(person(desk, who)).toMatchObject(fields);
  expect(onServer(story, 'Patient', who)).toHaveLength(1);
}

describe('a create of which nobody knows whether it was done', () => {
  it('keeps the newer edit, and the server has the person once', async () => {
    const who = await registered(one);
    await cutOff(one);
    await edited(one, who, { city: 'Estes Park' });
    await story.meet();
    expectAgreement(who, { city: 'Estes Park' });
  });

  it('keeps the newer edit and what the other desk wrote since', async () => {
    const who = await registered(one);
    await cutOff(one);
    await story.cycle(two);
    await edited(two, who, { email: 'two@place.com' });
    await story.cycle(two);
    await edited(one, who, { city: 'Estes Park' });
    await story.meet();
    expectAgreement(who, { city: 'Estes Park', email: 'two@place.com' });
  });

  it('is sent again byte by byte', async () => {
    const who = await registered(one);
    story.writes(one, 'dropped');
    await story.cycle(one);
    await edited(one, who, { city: 'Estes Park' });
    await story.cycle(one);
    const posts = story.sent.filter(({ method, path }) => method === 'POST' && path === 'Patient');
    expect(posts).toHaveLength(2);
    expect(posts[1]?.body).toBe(posts[0]?.body);
    await story.meet();
    expectAgreement(who, { city: 'Estes Park' });
  });

  it.each([
    'late-original',
    'twice',
    'unavailable',
    'unavailable-after-commit',
    'garbage',
    'captive-portal',
  ] as const)('is made once: %s', async (met) => {
    const who = await registered(one);
    story.writes(one, met);
    await story.cycle(one);
    await edited(one, who, { city: 'Estes Park' });
    await story.cycle(one);
    await story.cycle(two);
    await edited(two, who, { email: 'two@place.com' });
    await story.meet();
    expectAgreement(who, { city: 'Estes Park', email: 'two@place.com' });
  });

  it('that arrives a second time long after, erases nothing that was written since', async () => {
    const who = await registered(one);
    story.writes(one, 'late-original');
    await story.cycle(one);
    const [original] = story.sent.filter(({ method }) => method === 'POST');
    await story.meet();
    await edited(two, who, { city: 'Estes Park' });
    await story.meet();
    const again = await story.ehr('POST', '/Patient', original?.body, original?.headers);
    expect(again.status).toBe(200);
    await story.meet();
    expectAgreement(who, { city: 'Estes Park' });
  });
});

describe('a change of which nobody knows whether it was done', () => {
  it('does not stand against the newer edit of the same desk', async () => {
    const who = await known();
    await edited(one, who, { city: 'Estes Park' });
    await cutOff(one);
    await edited(one, who, { city: 'Boulder' });
    await story.meet();
    expectAgreement(who, { city: 'Boulder' });
  });

  it('is looked at before anything is written', async () => {
    const who = await known();
    await edited(one, who, { city: 'Estes Park' });
    await cutOff(one);
    story.sent.length = 0;
    // The pull does not see it yet; only the resource itself tells.
    story.weather = ({ path }) =>
      path.startsWith('Patient?')
        ? { status: 200, headers: {}, body: '{"resourceType":"Bundle"}' }
        : undefined;
    await story.cycle(one);
    story.weather = undefined;
    const [resource] = onServer(story, 'Patient', who);
    const first = story.sent.find(({ path }) => path.startsWith('Patient/'));
    expect(first).toMatchObject({ method: 'GET', path: `Patient/${resource?.id}` });
    expect(story.sent.filter(({ method }) => method === 'PUT')).toEqual([]);
    expect(queueOf(one)).toEqual([]);
  });

  it('keeps the newer edit beside what the other desk changed in between', async () => {
    const who = await known();
    await edited(one, who, { city: 'Estes Park' });
    await cutOff(one);
    await edited(one, who, { city: 'Boulder' });
    await story.cycle(two);
    await edited(two, who, { email: 'two@place.com' });
    await story.cycle(two);
    await story.meet();
    expectAgreement(who, { city: 'Boulder', email: 'two@place.com' });
  });

  it('and the other desk’s word on the same field both are kept for a person', async () => {
    const who = await known();
    await edited(one, who, { language: 'fr' });
    await cutOff(one);
    await edited(one, who, { language: 'de' });
    await story.cycle(two);
    await edited(two, who, { language: 'it' });
    await story.cycle(two);
    await story.meet();
    expect(story.problems()).toEqual([]);
    expect(person(one, who)).toMatchObject({ language: 'it' });
    expect(disagreements(story, who)).toMatchObject([
      { mine: '{"language":"de"}', theirs: '{"language":"it"}' },
    ]);
  });

  it.each([
    'dropped',
    'lost-response',
    'late-original',
    'twice',
    'unavailable-after-commit',
    'garbage',
    'captive-portal',
  ] as const)('ends with the last word: %s', async (met) => {
    const who = await known();
    await edited(one, who, { city: 'Estes Park' });
    story.writes(one, met);
    await story.cycle(one);
    await edited(one, who, { city: 'Boulder' });
    await edited(two, who, { email: 'two@place.com' });
    await story.cycle(two);
    await story.meet();
    expectAgreement(who, { city: 'Boulder', email: 'two@place.com' });
  });
});

describe('a desk that dies', () => {
  it.each(['crash-before', 'crash-after'] as const)('with a create on its way: %s', async (met) => {
    const who = await registered(one);
    story.writes(one, met);
    expect(await story.cycle(one)).toBe('crash');
    await edited(one, who, { city: 'Estes Park' });
    await story.meet();
    expectAgreement(who, { city: 'Estes Park' });
  });

  it.each(['crash-before', 'crash-after'] as const)('with a change on its way: %s', async (met) => {
    const who = await known();
    await edited(one, who, { city: 'Estes Park' });
    story.writes(one, met);
    expect(await story.cycle(one)).toBe('crash');
    await story.cycle(two);
    await edited(two, who, { email: 'two@place.com' });
    await story.cycle(two);
    await edited(one, who, { city: 'Boulder' });
    await story.meet();
    expectAgreement(who, { city: 'Boulder', email: 'two@place.com' });
  });

  it('in the middle of a pull begins where it was', async () => {
    const count = ({ practice }: SyncDesk) =>
      practice.db.prepare('SELECT count(*) FROM patient').pluck().get() as number;
    for (let number = 0; number < 45; number += 1) await registered(one, { given: `P${number}` });
    await story.cycle(one);
    // The first kind after the patients: they are here, and nothing that belongs to them.
    story.weather = ({ path }, desk) =>
      desk === 2 && path.startsWith('Coverage?') ? 'crash-after' : undefined;
    expect(await story.cycle(two)).toBe('crash');
    story.weather = undefined;
    await story.meet();
    expect(story.problems()).toEqual([]);
    expect(count(two)).toBe(count(one));
  });
});
