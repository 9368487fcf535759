import { afterEach, describe, expect, it } from 'vitest';
import { CARRIED_SYSTEM, RECORD_SYSTEM } from '../../../electron/fhir/desk-part.ts';
import { SERVER_GIVES_UP_MS } from '../../../electron/sync/doubts.ts';
import { syncedResourceTypes } from '../../../electron/sync/mapped.ts';
import { instantOf } from '../../../shared/kernel/time.ts';
import { type Rules, TIERS } from '../../support/ehr/rules.ts';
import { DAY, providerId, typeId, ZONE } from '../../support/practice.ts';
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
import { aDay, travelling } from '../../support/whole-day.ts';

const stories: SyncStory[] = [];
afterEach(() => {
  for (const story of stories.splice(0)) story.dispose();
});

async function open(label: string, rules: Partial<Rules>, says: Partial<Rules> = {}) {
  const story = await openStory({ label, count: 2, isProbed: true, ehr: { rules, says } });
  stories.push(story);
  const [one, two] = story.desks as [SyncDesk, SyncDesk];
  return { story, one, two };
}

async function met(story: SyncStory): Promise<void> {
  await story.meet();
  story.office.clock.advance(SERVER_GIVES_UP_MS);
  await story.meet();
}

/** Every type but these is not there. */
function only(...there: readonly string[]): Pick<Rules, 'types'> {
  const absent = syncedResourceTypes().filter((type) => !there.includes(type));
  return { types: Object.fromEntries(absent.map((type) => [type, 'absent' as const])) };
}

/** The Basics that say that they are this record. */
function carriersOf({ office }: SyncStory, recordId: string) {
  return office.ehr.resources('Basic').filter((resource) => {
    const { identifier = [] } = resource as { identifier?: { system?: string; value?: string }[] };
    return identifier.some(({ system, value }) => system === CARRIED_SYSTEM && value?.endsWith(recordId));
  });
}

async function booked({ practice: { desk } }: SyncDesk, patientId: string): Promise<string> {
  const { visitId } = await desk.tell('calendar.book', {
    who: { known: true, patientId },
    typeId,
    providerId,
    roomId: null,
    starts: instantOf(DAY, 15, 0, ZONE),
    minutes: 20,
    reason: 'cough',
  });
  return visitId;
}

function visit({ practice }: SyncDesk, visitId: string) {
  return practice.db.prepare('SELECT * FROM visit WHERE id = ?').get(visitId) as
    | Record<string, unknown>
    | undefined;
}

describe('a server that takes little', () => {
  it.each([
    ['everything', { types: {} }],
    ['nothing but what has no resource of its own', only('Basic')],
    ['patients and nothing else', only('Basic', 'Patient')],
    ['visits, and not who sees them and where', only('Basic', 'Patient', 'Appointment', 'Encounter')],
  ])('carries a whole day from one desk to the other: %s', async (_what, rules) => {
    const { story, one, two } = await open('a whole day', rules);
    await aDay(one.practice);
    one.sync.queueEverything();
    await met(story);
    expect(travelling(two.practice)).toEqual(travelling(one.practice));
    expect(story.problems()).toEqual([]);
  });

  it('sends a visit that names a clinician whom only our desks know by our number of them', async () => {
    const { story, one, two } = await open('logical', only('Basic', 'Patient', 'Appointment', 'Encounter'));
    const who = await registered(one);
    const visitId = await booked(one, who);
    await met(story);
    const [appointment] = onServer(story, 'Appointment', visitId);
    expect(JSON.stringify(appointment)).toContain(
      JSON.stringify({ type: 'Practitioner', identifier: { system: RECORD_SYSTEM, value: providerId } }),
    );
    expect(visit(two, visitId)).toMatchObject({ provider_id: providerId, patient_id: who });
  });

  it('keeps on the desk what not even a Basic can carry, and says so', async () => {
    const { story, one, two } = await open('kept here', { types: { Basic: 'absent', Coverage: 'absent' } });
    const who = await registered(one);
    await met(story);
    expect(person(two, who)).toBeDefined();
    const kept = queueOf(one);
    expect(kept.map(({ type }) => type)).toContain('Basic.desk');
    for (const each of kept) expect(each).toMatchObject({ state: 'paused', problem: 'kept-here' });
    story.office.ehr.become({ types: {} });
    for (const desk of story.desks) await desk.probe();
    await met(story);
    expect(story.problems()).toEqual([]);
  });
});

