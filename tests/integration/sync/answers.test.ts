import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { PatientId } from '../../../shared/kernel/ids.ts';
import type { SyncDesk } from '../../support/sync-desks.ts';
import {
  COMPLAINT,
  disagreements,
  edited,
  onServer,
  openStory,
  person,
  queueOf,
  registered,
  type SyncStory,
} from '../../support/sync-story.ts';

const HTML = '<!doctype html><title>Free Wi-Fi</title>';
const said = (status: number, body = '', headers = {}) => ({ status, headers, body });

let story: SyncStory;
let desk: SyncDesk;
beforeAll(async () => {
  story = await openStory({ label: 'answers' });
  [desk] = story.desks as [SyncDesk];
});
beforeEach(() => {
  story.sent.length = 0;
});
afterAll(() => story.dispose());

async function noted({ practice }: SyncDesk, patientId: PatientId, text: string): Promise<void> {
  await practice.desk.tell('patients.saveNote', { patientId, noteId: null, text });
}

/** How often writes were counted as gone without an answer, most of all. */
function mostAttempts(): number {
  return desk.practice.db.prepare('SELECT coalesce(max(attempts), 0) FROM sync_send').pluck().get() as number;
}

function words(): unknown {
  return desk.practice.db.prepare('SELECT problem_words FROM outbox WHERE state = ?').pluck().get('dead');
}

async function healed(): Promise<void> {
  story.weather = undefined;
  story.refuses = undefined;
  await story.meet();
  expect(queueOf(desk)).toEqual([]);
  expect(story.problems()).toEqual([]);
}

describe('what the server will never take', () => {
  it.each([400, 422])(
    'is set aside at once with what belongs to it, and everything else goes out: %i',
    async (status) => {
      const poison = await registered(desk, { family: 'Poison' });
      await noted(desk, poison, 'a child of it');
      const others: PatientId[] = [];
      for (let number = 0; number < 20; number += 1) others.push(await registered(desk));
      story.refuses = (resource) => (resource.includes('"Poison"') ? status : undefined);
      expect(await story.cycle(desk)).toBe('whole');
      expect(queueOf(desk)).toEqual([
        { type: 'Patient', state: 'dead', problem: 'refused' },
        { type: 'Communication', state: 'blocked', problem: 'needs-other' },
      ]);
      expect(words()).toBe(COMPLAINT);
      for (const other of others) expect(onServer(story, 'Patient', other)).toHaveLength(1);

      story.sent.length = 0;
      await story.cycle(desk);
      expect(story.sent.filter(({ method }) => method !== 'GET')).toEqual([]);

      await edited(desk, poison, { family: 'Corrected' });
      expect(await story.cycle(desk)).toBe('whole');
      expect(onServer(story, 'Patient', poison)).toMatchObject([{ name: [{ family: 'Corrected' }] }]);
      await healed();
    },
  );

  it('is set aside as a change, too, and its correction is told on what the server has', async () => {
    const who = await registered(desk);
    await story.cycle(desk);
    await edited(desk, who, { family: 'Poison' });
    story.refuses = (resource) => (resource.includes('"Poison"') ? 422 : undefined);
    await story.cycle(desk);
    expect(queueOf(desk)).toMatchObject([{ state: 'dead', problem: 'refused' }]);
    await edited(desk, who, { family: 'Corrected' });
    await story.cycle(desk);
    expect(onServer(story, 'Patient', who)).toMatchObject([
      { meta: { versionId: '2' }, name: [{ family: 'Corrected' }] },
    ]);
    await healed();
  });

  it('is told from a server that fails at everything', async () => {
    const poison = await registered(desk, { family: 'Poison' });
    story.weather = ({ method }) => (method === 'GET' ? undefined : said(503));
    for (let time = 0; time < 10; time += 1) await story.cycle(desk);
    expect(queueOf(desk)).toMatchObject([{ state: 'pending' }]);
    story.weather = undefined;
    story.refuses = (resource) => (resource.includes('"Poison"') ? 500 : undefined);
    for (let time = 0; time < 8; time += 1) {
      const other = await registered(desk);
      expect(queueOf(desk)[0]).toMatchObject({ state: 'pending' });
      await story.cycle(desk);
      expect(onServer(story, 'Patient', other)).toHaveLength(1);
    }
    expect(queueOf(desk)).toEqual([{ type: 'Patient', state: 'dead', problem: 'fails' }]);
    story.refuses = undefined;
    await edited(desk, poison, { family: 'Corrected' });
    await healed();
  });
});

