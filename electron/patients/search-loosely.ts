import type { Database } from 'better-sqlite3';
import { answersLoosely, type LooseTerm } from '../../shared/patients/search-loose.ts';
import { ROLE, type Segment } from '../../shared/patients/search-query.ts';
import { compareText, type Facts, readFacts } from '../../shared/patients/search-rank.ts';
import { prepared } from '../engine/statements.ts';
import { countUpTo, rowsOf, type SearchStatements } from './search-rows.ts';

interface Found {
  readonly number: number;
  readonly facts: Facts;
}

/** The words that sound like one; those of people who left answer nothing and cost nothing. */
export const SOUND_SQL = 'SELECT word FROM patient_search_sound WHERE sound = ? ORDER BY word';

/** Which of two terms is the rarer matters only while one of them is rare. */
const MOST_COUNTED = 3_000;

/** The patients who answer the loosened terms and were not found before, by their sort keys. */
export function findLoosely(
  db: Database,
  sql: SearchStatements,
  terms: readonly LooseTerm[],
  limit: number,
  known: ReadonlySet<number>,
): Found[] {
  // Where one term alone is loosened, whoever answers it as typed was found before: just its other words are read.
  const isOneLoosened = terms.filter(isLoosened).length === 1;
  const asked = terms.map((loose) => ({
    loose,
    segments: [
      ...(isOneLoosened && isLoosened(loose) ? [] : loose.term.segments),
      ...otherSegments(db, loose),
    ],
  }));
  // The rarest is read; the others are checked row by row.
  const [driver] = asked
    .map((each) => ({ ...each, count: countUpTo(sql, each.segments, MOST_COUNTED) }))
    .sort((left, right) => left.count - right.count);
  if (!driver) return [];
  const others = terms.filter((other) => other !== driver.loose && !isLoosened(other));
  const found = new Map<number, Found & { readonly sortKey: string }>();
  const isAlone = terms.length === 1;
  for (const segment of driver.segments) {
    let taken = 0;
    for (const [number, , sortKey, written] of rowsOf(
      sql,
      segment,
      others.map((other) => other.term),
    )) {
      if (known.has(number) || found.has(number)) continue;
      const facts = readFacts(written === '' ? (sql.facts.get(number)?.facts ?? '') : written);
      if (!answersLoosely(terms, facts)) continue;
      found.set(number, { number, facts, sortKey });
      taken += 1;
      // One whole word's rows lie in the order of the list, so the first of each are enough.
      if (isAlone && !segment.longer && taken === limit) break;
    }
  }
  return [...found.values()].sort((left, right) => compareText(left.sortKey, right.sortKey)).slice(0, limit);
}

function isLoosened({ nicknames, sound }: LooseTerm): boolean {
  return nicknames.length > 0 || sound !== '';
}

/** The whole words beside the typed one that may answer a term. */
function otherSegments(db: Database, { nicknames, sound }: LooseTerm): readonly Segment[] {
  const exactly = (role: Segment['role'], word: string): Segment => ({ role, word, longer: false });
  const alike = sound === '' ? [] : (prepared(db, SOUND_SQL).pluck().all(sound) as string[]);
  return [
    ...nicknames.map((word) => exactly(ROLE.given, word)),
    ...alike.flatMap((word) => [exactly(ROLE.family, word), exactly(ROLE.given, word)]),
  ];
}
