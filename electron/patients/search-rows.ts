import type { Database, Statement } from 'better-sqlite3';
import type { PatientSummary } from '../../shared/patients/contract.ts';
import type { Role, Segment, Term } from '../../shared/patients/search-query.ts';
import { isNameRole } from '../../shared/patients/search-rank.ts';
import { INDEX_SQL } from './search-index.ts';

type TokenRow = readonly [number: number, token: string, sortKey: string, facts: string];
type SummaryRow = Omit<PatientSummary, 'provisional' | 'restricted'> & {
  readonly provisional: number;
  readonly restricted: number;
};

/** The statements of the search, prepared once for each store. */
export interface SearchStatements {
  readonly exact: Statement<[Role, string, string, string], TokenRow>;
  readonly longer: Statement<[Role, string, string, string, string], TokenRow>;
  readonly countExact: Statement<[Role, string, number], number>;
  readonly countLonger: Statement<[Role, string, string, number], number>;
  readonly facts: Statement<[number], { sortKey: string; facts: string }>;
  readonly summary: Statement<[number], SummaryRow>;
  readonly memberIds: Statement<[string], { memberId: string }>;
}

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
      p.sex, p.phone, p.provisional, p.restricted, p.deceased_on AS deceasedOn
    FROM patient_search AS s JOIN patient AS p ON p.id = s.patient_id WHERE s.number = ?`,
  memberIds: INDEX_SQL.memberIds,
} as const;

const prepared = new WeakMap<Database, SearchStatements>();

/** How many rows these segments have, counted no further than `most`. */
export function countUpTo(sql: SearchStatements, segments: readonly Segment[], most: number): number {
  let count = 0;
  for (const { role, word, longer } of segments) {
    if (count >= most) break;
    const counted = longer
      ? sql.countLonger.get(role, word, word + LAST_CHARACTER, most)
      : sql.countExact.get(role, word, most);
    count += counted ?? 0;
  }
  return count;
}

/** The rows of a segment in the order of the list, less most of those that cannot answer the other terms. */
export function rowsOf(
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

/** The statements of one store. */
export function statements(db: Database): SearchStatements {
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
