import { afterEach, describe, expect, it } from 'vitest';
import { GONE } from '../../../electron/sync/kept.ts';
import type { PatientId } from '../../../shared/kernel/ids.ts';
import type { Resource } from '../../support/ehr/fhir-types.ts';
import { comparisonOf, deleted, isSearch, NOTHING, sweeping, swept } from '../../support/sweeping.ts';
import type { SyncDesk } from '../../support/sync-desks.ts';
import {
  onServer,
  openStory,
  queueOf,
  registered,
  type StoryOptions,
  type SyncStory,
} from '../../support/sync-story.ts';

let story: SyncStory;
afterEach(() => story.dispose());

async function office(options: StoryOptions): Promise<readonly [SyncDesk, SyncDesk]> {
  story = await openStory(options);
  return story.desks as [SyncDesk, SyncDesk];
}

const buried = ({ practice }: SyncDesk): unknown =>
  practice.db.prepare('SELECT count(*) FROM foreign_content WHERE version = ?').pluck().get(GONE);

const EMPTY = { status: 200, headers: {}, body: '{"resourceType":"Bundle","type":"searchset"}' };
const PORTAL = { status: 200, headers: {}, body: '<!doctype html><title>Free Wi-Fi</title>' };
const PROXY = { status: 404, headers: {}, body: '<h1>Not Found</h1>' };
const SOMEBODY_ELSE = {
  status: 200,
  headers: {},
  body: '{"resourceType":"Patient","id":"other","meta":{"versionId":"1","lastUpdated":"2026-03-10T00:00:00Z"}}',
};
const isOne = (path: string) => /^Patient\/[^?]+$/.test(path);

