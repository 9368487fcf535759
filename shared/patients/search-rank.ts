import { familyWords, foldCode, foldName } from './fold.ts';
import { phoneDigits } from './phone.ts';
import { ROLE, type Role, type Segment, type Term } from './search-query.ts';

/** What of a patient can be searched. `memberIds` as written on the cards. */
export interface Searchable {
  readonly mrn: string;
  readonly family: string;
  readonly given: string;
  readonly middle: string;
  readonly preferredName: string;
  readonly birthDate: string;
  readonly phoneDigits: string;
  readonly memberIds: readonly string[];
  readonly suffix?: string | undefined;
  readonly secondPhone?: string | undefined;
  /** Records that were merged into this one: found by their names and MRNs as well. */
  readonly former?: readonly Former[] | undefined;
}

/** What a merged record was called. */
export interface Former {
  readonly mrn: string;
  readonly family: string;
  readonly given: string;
}

/** The folded words of one patient, by what they are. A name said twice (Garcia Garcia) stands twice. */
export interface Facts {
  readonly family: readonly string[];
  /** Neighbouring words of the family name written as one. */
  readonly joined: readonly string[];
  readonly given: readonly string[];
  readonly middle: readonly string[];
  readonly birthDate: string;
  readonly phone: string;
  readonly mrn: string;
  readonly memberIds: readonly string[];
  readonly suffix: readonly string[];
  /** Words of names of merged records that are no words of this one's name. */
  readonly former: readonly string[];
  readonly formerMrns: readonly string[];
  /** Digits of the second number. */
  readonly secondPhone: string;
}

export interface Entry {
  readonly role: Role;
  readonly token: string;
}

/** Where a patient stands in the list: compared by segment, then token, then sort key. */
export interface Rank {
  /** Which segment of the first term answers. */
  readonly segment: number;
  /** The patient's word that answers the first term. */
  readonly token: string;
  readonly sortKey: string;
}

/** The folded words under which a patient is found. */
export function factsOf(patient: Searchable): Facts {
  const given = foldName(patient.given);
  const middle = foldName(patient.middle);
  const preferred = foldName(patient.preferredName).filter(
    (word) => !given.includes(word) && !middle.includes(word),
  );
  const family = familyWords(patient.family);
  const own = new Set([...family.words, ...given, ...middle, ...preferred]);
  const former = (patient.former ?? []).flatMap((record) => [
    ...foldName(record.family),
    ...foldName(record.given),
  ]);
  return {
    family: family.words,
    joined: family.joined,
    given: [...given, ...preferred],
    middle,
    birthDate: patient.birthDate,
    phone: patient.phoneDigits,
    mrn: foldCode(patient.mrn),
    memberIds: patient.memberIds.map(foldCode).filter((code) => code !== ''),
    suffix: suffixWords(patient.suffix ?? ''),
    former: [...new Set(former)].filter((word) => !own.has(word)),
    formerMrns: (patient.former ?? []).map((record) => foldCode(record.mrn)),
    secondPhone: phoneDigits(patient.secondPhone ?? ''),
  };
}

const SUFFIXES: readonly (readonly string[])[] = [
  ['jr', 'junior'],
  ['sr', 'senior'],
  ['ii', 'second'],
  ['iii', 'third'],
];
const NUMBERED: Readonly<Record<string, string>> = { '2nd': 'ii', '3rd': 'iii', '4th': 'iv' };

/** The words of a suffix with the other way to say each: `Jr.` is also `junior`. */
function suffixWords(suffix: string): readonly string[] {
  if (suffix === '') return [];
  const words = foldName(NUMBERED[suffix.toLowerCase().replace('.', '')] ?? suffix);
  return [...new Set(words.flatMap((word) => SUFFIXES.find((group) => group.includes(word)) ?? [word]))];
}

/** Family, given name, birth date, MRN: alphabetical as the desk reads it, and never equal for two patients. */
export function sortKey(patient: Searchable): string {
  return [
    foldName(patient.family).join(' '),
    foldName(patient.given).join(' '),
    patient.birthDate,
    patient.mrn,
  ].join('\u0001');
}

