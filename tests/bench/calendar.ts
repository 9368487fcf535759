// `npm run bench -- calendar`: a practice of 20 providers with 400 visits a day, 2,000 a week and a million in the file.
import { measureBareBigCalendar } from './support/bare-big-calendar.ts';
import { measureEngine } from './support/calendar-engine.ts';
import { measureWindow } from './support/calendar-window.ts';

const VISITS = 1_000_000;
/** A hundredth of the file, with the same day and the same week in it. */
const SMALL = VISITS / 100;

const SEARCHES = 300;

/** What may not be exceeded. */
export const bounds: Readonly<Record<string, number>> = {
  range_ratio_bare: 2,
  find_ratio_naive: 0.1,
  find_mismatches: 0,
  view_ratio_divs: 2,
  drag_long_frames: 0,
};

/** A frame that is held longer than this is seen, in milliseconds. */
const LONG_FRAME = 100;

/** Figures of the engine and of the window; see the table for the sizes. */
export async function run(): Promise<Record<string, number>> {
  const small = await measureEngine(SMALL, 0);
  const large = await measureEngine(VISITS, SEARCHES);
  console.table(
    [small, large].map((each) => ({
      visits: each.visits,
      'on the day': each.onDay,
      'in the week': each.inWeek,
      'range ms': round(median(each.range)),
      'bare ms': round(median(each.bare)),
    })),
  );
  console.log(
    `${large.find.length} searches, ${large.naive.length} of them by the naive scan, too: medians ${round(median(large.findCompared))} and ${round(median(large.naive))} ms; ${large.empty} found nothing in 90 days`,
  );
  const window = await measureWindow();
  const switching = median(window.known) / median(window.plain);
  const dropping = median(window.drop) / median(window.plain);
  console.log(
    `${window.boxes} boxes: switching takes ${round(median(window.known))} ms (${round(median(window.fresh))} ms to a day never shown), a drop ${round(median(window.drop))} ms, the page of plain divs ${round(median(window.plain))} ms; the longest of ${window.frames.length} frames of drags ${round(Math.max(...window.frames))} ms`,
  );
  const bare = await measureBareBigCalendar();
  console.log(
    `react-big-calendar by itself: the next day of twenty columns ${round(median(bare.day))} ms, the next week of 140 columns ${round(median(bare.week))} ms`,
  );
  return {
    range_ratio_bare: round(median(ratios(large.range, large.bare))),
    range_growth: round(median(large.range) / median(small.range)),
    find_ratio_naive: round(median(ratios(large.findCompared, large.naive))),
    find_p99_ms: round(quantile(large.find, 0.99)),
    find_p50_ms: round(median(large.find)),
    find_mismatches: large.mismatches,
    // Both are held to it; the worse one is told.
    view_ratio_divs: round(Math.max(switching, dropping)),
    switch_ratio_divs: round(switching),
    drop_ratio_divs: round(dropping),
    // Reported: how much of the library's own time grid ours takes.
    view_ratio_library: round(median(window.known) / median(bare.day)),
    drag_long_frames: window.frames.filter((frame) => frame > LONG_FRAME).length,
  };
}

/** How much the one takes of the other, pair by pair. */
function ratios(ours: readonly number[], theirs: readonly number[]): readonly number[] {
  return ours.map((value, index) => value / (theirs[index] ?? Number.NaN));
}

function median(values: readonly number[]): number {
  return quantile(values, 0.5);
}

function quantile(values: readonly number[], share: number): number {
  const sorted = values.toSorted((one, two) => one - two);
  return sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))] ?? Number.NaN;
}

function round(value: number): number {
  return Math.round(value * 1_000) / 1_000;
}