describe('what is carried', () => {
  it('is changed by both desks like anything else', async () => {
    const { story, one, two } = await open('both change', only('Basic'));
    const who = await registered(one);
    await met(story);
    await edited(one, who, { city: 'Estes Park' });
    await edited(two, who, { email: 'two@place.com' });
    await met(story);
    for (const desk of [one, two])
      expect(person(desk, who)).toMatchObject({ city: 'Estes Park', email: 'two@place.com' });
    expect(disagreements(story, who)).toEqual([]);
    expect(carriersOf(story, who)).toHaveLength(1);
    await edited(one, who, { city: 'Lyons' });
    await edited(two, who, { city: 'Nederland' });
    await met(story);
    expect(disagreements(story, who).length).toBeGreaterThan(0);
    expect(story.problems()).toEqual([]);
  });

  it.each(['lost-response', 'late-original', 'twice', 'crash-after'] as const)(
    'is there once whatever the line does: %s',
    async (fault) => {
      const { story, one } = await open(`carried ${fault}`, only('Basic'));
      const who = await registered(one);
      story.writes(one, fault);
      await story.cycle(one);
      await edited(one, who, { city: 'Estes Park' });
      await met(story);
      expect(carriersOf(story, who)).toHaveLength(1);
      expect(story.problems()).toEqual([]);
    },
  );

  it.each(['A', 'B', 'C', 'D'] as const)(
    'goes over into its own resource when the server begins to take it, and is there once: tier %s',
    async (tier) => {
      const { story, one, two } = await open(`begins to take ${tier}`, {
        ...TIERS[tier],
        types: { Appointment: 'absent', Coverage: 'read-only' },
      });
      const who = await registered(one);
      const visitId = await booked(one, who);
      await met(story);
      expect(carriersOf(story, visitId)).toHaveLength(1);
      expect(visit(two, visitId)).toBeDefined();

      story.office.ehr.become({ types: {}, softwareVersion: '2' });
      await one.probe();
      // The other desk does not know it yet, and goes on with the Basic.
      await two.practice.desk.tell('visits.move', { visitId: visitId as never, move: 'confirm' });
      await met(story);
      await two.probe();
      await met(story);
      expect(onServer(story, 'Appointment', visitId)).toHaveLength(1);
      expect(carriersOf(story, visitId)).toEqual([]);
      for (const desk of [one, two]) expect(visit(desk, visitId)).toMatchObject({ status: 'confirmed' });
      expect(story.problems()).toEqual([]);
      await two.practice.desk.tell('visits.move', { visitId: visitId as never, move: 'arrive' });
      await met(story);
      expect(visit(one, visitId)).toMatchObject({ status: 'arrived' });
      expect(onServer(story, 'Encounter', visitId)).toHaveLength(1);
      expect(story.problems()).toEqual([]);
    },
  );

  it('goes on where the server does not take any more what it took', async () => {
    const { story, one, two } = await open('takes no more', {});
    const who = await registered(one);
    await met(story);
    story.office.ehr.become({ types: { Patient: 'read-only' } });
    for (const desk of story.desks) await desk.probe();
    await edited(one, who, { city: 'Estes Park' });
    await met(story);
    expect(person(two, who)).toMatchObject({ city: 'Estes Park' });
    expect(carriersOf(story, who)).toHaveLength(1);
    await edited(two, who, { email: 'two@place.com' });
    await met(story);
    expect(person(one, who)).toMatchObject({ city: 'Estes Park', email: 'two@place.com' });
    story.office.ehr.become({ types: {} });
    for (const desk of story.desks) await desk.probe();
    await met(story);
    expect(carriersOf(story, who)).toEqual([]);
    const [patient] = onServer(story, 'Patient', who);
    expect(patient).toMatchObject({ address: [{ city: 'Estes Park' }] });
    expect(story.problems()).toEqual([]);
  });
});

describe('somebody whom the EHR made and lets nobody change', () => {
  it('is changed among the desks, follows the EHR in the rest, and a third desk sees the same', async () => {
    const { story, one, two } = await open('read only', { types: { Patient: 'read-only' } });
    const made = (changes: object) =>
      story.office.ehr.load([
        {
          resourceType: 'Patient',
          id: 'ehr-7',
          name: [{ family: 'Vega', given: ['Ana'] }],
          birthDate: '1980-02-03',
          gender: 'female',
          ...changes,
        } as never,
      ]);
    await made({});
    await met(story);
    const who = one.practice.db
      .prepare(`SELECT id FROM patient WHERE family = 'Vega'`)
      .pluck()
      .get() as never;
    await edited(one, who, { city: 'Estes Park', given: 'Anna' });
    await met(story);
    expect(person(two, who)).toMatchObject({ city: 'Estes Park', given: 'Anna' });
    story.office.clock.advance(1_000);
    await made({ birthDate: '1980-02-04', name: [{ family: 'Vega', given: ['Ana'] }] });
    await met(story);
    for (const desk of [one, two])
      expect(person(desk, who)).toMatchObject({
        city: 'Estes Park',
        given: 'Anna',
        birth_date: '1980-02-04',
      });
    expect(story.problems()).toEqual([]);
    expect(disagreements(story, who)).toEqual([]);
  });
});

describe('a server that says that it takes what it does not', () => {
  it('is believed no longer than until the first answer', async () => {
    const { story, one, two } = await open('learnt', { types: { Appointment: 'read-only' } }, { types: {} });
    const who = await registered(one);
    const visitId = await booked(one, who);
    await met(story);
    expect(visit(two, visitId)).toBeDefined();
    expect(carriersOf(story, visitId)).toHaveLength(1);
    expect(queueOf(one)).toEqual([]);
    expect(story.problems()).toEqual([]);
  });
});
