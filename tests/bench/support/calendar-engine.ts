import { isDeepStrictEqual } from 'node:util';
import { openingsNow } from '../../../electron/calendar/search.ts';
import type { InputOf, ParsedInputOf } from '../../../shared/api/index.ts';
import { addDays } from '../../../shared/kernel/time.ts';
import { DAY, MORNING, openTestPractice, type TestPractice, ZONE } from '../../support/practice.ts';
import { naiveOpenings } from './naive-openings.ts';
import { makePopulation, pick, type Random, randomFrom } from './population.ts';
import { makeSchedule, providerOf, typeOf } from './schedule.ts';

const PATIENTS = 20_000;
const SEED = 20_260_310;
const WEEK = { fromDay: addDays(DAY, -1), untilDay: addDays(DAY, 5) };
const RANGES = 120;
const RANGE_WARM_UP = 20;
/** The naive scan takes seconds. */
const NAIVE_SEARCHES = 16;

/** What the engine takes for a week, and for so many searches for the next free times, with so many visits in the file. */
export async function measureEngine(visits: number, searches: number): Promise<EngineFigures> {
  const practice = await openTestPractice();
  try {
    makePopulation(practice.db, PATIENTS, SEED);
    makeSchedule(practice.db, { visits, zone: ZONE, day: DAY, seed: SEED });
    await practice.desk.signIn('front-desk');
    return { visits, ...(await timeRanges(practice)), ...timeSearches(practice, searches) };
  } finally {
    practice.dispose();
  }
}

interface EngineFigures {
  readonly visits: number;
  readonly inWeek: number;
  readonly onDay: number;
  /** Milliseconds: the whole call as the window makes it, and the bare statement. */
  readonly range: readonly number[];
  readonly bare: readonly number[];
  readonly find: readonly number[];
  /** Of the same searches, each way. */
  readonly findCompared: readonly number[];
  readonly naive: readonly number[];
  readonly mismatches: number;
  readonly empty: number;
}

/** Both take turns, so that a busy moment of the machine hits both. */
async function timeRanges({ db, desk }: TestPractice) {
  const bare = db.prepare(
    `SELECT v.id, v.patient_id, p.family, p.given, p.suffix, p.provisional, p.restricted, v.provider_id, v.room_id, v.type_id, v.status,
       v.day, v.scheduled_at, v.arrived_at, v.minutes, v.walk_in, v.reason, v.overruled_reason, v.late_minutes, v.series_id
     FROM visit v INDEXED BY visit_day CROSS JOIN patient p ON p.id = v.patient_id
     WHERE v.day BETWEEN ? AND ? ORDER BY v.day, v.scheduled_at`,
  );
  const times = { range: [] as number[], bare: [] as number[] };
  let inWeek = 0;
  for (let turn = 0; turn < RANGES; turn += 1) {
    const first = performance.now();
    const { visits } = await desk.ask('calendar.range', WEEK);
    const second = performance.now();
    const rows = bare.all(WEEK.fromDay, WEEK.untilDay);
    const third = performance.now();
    if (rows.length !== visits.length) throw new Error('the bare query answers other rows');
    inWeek = rows.length;
    if (turn < RANGE_WARM_UP) continue;
    times.range.push(second - first);
    times.bare.push(third - second);
  }
  return { ...times, inWeek, onDay: bare.all(DAY, DAY).length };
}

function timeSearches({ db }: TestPractice, count: number) {
  const context = { db, zone: ZONE, now: MORNING } as Parameters<typeof openingsNow>[0];
  const random = randomFrom(SEED + 1);
  const searches = Array.from({ length: count }, () => search(random));
  const timeOne = (asked: Asked): number =>
    millisecondsOf(() => openingsNow(context, asked as ParsedInputOf<'calendar.openings'>));
  for (const asked of searches.slice(0, 20)) timeOne(asked);
  const find = searches.map(timeOne);
  const compared = { findCompared: [] as number[], naive: [] as number[], mismatches: 0, empty: 0 };
  for (const asked of searches.slice(0, NAIVE_SEARCHES)) {
    const ours = openingsNow(context, asked as ParsedInputOf<'calendar.openings'>);
    compared.findCompared.push(timeOne(asked));
    compared.naive.push(
      millisecondsOf(() => {
        if (!isDeepStrictEqual(naiveOpenings(context, asked), ours)) compared.mismatches += 1;
      }),
    );
    if (ours.length === 0) compared.empty += 1;
  }
  return { find, ...compared };
}

type Asked = InputOf<'calendar.openings'>;

/** What callers ask for: a kind of visit, mostly with anybody, at some time of the day, soon or in some weeks. */
export function search(random: Random): Asked {
  const typeIds = pick(random, [
    [typeOf('short')],
    [typeOf('short')],
    [typeOf('long')],
    [typeOf('double')],
    [typeOf('special')],
    [typeOf('endless')],
    [typeOf('short'), typeOf('short')],
    [typeOf('special'), typeOf('long')],
  ]);
  const someone = () => providerOf(1 + Math.floor(random() * 20));
  return {
    typeIds,
    providerIds: pick(random, [[], [], [], [someone()], [someone(), someone(), someone()]]),
    weekdays: pick(random, [[], [], [], [2], [1, 4], [5]]),
    ...pick(random, [
      { opens: null, closes: null },
      { opens: null, closes: null },
      { opens: null, closes: '12:00' },
      { opens: '13:00', closes: null },
      { opens: '09:30', closes: '11:00' },
    ]),
    notBefore: addDays(DAY, pick(random, [0, 0, 1, 7, 30])),
    days: 90,
    needsRoom: random() < 0.25,
    count: pick(random, [9, 9, 9, 1, 20]),
  };
}

function millisecondsOf(act: () => unknown): number {
  const start = performance.now();
  act();
  return performance.now() - start;
}
