import { readFileSync } from 'node:fs';
import type { Database } from 'better-sqlite3';
import { indexPatient } from '../../../electron/patients/search-index.ts';
import { nameKey } from '../../../shared/patients/fold.ts';
import { phoneDigits } from '../../../shared/patients/phone.ts';

/** A person of the made population, as far as the search knows them. */
export interface Person {
  readonly id: string;
  readonly mrn: string;
  readonly family: string;
  readonly given: string;
  readonly middle: string;
  readonly preferredName: string;
  readonly birthDate: string;
  readonly phone: string;
  readonly addressLine: string;
  readonly postalCode: string;
  readonly active: boolean;
  readonly memberIds: readonly string[];
}

export type Random = () => number;

/** Numbers from 0 up to 1, always the same for a seed (mulberry32). */
export function randomFrom(seed: number): Random {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}

/** One of `values`, each as likely. */
export function pick<Value>(random: Random, values: readonly Value[]): Value {
  const value = values[Math.floor(random() * values.length)];
  if (value === undefined) throw new Error('nothing to pick from');
  return value;
}

const STREETS = [
  'Main St',
  'Aspen Ct',
  'County Road 14',
  'W 8th Ave',
  'Juniper Ln',
  'Cottonwood Dr',
  'Highway 50',
  'Mesa Rd',
];
const TOWNS = [
  ['Delta', '81416'],
  ['Montrose', '81401'],
  ['Grand Junction', '81501'],
  ['Gunnison', '81230'],
] as const;
const ACCENTS: Readonly<Record<string, string>> = { a: 'á', e: 'é', i: 'í', o: 'ó', u: 'ú', n: 'ñ' };

/**
 * People as a county has them: surnames and first names by the law that few are common, households that share
 * surname, address and phone, namesakes, double and hyphenated surnames, accents, old and new area codes.
 */
export function* people(count: number, seed: number): Generator<Person> {
  const random = randomFrom(seed);
  const surnames = shuffled(namesIn('us-surnames.txt'), random);
  const firstNames = shuffled(namesIn('us-first-names.txt'), random);
  let index = 0;
  while (index < count) {
    const [city, postalCode] = pick(random, TOWNS);
    const household = {
      family: familyName(random, surnames),
      addressLine: `${1 + Math.floor(random() * 9_900)} ${pick(random, STREETS)}, ${city}`,
      postalCode,
      phone: phoneNumber(random),
    };
    const size = Math.min(count - index, 1 + Math.floor(random() * random() * 6));
    for (let member = 0; member < size; member += 1) {
      yield person(random, index, household, firstNames);
      index += 1;
    }
  }
}

/** Fills an empty store with `count` people, their coverages and the search index, in one transaction; answers them. */
export function makePopulation(db: Database, count: number, seed: number): void {
  // A whole index is built in random order: with the desk's own cache a million people would be read from disk again and again.
  const [cache] = db.pragma('cache_size') as { cache_size: number }[];
  db.pragma('cache_size=-2000000');
  const addPatient = db.prepare(
    `INSERT INTO patient (id, mrn, family, given, middle, suffix, preferred_name, birth_date, sex, phone, email, address_line, city, state,
       postal_code, language, needs_interpreter, provisional, active, name_key, phone_digits, version, demographics_confirmed_at,
       demographics_confirmed_by, created_at)
     VALUES (?, ?, ?, ?, ?, '', ?, ?, 'unknown', ?, '', ?, ?, 'CO', ?, 'en', 0, 0, ?, ?, ?, 1, NULL, NULL, 0)`,
  );
  const addCoverage = db.prepare(
    `INSERT INTO coverage (id, patient_id, priority, status, payer_name, plan_name, member_id, group_number, copay_cents, starts_on, ends_on, confirmed_at)
     VALUES (?, ?, ?, 'active', 'Rocky Mountain Health', 'PPO', ?, '', 2500, NULL, NULL, NULL)`,
  );
  db.transaction(() => {
    for (const each of people(count, seed)) {
      const digits = phoneDigits(each.phone);
      addPatient.run(
        each.id,
        each.mrn,
        each.family,
        each.given,
        each.middle,
        each.preferredName,
        each.birthDate,
        each.phone,
        each.addressLine,
        'Delta',
        each.postalCode,
        each.active ? 1 : 0,
        nameKey(each.family, each.given),
        digits,
      );
      for (const [index, memberId] of each.memberIds.entries())
        addCoverage.run(uuid(0xc0, Number(each.mrn) * 2 + index), each.id, index + 1, memberId);
      indexPatient(db, { ...each, phoneDigits: digits });
    }
  })();
  db.pragma('wal_checkpoint(TRUNCATE)');
  db.pragma('optimize');
  db.pragma(`cache_size=${cache?.cache_size ?? -65_536}`);
}

