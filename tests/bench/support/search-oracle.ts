import { phoneDigits } from '../../../shared/patients/phone.ts';
import type { Term } from '../../../shared/patients/search-query.ts';
import {
  compareRanks,
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
  return (terms, limit) => {
    const ranked: { id: string; rank: Rank }[] = [];
    for (const { id, facts, entries, key } of known) {
      const rank = rankOf(terms, facts, key, entries);
      if (rank) ranked.push({ id, rank });
    }
    return ranked
      .sort((left, right) => compareRanks(left.rank, right.rank))
      .slice(0, limit)
      .map(({ id }) => id);
  };
}
