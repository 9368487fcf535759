import type { Database } from 'better-sqlite3';
import type { PlainDate } from '../../shared/kernel/time.ts';
import type { MatchedField, PatientMatch } from '../../shared/patients/contract.ts';
import { foldCode } from '../../shared/patients/fold.ts';
import { type Looseness, loosened } from '../../shared/patients/search-loose.ts';
import {
  FIELD_OF_ROLE,
  parseSearch,
  ROLE,
  type Segment,
  type Term,
} from '../../shared/patients/search-query.ts';
import {
  answeringSegments,
  answersOthers,
  compareRanks,
  type Facts,
  isInSegment,
  placedWords,
  type Rank,
  rankOf,
  readFacts,
  wordOf,
} from '../../shared/patients/search-rank.ts';
import { masked } from './patients.ts';
import { findLoosely } from './search-loosely.ts';
import { countUpTo, rowsOf, type SearchStatements, statements } from './search-rows.ts';

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

/**
 * Up to how many rows of another term are read whole instead of reading the first term's in order. Reading in order
 * stops after limit / share rows, so the two cost alike near the root of patients times limit: 1,400 at 100,000.
 */
const MOST_READ_WHOLE = 1_000;
/** The same where every row costs a look into another table. */
const MOST_LOOKED_UP = 400;

/**
 * The patients who answer everything typed, in the order of `rankOf`; where that leaves room, behind them those who answer
 * by a nickname; and only where still nobody was found, those whose names sound like it. None when nothing is asked.
 */
export function searchPatients(db: Database, search: PatientSearch): PatientMatch[] {
  const terms = parseSearch(search.text, search.today);
  const sql = statements(db);
  const straight = findStraight(sql, terms, search.limit);
  const matches = straight.map((each) => matchOf(sql, terms, each));
  const known = new Set(straight.map((each) => each.number));
  for (const looseness of ['nickname', 'soundsLike'] as const) {
    const left = search.limit - matches.length;
    const loose = loosened(terms, looseness);
    if (left <= 0 || loose === undefined || (looseness === 'soundsLike' && matches.length > 0)) continue;
    const found = findLoosely(db, sql, loose, left, known);
    matches.push(...found.map((each) => matchOf(sql, terms, each, looseness)));
  }
  return matches;
}

function findStraight(sql: SearchStatements, terms: readonly Term[], limit: number): Found[] {
  const [lead] = terms;
  if (!lead) return [];
  const driver = terms.length === 1 ? lead : cheapestTerm(sql, terms);
  return driver === lead ? readInOrder(sql, terms, lead, limit) : readWhole(sql, terms, driver, limit);
}

/** The term to read: another than the first only when it is rare and rarer than the first. */
function cheapestTerm(sql: SearchStatements, terms: readonly Term[]): Term | undefined {
  const [lead, ...others] = terms;
  const counted = others
    .map((term) => ({ term, most: term.kind === 'name' ? MOST_READ_WHOLE : MOST_LOOKED_UP }))
    .map(({ term, most }) => ({ term, most, count: countUpTo(sql, term.segments, most + 1) }))
    .filter(({ count, most }) => count <= most)
    .sort((left, right) => left.count - right.count);
  const [rarest] = counted;
  if (!lead || !rarest) return lead;
  return countUpTo(sql, lead.segments, rarest.count + 1) <= rarest.count ? lead : rarest.term;
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

function matchOf(
  sql: SearchStatements,
  terms: readonly Term[],
  found: Found,
  looseness?: Looseness,
): PatientMatch {
  const row = sql.summary.get(found.number);
  if (!row) throw new Error('search: the index names a patient who is not there');
  const matched = new Set<MatchedField>();
  const memberSegments: Segment[] = [];
  for (const term of terms) {
    if (term.kind === 'name') matched.add(nameAnswer(term, found.facts) ?? looseness ?? 'name');
    else {
      for (const segment of answeringSegments(term, found.facts)) {
        matched.add(FIELD_OF_ROLE[segment.role]);
        if (segment.role === ROLE.memberId) memberSegments.push(segment);
      }
    }
  }
  const memberId = memberSegments.length === 0 ? null : matchedMemberId(sql, row.id, memberSegments);
  return masked({
    ...row,
    provisional: row.provisional === 1,
    restricted: row.restricted === 1,
    matched: [...matched],
    memberId: row.restricted === 1 ? null : memberId,
  });
}

/** Whether a name was answered as it was typed, by a name of today or a former one; undefined when it was not. */
function nameAnswer(term: Term, facts: Facts): MatchedField | undefined {
  const word = wordOf(term);
  const { words, joined } = placedWords(facts);
  const answering = [...words, ...joined].filter((each) => each.text.startsWith(word));
  if (answering.length === 0) return undefined;
  return answering.every((each) => each.role === ROLE.formerName) ? 'formerName' : 'name';
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
