import type { FieldValue, FieldValues } from '../fhir/record-mapping.ts';

/** A status of which one value is nearer to what really happened than another. */
export interface Lattice {
  readonly field: string;
  /** Higher is surer: somebody who was seen is not a no-show. */
  rank(value: FieldValue): number;
}

/** Fields that move together, and on which two sides do not agree. */
export interface Disagreement {
  readonly fields: readonly string[];
  readonly base: FieldValues;
  readonly mine: FieldValues;
  readonly theirs: FieldValues;
  /** Whose values stand in the record until a person decides. */
  readonly stands: 'mine' | 'theirs';
}

export interface Merged {
  /** What to write into the record. */
  readonly patch: FieldValues;
  readonly disagreements: readonly Disagreement[];
}

/** How fields of a kind of record are merged. */
export interface MergeRules {
  /** Fields that move together. */
  readonly units: readonly (readonly string[])[];
  readonly lattice?: Lattice;
  /** Fields that say when something was last done: of two, the later one stands with its unit, and nobody has to decide. */
  readonly latest?: readonly string[];
}

/**
 * Three ways, by units of fields that move together: what both sides agreed on last (`base`), what the record says here,
 * and what the server says. What only one side changed is taken; where both did, the server's stays and ours is kept for a
 * person to decide (sync design 4.9). Of a status, the surer one stays, whoever said it.
 */
export function mergeRecord(
  base: FieldValues,
  mine: FieldValues,
  theirs: FieldValues,
  { units, lattice, latest = [] }: MergeRules,
): Merged {
  const patch: Record<string, FieldValue> = {};
  const disagreements: Disagreement[] = [];
  for (const fields of unitsOf(Object.keys(theirs), units)) {
    if (!differs(fields, mine, theirs) || !differs(fields, base, theirs)) continue;
    if (!differs(fields, base, mine)) {
      for (const field of fields) patch[field] = theirs[field] ?? null;
      continue;
    }
    const stamp = fields.find((field) => latest.includes(field));
    const stands = stamp === undefined ? standing(fields, mine, theirs, lattice) : later(stamp, mine, theirs);
    if (stands === 'theirs') for (const field of fields) patch[field] = theirs[field] ?? null;
    if (stamp !== undefined) continue;
    disagreements.push({
      fields,
      base: only(fields, base),
      mine: only(fields, mine),
      theirs: only(fields, theirs),
      stands,
    });
  }
  return { patch, disagreements };
}

function standing(
  fields: readonly string[],
  mine: FieldValues,
  theirs: FieldValues,
  lattice: Lattice | undefined,
): 'mine' | 'theirs' {
  if (!lattice || !fields.includes(lattice.field)) return 'theirs';
  const rank = (side: FieldValues) => lattice.rank(side[lattice.field] ?? null);
  return rank(mine) > rank(theirs) ? 'mine' : 'theirs';
}

function later(stamp: string, mine: FieldValues, theirs: FieldValues): 'mine' | 'theirs' {
  return Number(mine[stamp] ?? 0) > Number(theirs[stamp] ?? 0) ? 'mine' : 'theirs';
}

/** The units of which the server says anything; a field of none is a unit of its own. */
function unitsOf(
  said: readonly string[],
  units: readonly (readonly string[])[],
): readonly (readonly string[])[] {
  const known = new Set(said);
  const grouped = new Set(units.flat());
  const whole = units
    .map((unit) => unit.filter((field) => known.has(field)))
    .filter((unit) => unit.length > 0);
  return [...whole, ...said.filter((field) => !grouped.has(field)).map((field) => [field])];
}

/** Whether two sides differ in any of these fields; what nobody said is null. */
export function differs(fields: readonly string[], left: FieldValues, right: FieldValues): boolean {
  return fields.some((field) => (left[field] ?? null) !== (right[field] ?? null));
}

/** These fields of a side; what nobody said is null. */
export function only(fields: readonly string[], side: FieldValues): FieldValues {
  return Object.fromEntries(fields.map((field) => [field, side[field] ?? null]));
}
