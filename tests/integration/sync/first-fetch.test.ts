import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { FhirRequest, Transport } from '../../../electron/sync/transport.ts';
import { addDays, type PlainDate } from '../../../shared/kernel/time.ts';
import { createEhr, type Ehr } from '../../support/ehr/ehr.ts';
import type { Resource } from '../../support/ehr/fhir-types.ts';
import { Crash } from '../../support/faulty-line.ts';
import { DAY, MORNING, openTestPractice, type TestPractice, testClock } from '../../support/practice.ts';
import { transportTo } from '../../support/sync-desks.ts';

let ehr: Ehr;
let desk: TestPractice;
const clock = testClock();

beforeEach(async () => {
  clock.set(MORNING);
  ehr = createEhr({ now: clock.now, rules: { maxCount: 5 } });
  desk = await openTestPractice({ clock });
  await desk.desk.signIn('front-desk');
});
afterEach(() => desk.dispose());

const person = (number: number): Resource =>
  ({
    resourceType: 'Patient',
    id: `p${number}`,
    name: [{ family: 'Sample', given: [`Ana ${number}`] }],
    birthDate: '1980-01-01',
  }) as Resource;

const visit = (id: string, day: PlainDate): Resource =>
  ({
    resourceType: 'Appointment',
    id,
    status: 'booked',
    description: id,
    start: `${day}T16:00:00Z`,
    end: `${day}T16:20:00Z`,
    participant: [{ actor: { reference: 'Patient/p1' }, status: 'accepted' }],
  }) as Resource;

/** Each in a moment of its own, as people made them one after the other. */
async function load(resources: readonly Resource[]): Promise<void> {
  for (const resource of resources) {
    clock.advance(1_000);
    await ehr.load([resource]);
  }
}

const NUMBERS = Array.from({ length: 23 }, (_, number) => number);
/** The oldest were changed last: in the order of the server's times they would come behind. */
const VISITS = [
  visit('next-week', addDays(DAY, 7)),
  visit('last-week', addDays(DAY, -7)),
  ...NUMBERS.slice(0, 7).map((number) => visit(`old-${number}`, addDays(DAY, -400 - number))),
  visit('tomorrow', addDays(DAY, 1)),
];

const reasons = (): unknown[] =>
  desk.db.prepare('SELECT reason FROM visit ORDER BY scheduled_at').pluck().all();
const state = () => desk.desk.ask('sync.state', {});

/** A line that lets the test look each time before a request goes out. */
function watched(look: (request: FhirRequest) => unknown): Transport {
  const line = transportTo(ehr);
  return {
    send: async (request, timeoutMs) => {
      await look(request);
      return line.send(request, timeoutMs);
    },
  };
}