describe('what is not there any more', () => {
  it.each([404, 410])('is left to a person: %i', async (status) => {
    const who = await registered(desk);
    await story.cycle(desk);
    await edited(desk, who, { city: 'Estes Park' });
    const other = await registered(desk);
    story.refuses = (resource) => (resource.includes('Estes Park') ? status : undefined);
    await story.cycle(desk);
    expect(queueOf(desk)).toEqual([{ type: 'Patient', state: 'dead', problem: 'gone' }]);
    expect(person(desk, who)).toMatchObject({ city: 'Estes Park' });
    expect(onServer(story, 'Patient', other)).toHaveLength(1);
    story.refuses = undefined;
    await edited(desk, who, { city: 'Boulder' });
    await healed();
  });

  it('is noticed where the EHR deleted it', async () => {
    const who = await registered(desk);
    await story.cycle(desk);
    const [resource] = onServer(story, 'Patient', who);
    expect((await story.ehr('DELETE', `/Patient/${resource?.id}`)).status).toBeLessThan(300);
    await edited(desk, who, { city: 'Estes Park' });
    await story.cycle(desk);
    expect(queueOf(desk)).toEqual([{ type: 'Patient', state: 'dead', problem: 'gone' }]);
    desk.practice.db.prepare('DELETE FROM outbox').run();
  });
});

describe('whoever is not let in', () => {
  it.each([
    ['one write', 1],
    ['a batch', 3],
  ])('burns no attempt, and goes on when they are: 401 to %s', async (_what, count) => {
    const people = [];
    for (let number = 0; number < count; number += 1) people.push(await registered(desk));
    story.weather = ({ method }) => (method === 'GET' ? undefined : said(401));
    for (let time = 0; time < 10; time += 1) expect(await story.cycle(desk)).toBe('unauthorized');
    expect(mostAttempts()).toBe(0);
    expect(queueOf(desk)).toHaveLength(count);
    await healed();
    for (const who of people) expect(onServer(story, 'Patient', who)).toHaveLength(1);
  });

  it('is told so by the first page, and nothing is sent', async () => {
    const who = await registered(desk);
    story.weather = () => said(401);
    expect(await story.cycle(desk)).toBe('unauthorized');
    expect(story.sent).toHaveLength(1);
    await healed();
    expect(onServer(story, 'Patient', who)).toHaveLength(1);
  });

  it('may be let in to most: what may only be read is set aside, and the rest goes out', async () => {
    const who = await registered(desk, { family: 'Readonly' });
    const other = await registered(desk);
    story.refuses = (resource) => (resource.includes('"Readonly"') ? 403 : undefined);
    await story.cycle(desk);
    expect(queueOf(desk)).toEqual([{ type: 'Patient', state: 'paused', problem: 'forbidden' }]);
    expect(mostAttempts()).toBe(0);
    expect(onServer(story, 'Patient', other)).toHaveLength(1);
    story.refuses = undefined;
    await edited(desk, who, { city: 'Estes Park' });
    await healed();
    expect(onServer(story, 'Patient', who)).toHaveLength(1);
  });
});

describe('a server that cannot just now', () => {
  it.each([408, 429, 500, 502, 503, 504])('is asked again, and has everything once: %i', async (status) => {
    const who = await registered(desk);
    story.weather = ({ method }) => (method === 'GET' ? undefined : said(status, '', { 'retry-after': '2' }));
    await story.cycle(desk);
    expect(queueOf(desk)).toMatchObject([{ state: 'pending', problem: null }]);
    await healed();
    expect(onServer(story, 'Patient', who)).toHaveLength(1);
  });

  it.each([
    ['is away', 'dropped'],
    ['is behind a page of the guest network', said(200, HTML, { 'content-type': 'text/html' })],
    ['is behind a page that redirects', said(302, HTML, { location: 'https://portal.example' })],
    ['answers in other words', said(200, '{"ok":true}')],
    ['answers half', said(200, '{"resourceType":"Bundle","entry":[{"resou')],
    ['answers nothing', said(200)],
    ['is overrun', said(429)],
  ] as const)('leaves cursor and queue as they are when it %s', async (_what, met) => {
    await registered(desk);
    const cursors = () => desk.practice.db.prepare('SELECT * FROM sync_cursor ORDER BY 1').all();
    const before = cursors();
    story.weather = () => met;
    expect(await story.cycle(desk)).toBe('offline');
    // An outage is asked about twice, not once for each kind of record and each that waits.
    expect(story.sent).toHaveLength(2);
    expect(cursors()).toEqual(before);
    expect(mostAttempts()).toBe(0);
    await healed();
  });

  it.each([404, 501, 503])('at one kind of record keeps no other one back: %i', async (status) => {
    const who = await registered(desk);
    story.weather = ({ path }) => (path.startsWith('Coverage?') ? said(status) : undefined);
    await story.cycle(desk);
    expect(onServer(story, 'Patient', who)).toHaveLength(1);
    await healed();
  });
});

