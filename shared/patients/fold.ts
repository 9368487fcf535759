const APOSTROPHES = /['’‘ʼʻ`´]/g;
/** Letters that Unicode does not decompose into a base letter and a mark. */
const UNDECOMPOSED: Readonly<Record<string, string>> = {
  ß: 'ss',
  ø: 'o',
  æ: 'ae',
  œ: 'oe',
  ł: 'l',
  đ: 'd',
  ð: 'd',
  þ: 'th',
  ı: 'i',
  ħ: 'h',
  ŧ: 't',
};

/** Lower case, no diacritics; everything else is kept. */
export function foldLetters(text: string): string {
  // ASCII is almost every name, and normalising is the costly part of a keystroke.
  if (/^[\x20-\x7e]*$/.test(text)) return text.toLowerCase();
  return text
    .normalize('NFKD')
    .toLowerCase()
    .replace(/\p{M}/gu, '')
    .replace(/[ßøæœłđðþıħŧ]/g, (letter) => UNDECOMPOSED[letter] ?? letter);
}

/**
 * The words of a name as search compares them: lower case, diacritics off, an apostrophe joins (O'Dowd is `odowd`),
 * a hyphen, period, comma or space divides (Okafor-Lindqvist is `okafor`, `lindqvist`), digits dropped.
 */
export function foldName(text: string): string[] {
  return (
    foldLetters(text)
      .replace(APOSTROPHES, '')
      .match(/\p{L}+/gu) ?? []
  );
}

/** The words of a family name, and the ways to write several of them as one. */
export interface FamilyWords {
  readonly words: readonly string[];
  /** Each is some neighbouring words joined: `odowd` of `o`, `dowd`. */
  readonly joined: readonly string[];
}

const MOST_JOINED = 4;

/** The words under which a family name is found: O'Dowd also as Dowd, de la Cruz as Delacruz, Smith-Jones as Smithjones. */
export function familyWords(text: string): FamilyWords {
  const parts = foldLetters(text)
    .split(/[\s-]+/)
    .map((part) => foldName(part.replace(APOSTROPHES, ' ')));
  const words = parts.flat();
  const joined = [...parts, words].filter((part) => part.length > 1).map((part) => part.join(''));
  return { words, joined: [...new Set(joined)].filter((word) => !words.includes(word)).slice(-MOST_JOINED) };
}

/** One text by which namesakes are equal: `garcia lopez|maria`. Middle names do not take part. */
export function nameKey(family: string, given: string): string {
  return `${foldName(family).join(' ')}|${foldName(given).join(' ')}`;
}

/** A number or code as search compares it: lower-case letters and digits only (`W-123 45` is `w12345`). */
export function foldCode(text: string): string {
  return foldLetters(text).replace(/[^\p{L}\d]/gu, '');
}
