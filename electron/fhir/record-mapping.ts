import { isDeepStrictEqual } from 'node:util';
import type { z } from 'zod';
import type { BytesOf, Content } from './contents.ts';
import {
  type DeskPart,
  deskPartAlone,
  deskPartIn,
  deskPartOf,
  type Stamp,
  withoutDeskPart,
} from './desk-part.ts';
import type { ForeignReference } from './elements.ts';
import { overlay } from './overlay.ts';
import { type Mapping, mapping, type Reading, refuse, type Unknown } from './reading.ts';
import { tidied } from './tidy.ts';

/** A plain value of a record's field. */
export type FieldValue = string | number | boolean | null;
export type FieldValues = Readonly<Record<string, FieldValue>>;

/** A record by the server's id of it or, where the server does not have such records, by ours. */
export type RecordReference =
  | { readonly reference: string }
  | { readonly type: string; readonly identifier: { readonly system: string; readonly value: string } };

/** In place of the practice's id, for rows that do not name it: every desk has one only. */
export const THE_PRACTICE = 'the-practice';

/** The reference to what a record is on the server; throws `NotSentYet` while the server does not have it. */
export type Refer = (resourceType: string, recordId: string) => RecordReference;

/** Our record that a reference names; throws `NotHereYet` while it is not here, and answers null for what is none of ours. */
export type Find = (reference: ForeignReference) => string | null;

/** How one kind of record is said in FHIR R4, and understood again. Both ways are pure. */
export interface RecordMapping<Row extends object = Record<string, FieldValue>> {
  /** What the change log calls the record. */
  readonly recordType: string;
  readonly resourceType: string;
  /** True where the resource says nothing of the record but to our desks. */
  readonly isCarrier?: boolean;
  /**
   * What travels of a row, and what each field may hold: the other side is not trusted. What is not named here is
   * derived, or stays on the desk.
   */
  readonly fields: z.ZodObject;
  /** Fields that move together: half an old address and half a new one is nobody's. */
  readonly units: readonly (readonly string[])[];
  /** A status of which one value is nearer to what really happened than another: it stays, whoever said it. */
  readonly lattice?: { readonly field: string; rank(value: FieldValue): number };
  /** Fields that say when something was last done: of two, the later one stands with its unit, and nobody has to decide. */
  readonly latest?: readonly string[];
  /** Fields that name another record which has to be here before this one can be, and its type in the change log. */
  readonly needs: Readonly<Record<string, string>>;
  /**
   * The row in elements of FHIR; what FHIR has no element for is left to the desk's own part. What says nothing, such as
   * an empty text, may stand in it: it is left out.
   */
  toElements(row: Row, refer: Refer, bytesOf: BytesOf): Unknown;
  /** The fields that the elements say. What they do not say is left out, so that a record made elsewhere is understood as far as it goes. */
  fromElements(resource: Unknown, reading: Reading, find: Find): Partial<Row>;
  /** What goes with a new or changed row and does not travel, such as a search key. */
  derived?(row: Row, zone: string): Partial<Row>;
  /** Hashes of the bytes that have to be here before the row can be: they travel in its resource. */
  contents?(row: Partial<Row>): readonly string[];
  /** The bytes that a resource brings, each under the hash that it really has. */
  readContents?(resource: Unknown): readonly Content[];
}

/** A second resource that a record is told in and never read from, such as the encounter of a visit. */
export interface CompanionMapping<Row extends object = Record<string, FieldValue>> {
  readonly recordType: string;
  readonly resourceType: string;
  /** Whether there is anything to tell yet. One that was told once is told on. */
  isDue(row: Row): boolean;
  toElements(row: Row, refer: Refer): Unknown;
}

/** What a resource says of one of our records. */
export interface ReadRecord {
  /** Only those that the resource says. */
  readonly fields: FieldValues;
  /** Who changed it last, where a desk of ours did. */
  readonly stamp: Stamp | null;
}

/** How a row's references and bytes are told and understood where it is sent to. */
export interface Ways {
  readonly refer: Refer;
  readonly find: Find;
  readonly bytesOf: BytesOf;
}

const NO_BYTES: BytesOf = () => undefined;

/**
 * The whole resource of a record. What the elements cannot say exactly goes into the desk's own part, beside what they
 * say: so every desk reads the very row again, and an EHR that changes the element is still understood.
 */
export function toResource<Row extends { readonly id: string }>(
  record: RecordMapping<Row>,
  row: Row,
  refer: Refer,
  stamp: Stamp,
  bytesOf: BytesOf = NO_BYTES,
): Unknown {
  const { noting, find } = notedReferences(refer);
  const elements = tidied(record.toElements(row, noting, bytesOf));
  const part = { ...exactPart(record, row, elements, find), stamp };
  return { resourceType: record.resourceType, ...elements, ...deskPartOf(elements, part) };
}

/**
 * The resource `body` as it lies on the server after a row changed from `before` to `after`. What others wrote stays; and
 * whatever that says to a reader, the desk's own part makes every desk read the very row `after`.
 */
