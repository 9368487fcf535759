import { afterEach, describe, expect, it } from 'vitest';
import type { FhirResponse } from '../../../electron/sync/transport.ts';
import type { PatientId } from '../../../shared/kernel/ids.ts';
import type { Resource } from '../../support/ehr/fhir-types.ts';
import { DAY } from '../../support/practice.ts';
import type { SyncDesk } from '../../support/sync-desks.ts';
import {
  disagreements,
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

const sample = (id: string, more: object = {}) =>
  ({
    resourceType: 'Patient',
    id,
    name: [{ family: 'Sample', given: [`Ana ${id}`] }],
    birthDate: '1980-01-01',
    ...more,
  }) as Resource;

const many = (from: number, to: number): Resource[] =>
  Array.from({ length: to - from }, (_, index) => sample(`p${from + index}`));

const count = ({ practice }: SyncDesk, table: string): number =>
  practice.db.prepare(`SELECT count(*) FROM "${table}"`).pluck().get() as number;

const idsOf = ({ practice }: SyncDesk, table: string): unknown[] =>
  practice.db.prepare(`SELECT id FROM "${table}" ORDER BY id`).pluck().all();

describe('everything comes in', () => {
  it('though five hundred of seven hundred carry one millisecond and the server gives two hundred at once', async () => {
    const [desk] = await office({ label: 'one millisecond' });
    const { ehr, clock } = story.office;
    for (let start = 0; start < 100; start += 25) {
      clock.advance(1);
      await ehr.load(many(start, start + 25));
    }
    clock.advance(1);
    await ehr.load(many(100, 600));
    for (let start = 600; start < 700; start += 25) {
      clock.advance(1);
      await ehr.load(many(start, start + 25));
    }
    await story.cycle(desk);
    expect(count(desk, 'patient')).toBe(700);
    // The page of one moment has no other way on than the server's own link.
    expect(story.sent.some(({ path }) => path.includes('_offset'))).toBe(true);
  });

  it('though searches see some of it only later, in any order', async () => {
    const lags = [90_000, 0, 45_000, 110_000, 1_000, 60_000];
    const state = { next: 0, isOn: false };
    const [one, two] = await office({
      label: 'late rows',
      count: 2,
      ehr: { visibleLag: () => (state.isOn ? (lags[state.next++ % lags.length] ?? 0) : 0) },
    });
    state.isOn = true;
    for (let number = 0; number < 12; number += 1) {
      await registered(one, { given: `P${number}` });
      await story.cycle(one);
      story.office.clock.advance(4_000);
      if (number % 3 === 0) await story.cycle(two);
    }
    state.isOn = false;
    expect(count(two, 'patient')).toBeLessThan(12);
    for (let minute = 0; minute < 4; minute += 1) {
      story.office.clock.advance(30_000);
      await story.meet();
    }
    expect(count(two, 'patient')).toBe(12);
    expect(story.problems()).toEqual([]);
  });

  it('from a server that knows neither times nor an order in its searches', async () => {
    const [desk] = await office({
      label: 'no order',
      ehr: { rules: { lastUpdatedSearch: false, maxCount: 7 } },
    });
    const { ehr, clock } = story.office;
    const turned = many(0, 40).reverse();
    for (const resource of turned) {
      clock.advance(60_000);
      await ehr.load([resource]);
    }
    await ehr.load([sample('p3', { gender: 'female' })]);
    await story.cycle(desk);
    expect(count(desk, 'patient')).toBe(40);
    clock.advance(600_000);
    await ehr.load([sample('p39', { gender: 'male' })]);
    await story.cycle(desk);
    expect(desk.practice.db.prepare(`SELECT count(*) FROM patient WHERE sex = 'male'`).pluck().get()).toBe(1);
  });

  it('though the line breaks after each page', async () => {
    const [desk] = await office({ label: 'page by page', ehr: { rules: { maxCount: 5 } } });
    for (let start = 0; start < 30; start += 3) {
      story.office.clock.advance(300_000);
      await story.office.ehr.load(many(start, start + 3));
    }
    for (let cycle = 0; cycle < 20; cycle += 1) {
      const pages = { asked: 0 };
      story.weather = ({ path }) =>
        path.startsWith('Patient?') && ++pages.asked > 2 ? 'dropped' : undefined;
      await story.cycle(desk);
    }
    expect(count(desk, 'patient')).toBe(30);
  });
});

describe('what is not news', () => {
  it('is passed by: a cache that answers with what was undoes nothing', async () => {
    const [one, two] = await office({ label: 'stale cache', count: 2 });
    const who = await registered(one);
    await story.meet();
    const before: FhirResponse = await story.office.ehr.handle({
      method: 'GET',
      path: '/fhir/Patient?_sort=_lastUpdated&_count=200',
      headers: {},
    });
    await edited(one, who, { city: 'Estes Park' });
    await story.meet();
    story.weather = ({ path }, desk) => (desk === 2 && path.startsWith('Patient?') ? before : undefined);
    await story.cycle(two);
    story.weather = undefined;
    expect(person(two, who)).toMatchObject({ city: 'Estes Park' });
    await story.meet();
    expect(onServer(story, 'Patient', who)).toMatchObject([{ address: [{ city: 'Estes Park' }] }]);
    expect(story.problems()).toEqual([]);
  });

  it('leaves no trace: a cycle without changes writes nothing down', async () => {
    const [one, two] = await office({ label: 'silence', count: 2 });
    await registered(one);
    await story.meet();
    const lines = () => [count(two, 'change_log'), count(two, 'audit'), count(two, 'operation')];
    const before = lines();
    await story.meet();
    expect(lines()).toEqual(before);
  });
});

describe('what names something that is not here yet', () => {
  it.each([
    ['patients last', ['Patient']],
    ['coverages and notes before patients', ['Patient', 'Practitioner', 'Location']],
    ['nothing but visits at first', ['Patient', 'Practitioner', 'HealthcareService', 'Location']],
  ])('waits and comes in: %s', async (_what, late) => {
    const [one, two] = await office({ label: `waiting ${late.length}`, count: 2 });
    const who = await registered(one);
    await one.practice.desk.tell('patients.saveNote', {
      patientId: who,
      noteId: null,
      text: 'Prefers mornings',
    });
    await one.practice.desk.tell('visits.walkIn', {
      who: { known: true, patientId: who },
      reason: 'cut finger',
      providerId: null,
      again: true,
    });
    await story.cycle(one);
    story.weather = ({ path }, desk) =>
      desk === 2 && late.some((type) => path.startsWith(`${type}?`))
        ? { status: 200, headers: {}, body: '{"resourceType":"Bundle","type":"searchset"}' }
        : undefined;
    await story.cycle(two);
    expect(count(two, 'visit')).toBe(0);
    expect(count(two, 'sync_waiting')).toBeGreaterThan(0);
    // Long after the overlap: nothing of it is asked for again.
    story.office.clock.advance(3_600_000);
    story.weather = undefined;
    await story.meet();
    expect(count(two, 'visit')).toBe(1);
    expect(story.problems()).toEqual([]);
  });
});

describe('what the EHR made itself', () => {
  const theirs = (): Resource[] =>
    [
      { resourceType: 'Practitioner', id: 'dr-9', name: [{ text: 'Dr. Okafor' }], active: true },
      sample('born-there', {
        identifier: [
          {
            type: { coding: [{ system: 'http://terminology.hl7.org/CodeSystem/v2-0203', code: 'MR' }] },
            system: 'urn:ehr:mrn',
            value: 'E-77',
          },
          { system: 'urn:ehr:other', value: 'X1' },
        ],
        extension: [{ url: 'urn:ehr:race', valueString: 'theirs' }],
        telecom: [{ system: 'phone', value: '(970) 555-0144', use: 'mobile' }],
        maritalStatus: { text: 'Married' },
      }),
      {
        resourceType: 'Appointment',
        id: 'visit-there',
        status: 'booked',
        description: 'Follow-up',
        start: `${DAY}T20:00:00Z`,
        end: `${DAY}T20:20:00Z`,
        participant: [
          { actor: { reference: 'Patient/born-there' }, status: 'accepted' },
          { actor: { reference: 'Practitioner/dr-9' }, status: 'accepted' },
        ],
      },
    ] as Resource[];

  it('comes in at two desks under the same ids, and an edit at each of them merges', async () => {
    const [one, two] = await office({ label: 'foreign', count: 2 });
    await story.office.ehr.load(theirs());
    // Both at once, and neither has heard of the other.
    await story.cycle(one);
    await story.cycle(two);
    for (const table of ['patient', 'provider', 'visit'])
      expect(idsOf(two, table)).toEqual(idsOf(one, table));
    const [who] = idsOf(one, 'patient') as [PatientId];
    expect(person(two, who)).toMatchObject({ mrn: 'E-77', given: 'Ana born-there' });
    expect(queueOf(one)).toEqual([]);

    await edited(one, who, { city: 'Estes Park', state: 'CO' });
    await edited(two, who, { email: 'two@place.com' });
    await story.meet();
    expect(story.problems()).toEqual([]);
    expect(disagreements(story, who)).toEqual([]);
    expect(person(one, who)).toMatchObject({ city: 'Estes Park', email: 'two@place.com' });
    const [resource] = story.office.ehr.resources('Patient');
    expect(resource).toMatchObject({
      id: 'born-there',
      maritalStatus: { text: 'Married' },
      address: [{ city: 'Estes Park' }],
      telecom: expect.arrayContaining([{ system: 'email', value: 'two@place.com' }]) as unknown,
      extension: expect.arrayContaining([{ url: 'urn:ehr:race', valueString: 'theirs' }]) as unknown,
      identifier: expect.arrayContaining([{ system: 'urn:ehr:other', value: 'X1' }]) as unknown,
    });
    expect(story.office.ehr.resources('Patient')).toHaveLength(1);
  });

  it('and has no number of its own gets one that is the same at every desk, once a desk has told it', async () => {
    const [one, two] = await office({ label: 'foreign without number', count: 2 });
    await story.office.ehr.load([sample('nameless-number')]);
    await story.cycle(one);
    await story.cycle(two);
    const [who] = idsOf(one, 'patient') as [PatientId];
    await edited(one, who, { email: 'one@place.com' });
    await edited(two, who, { city: 'Estes Park' });
    await story.meet();
    expect(person(two, who)?.['mrn']).toBe(person(one, who)?.['mrn']);
    expect(story.problems()).toEqual([]);
    expect(disagreements(story, who)).toEqual([]);
  });

  it('in a visit stays what it was there, and both its ends are told at the desk', async () => {
    const [one, two] = await office({ label: 'foreign visit', count: 2 });
    await story.office.ehr.load(theirs());
    await story.meet();
    const [visitId] = idsOf(one, 'visit') as [never];
    await one.practice.desk.tell('visits.move', { visitId, move: 'arrive' });
    await story.meet();
    expect(story.problems()).toEqual([]);
    expect(story.office.ehr.resources('Appointment')).toMatchObject([
      { id: 'visit-there', status: 'arrived', start: `${DAY}T20:00:00Z` },
    ]);
    expect(two.practice.db.prepare('SELECT status FROM visit').pluck().all()).toEqual(['arrived']);
  });

  it('and changes later, changes at every desk; what a desk typed meanwhile stays', async () => {
    const [one, two] = await office({ label: 'foreign changes', count: 2 });
    await story.office.ehr.load(theirs());
    await story.meet();
    const [who] = idsOf(one, 'patient') as [PatientId];
    await edited(one, who, { email: 'one@place.com' });
    const [resource] = story.office.ehr.resources('Patient');
    await story.ehr('PUT', '/Patient/born-there', {
      ...resource,
      telecom: [{ system: 'phone', value: '(970) 555-0199', use: 'mobile' }],
    });
    await story.meet();
    for (const desk of [one, two])
      expect(person(desk, who)).toMatchObject({ phone: '(970) 555-0199', email: 'one@place.com' });
    expect(story.problems()).toEqual([]);
  });

  it('keeps its extensions and identifiers on what a desk made, too', async () => {
    const [one, two] = await office({ label: 'foreign parts', count: 2 });
    const who = await registered(one);
    await story.meet();
    const [resource] = onServer(story, 'Patient', who) as unknown as [
      { id: string; identifier: object[]; extension: object[] },
    ];
    await story.ehr('PUT', `/Patient/${resource.id}`, {
      ...resource,
      identifier: [{ system: 'urn:ehr:other', value: 'X1' }, ...resource.identifier],
      extension: [{ url: 'urn:ehr:race', valueString: 'theirs' }, ...resource.extension],
      contact: [{ name: { text: 'A neighbour' } }],
    });
    await edited(two, who, { city: 'Estes Park' });
    await story.meet();
    expect(onServer(story, 'Patient', who)).toMatchObject([
      {
        identifier: expect.arrayContaining([{ system: 'urn:ehr:other', value: 'X1' }]) as unknown,
        extension: expect.arrayContaining([{ url: 'urn:ehr:race', valueString: 'theirs' }]) as unknown,
        contact: [{ name: { text: 'A neighbour' } }],
        address: [{ city: 'Estes Park' }],
      },
    ]);
    expect(story.problems()).toEqual([]);
  });
});
