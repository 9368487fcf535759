import { wholeDay } from '../../shared/calendar/open-hours.ts';
import { MINUTE, type Span } from '../../shared/calendar/spans.ts';
import { instantOf, type PlainDate } from '../../shared/kernel/time.ts';

/** Pixels of one step of the grid, whatever its length. */
export const STEP_PIXELS = 22;
/** How long one step of the grid may be, in minutes. */
export const STEPS = [5, 10, 15, 20, 30, 60] as const;
export type Step = (typeof STEPS)[number];

/** How a day lies on the screen: from its first midnight to its second, 23, 24 or 25 hours of pixels. */
export interface DayScale {
  readonly day: Span;
  readonly step: Step;
  readonly height: number;
  /** Where each full hour of the clock begins; on the day of a change one is missing or comes twice. */
  readonly hours: readonly { readonly at: number; readonly top: number }[];
}

/** The scale of a day in the practice's zone. */
export function dayScale(day: PlainDate, zone: string, step: Step): DayScale {
  const whole = wholeDay(day, zone);
  const hours: { at: number; top: number }[] = [];
  const first = instantOf(day, 0, 0, zone);
  for (let at: number = first; at < whole.ends; at += 60 * MINUTE)
    hours.push({ at, top: pixels(at - first, step) });
  return { day: whole, step, height: pixels(whole.ends - whole.starts, step), hours };
}

/** The distance of an instant from the top of its day, in pixels. */
export function topOf({ day, step }: Pick<DayScale, 'day' | 'step'>, instant: number): number {
  return pixels(instant - day.starts, step);
}

/** The instant at a distance from the top, at the beginning of the step it falls into; within the day. */
export function instantAt({ day, step }: Pick<DayScale, 'day' | 'step'>, top: number): number {
  const steps = Math.floor(top / STEP_PIXELS);
  const last = Math.ceil((day.ends - day.starts) / (step * MINUTE)) - 1;
  return day.starts + Math.min(Math.max(0, steps), last) * step * MINUTE;
}

function pixels(milliseconds: number, step: Step): number {
  return (milliseconds / MINUTE / step) * STEP_PIXELS;
}