/** Every word of a patient's facts with its role, each once. */
export function entriesOf(facts: Facts): Entry[] {
  const entries: Entry[] = [];
  const add = (role: Role, token: string) => {
    if (token !== '' && !entries.some((entry) => entry.role === role && entry.token === token))
      entries.push({ role, token });
  };
  for (const word of [...facts.family, ...facts.joined]) add(ROLE.family, word);
  for (const word of facts.given) add(ROLE.given, word);
  for (const word of facts.middle) add(ROLE.middle, word);
  for (const word of facts.suffix) add(ROLE.suffix, word);
  for (const word of facts.former) add(ROLE.formerName, word);
  add(ROLE.birthDate, facts.birthDate);
  add(ROLE.birthDay, facts.birthDate.slice(5));
  for (const phone of facts.secondPhone === '' ? [facts.phone] : [facts.phone, facts.secondPhone]) {
    add(ROLE.phone, phone);
    if (phone.length === 10) add(ROLE.localPhone, phone.slice(3));
    if (phone.length >= 7) add(ROLE.lastFour, phone.slice(-4));
  }
  add(ROLE.mrn, facts.mrn);
  for (const mrn of facts.formerMrns) add(ROLE.mrn, mrn);
  for (const code of facts.memberIds) add(ROLE.memberId, code);
  return entries;
}

/** The facts as one text, in which a term's needle can be looked for. */
export function writeFacts(facts: Facts): string {
  const spaced = (words: readonly string[]) => words.map((word) => ` ${word}`).join('');
  return [
    spaced(facts.family),
    spaced(facts.joined),
    spaced(facts.given),
    spaced(facts.middle),
    facts.birthDate,
    facts.phone,
    facts.mrn,
    spaced(facts.memberIds),
    spaced(facts.suffix),
    spaced(facts.former),
    spaced(facts.formerMrns),
    facts.secondPhone,
  ].join('|');
}

/** The facts out of the text that `writeFacts` made of them. */
export function readFacts(text: string): Facts {
  const [
    family = '',
    joined = '',
    given = '',
    middle = '',
    birthDate = '',
    phone = '',
    mrn = '',
    memberIds = '',
    suffix = '',
    former = '',
    formerMrns = '',
    secondPhone = '',
  ] = text.split('|');
  const words = (spaced: string) => (spaced === '' ? [] : spaced.slice(1).split(' '));
  return {
    family: words(family),
    joined: words(joined),
    given: words(given),
    middle: words(middle),
    birthDate,
    phone,
    mrn,
    memberIds: words(memberIds),
    suffix: words(suffix),
    former: words(former),
    formerMrns: words(formerMrns),
    secondPhone,
  };
}

/** Whether words of this role are words of a name. */
export function isNameRole(role: Role): boolean {
  return (
    role === ROLE.family ||
    role === ROLE.given ||
    role === ROLE.middle ||
    role === ROLE.suffix ||
    role === ROLE.formerName
  );
}

/** True for a token that the segment of the index holds: the word itself, or the longer ones that begin with it. */
export function isInSegment(segment: Segment, token: string): boolean {
  return segment.longer
    ? token.length > segment.word.length && token.startsWith(segment.word)
    : token === segment.word;
}

/**
 * The place of a patient in the answer, or undefined when a term is not answered. The first name typed leads (without
 * names the first number): the very word before longer ones, the family name before the
 * given one, middle names last, then by the word itself,
 * then by the sort key. Every name typed must be answered by a word of its own.
 */
export function rankOf(
  terms: readonly Term[],
  facts: Facts,
  key: string,
  entries: readonly Entry[] = entriesOf(facts),
): Rank | undefined {
  const [lead] = terms;
  if (!lead) return undefined;
  for (const [index, segment] of lead.segments.entries()) {
    const answering = entries.filter(
      (entry) => entry.role === segment.role && isInSegment(segment, entry.token),
    );
    const tokens = answering.map((entry) => entry.token).sort(compareText);
    const token = tokens.find((each) => answersOthers(terms, facts, segment.role, each));
    if (token !== undefined) return { segment: index, token, sortKey: key };
  }
  return undefined;
}

/** Whether the terms behind the first are answered when the first is answered by `token`. */
export function answersOthers(terms: readonly Term[], facts: Facts, role: Role, token: string): boolean {
  const others = terms.slice(1);
  if (others.length === 0) return true;
  for (const term of others) {
    if (term.kind === 'number' && !answersNumber(term, facts)) return false;
  }
  const prefixes = others.filter((term) => term.kind === 'name').map(wordOf);
  if (prefixes.length === 0) return true;
  const { words, joined } = placedWords(facts);
  if (!isNameRole(role)) return canAssign(prefixes, words, joined);
  // Whichever of two equal words is taken, the same are left.
  const taken =
    words.find((word) => word.role === role && word.text === token) ??
    joined.find((word) => word.text === token);
  return canAssign(prefixes, without(words, taken), without(joined, taken));
}

