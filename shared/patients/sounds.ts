/**
 * What a word sounds like, so that a name heard and written another way is still found: Gonzalez and Gonsales, Jimenez and
 * Ximenez, Schmidt and Schmitt, Katherine and Catherin. Empty where the sound says too little (`Lee`).
 *
 * Our own, because the known keys speak one language: Soundex and Metaphone keep the z of Gonzalez apart from its s, the
 * v of Vasquez from its b and the h of Hernandez, and a Spanish key does as badly by Wright and Knight. It is only asked when
 * nothing else matched, so that too many is better than none. `word` is folded: lower case, no diacritics.
 */
export function soundOf(word: string): string {
  if (word.length < LEAST_LETTERS) return '';
  const sound = RULES.reduce((text, [pattern, by]) => text.replace(pattern, by), word);
  // What stands in front of the first consonant is heard, and hardly ever misheard; later vowels are.
  const first = /^[aeiouyw]/.test(sound) ? 'a' : '';
  const consonants = sound.replace(/[aeiouyhw]/g, '').replace(/(.)\1+/g, '$1');
  if (consonants.length < LEAST_CONSONANTS) return '';
  // Two consonants alone are half the telephone book: there the first vowel is heard as well.
  const vowel =
    consonants.length > LEAST_CONSONANTS ? '' : (/[aeiouy]/.exec(sound)?.[0] ?? '').replace('y', 'i');
  return first + consonants + vowel;
}

const LEAST_LETTERS = 3;
const LEAST_CONSONANTS = 2;

/** In this order: an earlier rule makes the letters that a later one reads. */
const RULES: readonly (readonly [RegExp, string])[] = [
  [/^(?:kn|gn|pn)/, 'n'],
  [/^wr/, 'r'],
  [/^ps/, 's'],
  [/^x/, 'j'],
  [/^h(?=[aeiouy])/, ''],
  [/mb$/, 'm'],
  [/ght/g, 't'],
  [/gh(?=$|[^aeiouy])/g, ''],
  [/ph/g, 'f'],
  [/sch|tch|ch|sh/g, '1'],
  [/th|dt|tt|td/g, 't'],
  [/ck/g, 'k'],
  [/gu(?=[eiy])/g, 'j'],
  [/qu?/g, 'k'],
  [/g(?=[eiy])/g, 'j'],
  [/[cs]?z|t[sz]|sc(?=[eiy])|c(?=[eiy])/g, 's'],
  [/c/g, 'k'],
  [/x/g, 'ks'],
  [/v/g, 'b'],
  [/(?<=.)h/g, ''],
];