describe('nothing is taken for deleted', () => {
  it.each([
    ['an empty search', ({ path }: { path: string }) => (isSearch(path) ? EMPTY : undefined), 'whole'],
    ['a portal', ({ path }: { path: string }) => (isSearch(path) ? PORTAL : undefined), 'offline'],
    [
      'nobody',
      ({ path }: { path: string }) => (isSearch(path) ? ('dropped' as const) : undefined),
      'offline',
    ],
    [
      'half of the pages',
      ({ path }: { path: string }) =>
        path.startsWith('Patient?') && path.includes('_lastUpdated=ge') && isSearch(path)
          ? ('unavailable' as const)
          : undefined,
      'offline',
    ],
    [
      'a proxy that finds nothing',
      ({ path }: { path: string }) => (isSearch(path) ? EMPTY : isOne(path) ? PROXY : undefined),
      'whole',
    ],
    [
      'an answer about somebody else',
      ({ path }: { path: string }) => (isSearch(path) ? EMPTY : isOne(path) ? SOMEBODY_ELSE : undefined),
      'offline',
    ],
    [
      'a sign-in that ended',
      ({ path }: { path: string }) =>
        path.startsWith('Patient?') && isSearch(path) ? { status: 401, headers: {}, body: '' } : undefined,
      'unauthorized',
    ],
  ] as const)('because of %s; it goes on when that is over', async (_name, weather, end) => {
    const [desk] = await office({ label: 'not deleted', ehr: { rules: { maxCount: 4 } } });
    for (let number = 0; number < 15; number += 1) {
      await registered(desk, { given: `P${number}` });
      await story.cycle(desk);
    }
    const last = await registered(desk, { given: 'Last' });
    story.weather = weather;
    expect(await swept(story, desk)).toBe(end);
    expect(queueOf(desk)).toEqual([]);
    expect(buried(desk)).toBe(0);

    story.weather = undefined;
    await deleted(story, 'Patient', last);
    expect(await sweeping(desk)).toBe('whole');
    expect(await comparisonOf(desk)).toMatchObject({ ...NOTHING, end: 'whole', gone: 1 });
  });

  it('because searches do not show it: whoever can be read by id is there', async () => {
    const lag = { ms: 0 };
    const [desk] = await office({ label: 'index lags', ehr: { visibleLag: () => lag.ms } });
    lag.ms = 1_000_000_000;
    const people: PatientId[] = [];
    for (let number = 0; number < 9; number += 1) people.push(await registered(desk));
    expect(await swept(story, desk)).toBe('whole');
    const [first] = onServer(story, 'Patient', people[0] ?? '');
    expect(story.sent.some(({ path }) => path === `Patient/${first?.id}`)).toBe(true);
    expect(await comparisonOf(desk)).toMatchObject({ ...NOTHING, end: 'whole' });
    expect(queueOf(desk)).toEqual([]);
  });

  it('where so much is gone at once that it is the server that is not well', async () => {
    const [desk] = await office({ label: 'too much', ehr: { rules: { maxCount: 50 } } });
    const people: PatientId[] = [];
    for (let number = 0; number < 60; number += 1) people.push(await registered(desk));
    await story.cycle(desk);
    for (const who of people) await deleted(story, 'Patient', who);
    expect(await swept(story, desk)).toBe('suspicious');
    const said = await comparisonOf(desk);
    expect(said).toMatchObject({ end: 'suspicious', gone: 0, several: 0, missed: 0 });
    expect(said?.hidden).toBeGreaterThanOrEqual(60);
    expect(queueOf(desk)).toEqual([]);
    expect(buried(desk)).toBe(0);
  });

  it('where a server that lost its memory has nothing of ours', async () => {
    const [desk] = await office({ label: 'wiped' });
    for (let number = 0; number < 7; number += 1) await registered(desk);
    await story.cycle(desk);
    const outcome = { status: 404, headers: {}, body: '{"resourceType":"OperationOutcome","issue":[]}' };
    story.weather = ({ path }) => (isSearch(path) ? EMPTY : path.includes('?') ? undefined : outcome);
    expect(await swept(story, desk)).toBe('suspicious');
    expect(queueOf(desk)).toEqual([]);
    expect(buried(desk)).toBe(0);
  });

  it('where the server does not let us look through a type: it is not said to be compared', async () => {
    const [desk] = await office({ label: 'no look' });
    await registered(desk);
    await story.cycle(desk);
    const body = '{"resourceType":"OperationOutcome","issue":[]}';
    await story.cycle(desk);
    story.office.clock.advance(600_000);
    story.weather = ({ path }) =>
      path.startsWith('Patient?') ? { status: 403, headers: {}, body } : undefined;
    expect(await sweeping(desk)).toBe('partly');
    expect(await comparisonOf(desk)).toMatchObject({ ...NOTHING, end: 'partly' });
    expect(queueOf(desk)).toEqual([]);
  });

  it('where one page of a type never comes: that type is left for the next night, and the others are done', async () => {
    const [desk] = await office({ label: 'one page', ehr: { rules: { maxCount: 4 } } });
    const who = await registered(desk);
    for (let number = 0; number < 9; number += 1) await registered(desk, { given: `P${number}` });
    await desk.practice.desk.tell('patients.saveNote', { patientId: who, noteId: null, text: 'a note' });
    await story.cycle(desk);
    const [note] = story.office.ehr.resources('Communication');
    await story.ehr('DELETE', `/Communication/${note?.id}`);
    const pages = { count: 0 };
    story.weather = ({ path }) => {
      if (!path.startsWith('Patient?') || !isSearch(path)) return undefined;
      pages.count += 1;
      return pages.count > 1 ? 'unavailable' : undefined;
    };
    expect(await swept(story, desk)).toBe('offline');
    expect(await sweeping(desk)).toBe('offline');
    expect(await sweeping(desk)).toBe('offline');
    expect(await sweeping(desk)).toBe('partly');
    expect(await comparisonOf(desk)).toMatchObject({ ...NOTHING, end: 'partly', gone: 1 });
    expect(queueOf(desk)).toEqual([{ type: 'Communication', state: 'dead', problem: 'gone' }]);
  });
});

