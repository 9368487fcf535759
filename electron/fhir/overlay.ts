import { isDeepStrictEqual } from 'node:util';
import { isObject, own, type Unknown } from './reading.ts';

type Key = (entry: Unknown) => string;

/**
 * What tells the entries of a list apart, the most telling first, so that ours is found among those of others whatever
 * they wrote beside it; the last one pairs what we wrote with what we write. Entries of other lists are found by what
 * we wrote in them, and paired by their places.
 */
const KEYS: Readonly<Record<string, readonly [...Key[], Key]>> = {
  identifier: [(entry) => said(entry, 'system', 'value'), (entry) => said(entry, 'system')],
  extension: [(entry) => said(entry, 'url')],
  telecom: [
    (entry) => `${said(entry, 'system')} ${asDialled(own(entry, 'value'))}`,
    (entry) => said(entry, 'system', 'use'),
  ],
  address: [(entry) => said(entry, 'line', 'city', 'state', 'postalCode'), (entry) => said(entry, 'use')],
  name: [(entry) => said(entry, 'family', 'given'), (entry) => said(entry, 'use')],
  communication: [languageOf, (entry) => said(entry, 'preferred')],
  class: [(entry) => said(entry, 'type')],
  participant: [(entry) => typeOf(own(entry, 'actor') ?? own(entry, 'individual'))],
  location: [(entry) => typeOf(own(entry, 'location'))],
};

/** What a name or a place is told in, where it is not told in one piece. */
const PARTS: Readonly<Record<string, readonly string[]>> = {
  name: ['family', 'given', 'prefix', 'suffix'],
  address: ['city', 'district', 'state', 'postalCode'],
};

/** An element that may hold one of several types, such as `deceasedBoolean`; FHIR allows one of them at a time. */
const CHOICE =
  /^([a-z]+[A-Za-z]*?)(?:Boolean|Code|CodeableConcept|Date|DateTime|Duration|Integer|Money|Period|Quantity|Range|Reference|String|Timing|Attachment)$/;

/**
 * The resource `body` as it lies on the server with only that changed which differs between `before` and `after`, both of
 * them our own mapping's: elements, list entries and extensions of others stay as they are (sync design 4.5).
 */
export function overlay(body: Unknown, before: Unknown, after: Unknown): Unknown {
  const result: Record<string, unknown> = { ...body };
  // Of whom it is not known what we wrote before, what stands in a list without keys may all be ours.
  const isBlind = Object.keys(before).length === 0;
  for (const key of new Set([...Object.keys(before), ...Object.keys(after)])) {
    const [was, is] = [own(before, key), own(after, key)];
    if (isDeepStrictEqual(was, is)) continue;
    const laid = isBlind && !own(KEYS, key) && isList(is) ? is : overlayValue(key, own(body, key), was, is);
    if (laid === undefined) delete result[key];
    else result[key] = laid;
    if (is !== undefined && was === undefined) dropOtherChoices(result, key, after);
  }
  return result;
}

/** What is said as a date now is not said as yes or no any more. */
function dropOtherChoices(result: Record<string, unknown>, key: string, after: Unknown): void {
  const stem = CHOICE.exec(key)?.[1];
  if (stem === undefined) return;
  for (const other of Object.keys(result)) {
    if (other !== key && own(after, other) === undefined && CHOICE.exec(other)?.[1] === stem)
      delete result[other];
  }
}

function overlayValue(key: string, there: unknown, was: unknown, is: unknown): unknown {
  if (isObject(there) && isObject(is)) return laidUpon(key, there, isObject(was) ? was : {}, is);
  const [ours, next] = [was ?? [], is ?? []];
  if (isList(there) && holdsObjects(ours) && holdsObjects(next)) {
    const list = overlayList(key, there, ours, next);
    return list.length === 0 ? undefined : list;
  }
  return is;
}

/** Takes what only repeats or explains our old words with them: it would speak against the new ones. */
function laidUpon(key: string, there: Unknown, was: Unknown, is: Unknown): Unknown {
  if (isNamedAnew(there, is)) return overlay(without(there, ['reference', 'identifier']), was, is);
  const isConcept = Object.hasOwn(there, 'coding') || Object.hasOwn(is, 'coding');
  const parts = isConcept ? ['coding'] : own(PARTS, key);
  if (!parts) return overlay(there, was, is);
  // What is told in one piece has no parts beside it, and what is told in parts has no piece.
  const isInParts = !isConcept && parts.some((part) => Object.hasOwn(is, part));
  const stale = isInParts ? ['text'] : ['text', ...parts];
  const left = without(there, stale);
  return isConcept ? { ...left, ...is } : overlay(left, was, is);
}

/** True for a reference where we write only a name: to whom it led is called otherwise. */
function isNamedAnew(there: Unknown, is: Unknown): boolean {
  return Object.hasOwn(there, 'reference') && Object.hasOwn(is, 'display') && !Object.hasOwn(is, 'reference');
}