describe('somebody else who wrote first', () => {
  it.each([409, 412] as const)('is merged with: %i', async (staleStatus) => {
    const two = await openStory({ label: `stale ${staleStatus}`, count: 2, ehr: { rules: { staleStatus } } });
    try {
      const [here, there] = two.desks as [SyncDesk, SyncDesk];
      const who = await registered(here);
      await two.meet();
      await edited(here, who, { city: 'Estes Park' });
      await edited(there, who, { email: 'there@place.com' });
      two.before = async (number, { method }) => {
        if (number !== 2 || method !== 'PUT') return;
        two.before = undefined;
        await two.cycle(here);
      };
      await two.cycle(there);
      expect(person(there, who)).toMatchObject({ city: 'Estes Park', email: 'there@place.com' });
      await two.meet();
      expect(person(here, who)).toMatchObject({ city: 'Estes Park', email: 'there@place.com' });
      expect(two.problems()).toEqual([]);
      expect(disagreements(two, who)).toEqual([]);
    } finally {
      two.dispose();
    }
  });

  it('again and again holds up nobody else, and is merged with in the end', async () => {
    const who = await registered(desk);
    await story.cycle(desk);
    await edited(desk, who, { city: 'Estes Park' });
    const other = await registered(desk);
    const times = { written: 0 };
    story.before = async (_desk, { body }) => {
      if (times.written === 12 || !body?.includes('Estes Park')) return;
      times.written += 1;
      const [resource] = onServer(story, 'Patient', who);
      const theirs = { ...resource, maritalStatus: { text: `version ${times.written}` } };
      expect((await story.ehr('PUT', `/Patient/${resource?.id}`, theirs)).status).toBe(200);
    };
    await story.cycle(desk);
    expect(onServer(story, 'Patient', other)).toHaveLength(1);
    await story.meet();
    story.before = undefined;
    await healed();
    expect(times.written).toBe(12);
    expect(onServer(story, 'Patient', who)).toMatchObject([
      { maritalStatus: { text: 'version 12' }, address: [{ city: 'Estes Park' }] },
    ]);
  });
});

describe('what is too much at once', () => {
  it('goes out in smaller batches, in one cycle', async () => {
    const small = await openStory({ label: 'too large', ehr: { rules: { maxBodyBytes: 12_000 } } });
    try {
      const [here] = small.desks as [SyncDesk];
      expect(queueOf(here)).toEqual([]);
      for (let number = 0; number < 40; number += 1) await registered(here);
      const long = await registered(here, { family: 'Long' });
      for (let number = 0; number < 10; number += 1) await noted(here, long, 'x'.repeat(300));
      expect(await small.cycle(here)).toBe('whole');
      expect(queueOf(here)).toEqual([]);
      expect(small.office.ehr.resources('Patient')).toHaveLength(41);
      expect(small.problems()).toEqual([]);
    } finally {
      small.dispose();
    }
  });

  it('even alone is set aside, and the rest goes out', async () => {
    const who = await registered(desk, { family: 'Toolarge' });
    const other = await registered(desk);
    story.refuses = (resource) => (resource.includes('"Toolarge"') ? 413 : undefined);
    await story.cycle(desk);
    expect(queueOf(desk)).toEqual([{ type: 'Patient', state: 'dead', problem: 'too-large' }]);
    expect(onServer(story, 'Patient', other)).toHaveLength(1);
    story.refuses = undefined;
    await edited(desk, who, { family: 'Shorter' });
    await healed();
  });

  it.each([400, 404, 405, 422, 501])(
    'for a server without batches goes out one by one: %i',
    async (status) => {
      const people: PatientId[] = [];
      for (let number = 0; number < 5; number += 1) people.push(await registered(desk));
      story.weather = ({ method, path }) => (method === 'POST' && path === '' ? said(status) : undefined);
      await story.meet();
      expect(queueOf(desk)).toEqual([]);
      for (const who of people) expect(onServer(story, 'Patient', who)).toHaveLength(1);
      await healed();
    },
  );
});