function person(
  random: Random,
  index: number,
  household: Pick<Person, 'family' | 'addressLine' | 'postalCode' | 'phone'>,
  firstNames: readonly string[],
): Person {
  const given = common(random, firstNames);
  const memberIds: string[] = [];
  if (random() < 0.8)
    memberIds.push(
      `${pick(random, ['W', 'XYK', 'H', '9', 'A1B'])}${String(Math.floor(random() * 1e9)).padStart(9, '0')}`,
    );
  if (random() < 0.1) memberIds.push(String(Math.floor(random() * 1e9)).padStart(9, '0'));
  return {
    ...household,
    id: uuid(0xa0, index),
    mrn: String(100_001 + index),
    given:
      random() < 0.03 ? accented(given) : random() < 0.02 ? `${given} ${common(random, firstNames)}` : given,
    middle: random() < 0.5 ? common(random, firstNames) : '',
    preferredName: random() < 0.08 ? common(random, firstNames) : '',
    birthDate: birthDate(random),
    phone: random() < 0.3 ? phoneNumber(random) : household.phone,
    active: random() >= 0.02,
    memberIds,
  };
}

function familyName(random: Random, surnames: readonly string[]): string {
  const name = common(random, surnames);
  const kind = random();
  if (kind < 0.1) return `${accented(name)} ${common(random, surnames)}`;
  if (kind < 0.13) return `${name}-${common(random, surnames)}`;
  if (kind < 0.14) return `O'${name}`;
  if (kind < 0.15) return `de la ${name}`;
  return name;
}

/** By Zipf's law, flattened at the top: the commonest of ten thousand surnames has about one in a hundred. */
function common(random: Random, names: readonly string[]): string {
  const flat = 12;
  const rank = flat * ((names.length + flat) / flat) ** random() - flat;
  return names[Math.min(names.length - 1, Math.floor(rank))] ?? '';
}

function accented(name: string): string {
  return name.replace(/[aeioun](?=[^aeioun]*$)/, (letter) => ACCENTS[letter] ?? letter);
}

function phoneNumber(random: Random): string {
  const area = random() < 0.8 ? '970' : pick(random, ['303', '720', '719', '505', '435']);
  const exchange = String(200 + Math.floor(random() * 800));
  return `(${area}) ${exchange}-${String(Math.floor(random() * 10_000)).padStart(4, '0')}`;
}

function birthDate(random: Random): string {
  const year = 1926 + Math.floor(random() * 100);
  const month = 1 + Math.floor(random() * 12);
  const day = 1 + Math.floor(random() * 28);
  return `${year}-${String(month).padStart(2, '0')}-${String(day).padStart(2, '0')}`;
}

function uuid(kind: number, index: number): string {
  const hex = index.toString(16).padStart(12, '0');
  return `019a0000-00${kind.toString(16)}-7000-8000-${hex}`;
}

function shuffled(values: readonly string[], random: Random): string[] {
  return values
    .map((value) => ({ value, place: random() }))
    .sort((left, right) => left.place - right.place)
    .map(({ value }) => value);
}

function namesIn(file: string): string[] {
  const text = readFileSync(new URL(`../../fixtures/names/${file}`, import.meta.url), 'utf8');
  return text
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '');
}