function without(value: Unknown, keys: readonly string[]): Unknown {
  return Object.fromEntries(Object.entries(value).filter(([key]) => !keys.includes(key)));
}

function overlayList(
  key: string,
  there: readonly unknown[],
  was: readonly Unknown[],
  is: readonly Unknown[],
): readonly unknown[] {
  const keys = own(KEYS, key);
  const pairs = pairsOf(was, is, keys?.at(-1) ?? (() => ''));
  // What stays as it is takes its entry first: what changed must not be laid upon it.
  const isSame = ({ before, after }: Pair) => isDeepStrictEqual(before, after);
  const inOrder = [...pairs.filter(isSame), ...pairs.filter((pair) => !isSame(pair))];
  const places = placesOf(there, inOrder, was.length, keys);
  const laid = there.flatMap((entry, place) => {
    const pair = places.get(place);
    if (!pair || !isObject(entry) || isSame(pair)) return [entry];
    return pair.after ? [laidUpon(key, entry, pair.before ?? {}, pair.after)] : [];
  });
  const found = new Set(places.values());
  const added = inOrder.filter((pair) => !found.has(pair) && !isSame(pair));
  return [...laid, ...added.flatMap(({ after }) => (after ? [after] : []))];
}

interface Pair {
  readonly before: Unknown | undefined;
  readonly after: Unknown | undefined;
}

/** What we wrote, beside what we write in its stead. */
function pairsOf(was: readonly Unknown[], is: readonly Unknown[], key: Key): readonly Pair[] {
  const left = [...is];
  const pairs = was.map((before): Pair => {
    const exact = left.findIndex((each) => isDeepStrictEqual(each, before));
    const place = exact === -1 ? left.findIndex((each) => key(each) === key(before)) : exact;
    return { before, after: place === -1 ? undefined : left.splice(place, 1)[0] };
  });
  return [...pairs, ...left.map((after): Pair => ({ before: undefined, after }))];
}

/** Where in the list each entry of ours lies, and each new one that is said there already; each place is one entry's. */
function placesOf(
  there: readonly unknown[],
  pairs: readonly Pair[],
  count: number,
  keys: readonly Key[] | undefined,
): ReadonlyMap<number, Pair> {
  const places = new Map<number, Pair>();
  const ways: readonly ((entry: Unknown, pair: Pair) => boolean)[] = [
    (entry, { before, after }) => isWithin(entry, before ?? after ?? {}),
    ...(keys ?? []).map((key, way) => (entry: Unknown, { before, after }: Pair) => {
      const ours = before ?? (way === 0 ? after : undefined);
      return ours !== undefined && key(entry) === key(ours);
    }),
    // A list as long as ours holds ours, however somebody wrote it.
    ...(keys === undefined && there.length === count ? [(_: Unknown, pair: Pair) => !!pair.before] : []),
  ];
  const left = new Set(pairs);
  for (const isIt of ways) {
    for (const pair of left) {
      const place = there.findIndex((entry, at) => isObject(entry) && !places.has(at) && isIt(entry, pair));
      if (place === -1) continue;
      places.set(place, pair);
      left.delete(pair);
    }
  }
  return places;
}

/** True for an entry that still says all that we wrote. */
function isWithin(entry: Unknown, before: Unknown): boolean {
  return Object.entries(before).every(([key, value]) => isDeepStrictEqual(own(entry, key), value));
}

function isList(value: unknown): value is readonly unknown[] {
  return Array.isArray(value);
}

function holdsObjects(value: unknown): value is readonly Unknown[] {
  return isList(value) && value.every(isObject);
}

function said(entry: Unknown, ...keys: readonly string[]): string {
  return JSON.stringify(keys.map((key) => own(entry, key) ?? null));
}

/** A language is the same whatever its country. */
function languageOf(entry: Unknown): string {
  const language = own(entry, 'language');
  const coding = isObject(language) ? own(language, 'coding') : undefined;
  const first = isList(coding) ? coding[0] : undefined;
  const code = isObject(first) ? own(first, 'code') : undefined;
  return typeof code === 'string' ? (code.split('-')[0] ?? '') : '';
}

/** A number is the same however it is written; an address is as it is. */
function asDialled(value: unknown): string {
  const written = typeof value === 'string' ? value : '';
  const digits = written.replace(/\D/g, '').replace(/^1(?=\d{10}$)/, '');
  return digits.length < 7 || written.includes('@') ? written.toLowerCase() : digits;
}

/** Of whom there is one of each sort: a patient, a clinician, a room. */
function typeOf(reference: unknown): string {
  const written = isObject(reference) ? own(reference, 'reference') : undefined;
  if (typeof written === 'string') return written.split('/').at(-2) ?? '';
  const type = isObject(reference) ? own(reference, 'type') : undefined;
  return typeof type === 'string' ? type : '';
}