describe('a comparison that is broken off', () => {
  /** Somebody was missed, somebody deleted, somebody is there twice. */
  async function troubled(label: string): Promise<SyncDesk> {
    const lag = { ms: 0 };
    const [one, two] = await office({
      label,
      count: 2,
      ehr: { visibleLag: () => lag.ms, rules: { maxCount: 4 } },
    });
    const gone = await registered(one, { given: 'Gone' });
    const twice = await registered(one, { given: 'Twice' });
    for (let number = 0; number < 6; number += 1) await registered(one, { given: `P${number}` });
    await story.meet();
    lag.ms = 200_000;
    await registered(one, { given: 'Late' });
    await story.cycle(one);
    lag.ms = 0;
    story.office.clock.advance(130_000);
    await registered(one, { given: 'After' });
    await story.meet();
    story.office.clock.advance(130_000);
    await deleted(story, 'Patient', gone);
    const [first] = onServer(story, 'Patient', twice);
    const { id: _id, meta: _meta, ...again } = first as Resource & { meta: unknown };
    await story.ehr('POST', '/Patient', again);
    await story.cycle(two);
    story.office.clock.advance(600_000);
    await story.cycle(two);
    return two;
  }
  const FOUND = { end: 'whole', missed: 1, gone: 1, several: 1 };

  it('goes on where it was, request by request', async () => {
    const desk = await troubled('stretches');
    const left = { count: 0 };
    const ends: string[] = [];
    while (ends.at(-1) !== 'whole') {
      left.count = 1;
      ends.push(
        await sweeping(desk, () => {
          left.count -= 1;
          return left.count >= 0;
        }),
      );
      expect(ends.length).toBeLessThan(200);
    }
    expect(new Set(ends)).toEqual(new Set(['paused', 'whole']));
    expect(await comparisonOf(desk)).toMatchObject(FOUND);
  });

  it('asks nobody about what came back before its end', async () => {
    const [desk] = await office({ label: 'came back' });
    const who = await registered(desk);
    await story.cycle(desk);
    const [there] = onServer(story, 'Patient', who);
    await deleted(story, 'Patient', who);
    await story.cycle(desk);
    story.office.clock.advance(600_000);
    story.sent.length = 0;
    const one = { left: 1 };
    const mayGoOn = () => --one.left >= 0;
    while (!story.sent.some(({ path }) => path === `Patient/${there?.id}`)) {
      one.left = 1;
      expect(await sweeping(desk, mayGoOn)).toBe('paused');
    }
    await story.ehr('PUT', `/Patient/${there?.id}`, there);
    await story.cycle(desk);
    expect(await sweeping(desk)).toBe('whole');
    expect(await comparisonOf(desk)).toMatchObject(NOTHING);
    expect(queueOf(desk)).toEqual([]);
    expect(story.problems()).toEqual([]);
  });

  it('by the death of the desk at any request comes to the same, and does not begin again with what was done', async () => {
    const desk = await troubled('dies');
    const counted = { requests: 0, death: 1 };
    const walked: string[] = [];
    story.sent.length = 0;
    story.before = async (_desk, { path }) => {
      if (isSearch(path)) walked.push(path);
    };
    story.weather = ({ path }) => {
      if (path.includes('?') && !isSearch(path)) return undefined;
      counted.requests += 1;
      return counted.requests === counted.death ? 'crash-before' : undefined;
    };
    // Each time it comes one request further before it dies.
    const deaths = { count: 0 };
    while ((await sweeping(desk)) === 'crash') {
      deaths.count += 1;
      counted.requests = 0;
      counted.death += 1;
    }
    expect(deaths.count).toBeGreaterThan(4);
    const times = (type: string) => walked.filter((path) => path.startsWith(`${type}?`)).length;
    // Once cut off at the most, and once to its end.
    expect(times('Location')).toBeLessThanOrEqual(2);
    expect(times('Patient')).toBeGreaterThan(2);
    expect(await comparisonOf(desk)).toMatchObject(FOUND);
    expect(queueOf(desk)).toEqual([
      { type: 'Patient', state: 'dead', problem: 'gone' },
      { type: 'Patient', state: 'dead', problem: 'several' },
    ]);
  });
});
