/** Plain values of a record's fields, as a mapping tells them. */
export type FieldValues = Readonly<Record<string, string | number | boolean | null>>;

export interface FieldMerge {
  /** What to write. */
  readonly patch: Record<string, string | number | boolean | null>;
  /** Fields (or groups of them) that both sides changed; the desk's stay. */
  readonly kept: readonly string[];
}

/**
 * Three ways: what the source said last (`base`), what it says now, and what the record says. Only what the source
 * changed is written, and not where the desk changed it, too. Fields of a group move together: half an old address
 * and half a new one is nobody's. Without a base the record was here before the source spoke of it, and only what is
 * empty is filled.
 */
export function mergeFields(
  record: FieldValues,
  base: FieldValues | undefined,
  next: FieldValues,
  groups: readonly (readonly string[])[] = [],
): FieldMerge {
  const grouped = new Set(groups.flat());
  const units = [...groups, ...Object.keys(next).flatMap((key) => (grouped.has(key) ? [] : [[key]]))];
  const patch: FieldMerge['patch'] = {};
  const kept: string[] = [];
  for (const unit of units) {
    const differs = (left: FieldValues, right: FieldValues) =>
      unit.some((key) => (left[key] ?? null) !== (right[key] ?? null));
    const isFree = base ? !differs(record, base) : unit.every((key) => isEmpty(record[key]));
    const isNews = (base ? differs(next, base) : true) && differs(next, record);
    if (isNews && isFree) for (const key of unit) patch[key] = next[key] ?? null;
    else if (isNews && base) kept.push(unit[0] ?? '');
  }
  return { patch, kept };
}

function isEmpty(value: string | number | boolean | null | undefined): boolean {
  return value === undefined || value === null || value === '' || value === 'unknown';
}
