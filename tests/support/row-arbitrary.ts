import fc from 'fast-check';
import { z } from 'zod';
import { type BytesOf, sha256 } from '../../electron/fhir/contents.ts';
import type { FieldValue, RecordMapping } from '../../electron/fhir/record-mapping.ts';
import { STROKES_MIME } from '../../electron/pictures/content.ts';
import { FEDERAL_HOLIDAYS } from '../../shared/calendar/holidays.ts';
import { drawnSignature, tinyJpeg } from './pictures.ts';

/** A row as the mapping takes it: its travelling fields, and its id. */
export type AnyRow = Readonly<Record<string, FieldValue>> & { readonly id: string };
export type AnyMapping = RecordMapping<AnyRow>;

const listOf = (each: fc.Arbitrary<unknown>) =>
  fc.array(each, { maxLength: 3 }).map((list) => JSON.stringify(list));
const ids = listOf(fc.uuid());
/** Hours that cannot overlap: each weekday has one stretch. */
const hours = fc
  .uniqueArray(fc.integer({ min: 1, max: 7 }))
  .map((weekdays) =>
    JSON.stringify(weekdays.map((weekday) => ({ weekday, opens: '08:00', closes: '17:00' }))),
  );
/** What a column with a rule of its own may hold, by record type and field; the form alone does not tell how to make one. */
const RULED_COLUMNS: Readonly<Record<string, fc.Arbitrary<string>>> = {
  'Organization.zone': fc.constantFrom('America/Denver', 'America/New_York', 'Pacific/Honolulu'),
  'Organization.hours': hours,
  'Organization.holidays': listOf(fc.constantFrom(...FEDERAL_HOLIDAYS)),
  'Basic.policy.minimumVersion': fc.constantFrom('', '0.1.0', '12.34.5678'),
  'HealthcareService.providerIds': ids,
  'HealthcareService.roomIds': ids,
  'Schedule.hours': hours,
  'Appointment.providerIds': ids,
  'Appointment.weekdays': listOf(fc.integer({ min: 1, max: 7 })),
};

const content = (mime: string, bytes: Buffer) => ({ mime, bytes, hash: sha256(bytes) });
/** Bytes that are here; any other hash is of bytes that are not. */
export const CONTENTS = {
  jpeg: content('image/jpeg', tinyJpeg(320, 240)),
  png: content('image/png', Buffer.from(drawnSignature().image, 'base64')),
  strokes: content(STROKES_MIME, Buffer.from('[[1,2,3,4]]')),
};
const HASHES = Object.values(CONTENTS).map(({ hash }) => hash);
export const bytesOf: BytesOf = (hash) => {
  const found = Object.values(CONTENTS).find((each) => each.hash === hash);
  return found && { mime: found.mime, base64: found.bytes.toString('base64') };
};

/** What stands on a form on an ordinary day: only what can be read is said by elements. */
const ORDINARY = fc.constantFrom(
  'Okafor-Lindqvist',
  'Adaeze Marie',
  '(970) 555-0148',
  '(970) 555-0123 x12',
  '+19705550148',
  '+52 33 1234 5678',
  'ada@example.org',
  '1045 Schmitt Spur, Apt 4',
  'CO',
  '80537',
  'en',
  'zh-Hant',
  'W123456789',
);
const STRANGE = fc.constantFrom(
  '',
  ' ',
  '  two spaces before',
  'behind \t',
  'line\nafter line\r\n',
  '👩🏽‍⚕️ naïve',
  '\u202eturned\u0000\u0007',
  'half \ud83d',
  'not\u00a0broken\u2028up\ufeff',
  '__proto__',
  '{"json":[1]}',
  '#contained',
  'x'.repeat(900),
);
const text = (most: number) =>
  fc
    .oneof(
      { weight: 4, arbitrary: ORDINARY },
      { weight: 2, arbitrary: STRANGE },
      fc.string({ unit: 'binary', maxLength: 40 }),
      fc.string({ unit: 'grapheme', maxLength: 40 }),
    )
    .filter((value) => value.length <= most);

const day = fc
  .date({ min: new Date('1800-01-01'), max: new Date('2200-12-31'), noInvalidDate: true })
  .map((date) => date.toISOString().slice(0, 10));
const LONG_LINES = 5_000;
const RECENT = { min: 1_600_000_000_000, max: 1_900_000_000_000 };

interface JsonSchema {
  readonly anyOf?: readonly JsonSchema[];
  readonly enum?: readonly FieldValue[];
  readonly type?: string;
  readonly pattern?: string;
  readonly maxLength?: number;
  readonly minimum?: number;
  readonly maximum?: number;
}

/** Rows of a mapping as its own fields allow them, ordinary ones and the strangest. */
export function rowOf(record: AnyMapping): fc.Arbitrary<AnyRow> {
  const fields = Object.entries(record.fields.shape).map(([field, schema]) => {
    const name = `${record.recordType}.${field}`;
    const form = z.toJSONSchema(schema as z.ZodType, { io: 'input', unrepresentable: 'any' }) as JsonSchema;
    return [field, valueLike(name, form, schema as z.ZodType)] as const;
  });
  return fc.record({ id: fc.uuid(), ...Object.fromEntries(fields) }) as fc.Arbitrary<AnyRow>;
}

function valueLike(name: string, form: JsonSchema, schema: z.ZodType): fc.Arbitrary<FieldValue> {
  if (form.anyOf) return fc.oneof(...form.anyOf.map((each) => valueLike(name, each, schema)));
  if (form.enum) return fc.constantFrom(...form.enum);
  switch (form.type) {
    case 'null':
      return fc.constant(null);
    case 'boolean':
      return fc.boolean();
    case 'integer':
      return whole(form.minimum ?? 0, form.maximum ?? 0);
    case 'string':
      return textOf(name, form, schema);
    default:
      throw new Error(`${name}: no row can be made of ${JSON.stringify(form)}`);
  }
}

function whole(min: number, max: number): fc.Arbitrary<number> {
  const recent = min <= RECENT.min && max >= RECENT.max ? [fc.integer(RECENT)] : [];
  const least = Math.max(min, 0);
  const small = fc.integer({ min: least, max: Math.min(max, least + 20) });
  return fc.oneof(fc.integer({ min, max }), fc.constantFrom(min, max), small, ...recent);
}

function textOf(name: string, form: JsonSchema, schema: z.ZodType): fc.Arbitrary<string> {
  const known = RULED_COLUMNS[name];
  if (known) return known;
  if (form.pattern === undefined) {
    if (!schema.safeParse('a word').success)
      throw new Error(`${name} has a rule of its own: say how it is made`);
    return text(form.maxLength ?? LONG_LINES);
  }
  if (schema.safeParse('2026-03-10').success) return day;
  if (schema.safeParse(HASHES[0]).success)
    return fc.oneof(fc.constantFrom(...HASHES), fc.stringMatching(/^[0-9a-f]{64}$/));
  return fc.stringMatching(new RegExp(form.pattern));
}
