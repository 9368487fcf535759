import { nicknamesOf } from './nicknames.ts';
import { ROLE, type Term } from './search-query.ts';
import { answersNumber, type Facts, type PlacedWord, placedWords, wordOf } from './search-rank.ts';
import { soundOf } from './sounds.ts';

/** How far the search goes beyond what was typed; each is asked only where the one before left room. */
export type Looseness = 'nickname' | 'soundsLike';

/** A term with what else may answer it. */
export interface LooseTerm {
  readonly term: Term;
  /** Other first names of somebody called so. */
  readonly nicknames: readonly string[];
  /** What a family or first name must sound like; empty where the sound is not asked or says too little. */
  readonly sound: string;
}

/** The terms as the second or third look reads them; undefined where it could find nobody whom the first did not. */
export function loosened(terms: readonly Term[], looseness: Looseness): readonly LooseTerm[] | undefined {
  const loose = terms.map((term): LooseTerm => {
    if (term.kind !== 'name') return { term, nicknames: [], sound: '' };
    const word = wordOf(term);
    return { term, nicknames: nicknamesOf(word), sound: looseness === 'soundsLike' ? soundOf(word) : '' };
  });
  const isLooser = loose.some(({ nicknames, sound }) =>
    looseness === 'nickname' ? nicknames.length > 0 : sound !== '',
  );
  return isLooser ? loose : undefined;
}

/**
 * Whether a patient answers every term, some of them by a nickname or by sound, each name by a word of its own. Those who
 * do stand behind everybody found as typed, in the order of their sort keys.
 */
export function answersLoosely(terms: readonly LooseTerm[], facts: Facts): boolean {
  if (terms.some(({ term }) => term.kind === 'number' && !answersNumber(term, facts))) return false;
  const { words, joined } = placedWords(facts);
  const choices = terms
    .filter(({ term }) => term.kind === 'name')
    .map((loose) => [...words, ...joined].filter((word) => isAnsweredBy(loose, word)));
  return canChoose(choices, []);
}

function isAnsweredBy({ term, nicknames, sound }: LooseTerm, { text, role }: PlacedWord): boolean {
  const word = wordOf(term);
  if (role === ROLE.suffix) return text === word;
  if (text.startsWith(word)) return true;
  if (role === ROLE.given && nicknames.includes(text)) return true;
  return sound !== '' && (role === ROLE.family || role === ROLE.given) && soundOf(text) === sound;
}

/** Whether each term finds a word that no other one took; the few words of a name are simply tried. */
function canChoose(choices: readonly (readonly PlacedWord[])[], taken: readonly PlacedWord[]): boolean {
  const [first, ...rest] = choices;
  if (!first) return true;
  return first.some(
    (word) =>
      taken.every((other) => word.to <= other.from || word.from >= other.to) &&
      canChoose(rest, [...taken, word]),
  );
}
