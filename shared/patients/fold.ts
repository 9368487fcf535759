const APOSTROPHES = /['’‘ʼʻ`´]/g;
/** Letters that Unicode does not decompose into a base letter and a mark. */
const UNDECOMPOSED: Readonly<Record<string, string>> = {
  ß: 'ss', ø: 'o', æ: 'ae', œ: 'oe', ł: 'l', đ: 'd', ð: 'd', þ: 'th', ı: 'i', ħ: 'h', ŧ: 't',
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
  return foldLetters(text).replace(APOSTROPHES, '').match(/\p{L}+/gu) ?? [];
}

/**
 * The words under which a family name is found: those of `foldName`, and the other ways people write the same name:
 * `dowd` for O'Dowd, `delacruz` for de la Cruz, `smithjones` for Smith-Jones.
 */
export function familyNameWords(text: string): string[] {
  const words = foldName(text);
  const others = words.length > 1 ? [words.join('')] : [];
  for (const part of foldLetters(text).split(/[\s-]+/)) {
    const [prefix, rest] = part.split(APOSTROPHES).map((piece) => foldName(piece).join(''));
    if (prefix && prefix.length <= 2 && rest) others.push(rest);
  }
  return [...words, ...others.filter((word) => !words.includes(word))];
}

/** One text by which namesakes are equal: `garcia lopez|maria`. Middle names do not take part. */
export function nameKey(family: string, given: string): string {
  return `${foldName(family).join(' ')}|${foldName(given).join(' ')}`;
}

/** A number or code as search compares it: lower-case letters and digits only (`W-123 45` is `w12345`). */
export function foldCode(text: string): string {
  return foldLetters(text).replace(/[^\p{L}\d]/gu, '');
}
