import type { Database, Statement } from 'better-sqlite3';
import type { PlainDate } from '../../shared/kernel/time.ts';
import type { MatchedField, PatientMatch, PatientSummary } from '../../shared/patients/contract.ts';
import { foldCode } from '../../shared/patients/fold.ts';
import {
  FIELD_OF_ROLE,
  parseSearch,
  ROLE,
  type Role,
  type Segment,
  type Term,
} from '../../shared/patients/search-query.ts';
import {
  answeringSegments,
  answersOthers,
  compareRanks,
  type Facts,
  isInSegment,
  isNameRole,
  type Rank,
  rankOf,
  readFacts,
} from '../../shared/patients/search-rank.ts';
import { INDEX_SQL } from './search-index.ts';

export interface PatientSearch {
  readonly text: string;
  /** At most this many matches. */
  readonly limit: number;
  /** The clinic's day: two-digit years of birth are never after it. */
  readonly today: PlainDate;
}

interface Found {
  readonly number: number;
  readonly facts: Facts;
}

type TokenRow = readonly [number: number, token: string, sortKey: string, facts: string];
type SummaryRow = Omit<PatientSummary, 'provisional'> & { readonly provisional: number };

interface SearchStatements {
  readonly exact: Statement<[Role, string, string, string], TokenRow>;
  readonly longer: Statement<[Role, string, string, string, string], TokenRow>;
  readonly countExact: Statement<[Role, string, number], number>;
  readonly countLonger: Statement<[Role, string, string, number], number>;
  readonly facts: Statement<[number], { sortKey: string; facts: string }>;
  readonly summary: Statement<[number], SummaryRow>;
  readonly memberIds: Statement<[string], { memberId: string }>;
}

/**
 * Up to how many rows of another term are read whole instead of reading the first term's in order. Reading in order
 * stops after limit / share rows, so the two cost alike near the root of patients times limit: 1,400 at 100,000.
 */
const MOST_READ_WHOLE = 1_000;
/** The same where every row costs a look into another table. */
const MOST_LOOKED_UP = 400;
const LAST_CHARACTER = '\u{10ffff}';
const CONTAINS = 'instr(facts, ?) > 0 AND instr(facts, ?) > 0';
const COLUMNS = 'number, token, sort_key, facts';

/** Every statement of the search, for the tests that look at their plans. */
export const SEARCH_SQL = {
  exact: `SELECT ${COLUMNS} FROM patient_search_token WHERE role = ? AND token = ? AND ${CONTAINS} ORDER BY sort_key`,
  longer: `SELECT ${COLUMNS} FROM patient_search_token WHERE role = ? AND token > ? AND token < ? AND ${CONTAINS} ORDER BY token, sort_key`,
  countExact:
    'SELECT count(*) FROM (SELECT 1 FROM patient_search_token WHERE role = ? AND token = ? LIMIT ?)',
  countLonger:
    'SELECT count(*) FROM (SELECT 1 FROM patient_search_token WHERE role = ? AND token > ? AND token < ? LIMIT ?)',
  facts: 'SELECT sort_key AS sortKey, facts FROM patient_search WHERE number = ?',
  summary: `SELECT p.id, p.mrn, p.family, p.given, p.middle, p.suffix, p.preferred_name AS preferredName, p.birth_date AS birthDate,
      p.sex, p.phone, p.provisional
    FROM patient_search AS s JOIN patient AS p ON p.id = s.patient_id WHERE s.number = ?`,
  memberIds: INDEX_SQL.memberIds,
} as const;

const prepared = new WeakMap<Database, SearchStatements>();

/** The patients who answer everything typed, in the order of `rankOf`; none when nothing is asked. */
export function searchPatients(db: Database, search: PatientSearch): PatientMatch[] {
  const terms = parseSearch(search.text, search.today);
  const [lead] = terms;
  if (!lead) return [];
  const sql = statements(db);
  const driver = terms.length === 1 ? lead : cheapestTerm(sql, terms);
  const found =
    driver === lead
      ? readInOrder(sql, terms, lead, search.limit)
      : readWhole(sql, terms, driver, search.limit);
  return found.map((each) => matchOf(sql, terms, each));
}

/** The term to read: another than the first only when it is rare and rarer than the first. */
function cheapestTerm(sql: SearchStatements, terms: readonly Term[]): Term | undefined {
  const [lead, ...others] = terms;
  const counted = others
    .map((term) => ({ term, most: term.kind === 'name' ? MOST_READ_WHOLE : MOST_LOOKED_UP }))
    .map(({ term, most }) => ({ term, most, count: countUpTo(sql, term, most + 1) }))
    .filter(({ count, most }) => count <= most)
    .sort((left, right) => left.count - right.count);
  const [rarest] = counted;
  if (!lead || !rarest) return lead;
  return countUpTo(sql, lead, rarest.count + 1) <= rarest.count ? lead : rarest.term;
}

