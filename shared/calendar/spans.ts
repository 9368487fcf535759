/** A stretch of time in epoch milliseconds; `ends` is not part of it any more. */
export interface Span {
  readonly starts: number;
  readonly ends: number;
}

export const MINUTE = 60_000;

/** Whether the two share any time; two that only touch do not. */
export function overlap(one: Span, two: Span): boolean {
  return one.starts < two.ends && two.starts < one.ends;
}

/** Whether one of the spans, or several that touch or overlap each other, hold the whole of `wanted`. */
export function covers(spans: readonly Span[], wanted: Span): boolean {
  let reached = wanted.starts;
  for (const span of merged(spans)) {
    if (span.starts > reached) return false;
    if (span.ends > reached) reached = span.ends;
    if (reached >= wanted.ends) return true;
  }
  return reached >= wanted.ends;
}

/** The same time as spans in order that neither touch nor overlap; empty ones are left out. */
export function merged(spans: readonly Span[]): readonly Span[] {
  const result: { starts: number; ends: number }[] = [];
  for (const { starts, ends } of spans.toSorted((one, two) => one.starts - two.starts)) {
    if (ends <= starts) continue;
    const last = result.at(-1);
    if (last !== undefined && starts <= last.ends) last.ends = Math.max(last.ends, ends);
    else result.push({ starts, ends });
  }
  return result;
}

/** The time of `spans` that is in none of `taken`, in order. */
export function without(spans: readonly Span[], taken: readonly Span[]): readonly Span[] {
  const cuts = merged(taken);
  return merged(spans).flatMap((span) => {
    const left: Span[] = [];
    let from = span.starts;
    for (const cut of cuts) {
      if (cut.ends <= from) continue;
      if (cut.starts >= span.ends) break;
      if (cut.starts > from) left.push({ starts: from, ends: cut.starts });
      from = Math.max(from, cut.ends);
    }
    if (from < span.ends) left.push({ starts: from, ends: span.ends });
    return left;
  });
}

/** The time that is in both. */
export function common(one: readonly Span[], two: readonly Span[]): readonly Span[] {
  const right = merged(two);
  return merged(one).flatMap((span) =>
    right
      .filter((other) => overlap(span, other))
      .map((other) => ({
        starts: Math.max(span.starts, other.starts),
        ends: Math.min(span.ends, other.ends),
      })),
  );
}
