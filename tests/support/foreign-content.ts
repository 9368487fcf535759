import fc from 'fast-check';
import { isObject, type Unknown } from '../../electron/fhir/reading.ts';

/** Where somebody else put something: as many numbers as are asked for. */
export const places = fc.infiniteStream(fc.nat(999));

/** What others hold in a list beside what is ours; each entry is told apart by its number. */
function foreignEntry(key: string, number: number): Unknown {
  switch (key) {
    case 'identifier':
      return { system: `urn:ehr:numbers:${number}`, value: String(number) };
    case 'extension':
      return { url: `urn:ehr:extension:${number}`, valueString: 'theirs' };
    case 'telecom':
      return { system: 'phone', value: `970 555 ${1000 + number}`, use: 'home' };
    case 'name':
      return { use: 'official', family: `Foreign${number}`, given: ['Name'] };
    case 'address':
      return { use: 'home', line: [`${number} Foreign Street`], postalCode: '80537' };
    default:
      return { id: `foreign-${number}`, extension: [{ url: 'urn:ehr:x', valueInteger: number }] };
  }
}

/**
 * The resource after others put entries into every list of objects in it, and elements of their own beside it. Returns
 * it with the entries, which have to be there ever after.
 */
export function withForeign(
  resource: Unknown,
  where: Iterable<number>,
): { readonly body: Unknown; readonly entries: readonly Unknown[] } {
  const numbers = where[Symbol.iterator]();
  const next = () => Number(numbers.next().value);
  const entries: Unknown[] = [];
  const strew = (value: unknown, key: string): unknown => {
    if (Array.isArray(value)) {
      if (!value.every(isObject) || key === 'coding') return value as unknown[];
      const list: unknown[] = value.map((each) => (isOurs(each) ? each : strew(each, key)));
      const entry = foreignEntry(key, next());
      entries.push(entry);
      list.splice(next() % (list.length + 1), 0, entry);
      return list;
    }
    if (!isObject(value)) return value;
    return Object.fromEntries(Object.entries(value).map(([inner, each]) => [inner, strew(each, inner)]));
  };
  const strewn = strew(resource, '') as Unknown;
  const beside = { id: 'srv-1', meta: { versionId: '7' }, implicitRules: 'urn:ehr:rules' };
  return { body: { ...strewn, ...beside }, entries };
}

/** The desk's own extension is one thing; nobody writes into it. */
function isOurs(entry: unknown): boolean {
  return isObject(entry) && String(entry['url']).startsWith('urn:anteroom:');
}

/** Every object in a resource, however deep. */
export function objectsIn(value: unknown): readonly unknown[] {
  if (Array.isArray(value)) return value.flatMap(objectsIn);
  if (!isObject(value)) return [];
  return [value, ...Object.values(value).flatMap(objectsIn)];
}