describe('a desk that has nothing yet', () => {
  it('has the visits of these weeks on its board before anything older or less needed is asked for', async () => {
    await load([...NUMBERS.map(person), ...VISITS]);
    const asked: string[] = [];
    const seen: { whenCoverageIsAsked: unknown[] | undefined } = { whenCoverageIsAsked: undefined };
    const transport = watched(({ path }) => {
      asked.push(path.split('&')[0] ?? '');
      if (path.startsWith('Coverage?')) seen.whenCoverageIsAsked ??= reasons();
    });
    expect(await desk.engine.syncWith({ transport }).cycle()).toBe('whole');
    expect(seen.whenCoverageIsAsked).toEqual(['last-week', 'tomorrow', 'next-week']);
    const place = (begin: string) => asked.findIndex((path) => path.startsWith(begin));
    const order = [
      'Location?',
      'Patient?',
      'Appointment?date=ge2026-02-08',
      'DocumentReference?',
      'Coverage?',
      'Appointment?_',
    ];
    expect(order.map(place)).toEqual(order.map(place).toSorted((left, right) => left - right));
    expect(order.map(place)).not.toContain(-1);
    expect(reasons()).toHaveLength(VISITS.length);

    // From then on there is one way through the visits, and what changes comes by it.
    asked.length = 0;
    clock.advance(600_000);
    await load([visit('old-3', addDays(DAY, -500))]);
    await desk.engine.syncWith({ transport }).cycle();
    expect(asked.filter((path) => path.includes('date='))).toEqual([]);
    expect(reasons()).toHaveLength(VISITS.length);
  });

  it('loses and doubles nothing where the server passes the days over', async () => {
    await load([...NUMBERS.map(person), ...VISITS]);
    const days: string[] = [];
    const line = transportTo(ehr);
    const transport: Transport = {
      send: (request, timeoutMs) => {
        if (request.path.includes('date=')) days.push(request.path);
        return line.send({ ...request, path: request.path.replace(/date=[^&]+&/g, '') }, timeoutMs);
      },
    };
    expect(await desk.engine.syncWith({ transport }).cycle()).toBe('whole');
    expect(reasons()).toHaveLength(VISITS.length);
    // The first page shows that it does; a second is not asked for in vain.
    expect(days.filter((path) => !path.includes('_summary'))).toHaveLength(1);
  });

  it('goes on where it was killed, at whichever request that is', async () => {
    await load([...NUMBERS.map(person), ...VISITS]);
    const counted = { requests: 0 };
    for (let life = 0; life < 60; life += 1) {
      counted.requests = 0;
      const transport = watched(() => {
        counted.requests += 1;
        // Each life gets a little further than the one before it.
        if (counted.requests > 8 + life) throw new Crash();
      });
      const end = await desk.engine
        .syncWith({ transport })
        .cycle()
        .catch((error: unknown) => (error instanceof Crash ? 'crash' : Promise.reject(error as Error)));
      if (end === 'whole') break;
    }
    expect(counted.requests).toBeGreaterThan(20);
    const names = desk.db.prepare(`SELECT given FROM patient ORDER BY given`).pluck().all();
    expect(names).toEqual(NUMBERS.map((number) => `Ana ${number}`).toSorted());
    expect(reasons()).toHaveLength(VISITS.length);
    expect(new Set(reasons()).size).toBe(VISITS.length);
  });
});

describe('a long fetch', () => {
  it('says what is fetched, how many of how many are here and how long it takes, and ends saying so', async () => {
    await load(NUMBERS.map(person));
    const told: Awaited<ReturnType<typeof state>>['fetching'][] = [];
    const transport = watched(async () => {
      clock.advance(2_000);
      told.push((await state()).fetching);
    });
    await desk.engine.syncWith({ transport }).cycle();
    const people = told.filter((each) => each?.resourceType === 'Patient');
    expect(people.at(0)).toEqual({
      resourceType: 'Patient',
      received: 5,
      total: 23,
      secondsLeft: expect.any(Number),
    });
    expect(people.at(-1)).toMatchObject({ total: 23 });
    const waits = people.map((each) => each?.secondsLeft ?? 0);
    expect(waits).toEqual(waits.toSorted((left, right) => right - left));
    const numbers = people.map((each) => each?.received ?? 0);
    expect(numbers).toEqual(numbers.toSorted((left, right) => left - right));
    expect((await state()).fetching).toBeNull();
  });

  it('counts on after a stop, and is not told of at all where everything comes at once', async () => {
    await load(NUMBERS.map(person));
    const requests = { count: 0 };
    const cut = watched(({ path }) => {
      if (path.startsWith('Patient?') && !path.includes('_summary')) requests.count += 1;
      if (requests.count > 3) throw new Crash();
    });
    await desk.engine
      .syncWith({ transport: cut })
      .cycle()
      .catch(() => undefined);
    expect((await state()).fetching).toBeNull();
    const told: number[] = [];
    const transport = watched(async () => {
      const { fetching } = await state();
      if (fetching?.resourceType === 'Patient') told.push(fetching.received);
    });
    await desk.engine.syncWith({ transport }).cycle();
    expect(told[0]).toBeGreaterThan(10);

    told.length = 0;
    clock.advance(600_000);
    await load([person(99)]);
    await desk.engine.syncWith({ transport }).cycle();
    expect(told).toEqual([]);
  });
});