/** The segments of a number term that a patient's facts answer. */
export function answeringSegments(term: Term, facts: Facts): Segment[] {
  const entries = entriesOf(facts);
  return term.segments.filter((segment) =>
    entries.some((entry) => entry.role === segment.role && isInSegment(segment, entry.token)),
  );
}

/** Negative when `left` stands before `right`. */
export function compareRanks(left: Rank, right: Rank): number {
  return (
    left.segment - right.segment ||
    compareText(left.token, right.token) ||
    compareText(left.sortKey, right.sortKey)
  );
}

/** By code point, as SQLite orders UTF-8; the language's own `<` orders by UTF-16 unit, which differs above U+FFFF. */
export function compareText(left: string, right: string): number {
  const length = Math.min(left.length, right.length);
  for (let index = 0; index < length; index += 1) {
    const a = left.charCodeAt(index);
    const b = right.charCodeAt(index);
    if (a !== b) return isSurrogate(a) === isSurrogate(b) ? a - b : isSurrogate(a) ? 1 : -1;
  }
  return left.length - right.length;
}

function isSurrogate(unit: number): boolean {
  return unit >= 0xd800 && unit <= 0xdfff;
}

/** Whether a number that was typed is one of the patient's. */
export function answersNumber(term: Term, facts: Facts): boolean {
  return answeringSegments(term, facts).length > 0;
}

/** The word of a name that was typed. */
export function wordOf(term: Term): string {
  return term.segments[0]?.word ?? '';
}

/** A word of a name and where it stands; a joined one stands in the places of all its words. */
export interface PlacedWord {
  readonly text: string;
  readonly role: Role;
  readonly from: number;
  readonly to: number;
}

/** Every word of a patient's names in its place, and the joined ones beside them. */
export function placedWords(facts: Facts): {
  readonly words: readonly PlacedWord[];
  readonly joined: readonly PlacedWord[];
} {
  const words: PlacedWord[] = [];
  const add = (role: Role, text: string) =>
    words.push({ text, role, from: words.length, to: words.length + 1 });
  // The places of the family name come first: joined words count theirs from 0.
  for (const word of facts.family) add(ROLE.family, word);
  for (const word of facts.given) add(ROLE.given, word);
  for (const word of facts.middle) add(ROLE.middle, word);
  for (const word of facts.former) add(ROLE.formerName, word);
  for (const word of facts.suffix) add(ROLE.suffix, word);
  return { words, joined: facts.joined.map((text) => placeJoined(text, facts.family)) };
}

function placeJoined(text: string, family: readonly string[]): PlacedWord {
  for (const from of family.keys()) {
    for (let to = from + 2; to <= family.length; to += 1) {
      if (family.slice(from, to).join('') === text) return { text, role: ROLE.family, from, to };
    }
  }
  return { text, role: ROLE.family, from: 0, to: family.length };
}

function without(words: readonly PlacedWord[], taken: PlacedWord | undefined): readonly PlacedWord[] {
  return taken ? words.filter((word) => word.to <= taken.from || word.from >= taken.to) : words;
}

/** Whether every prefix finds a word of its own. Joined words, which take the place of others, are tried one by one. */
function canAssign(
  prefixes: readonly string[],
  words: readonly PlacedWord[],
  joined: readonly PlacedWord[],
): boolean {
  if (canAssignWords(prefixes, words)) return true;
  return joined.some((word, index) =>
    prefixes.some(
      (prefix, place) =>
        word.text.startsWith(prefix) &&
        canAssign(prefixes.toSpliced(place, 1), without(words, word), without(joined.slice(index + 1), word)),
    ),
  );
}

/** The longest prefix first: a word it takes could serve a shorter one, never the other way round, so no step back is needed. */
function canAssignWords(prefixes: readonly string[], words: readonly PlacedWord[]): boolean {
  const free = [...words];
  for (const prefix of [...prefixes].sort((left, right) => right.length - left.length)) {
    // A suffix serves nobody but its own whole word, so it is taken first.
    const suffix = free.findIndex((word) => word.role === ROLE.suffix && word.text === prefix);
    const place =
      suffix >= 0
        ? suffix
        : free.findIndex((word) => word.role !== ROLE.suffix && word.text.startsWith(prefix));
    if (place < 0) return false;
    free.splice(place, 1);
  }
  return true;
}
