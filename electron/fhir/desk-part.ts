import { instantText } from './elements.ts';
import { isObject, objects, own, type Reading, text, type Unknown } from './reading.ts';
import type { FieldValue, FieldValues } from './record-mapping.ts';
import { saysAnything } from './tidy.ts';

/** The system of the identifier by which every desk knows a record, and the address of our extension (ADR 13). */
export const RECORD_SYSTEM = 'urn:anteroom:record';
/** The same of what only carries a record, by type and id: two kinds may have the same id, and there they lie side by side. */
export const CARRIED_SYSTEM = 'urn:anteroom:carried';

/** Who changed a record last, where, and when by that desk's clock. */
export interface Stamp {
  readonly staffId: string;
  readonly staffName: string;
  readonly deskId: string;
  /** Epoch milliseconds. */
  readonly at: number;
  readonly hlc: string;
}

/** What a desk adds to a resource of its own, in one extension and one identifier. */
export interface DeskPart {
  readonly recordType: string;
  readonly recordId: string;
  /** True for what only carries a record. */
  readonly isCarried?: boolean;
  /** Fields that the elements cannot say exactly. */
  readonly exact: FieldValues;
  /** What the elements said of them when they were written; a field that is not here was not said at all. */
  readonly asRead: FieldValues;
  readonly stamp: Stamp;
}

const ID = /^[0-9a-f]{8}-[0-9a-f]{4}-[1-8][0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/;
/** The longest text of a consent, with room; a longer one is nobody's record. */
const LONGEST_PART = 1_000_000;

/** The identifier and the extension of a resource with the desk's part among those it has. */
export function deskPartOf(elements: Unknown, part: DeskPart): Unknown {
  const { stamp } = part;
  const extension = {
    url: RECORD_SYSTEM,
    extension: [
      { url: 'type', valueString: part.recordType },
      ...json('exact', part.exact),
      ...json('as-read', part.asRead),
      ...said('staff', stamp.staffId),
      ...said('name', stamp.staffName),
      ...said('desk', stamp.deskId),
      { url: 'at', valueInstant: instantText(stamp.at) },
      ...said('clock', stamp.hlc),
    ],
  };
  return {
    identifier: [...listAt(elements, 'identifier'), numberOf(part)],
    extension: [...listAt(elements, 'extension'), extension],
  };
}

/** By what identifier a record is known, or what carries it. */
export function numberOf({
  recordType,
  recordId,
  isCarried = false,
}: Pick<DeskPart, 'recordType' | 'recordId' | 'isCarried'>) {
  return isCarried
    ? { system: CARRIED_SYSTEM, value: `${recordType}/${recordId}` }
    : { system: RECORD_SYSTEM, value: recordId };
}

/** The record that a resource says it is, by its type and id; undefined for one that no desk of ours made or took over. */
export function recordNamedBy(
  resource: Unknown,
): { readonly recordType: string | undefined; readonly recordId: string } | undefined {
  const identifier = listAt(resource, 'identifier').find(isOurNumber);
  const value = isObject(identifier) ? own(identifier, 'value') : undefined;
  const recordId = typeof value === 'string' ? value.slice(value.lastIndexOf('/') + 1) : '';
  if (!ID.test(recordId)) return undefined;
  const extension = listAt(resource, 'extension').find(isOurs);
  const type = isObject(extension) ? partAt(extension, 'type') : undefined;
  return { recordType: typeof type === 'string' ? type : undefined, recordId };
}

/** The desk's part of a resource of which nothing is trusted; undefined where it has none that can be read. */
export function deskPartIn(resource: Unknown, reading: Reading): DeskPart | undefined {
  const named = recordNamedBy(resource);
  const extension = objects(resource, 'extension', 'extension').find(isOurs);
  if (!named?.recordType || !extension) return undefined;
  // A text or nothing: an object that somebody put there may have a `toString` of its own, which is no function.
  const word = (url: string) => {
    const written = partAt(extension, url);
    return typeof written === 'string' ? written.slice(0, 200) : '';
  };
  const at = Date.parse(word('at'));
  const exact = fieldsIn(extension, 'exact');
  const asRead = fieldsIn(extension, 'as-read');
  if (exact === undefined || asRead === undefined) {
    reading.leaveOut('wrong-type', 'extension');
    return undefined;
  }
  return {
    recordType: named.recordType,
    recordId: named.recordId,
    exact,
    asRead,
    stamp: {
      staffId: word('staff'),
      staffName: text({ name: word('name') }, 'name', 'extension'),
      deskId: word('desk'),
      at: Number.isFinite(at) ? at : 0,
      hlc: word('clock'),
    },
  };
}

/** Whether the desk's part leans on what other elements said when it was written. */
export function leansOnElements(resource: Unknown): boolean {
  const extension = listAt(resource, 'extension').find(isOurs);
  return isObject(extension) && partAt(extension, 'as-read') !== undefined;
}

/** What of a resource is the desk's part and nothing else. */
export function deskPartAlone(resource: Unknown): Unknown {
  return {
    identifier: listAt(resource, 'identifier').filter(isOurNumber),
    extension: listAt(resource, 'extension').filter(isOurs),
  };
}

/** The resource as it would be without us, for the mapping to read. */
export function withoutDeskPart(resource: Unknown): Unknown {
  const without = (key: string, isOwn: (each: unknown) => boolean) => {
    const list = own(resource, key);
    return Array.isArray(list) ? { [key]: list.filter((each) => !isOwn(each)) } : {};
  };
  return {
    ...resource,
    ...without('identifier', isOurNumber),
    ...without('extension', isOurs),
  };
}

function isOurNumber(each: unknown): boolean {
  return isObject(each) && [RECORD_SYSTEM, CARRIED_SYSTEM].includes(own(each, 'system') as string);
}

function isOurs(each: unknown): boolean {
  return isObject(each) && own(each, 'url') === RECORD_SYSTEM;
}

function said(url: string, word: string): readonly Unknown[] {
  return saysAnything(word) ? [{ url, valueString: word }] : [];
}

function json(url: string, values: FieldValues): readonly Unknown[] {
  if (Object.keys(values).length === 0) return [];
  // A text of FHIR holds no white space but plain ones, and no controls; JSON can say each of them in letters.
  const written = JSON.stringify(values).replace(/[\u007f-\u009f]|[^\S ]/g, asEscape);
  return [{ url, valueString: written }];
}

function asEscape(character: string): string {
  return `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`;
}

function listAt(parent: Unknown, key: string): readonly unknown[] {
  const list = own(parent, key);
  return Array.isArray(list) ? (list as unknown[]) : [];
}

function partAt(extension: Unknown, url: string): unknown {
  const part = listAt(extension, 'extension').find((each) => isObject(each) && own(each, 'url') === url);
  if (!isObject(part)) return undefined;
  return own(part, 'valueString') ?? own(part, 'valueInstant');
}

/** Plain values only: whatever else somebody put there is not a row's. */
function fieldsIn(extension: Unknown, url: string): FieldValues | undefined {
  const written = partAt(extension, url);
  if (written === undefined) return {};
  if (typeof written !== 'string' || written.length > LONGEST_PART) return undefined;
  try {
    const values = JSON.parse(written) as unknown;
    if (!isObject(values)) return undefined;
    const plain = Object.entries(values).filter(
      (entry): entry is [string, FieldValue] =>
        ['string', 'number', 'boolean'].includes(typeof entry[1]) || entry[1] === null,
    );
    return Object.fromEntries(plain);
  } catch {
    return undefined;
  }
}
