import { afterEach, describe, expect, it } from 'vitest';
import { GONE } from '../../../electron/sync/kept.ts';
import type { PatientId } from '../../../shared/kernel/ids.ts';
import type { Resource } from '../../support/ehr/fhir-types.ts';
import { comparisonOf, deleted, isSearch, NOTHING, swept } from '../../support/sweeping.ts';
import type { SyncDesk } from '../../support/sync-desks.ts';
import {
  edited,
  onServer,
  openStory,
  person,
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

/** What a desk keeps of one resource. */
function kept({ practice }: SyncDesk, type: string, serverId: string): unknown {
  return practice.db
    .prepare('SELECT state, version FROM foreign_content WHERE resource_type = ? AND foreign_id = ?')
    .get(type, serverId);
}

describe('a comparison of everything', () => {
  it('finds nothing where nothing is missing, asks for names alone and leaves one line in the journal', async () => {
    const [desk] = await office({ label: 'nothing', ehr: { rules: { maxCount: 5 } } });
    for (let number = 0; number < 12; number += 1) await registered(desk, { given: `P${number}` });
    expect(await comparisonOf(desk)).toBeNull();
    await story.cycle(desk);
    story.sent.length = 0;
    expect(await swept(story, desk)).toBe('whole');
    expect(await comparisonOf(desk)).toEqual({ ...NOTHING, at: desk.practice.clock.now(), end: 'whole' });
    const walks = story.sent.filter(({ path }) => path.includes('_elements=id'));
    expect(walks.filter(({ path }) => path.startsWith('Patient?')).length).toBeGreaterThan(2);
    expect(story.sent.filter(({ path }) => /^[A-Z]\w+\//.test(path))).toEqual([]);
    const lines = desk.practice.db.prepare(`SELECT detail FROM audit WHERE method = 'sync.sweep'`).pluck();
    expect(lines.all()).toEqual([JSON.stringify({ end: 'whole', ...NOTHING })]);
    expect(story.problems()).toEqual([]);
  });

  it('fetches what searches showed so late that no pull asked for it: somebody new, and a newer version', async () => {
    const lag = { ms: 0 };
    const [one, two] = await office({ label: 'too late', count: 2, ehr: { visibleLag: () => lag.ms } });
    const known = await registered(one, { given: 'Known' });
    await story.meet();
    lag.ms = 200_000;
    const late = await registered(one, { given: 'Late' });
    await edited(one, known, { city: 'Estes Park' });
    await story.cycle(one);
    lag.ms = 0;
    story.office.clock.advance(130_000);
    await registered(one, { given: 'After' });
    await story.meet();
    story.office.clock.advance(130_000);
    await story.meet();
    expect(person(two, late)).toBeUndefined();
    expect(person(two, known)).not.toMatchObject({ city: 'Estes Park' });

    expect(await swept(story, two)).toBe('whole');
    expect(await comparisonOf(two)).toMatchObject({ ...NOTHING, missed: 2 });
    expect(person(two, late)).toMatchObject({ given: 'Late' });
    expect(person(two, known)).toMatchObject({ city: 'Estes Park' });
    await story.meet();
    expect(story.problems()).toEqual([]);
    expect(await swept(story, two)).toBe('whole');
    expect(await comparisonOf(two)).toMatchObject(NOTHING);
  });

  it('fetches what a search never shows, where the server has a newer version of it', async () => {
    const lag = { ms: 0 };
    const [desk] = await office({ label: 'never shown', ehr: { visibleLag: () => lag.ms } });
    const who = await registered(desk);
    await story.cycle(desk);
    const [there] = onServer(story, 'Patient', who);
    lag.ms = 1_000_000_000;
    await story.ehr('PUT', `/Patient/${there?.id}`, { ...there, gender: 'other' });
    story.weather = ({ path }) =>
      isSearch(path) ? { status: 200, headers: {}, body: '{"resourceType":"Bundle"}' } : undefined;
    expect(await swept(story, desk)).toBe('whole');
    expect(await comparisonOf(desk)).toMatchObject({ ...NOTHING, missed: 1 });
    expect(person(desk, who)).toMatchObject({ sex: 'other' });
  });

  it('does not call missed what was changed a moment ago, nor ask for what an old index shows', async () => {
    const lag = { ms: 0 };
    const [desk] = await office({ label: 'a moment ago', ehr: { visibleLag: () => lag.ms } });
    const who = await registered(desk);
    const other = await registered(desk);
    await story.cycle(desk);
    const [there] = onServer(story, 'Patient', who);
    lag.ms = 1_000_000_000;
    await edited(desk, other, { city: 'Estes Park' });
    await story.cycle(desk);
    lag.ms = 0;
    story.before = async (_desk, { path }) => {
      if (!isSearch(path)) return;
      story.before = undefined;
      await story.ehr('PUT', `/Patient/${there?.id}`, { ...there, gender: 'other' });
    };
    story.sent.length = 0;
    expect(await swept(story, desk)).toBe('whole');
    expect(await comparisonOf(desk)).toMatchObject(NOTHING);
    expect(story.sent.filter(({ path }) => path.startsWith('Patient/'))).toEqual([]);
    await story.cycle(desk);
    expect(person(desk, who)).toMatchObject({ sex: 'other' });
  });

  it.each([
    { mutants: [], missed: 0 },
    { mutants: ['gt-cursor'], missed: 1 },
  ] as const)('finds what a wrong cursor missed: $mutants', async ({ mutants, missed }) => {
    const lag = { ms: 0 };
    const options = { label: 'wrong cursor', count: 2, mutants, ehr: { visibleLag: () => lag.ms } };
    const [one, two] = await office(options);
    lag.ms = 5_000;
    const late = await registered(one, { given: 'Late' });
    await story.cycle(one);
    lag.ms = 0;
    await registered(one, { given: 'Early' });
    await story.cycle(one);
    await story.cycle(two);
    story.office.clock.advance(10_000);
    await story.meet();
    expect(person(two, late) === undefined).toBe(missed === 1);
    expect(await swept(story, two)).toBe('whole');
    expect(await comparisonOf(two)).toMatchObject({ ...NOTHING, missed });
    expect(person(two, late)).toMatchObject({ given: 'Late' });
    expect(story.problems()).toEqual([]);
  });

  it.each([
    { label: 'refuses a search for names alone', rules: {} },
    { label: 'finds nothing by time', rules: { lastUpdatedSearch: false, maxCount: 3 } },
    { label: 'tells no versions', rules: { versioning: 'no-version' } },
  ] as const)('is made of a server, too, that $label', async ({ label, rules }) => {
    const [desk] = await office({ label, isProbed: true, ehr: { rules } });
    for (let number = 0; number < 8; number += 1) await registered(desk, { given: `P${number}` });
    const gone = await registered(desk);
    await story.cycle(desk);
    const body = '{"resourceType":"OperationOutcome","issue":[]}';
    story.weather = ({ path }) =>
      label.startsWith('refuses') && path.includes('_elements')
        ? { status: 400, headers: {}, body }
        : undefined;
    expect(await swept(story, desk)).toBe('whole');
    expect(await comparisonOf(desk)).toMatchObject(NOTHING);
    await deleted(story, 'Patient', gone);
    expect(await swept(story, desk)).toBe('whole');
    expect(await comparisonOf(desk)).toMatchObject({ ...NOTHING, gone: 1 });
  });
});

describe('what the server deleted', () => {
  it('is left to a person once, in the words of a change that met the same, and is neither dropped nor made again', async () => {
    const [one, two] = await office({ label: 'deleted', count: 2 });
    const who = await registered(one);
    await story.meet();
    await deleted(story, 'Patient', who);
    for (const desk of [one, two]) {
      expect(await swept(story, desk)).toBe('whole');
      expect(await comparisonOf(desk)).toMatchObject({ ...NOTHING, gone: 1 });
      expect(queueOf(desk)).toEqual([{ type: 'Patient', state: 'dead', problem: 'gone' }]);
      expect(person(desk, who)).toBeDefined();
    }
    for (let night = 0; night < 2; night += 1) expect(await swept(story, one)).toBe('whole');
    expect(await comparisonOf(one)).toMatchObject(NOTHING);
    expect(onServer(story, 'Patient', who)).toEqual([]);

    const record = { recordType: 'Patient', localId: who };
    await one.practice.desk.signIn('lead');
    await one.practice.desk.tell('sync.retry', { record });
    await story.cycle(one);
    expect(onServer(story, 'Patient', who)).toHaveLength(1);
    await two.practice.desk.signIn('lead');
    await two.practice.desk.tell('sync.retry', { record });
    await story.meet();
    expect(onServer(story, 'Patient', who)).toHaveLength(1);
    expect(story.problems()).toEqual([]);
    expect(await swept(story, two)).toBe('whole');
    expect(await comparisonOf(two)).toMatchObject(NOTHING);
  });

  it('stays at the desk once a person has given it up: nobody is asked again, and it is no sign of a server that is not well', async () => {
    const [desk] = await office({ label: 'given up' });
    const people: PatientId[] = [];
    for (let number = 0; number < 8; number += 1) people.push(await registered(desk));
    await story.cycle(desk);
    const [first, second] = [people.slice(0, 4), people.slice(4)];
    for (const who of first) await deleted(story, 'Patient', who);
    expect(await swept(story, desk)).toBe('whole');
    expect(await comparisonOf(desk)).toMatchObject({ ...NOTHING, gone: 4 });
    await desk.practice.desk.signIn('lead');
    for (const localId of first) {
      const record = { recordType: 'Patient', localId };
      await desk.practice.desk.tell('sync.discard', { record, reason: 'Moved away' });
    }
    for (const who of second) await deleted(story, 'Patient', who);
    expect(await swept(story, desk)).toBe('whole');
    expect(await comparisonOf(desk)).toMatchObject({ ...NOTHING, gone: 4 });
    const problems = queueOf(desk).map(({ problem }) => problem);
    expect(problems.sort()).toEqual([...Array(4).fill('gone'), ...Array(4).fill('kept-here')]);
    for (const who of people) expect(person(desk, who)).toBeDefined();
    expect(story.office.ehr.resources('Patient')).toEqual([]);
  });

  it('and was none of ours is noted, and a cache that still has it brings nothing back', async () => {
    const [desk] = await office({ label: 'not ours' });
    const made = await story.ehr('POST', '/Basic', { resourceType: 'Basic', code: { text: 'Theirs' } });
    const { id } = made.json as { id: string };
    await story.cycle(desk);
    expect(kept(desk, 'Basic', id)).toEqual({ state: 'foreign', version: '1' });
    await story.ehr('DELETE', `/Basic/${id}`);
    expect(await swept(story, desk)).toBe('whole');
    expect(await comparisonOf(desk)).toMatchObject(NOTHING);
    expect(queueOf(desk)).toEqual([]);
    expect(kept(desk, 'Basic', id)).toEqual({ state: 'foreign', version: GONE });
    const bundle = {
      resourceType: 'Bundle',
      type: 'searchset',
      entry: [{ resource: made.json as Resource }],
    };
    story.weather = ({ path }) =>
      path.startsWith('Basic?') ? { status: 200, headers: {}, body: JSON.stringify(bundle) } : undefined;
    await story.cycle(desk);
    story.weather = undefined;
    expect(kept(desk, 'Basic', id)).toEqual({ state: 'foreign', version: GONE });
    story.sent.length = 0;
    await swept(story, desk);
    expect(story.sent.filter(({ path }) => path === `Basic/${id}`)).toEqual([]);
  });

  it('and has another resource of the same record left goes on with that', async () => {
    const [desk] = await office({ label: 'one of two' });
    const who = await registered(desk);
    await story.cycle(desk);
    const [first] = onServer(story, 'Patient', who);
    const { id: _id, meta: _meta, ...again } = first as Resource & { meta: unknown };
    const second = (await story.ehr('POST', '/Patient', again)).json as { id: string };
    expect(await swept(story, desk)).toBe('whole');
    expect(await comparisonOf(desk)).toMatchObject({ ...NOTHING, several: 1 });
    expect(queueOf(desk)).toEqual([{ type: 'Patient', state: 'dead', problem: 'several' }]);
    await swept(story, desk);
    expect(await comparisonOf(desk)).toMatchObject(NOTHING);

    await story.ehr('DELETE', `/Patient/${first?.id}`);
    await desk.practice.desk.signIn('lead');
    await desk.practice.desk.tell('sync.retry', { record: null });
    expect(await swept(story, desk)).toBe('whole');
    expect(await comparisonOf(desk)).toMatchObject(NOTHING);
    expect(queueOf(desk)).toEqual([]);
    await edited(desk, who, { city: 'Estes Park' });
    await story.cycle(desk);
    expect(onServer(story, 'Patient', who)).toMatchObject([
      { id: second.id, address: [{ city: 'Estes Park' }] },
    ]);
    expect(story.problems()).toEqual([]);
  });
});
