import { DateTime } from 'luxon';

/**
 * When the visits of a series begin: at the same time by the clock on the wall every so many days, whatever the clocks do in
 * between. `first` in epoch milliseconds is the first of them.
 */
export function seriesStarts(
  first: number,
  everyDays: number,
  count: number,
  zone: string,
): readonly number[] {
  const start = DateTime.fromMillis(first, { zone });
  return Array.from({ length: count }, (_each, index) => start.plus({ days: index * everyDays }).toMillis());
}
