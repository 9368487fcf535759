import fc from 'fast-check';
import { z } from 'zod';
import { type MethodName, registry } from '../../shared/api/index.ts';

interface JsonSchema {
  readonly type?: 'string' | 'number' | 'integer' | 'boolean' | 'array' | 'object' | 'null';
  readonly const?: unknown;
  readonly enum?: readonly unknown[];
  readonly anyOf?: readonly JsonSchema[];
  readonly oneOf?: readonly JsonSchema[];
  readonly items?: JsonSchema;
  readonly properties?: Readonly<Record<string, JsonSchema>>;
  readonly required?: readonly string[];
  readonly pattern?: string;
  readonly minLength?: number;
  readonly maxLength?: number;
  readonly minimum?: number;
  readonly maximum?: number;
  readonly maxItems?: number;
}

/** Inputs of the form that a method's contract asks for, with ids taken from `ids`. */
export function wellFormedInput(name: MethodName, ids: fc.Arbitrary<string>): fc.Arbitrary<unknown> {
  return ofSchema(z.toJSONSchema(registry[name].input, { io: 'input' }) as JsonSchema, ids);
}

/** What a person, a scanner or an attacker may have typed: names of many scripts, quotes, controls, odd Unicode. */
const typedText = fc.oneof(
  fc.string({ unit: 'grapheme' }),
  fc.string({ unit: 'binary' }),
  fc.constantFrom(
    "O'Brien",
    '"; DROP TABLE patient; --',
    '   ',
    '\u0000',
    '\ud800',
    'a\u0000b',
    '☃',
    '../../etc',
    '%s%n',
    'İı',
    'ß',
    '\u202Eabc',
    '9705550148',
    '1001',
  ),
);

function ofSchema(schema: JsonSchema, ids: fc.Arbitrary<string>): fc.Arbitrary<unknown> {
  if (schema.const !== undefined) return fc.constant(schema.const);
  if (schema.enum) return fc.constantFrom(...schema.enum);
  const either = schema.anyOf ?? schema.oneOf;
  if (either) return fc.oneof(...either.map((each) => ofSchema(each, ids)));
  switch (schema.type) {
    case 'string':
      return ofText(schema, ids);
    case 'integer':
      return fc.oneof(
        fc.integer({
          min: Math.max(schema.minimum ?? -1e9, -1e9),
          max: Math.min(schema.maximum ?? 1e9, 1e9),
        }),
        fc.constantFrom(schema.minimum ?? 0, Math.max(1, schema.minimum ?? 0), 3000),
      );
    case 'boolean':
      return fc.boolean();
    case 'null':
      return fc.constant(null);
    case 'array':
      return fc.array(ofSchema(schema.items ?? {}, ids), { maxLength: schema.maxItems ?? 8 });
    case 'object': {
      const fields = Object.entries(schema.properties ?? {}).map(
        ([key, value]) => [key, ofSchema(value, ids)] as const,
      );
      return fc.record(Object.fromEntries(fields), { requiredKeys: [...(schema.required ?? [])] });
    }
    default:
      throw new Error(`the generator does not know this schema: ${JSON.stringify(schema)}`);
  }
}

function ofText(schema: JsonSchema, ids: fc.Arbitrary<string>): fc.Arbitrary<string> {
  if (schema.pattern?.includes('[1-8]')) return ids;
  if (schema.pattern?.includes('\\d{4}-'))
    return fc.constantFrom('1946-07-07', '2019-01-30', '2000-02-29', '1899-12-31', '2026-03-10');
  const { minLength = 0, maxLength = 400 } = schema;
  return fc.oneof(
    { weight: 3, arbitrary: typedText.map((text) => text.slice(0, maxLength).padEnd(minLength, 'x')) },
    {
      weight: 1,
      arbitrary: fc
        .constantFrom('a', 'x@y.z', '(970) 555-0123')
        .map((text) => text.slice(0, maxLength).padEnd(minLength, 'x')),
    },
  );
}

const junkLeaf: fc.Arbitrary<unknown> = fc.oneof(
  fc.constantFrom<unknown>(
    null,
    undefined,
    true,
    0,
    -0,
    -1,
    1.5,
    Number.NaN,
    Number.POSITIVE_INFINITY,
    2 ** 53,
    10n,
    '',
    ' ',
    '__proto__',
    'constructor',
    '2026-02-30',
    '0000-00-00',
    '00000000-0000-0000-0000-000000000000',
    '../x',
    '\u0000',
    '\ud800',
  ),
  fc.string({ unit: 'binary', maxLength: 40 }),
  fc.double(),
  fc.constant(null).map(() => Buffer.from('4711')),
  fc.constant(null).map(() => new Date(0)),
  fc.constant(null).map(() => new Map([['input', new Set([1])]])),
  fc.constant(null).map(() => /x/g),
  fc.constant(null).map(() => new Error('junk')),
  fc.constant(null).map(() => new ArrayBuffer(16)),
  fc.constant(null).map(cyclic),
  fc
    .constant(null)
    .map(
      () =>
        JSON.parse(
          '{"__proto__":{"polluted":true},"constructor":{"prototype":{"polluted":true}}}',
        ) as unknown,
    ),
  fc.constant(null).map(() => Object.create({ inherited: true }) as unknown),
  fc.constant(null).map(() => Array.from({ length: 5_000 }, () => 'x')),
  fc.constant(null).map(() => deep(2_000)),
);

/** Anything that structured cloning can carry across the bridge, and a good deal that it cannot. */
export const junk: fc.Arbitrary<unknown> = fc.oneof(
  { weight: 4, arbitrary: junkLeaf },
  { weight: 1, arbitrary: fc.array(junkLeaf, { maxLength: 4 }) },
  {
    weight: 1,
    arbitrary: fc.dictionary(fc.constantFrom('visitId', 'input', '__proto__', 'toString', 'x'), junkLeaf),
  },
  {
    weight: 2,
    arbitrary: fc.object({
      withNullPrototype: true,
      withBigInt: true,
      withDate: true,
      withMap: true,
      withSparseArray: true,
    }),
  },
);

/** A well-formed input with one place of it spoiled: another value there, a key too many, or a key gone. */
export function spoiledInput(name: MethodName, ids: fc.Arbitrary<string>): fc.Arbitrary<unknown> {
  return fc
    .tuple(wellFormedInput(name, ids), fc.nat(), fc.constantFrom('replace', 'add', 'remove'), junk)
    .map(([input, place, how, value]) => {
      const copy: unknown = structuredClone(input);
      const holders = objectsIn(copy);
      const holder = holders[place % holders.length];
      if (!holder) return value;
      const keys = Object.keys(holder);
      const key = keys[place % Math.max(1, keys.length)];
      if (how === 'add' || key === undefined) holder[place % 2 === 0 ? 'extra' : 'isAdmin'] = value;
      else if (how === 'remove') delete holder[key];
      else holder[key] = value;
      return copy;
    });
}

function objectsIn(value: unknown): Record<string, unknown>[] {
  if (typeof value !== 'object' || value === null) return [];
  return [value as Record<string, unknown>, ...Object.values(value).flatMap(objectsIn)];
}

function cyclic(): unknown {
  const ring: { self?: unknown; input?: unknown } = {};
  ring.self = ring;
  ring.input = ring;
  return ring;
}

function deep(levels: number): unknown {
  return Array.from({ length: levels }).reduce<unknown>((inner) => ({ input: inner }), 'x');
}
