import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { SERVER_GIVES_UP_MS } from '../../../electron/sync/doubts.ts';
import type { PatientId } from '../../../shared/kernel/ids.ts';
import { TIERS } from '../../support/ehr/rules.ts';
import type { LineFault } from '../../support/faulty-line.ts';
import type { SyncDesk } from '../../support/sync-desks.ts';
import {
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

async function openOn(tier: keyof typeof TIERS): Promise<void> {
  story = await openStory({
    label: `tier ${tier}`,
    count: 2,
    isProbed: true,
    ehr: { rules: TIERS[tier] },
  });
  [one, two] = story.desks as [SyncDesk, SyncDesk];
}

/** Everybody meets the server, and so much time goes by that it has given up whatever it was at. */
async function met(): Promise<void> {
  await story.meet();
  story.office.clock.advance(SERVER_GIVES_UP_MS);
  await story.meet();
}

function expectAgreement(who: PatientId, fields: Record<string, unknown>): void {
  expect(story.problems()).toEqual([]);
  expect(disagreements(story, who)).toEqual([]);
  for (const desk of story.desks) expect(person(desk, who)).toMatchObject(fields);
  expect(onServer(story, 'Patient', who)).toHaveLength(1);
}

const FAULTS = [
  'dropped',
  'lost-response',
  'late-original',
  'twice',
  'unavailable',
  'unavailable-after-commit',
  'garbage',
  'captive-portal',
  'crash-before',
  'crash-after',
] as const satisfies readonly LineFault[];
/** A second delivery is a second create to a server that knows nothing again: nobody can keep it from that. */
const ONCE_DELIVERED = FAULTS.filter((fault) => fault !== 'twice');

const NOT_UNDERSTOOD = {
  status: 400,
  headers: {},
  body: '{"resourceType":"OperationOutcome","issue":[]}',
};

const KNOWN_BY = {
  B: { method: 'PUT', header: 'if-none-match' },
  C: { method: 'POST', header: 'x-amz-fhir-idempotency-key' },
  D: { method: 'POST', header: undefined },
} as const;

describe.each([
  { tier: 'B', faults: FAULTS },
  { tier: 'C', faults: FAULTS },
  { tier: 'D', faults: ONCE_DELIVERED },
] as const)('a server of tier $tier', ({ tier, faults }) => {
  beforeAll(() => openOn(tier));
  beforeEach(() => {
    story.sent.length = 0;
  });
  afterAll(() => story.dispose());

  it('has everything of both desks after the first cycle', async () => {
    await met();
    expect(story.problems()).toEqual([]);
    const who = await registered(one);
    await story.cycle(one);
    const [create] = story.sent.filter(({ body }) => body?.includes(who));
    const { method, header } = KNOWN_BY[tier];
    expect(create?.method).toBe(method);
    expect(Object.keys(create?.headers ?? {})).not.toContain('if-none-exist');
    if (header) expect(create?.headers[header]).toBeTruthy();
    expect(queueOf(one)).toEqual([]);
  });

  it.each(faults)('makes somebody once, and keeps what was typed since: %s', async (fault) => {
    const who = await registered(one);
    story.writes(one, fault);
    await story.cycle(one);
    await edited(one, who, { city: 'Estes Park' });
    await story.cycle(one);
    await story.cycle(two);
    if (person(two, who)) await edited(two, who, { email: 'two@place.com' });
    await met();
    expectAgreement(who, { city: 'Estes Park' });
  });

  it.each(faults)('does a change once, and loses none beside it: %s', async (fault) => {
    const who = await registered(one);
    await met();
    await edited(one, who, { city: 'Estes Park' });
    await edited(two, who, { email: 'two@place.com' });
    story.writes(one, fault);
    await story.cycle(one);
    await story.cycle(two);
    await met();
    expectAgreement(who, { city: 'Estes Park', email: 'two@place.com' });
  });

  it('does not send again what may still be at work, and never what is there', async () => {
    const who = await registered(one);
    story.writes(one, 'lost-response');
    await story.cycle(one);
    await story.cycle(one);
    await met();
    const creates = story.sent.filter(({ body, path }) => body?.includes(who) && !path.includes(`/${who}/`));
    expect(creates.filter(({ method }) => method === KNOWN_BY[tier].method)).toHaveLength(1);
    expectAgreement(who, {});
  });
});

describe.each(['B', 'C'] as const)('an original that arrives long after on tier %s', (tier) => {
  beforeAll(() => openOn(tier));
  afterAll(() => story.dispose());

  it('erases nothing that was written since, and makes nobody twice', async () => {
    const who = await registered(one);
    story.writes(one, 'dropped');
    await story.cycle(one);
    const [original] = story.sent.filter(({ body }) => body?.includes(who));
    await met();
    await edited(two, who, { city: 'Estes Park' });
    await met();
    await story.ehr(original?.method ?? '', `/${original?.path}`, original?.body, original?.headers);
    await met();
    expectAgreement(who, { city: 'Estes Park' });
  });
});

describe('a server that makes everything as often as it is asked', () => {
  beforeAll(() => openOn('D'));
  afterAll(() => story.dispose());

  it('is given the time to end before it is asked again', async () => {
    const who = await registered(one);
    story.writes(one, 'dropped');
    await story.cycle(one);
    story.sent.length = 0;
    const creates = () => story.sent.filter(({ method, path }) => method === 'POST' && path === 'Patient');
    await story.cycle(one);
    story.office.clock.advance(SERVER_GIVES_UP_MS - 5_000);
    await story.cycle(one);
    expect(creates()).toEqual([]);
    expect(queueOf(one)).toMatchObject([{ type: 'Patient', state: 'pending' }]);
    story.office.clock.advance(5_000);
    await story.cycle(one);
    expect(creates()).toHaveLength(1);
    await met();
    expectAgreement(who, {});
  });

  it('and cannot look for anything is asked once for what was never sent', async () => {
    story.weather = ({ path }) => (path.includes('identifier=') ? NOT_UNDERSTOOD : undefined);
    const who = await registered(one);
    await story.cycle(one);
    story.weather = undefined;
    await met();
    expectAgreement(who, {});
  });

  it('that finds nothing by our number is not asked again: a person has to look', async () => {
    const who = await registered(one);
    story.writes(one, 'dropped');
    await story.cycle(one);
    story.weather = ({ path }) => (path.includes('identifier=') ? NOT_UNDERSTOOD : undefined);
    for (let time = 0; time < 9; time += 1) await story.cycle(one);
    expect(queueOf(one)).toMatchObject([{ type: 'Patient', state: 'dead', problem: 'fails' }]);
    expect(onServer(story, 'Patient', who)).toEqual([]);
    story.weather = undefined;
  });
});

describe('a server that lets a change hide another one', () => {
  beforeAll(async () => {
    story = await openStory({
      label: 'no versions heeded',
      count: 2,
      isProbed: true,
      ehr: { rules: { versioning: 'versioned' } },
    });
    [one, two] = story.desks as [SyncDesk, SyncDesk];
  });
  afterAll(() => story.dispose());

  it('is looked at right before each change, so that what others wrote meanwhile stays', async () => {
    const who = await registered(one);
    await met();
    await edited(one, who, { city: 'Estes Park' });
    await edited(two, who, { email: 'two@place.com' });
    story.before = async (desk, { path }) => {
      // Between the pull of desk 1 and its push.
      if (desk !== 1 || !path.startsWith('Patient/')) return;
      story.before = undefined;
      await story.cycle(two);
    };
    await met();
    expectAgreement(who, { city: 'Estes Park', email: 'two@place.com' });
  });
});

describe('a server that says no versions', () => {
  beforeAll(async () => {
    story = await openStory({
      label: 'no versions',
      count: 2,
      isProbed: true,
      ehr: { rules: { ...TIERS.D, versioning: 'no-version' } },
    });
    [one, two] = story.desks as [SyncDesk, SyncDesk];
  });
  afterAll(() => story.dispose());

  it('is told from another state by what it says', async () => {
    const who = await registered(one);
    await met();
    await edited(one, who, { city: 'Estes Park' });
    await edited(two, who, { email: 'two@place.com' });
    await met();
    expectAgreement(who, { city: 'Estes Park', email: 'two@place.com' });
  });
});

describe('a server that finds nothing by time', () => {
  it.each([false, true])(
    'is read whole, and every change comes in; refuses such a search: %s',
    async (strictSearch) => {
      story = await openStory({
        label: `no times ${strictSearch}`,
        count: 2,
        isProbed: true,
        ehr: { rules: { lastUpdatedSearch: false, strictSearch, maxCount: 3 } },
      });
      try {
        [one, two] = story.desks as [SyncDesk, SyncDesk];
        const people: PatientId[] = [];
        for (let number = 0; number < 8; number += 1) people.push(await registered(one));
        await met();
        for (const who of people) await edited(two, who, { city: 'Estes Park' });
        await met();
        for (const who of people) expectAgreement(who, { city: 'Estes Park' });
        expect(story.sent.filter(({ path }) => path.includes('_lastUpdated=ge'))).toEqual([]);
      } finally {
        story.dispose();
      }
    },
  );
});
