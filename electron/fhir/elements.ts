import type { Instant, PlainDate } from '../../shared/kernel/time.ts';
import { isPlainDate } from '../../shared/kernel/time.ts';
import {
  type ForeignIdentifier,
  firstOf,
  fitting,
  object,
  objects,
  type Reading,
  refuse,
  text,
  texts,
  type Unknown,
} from './reading.ts';

/** A resource that another one names: by type and id, or by a number of its own. */
export interface ForeignReference {
  readonly type: string;
  readonly id: string | null;
  readonly identifier: { readonly system: string; readonly value: string } | null;
  readonly display: string;
}

export const FOREIGN_ID = /^[A-Za-z0-9\-.]{1,64}$/;
const LONGEST_SYSTEM = 255;
const LONGEST_VALUE = 128;
/** National Provider Identifiers of the US, of people and of practices. */
export const NPI_SYSTEM = 'http://hl7.org/fhir/sid/us-npi';
const SSN_SYSTEM = 'http://hl7.org/fhir/sid/us-ssn';
/** A number that a person carries through life says who they are, but a mistyped one makes two people one. */
const UNSAFE_KINDS = new Set(['SS', 'SB', 'DL', 'PPN', 'TAX', 'EN', 'MC', 'BRN', 'ACSN', 'AN', 'VN']);

/** The first code of the concept that stands at a key, or empty. */
export function codeAt(parent: Unknown | undefined, key: string, element: string): string {
  return firstOf(codesOf(parent && object(parent, key, element), element)) ?? '';
}

/** Every code of a concept. */
export function codesOf(concept: Unknown | undefined, element: string): readonly string[] {
  if (!concept) return [];
  return objects(concept, 'coding', element).map((coding) => text(coding, 'code', element));
}

/** How a concept reads: its text, or what the first code is called. */
export function wordsOf(concept: Unknown | undefined, element: string): string {
  if (!concept) return '';
  const named = objects(concept, 'coding', element).map((coding) => text(coding, 'display', element));
  return firstOf([text(concept, 'text', element), ...named]) ?? '';
}

/** The numbers by which a record can be known again: those with a system, and none that is unsafe to match by. */
export function identifiersOf(
  reading: Reading,
  resource: Unknown,
  element: string,
): readonly ForeignIdentifier[] {
  return objects(resource, 'identifier', element).flatMap((identifier) => {
    const system = text(identifier, 'system', element);
    const value = text(identifier, 'value', element);
    const kind = system === NPI_SYSTEM ? 'NPI' : codeAt(identifier, 'type', element);
    const use = text(identifier, 'use', element);
    if (value === '' || use === 'old' || use === 'temp') return [];
    if (system === SSN_SYSTEM || UNSAFE_KINDS.has(kind)) return [];
    if (system.length > LONGEST_SYSTEM || value.length > LONGEST_VALUE || kind.length > LONGEST_VALUE) {
      reading.leaveOut('too-long', element);
      return [];
    }
    return [{ system, value, kind }];
  });
}

/** What a reference element names, or undefined where there is none or it names something inside the resource. */
export function referenceOf(
  parent: Unknown,
  key: string,
  expected: string,
  element: string,
): ForeignReference | undefined {
  const reference = object(parent, key, element);
  return reference && referenceIn(reference, expected, element);
}

/** The same where the resource is nobody's without it: one that names nothing is refused. */
export function neededReference(
  parent: Unknown,
  key: string,
  expected: string,
  element: string,
): ForeignReference {
  return referenceOf(parent, key, expected, element) ?? refuse('missing', element);
}

/** What a reference names that is at hand already, out of a list for one; undefined as for `referenceOf`. */
export function referenceIn(
  reference: Unknown,
  expected: string,
  element: string,
): ForeignReference | undefined {
  const display = text(reference, 'display', element);
  const written = text(reference, 'reference', element);
  const type = firstOf([text(reference, 'type', element)]) ?? expected;
  const conditional = /^([A-Za-z]+)\?identifier=([^|&]*)\|([^|&]+)$/.exec(written);
  if (conditional) {
    const [, named = type, system = '', value = ''] = conditional;
    return {
      type: named,
      id: null,
      identifier: { system: unescaped(system), value: unescaped(value) },
      display,
    };
  }
  const urn = /^urn:(?:uuid|oid):([A-Za-z0-9\-.]{1,64})$/.exec(written);
  if (urn) return { type, id: urn[1] ?? null, identifier: null, display };
  const path = /(?:^|\/)([A-Z][A-Za-z]+)\/([A-Za-z0-9\-.]{1,64})(?:\/_history\/[A-Za-z0-9\-.]{1,64})?$/.exec(
    written,
  );
  if (path) return { type: path[1] ?? type, id: path[2] ?? null, identifier: null, display };
  const identifier = object(reference, 'identifier', element);
  const system = identifier ? text(identifier, 'system', element) : '';
  const value = identifier ? text(identifier, 'value', element) : '';
  if (value !== '') return { type, id: null, identifier: { system, value }, display };
  return display === '' && written === '' ? undefined : { type, id: null, identifier: null, display };
}

