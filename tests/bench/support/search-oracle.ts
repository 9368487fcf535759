import { phoneDigits } from '../../../shared/patients/phone.ts';
import { answersLoosely, loosened } from '../../../shared/patients/search-loose.ts';
import type { Term } from '../../../shared/patients/search-query.ts';
import {
  compareRanks,
  compareText,
  entriesOf,
  factsOf,
  type Rank,
  rankOf,
  sortKey,
} from '../../../shared/patients/search-rank.ts';
import type { Person } from './population.ts';

/** Searches by ranking everybody: answers the ids of the first `limit`, with no index and no early stop. */
export function oracleOver(
  everybody: readonly Person[],
): (terms: readonly Term[], limit: number) => string[] {
  const known = everybody
    .filter((person) => person.active)
    .map((person) => {
      const searchable = { ...person, phoneDigits: phoneDigits(person.phone) };
      const facts = factsOf(searchable);
      return { id: person.id, facts, entries: entriesOf(facts), key: sortKey(searchable) };
    });
  const everyone = [...known].sort((left, right) => compareText(left.key, right.key));
  return (terms, limit) => {
    const ranked: { id: string; rank: Rank }[] = [];
    for (const { id, facts, entries, key } of known) {
      const rank = rankOf(terms, facts, key, entries);
      if (rank) ranked.push({ id, rank });
    }
    const found = ranked
      .sort((left, right) => compareRanks(left.rank, right.rank))
      .slice(0, limit)
      .map(({ id }) => id);
    for (const looseness of ['nickname', 'soundsLike'] as const) {
      const loose = loosened(terms, looseness);
      if (found.length >= limit || loose === undefined || (looseness === 'soundsLike' && found.length > 0))
        continue;
      const known = new Set(found);
      const more = everyone.filter((each) => !known.has(each.id) && answersLoosely(loose, each.facts));
      found.push(...more.slice(0, limit - found.length).map(({ id }) => id));
    }
    return found;
  };
}