export function changedResource<Row extends { readonly id: string }>(
  record: RecordMapping<Row>,
  body: Unknown,
  { before, after }: { readonly before: Row; readonly after: Row },
  stamp: Stamp,
  { refer, find, bytesOf }: Ways,
): Unknown {
  const [was, is] = [before, after].map((row) => tidied(record.toElements(row, refer, bytesOf)));
  const laid = overlay(body, was ?? {}, is ?? {});
  const part = { ...exactPart(record, after, withoutDeskPart(laid), find), stamp };
  const beyond = fieldsBeyond(record, body);
  const exact = { ...beyond.exact, ...part.exact };
  const asRead = { ...beyond.asRead, ...part.asRead };
  return overlay(laid, deskPartAlone(laid), deskPartOf({}, { ...part, exact, asRead }));
}

/** What a newer desk wrote into its part of a resource that this one has no field for: it stays. */
function fieldsBeyond(
  record: Pick<RecordMapping, 'fields'>,
  body: Unknown,
): Pick<DeskPart, 'exact' | 'asRead'> {
  const read = mapping((reading) => ({ fields: deskPartIn(body, reading), identifiers: [] }));
  const part = read.ok ? read.fields : undefined;
  const beyond = (values: FieldValues): FieldValues =>
    Object.fromEntries(
      Object.entries(values).filter(([field]) => !Object.hasOwn(record.fields.shape, field)),
    );
  return { exact: beyond(part?.exact ?? {}), asRead: beyond(part?.asRead ?? {}) };
}

/** What the elements cannot say of a row, and what they say of it instead. */
function exactPart<Row extends { readonly id: string }>(
  record: RecordMapping<Row>,
  row: Row,
  elements: Unknown,
  find: Find,
) {
  const read = readElements(record, elements, find);
  const exact: Record<string, FieldValue> = {};
  const asRead: Record<string, FieldValue> = {};
  for (const field of Object.keys(record.fields.shape)) {
    const value = (row as Readonly<Record<string, FieldValue>>)[field] ?? null;
    const said = read[field];
    if (said === value) continue;
    exact[field] = value;
    if (said !== undefined) asRead[field] = said;
  }
  const { recordType, isCarrier: isCarried = false } = record;
  return { recordType, recordId: row.id, isCarried, exact, asRead };
}

/** References are understood again by what they were written for. */
function notedReferences(refer: Refer): { readonly noting: Refer; readonly find: Find } {
  const known = new Map<string, string>();
  return {
    noting: (resourceType, recordId) => {
      const written = refer(resourceType, recordId);
      known.set('reference' in written ? written.reference : `${written.type}?${recordId}`, recordId);
      return written;
    },
    find: ({ type, id, identifier }) =>
      known.get(id === null ? `${type}?${identifier?.value ?? ''}` : `${type}/${id}`) ?? null,
  };
}

/** Reads a resource as one of our records; whatever stands in it, the answer holds only what a row may hold. */
export function fromResource<Row extends object>(
  record: RecordMapping<Row>,
  resource: Unknown,
  find: Find,
): Mapping<ReadRecord> {
  return mapping((reading) => {
    const part = deskPartIn(resource, reading);
    const read = readElements(record, withoutDeskPart(resource), find, reading);
    const fields: Record<string, FieldValue> = {};
    for (const [field, schema] of Object.entries(record.fields.shape)) {
      const value = exactly(field, read[field], part);
      if (value === undefined) continue;
      const parsed = (schema as z.ZodType).safeParse(value);
      if (parsed.success) fields[field] = value;
      else reading.leaveOut('wrong-type', `${record.resourceType}.${field}`);
    }
    return { fields: { fields, stamp: part?.stamp ?? null }, identifiers: [] };
  });
}

/**
 * The bytes that have to be kept before the fields can be, out of the resource that brought both. Refused where a hash
 * that the fields name is not that of any bytes in it, unless the bytes are here already.
 */
export function contentsOf<Row extends object>(
  record: RecordMapping<Row>,
  resource: Unknown,
  fields: FieldValues,
  isHere: (hash: string) => boolean,
): Mapping<readonly Content[]> {
  return mapping(() => {
    const wanted = record.contents?.(fields as Partial<Row>).filter((hash) => !isHere(hash)) ?? [];
    const brought = wanted.length === 0 ? [] : (record.readContents?.(resource) ?? []);
    const contents = wanted.map(
      (hash) =>
        brought.find((content) => content.hash === hash) ??
        refuse('missing', `${record.resourceType}.attachment`),
    );
    return { fields: contents, identifiers: [] };
  });
}

/** The exact value where the elements still say what the desk said them to be, else what they say now. */
function exactly(
  field: string,
  said: FieldValue | undefined,
  part: DeskPart | undefined,
): FieldValue | undefined {
  if (!part || !Object.hasOwn(part.exact, field)) return said;
  const then = Object.hasOwn(part.asRead, field) ? part.asRead[field] : undefined;
  return isDeepStrictEqual(said, then) ? part.exact[field] : said;
}

/** What the elements say; nothing where they refuse to be read, as those of a name without its family part. */
function readElements<Row extends object>(
  record: RecordMapping<Row>,
  elements: Unknown,
  find: Find,
  reading?: Reading,
): Readonly<Record<string, FieldValue | undefined>> {
  const read = mapping((own) => ({
    fields: record.fromElements(elements, own, find),
    identifiers: [],
  }));
  if (!read.ok) {
    reading?.leaveOut(read.problem.code, read.problem.element);
    return {};
  }
  for (const { code, element } of read.notices) reading?.leaveOut(code, element);
  return read.fields as Readonly<Record<string, FieldValue | undefined>>;
}
