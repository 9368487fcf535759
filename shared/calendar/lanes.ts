import type { Span } from './spans.ts';

/** Where something stands beside what it overlaps: its lane, and how many lanes its group has. */
export interface Lane {
  readonly lane: number;
  readonly lanes: number;
}

/**
 * Puts what overlaps side by side, each in the first lane that is free, and gives everything that hangs together as many lanes
 * as it needs; the answer is in the order of `items`.
 */
export function lanesOf(items: readonly Span[]): readonly Lane[] {
  const order = items
    .map((item, index) => ({ item, index }))
    .toSorted((one, two) => one.item.starts - two.item.starts || two.item.ends - one.item.ends);
  const placed = new Array<{ lane: number; lanes: number }>(items.length);
  let group: number[] = [];
  let groupEnds = Number.NEGATIVE_INFINITY;
  let ends: number[] = [];
  const close = (): void => {
    for (const index of group) {
      const place = placed[index];
      if (place !== undefined) place.lanes = ends.length;
    }
    group = [];
    ends = [];
  };
  for (const { item, index } of order) {
    if (item.starts >= groupEnds) close();
    const free = ends.findIndex((end) => end <= item.starts);
    const lane = free < 0 ? ends.length : free;
    ends[lane] = item.ends;
    group.push(index);
    groupEnds = Math.max(groupEnds, item.ends);
    placed[index] = { lane, lanes: 1 };
  }
  close();
  return placed;
}
