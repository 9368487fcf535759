// `npm run bench -- search`: the search as you type against plain FTS5 on an unencrypted file, and against brute force.
// 10,000 and 100,000 people; with ANTEROOM_BENCH_FULL=1 a million, too, which takes up to ten minutes more.
import { mkdtempSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { searchPatients } from '../../electron/patients/search.ts';
import { migrate, readMigrations } from '../../electron/store/migrate.ts';
import { openStore } from '../../electron/store/open.ts';
import type { PlainDate } from '../../shared/kernel/time.ts';
import { foldLetters } from '../../shared/patients/fold.ts';
import { parseSearch } from '../../shared/patients/search-query.ts';
import { makePopulation, type Person, people, pick, type Random, randomFrom } from './support/population.ts';
import { oracleOver } from './support/search-oracle.ts';

const TODAY = '2026-11-22' as PlainDate;
const SEED = 20_261_122;
const LIMIT = 20;
const KEYSTROKES = 5_000;
/** A digit asks FTS5 for most of a million people: the whole walk would take it many minutes. */
const KEYSTROKES_AT_A_MILLION = 1_000;
const ORACLE_QUERIES = 500;
/** Ranking a million people for one query takes seconds. */
const ORACLE_QUERIES_AT_A_MILLION = 20;
const KEY = Buffer.alloc(32, 0x5a);
const MONTHS = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec'];

interface Measured {
  readonly people: number;
  readonly keystrokes: readonly string[];
  readonly ours: readonly number[];
  readonly fts5: readonly number[];
  readonly mismatches: number;
  readonly fileMegabytes: number;
}

/** Figures at 100,000 people; the table shows the other sizes. */
export async function run(): Promise<Record<string, number>> {
  const sizes = process.env['ANTEROOM_BENCH_FULL'] === '1' ? [10_000, 100_000, 1_000_000] : [10_000, 100_000];
  const measured = sizes.map(measure);
  console.table(
    measured.map((each) => ({
      people: each.people,
      keystrokes: each.ours.length,
      'p50 ms': round(quantile(each.ours, 0.5)),
      'p99 ms': round(quantile(each.ours, 0.99)),
      'worst ms': round(quantile(each.ours, 1)),
      'fts5 p50 ms': round(quantile(each.fts5, 0.5)),
      'fts5 p99 ms': round(quantile(each.fts5, 0.99)),
      'ratio p99': round(ratio(each)),
      'of names': round(ratio(onlyNames(each))),
      'oracle mismatches': each.mismatches,
      'file MB': round(each.fileMegabytes),
    })),
  );
  const desk = measured.find((each) => each.people === 100_000);
  if (!desk) throw new Error('the size the figures are for was not measured');
  const million = measured.find((each) => each.people === 1_000_000);
  return {
    oracle_mismatches: measured.reduce((sum, each) => sum + each.mismatches, 0),
    ratio_fts5: round(ratio(desk)),
    ratio_fts5_names: round(ratio(onlyNames(desk))),
    p50_ms: round(quantile(desk.ours, 0.5)),
    p99_ms: round(quantile(desk.ours, 0.99)),
    ...(million
      ? { p99_ms_1m: round(quantile(million.ours, 0.99)), ratio_fts5_1m: round(ratio(million)) }
      : {}),
  };
}

function measure(size: number): Measured {
  const folder = mkdtempSync(join(tmpdir(), 'anteroom-bench-'));
  try {
    const file = join(folder, 'desk.db');
    const plainFile = join(folder, 'fts5.db');
    const everybody = [...people(size, SEED)];
    makeStore(file, size);
    makeFts5(plainFile, everybody);
    const keystrokes = makeKeystrokes(everybody, size < 1_000_000 ? KEYSTROKES : KEYSTROKES_AT_A_MILLION);
    const times = timeKeystrokes(file, plainFile, keystrokes);
    return {
      people: size,
      keystrokes,
      ...times,
      mismatches: countMismatches(file, everybody, keystrokes),
      fileMegabytes: statSync(file).size / 1e6,
    };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** Both are opened anew, with the same cache, and take turns: who goes first changes with every keystroke. */
function timeKeystrokes(
  file: string,
  plainFile: string,
  keystrokes: readonly string[],
): { ours: number[]; fts5: number[] } {
  const db = openStore({ file, key: KEY });
  const plain = new Database(plainFile);
  plain.pragma('cache_size=-65536');
  plain.pragma('temp_store=MEMORY');
  const statement = plain.prepare(
    'SELECT rowid, family, given, birth_date, phone, mrn FROM person WHERE person MATCH ? ORDER BY rank LIMIT 20',
  );
  const ours: number[] = [];
  const fts5: number[] = [];
  try {
    for (const [index, text] of keystrokes.entries()) {
      const timeOurs = () =>
        ours.push(millisecondsOf(() => searchPatients(db, { text, limit: LIMIT, today: TODAY })));
      const match = fts5Query(text);
      const timeFts5 = () => fts5.push(millisecondsOf(() => (match === '' ? [] : statement.all(match))));
      for (const time of index % 2 === 0 ? [timeOurs, timeFts5] : [timeFts5, timeOurs]) time();
    }
  } finally {
    db.close();
    plain.close();
  }
  return { ours, fts5 };
}

function countMismatches(file: string, everybody: readonly Person[], keystrokes: readonly string[]): number {
  const oracle = oracleOver(everybody);
  const db = openStore({ file, key: KEY });
  try {
    const queries = everybody.length < 1_000_000 ? ORACLE_QUERIES : ORACLE_QUERIES_AT_A_MILLION;
    const step = keystrokes.length / queries;
    const texts = Array.from({ length: queries }, (_, index) => keystrokes[Math.floor(index * step)] ?? '');
    const isWrong = (text: string) => {
      const found = searchPatients(db, { text, limit: LIMIT, today: TODAY }).map((match) => match.id);
      return found.join() !== oracle(parseSearch(text, TODAY), LIMIT).join();
    };
    return texts.filter(isWrong).length;
  } finally {
    db.close();
  }
}

/** What people type, key by key: names in both orders, dates, phone numbers, numbers of cards, and two of them. */
function makeKeystrokes(everybody: readonly Person[], count: number): string[] {
  const random = randomFrom(SEED + 1);
  const keystrokes: string[] = [];
  while (keystrokes.length < count) {
    const text = typedFor(random, pick(random, everybody));
    for (let length = 1; length <= text.length; length += 1) keystrokes.push(text.slice(0, length));
  }
  return keystrokes.slice(0, count);
}

function typedFor(random: Random, person: Person): string {
  const [year = '', month = '', day = ''] = person.birthDate.split('-');
  const digits = person.phone.replace(/\D/g, '');
  const date = pick(random, [
    `${Number(month)}/${Number(day)}/${year}`,
    `${month}/${day}/${year.slice(2)}`,
    `${month}${day}${year}`,
    `${MONTHS[Number(month) - 1]} ${Number(day)} ${year}`,
    person.birthDate,
  ]);
  const family = random() < 0.5 ? foldLetters(person.family) : person.family;
  return pick(random, [
    family,
    `${family} ${person.given}`,
    `${family}, ${person.given.slice(0, 2)}`,
    `${person.given} ${family}`,
    `${person.given.slice(0, 1)} ${family}`.toLowerCase(),
    date,
    digits,
    person.phone,
    digits.slice(-4),
    person.mrn,
    person.memberIds[0] ?? person.mrn,
    `${family.slice(0, 3)} ${date}`,
    `${person.given} ${digits.slice(-4)}`,
    `${family} ${person.given.slice(0, 3)} ${year}`,
  ]);
}

function makeStore(file: string, size: number): void {
  const db = openStore({ file, key: KEY, create: true });
  migrate(db, readMigrations(join(import.meta.dirname, '..', '..', 'migrations')), 0);
  makePopulation(db, size, SEED);
  db.close();
}

/** The usual way to do it: one FTS5 table, accents off, prefix indexes for the first three letters. */
function makeFts5(file: string, everybody: readonly Person[]): void {
  const db = new Database(file);
  db.pragma('journal_mode=WAL');
  db.pragma('cache_size=-1000000');
  db.exec(`CREATE VIRTUAL TABLE person USING fts5(family, given, middle, preferred_name, birth_date, phone, mrn, member_ids,
    tokenize = "unicode61 remove_diacritics 2", prefix = '1 2 3')`);
  const add = db.prepare('INSERT INTO person VALUES (?, ?, ?, ?, ?, ?, ?, ?)');
  db.transaction(() => {
    for (const {
      active,
      family,
      given,
      middle,
      preferredName,
      birthDate,
      phone,
      mrn,
      memberIds,
    } of everybody) {
      const digits = phone.replace(/\D/g, '');
      if (active)
        add.run(
          family,
          given,
          middle,
          preferredName,
          birthDate,
          `${digits} ${digits.slice(3)} ${digits.slice(6)}`,
          mrn,
          memberIds.join(' '),
        );
    }
  })();
  db.exec(`INSERT INTO person (person) VALUES ('optimize')`);
  db.pragma('wal_checkpoint(TRUNCATE)');
  db.close();
}

/** Every word as a prefix, all of them wanted. Dates and numbers in other forms are simply not found, and so cost it less. */
function fts5Query(text: string): string {
  return (text.match(/[\p{L}\d]+/gu) ?? []).map((word) => `"${word}"*`).join(' ');
}

function millisecondsOf(act: () => unknown): number {
  const start = process.hrtime.bigint();
  act();
  return Number(process.hrtime.bigint() - start) / 1e6;
}

function quantile(times: readonly number[], share: number): number {
  const sorted = [...times].sort((left, right) => left - right);
  return sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))] ?? 0;
}

/** Of the keystrokes without a digit: one digit asks FTS5 for nearly everybody and our search for nothing yet. */
function onlyNames(each: Measured): Pick<Measured, 'ours' | 'fts5'> {
  const isName = (_: number, index: number) => !/\d/.test(each.keystrokes[index] ?? '');
  return { ours: each.ours.filter(isName), fts5: each.fts5.filter(isName) };
}

function ratio(each: Pick<Measured, 'ours' | 'fts5'>): number {
  return quantile(each.ours, 0.99) / quantile(each.fts5, 0.99);
}

function round(value: number): number {
  return Math.round(value * 1_000) / 1_000;
}