function unescaped(value: string): string {
  try {
    return decodeURIComponent(value);
  } catch {
    return value;
  }
}

/** A name in parts, as the desk keeps it. */
export interface NameParts {
  readonly family: string;
  readonly given: string;
  readonly middle: string;
  readonly prefix: string;
  readonly suffix: string;
  /** As written in one piece, where it is. */
  readonly whole: string;
}

const NAME_USES = ['official', 'usual', '', 'anonymous', 'maiden', 'temp', 'old', 'nickname'];

/** The name that counts: official before usual before any other; undefined where there is none. */
export function nameOf(resource: Unknown, element: string): NameParts | undefined {
  const names = objects(resource, 'name', element);
  const rank = (name: Unknown) => {
    const place = NAME_USES.indexOf(text(name, 'use', element));
    return place === -1 ? NAME_USES.length : place;
  };
  const [best] = names.length < 2 ? names : [...names].sort((left, right) => rank(left) - rank(right));
  return best && nameIn(best, element);
}

/** The parts of one HumanName. */
export function nameIn(name: Unknown, element: string): NameParts {
  const [given = '', ...middle] = texts(name, 'given', `${element}.given`);
  return {
    family: text(name, 'family', `${element}.family`),
    given,
    middle: middle.join(' '),
    prefix: texts(name, 'prefix', element).join(' '),
    suffix: texts(name, 'suffix', element).join(' '),
    whole: text(name, 'text', element),
  };
}

/** The name as one line, as it is written on a badge. */
export function fullName({ prefix, given, middle, family, suffix, whole }: NameParts): string {
  const parts = [prefix, given, middle, family].filter((part) => part !== '').join(' ');
  if (parts === '') return whole;
  return suffix === '' ? parts : `${parts}, ${suffix}`;
}

/** The first address in use. */
export interface AddressParts {
  readonly addressLine: string;
  readonly city: string;
  readonly state: string;
  readonly postalCode: string;
}

const ADDRESS_USES = ['home', '', 'temp', 'billing', 'work'];

/** Home before any other; an old address is nobody's. */
export function addressOf(reading: Reading, resource: Unknown, element: string): AddressParts {
  const rank = (address: Unknown) => ADDRESS_USES.indexOf(text(address, 'use', element));
  const known = objects(resource, 'address', element).filter((address) => rank(address) !== -1);
  const [best] = known.length < 2 ? known : [...known].sort((left, right) => rank(left) - rank(right));
  if (!best) return { addressLine: '', city: '', state: '', postalCode: '' };
  return addressIn(reading, best, element);
}

/** The parts of one Address. */
export function addressIn(reading: Reading, address: Unknown, element: string): AddressParts {
  return {
    addressLine: fitting(
      reading,
      texts(address, 'line', `${element}.line`).join(', '),
      120,
      `${element}.line`,
    ),
    city: fitting(reading, text(address, 'city', `${element}.city`), 80, `${element}.city`),
    state: fitting(reading, text(address, 'state', `${element}.state`), 40, `${element}.state`),
    postalCode: fitting(
      reading,
      text(address, 'postalCode', `${element}.postalCode`),
      20,
      `${element}.postalCode`,
    ),
  };
}

/** True for a FHIR date that ends with its month or its year. */
export function isPartialDate(value: string): boolean {
  return /^\d{4}(?:-\d{2})?$/.test(value);
}

/** A whole date of the calendar; a date without day or month is refused, for the desk does not guess. */
export function wholeDate(value: string, element: string): PlainDate {
  if (isPartialDate(value)) return refuse('partial-date', element);
  return isPlainDate(value) ? value : refuse('no-such-date', element);
}

/** The date of a period's end or start: the day as written, whatever the zone; undefined where it is not whole. */
export function dayOf(
  reading: Reading,
  parent: Unknown,
  key: string,
  element: string,
): PlainDate | undefined {
  const value = text(parent, key, element);
  if (value === '') return undefined;
  const day = value.slice(0, 10);
  if (isPlainDate(day) && (value.length === 10 || value[10] === 'T')) return day;
  reading.leaveOut(isPartialDate(value) ? 'partial-date' : 'no-such-date', element);
  return undefined;
}

/** An instant with its zone, as FHIR demands; a time without one could be any of two dozen. */
export function instantIn(written: string): Instant | undefined {
  if (!/^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(?::\d{2}(?:\.\d{1,9})?)?(?:Z|[+-]\d{2}:\d{2})$/.test(written))
    return undefined;
  if (!isPlainDate(written.slice(0, 10))) return undefined;
  const at = Date.parse(written);
  return Number.isNaN(at) ? undefined : (at as Instant);
}

/** The instant that stands at a key; undefined where there is none that can be read. */
export function instantAt(parent: Unknown, key: string, element: string): Instant | undefined {
  return instantIn(text(parent, key, element));
}

/** Epoch milliseconds as FHIR writes an instant. */
export function instantText(at: number): string {
  return new Date(at).toISOString();
}