function countUpTo(sql: SearchStatements, term: Term, most: number): number {
  let count = 0;
  for (const { role, word, longer } of term.segments) {
    if (count >= most) break;
    const counted = longer
      ? sql.countLonger.get(role, word, word + LAST_CHARACTER, most)
      : sql.countExact.get(role, word, most);
    count += counted ?? 0;
  }
  return count;
}

/** Reads the first term's words as they lie, which is the order of the list, and stops when the list is full. */
function readInOrder(sql: SearchStatements, terms: readonly Term[], lead: Term, limit: number): Found[] {
  const found = new Map<number, Found>();
  for (const segment of lead.segments) {
    for (const [number, token, , written] of rowsOf(sql, segment, terms.slice(1))) {
      if (found.has(number)) continue;
      const facts = readFacts(written === '' ? (sql.facts.get(number)?.facts ?? '') : written);
      if (!answersOthers(terms, facts, segment.role, token)) continue;
      found.set(number, { number, facts });
      if (found.size === limit) return [...found.values()];
    }
  }
  return [...found.values()];
}

/** Reads all of a rare term's patients and puts those who answer the rest in order. */
function readWhole(
  sql: SearchStatements,
  terms: readonly Term[],
  driver: Term | undefined,
  limit: number,
): Found[] {
  const seen = new Set<number>();
  const ranked: (Found & { readonly rank: Rank })[] = [];
  const others = terms.filter((term) => term !== driver);
  for (const segment of driver?.segments ?? []) {
    for (const [number, , sortKey, written] of rowsOf(sql, segment, others)) {
      if (seen.has(number)) continue;
      seen.add(number);
      const facts = readFacts(written === '' ? (sql.facts.get(number)?.facts ?? '') : written);
      const rank = rankOf(terms, facts, sortKey);
      if (rank) ranked.push({ number, facts, rank });
    }
  }
  return ranked.sort((left, right) => compareRanks(left.rank, right.rank)).slice(0, limit);
}

/** The rows of a segment in the order of the list, less most of those that cannot answer the other terms. */
function rowsOf(
  sql: SearchStatements,
  segment: Segment,
  others: readonly Term[],
): IterableIterator<TokenRow> {
  const { role, word, longer } = segment;
  const needles = isNameRole(role)
    ? others.map((term) => term.needle).sort((left, right) => right.length - left.length)
    : [];
  const [first = '', second = ''] = needles;
  return longer
    ? sql.longer.iterate(role, word, word + LAST_CHARACTER, first, second)
    : sql.exact.iterate(role, word, first, second);
}

function matchOf(sql: SearchStatements, terms: readonly Term[], found: Found): PatientMatch {
  const row = sql.summary.get(found.number);
  if (!row) throw new Error('search: the index names a patient who is not there');
  const matched = new Set<MatchedField>();
  const memberSegments: Segment[] = [];
  for (const term of terms) {
    if (term.kind === 'name') matched.add('name');
    else {
      for (const segment of answeringSegments(term, found.facts)) {
        matched.add(FIELD_OF_ROLE[segment.role]);
        if (segment.role === ROLE.memberId) memberSegments.push(segment);
      }
    }
  }
  const memberId = memberSegments.length === 0 ? null : matchedMemberId(sql, row.id, memberSegments);
  return { ...row, provisional: row.provisional === 1, matched: [...matched], memberId };
}

function matchedMemberId(
  sql: SearchStatements,
  patientId: string,
  segments: readonly Segment[],
): string | null {
  const memberIds = sql.memberIds.all(patientId).map((row) => row.memberId);
  return (
    memberIds.find((memberId) => segments.some((segment) => isInSegment(segment, foldCode(memberId)))) ?? null
  );
}

function statements(db: Database): SearchStatements {
  const known = prepared.get(db);
  if (known) return known;
  const made: SearchStatements = {
    exact: db.prepare<[Role, string, string, string], TokenRow>(SEARCH_SQL.exact).raw(),
    longer: db.prepare<[Role, string, string, string, string], TokenRow>(SEARCH_SQL.longer).raw(),
    countExact: db.prepare<[Role, string, number], number>(SEARCH_SQL.countExact).pluck(),
    countLonger: db.prepare<[Role, string, string, number], number>(SEARCH_SQL.countLonger).pluck(),
    facts: db.prepare(SEARCH_SQL.facts),
    summary: db.prepare(SEARCH_SQL.summary),
    memberIds: db.prepare(SEARCH_SQL.memberIds),
  };
  prepared.set(db, made);
  return made;
}
