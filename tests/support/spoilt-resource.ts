import fc from 'fast-check';
import { isObject, type Unknown } from '../../electron/fhir/reading.ts';

const KEYS = fc.constantFrom(
  ...[
    '__proto__',
    'constructor',
    'toString',
    'valueOf',
    'hasOwnProperty',
    'length',
    'extension',
    'identifier',
  ],
  ...[
    'url',
    'valueString',
    'valueInstant',
    'valueAttachment',
    'reference',
    'coding',
    'code',
    'data',
    'system',
  ],
  ...['value', 'name', 'status', 'telecom', 'period', 'start', 'end', 'content', 'attachment', 'use'],
);
const LONG = 'x'.repeat(10_000_000);
const leaf = fc.oneof(
  { weight: 4, arbitrary: fc.constantFrom(null, true, false, 0, -1, 1e308, 1.5, '', 'urn:anteroom:record') },
  // Whoever makes a text of it throws.
  { weight: 4, arbitrary: fc.constant({ toString: 'x', valueOf: 1 }) },
  { weight: 4, arbitrary: fc.string({ unit: 'binary', maxLength: 30 }) },
  {
    weight: 1,
    arbitrary: fc.constantFrom(
      LONG,
      Array.from({ length: 100_000 }, () => ({})),
    ),
  },
  {
    weight: 3,
    arbitrary: fc.constantFrom(
      '{"__proto__":{"active":1},"active":"yes","patientId":"../x","createdAt":1e400,"text":{}}',
      '{"toString":1}',
      '[]',
      'null',
      '{"kind":"__proto__","priority":-1,"contentHash":"x","birthDate":"2026-02-30"}',
    ),
  },
);

/** Whatever JSON may be, with the keys that break those who do not look. */
export const junk: fc.Arbitrary<unknown> = fc.letrec<{ any: unknown; object: unknown }>((tie) => ({
  any: fc.oneof(
    { maxDepth: 4, withCrossShrink: true },
    leaf,
    fc.array(tie('any'), { maxLength: 4 }),
    tie('object'),
  ),
  // As JSON.parse makes it: an own key of any name.
  object: fc
    .array(fc.tuple(KEYS, tie('any')), { maxLength: 5 })
    .map((entries) => Object.fromEntries(entries)),
})).any;

/** The resource with junk in some of its places, chosen by number. */
export function spoilt(resource: Unknown, spots: readonly (readonly [number, unknown])[]): unknown {
  const copy = structuredClone(resource);
  const holders = holdersIn(copy);
  for (const [spot, value] of spots) {
    const [holder, key] = holders[spot % holders.length] ?? [];
    if (holder && key !== undefined) (holder as Record<string, unknown>)[key] = value;
  }
  return copy;
}

function holdersIn(value: unknown): readonly (readonly [object, string])[] {
  if (!isObject(value) && !Array.isArray(value)) return [];
  return Object.entries(value).flatMap(([key, each]) => [[value, key] as const, ...holdersIn(each)]);
}
