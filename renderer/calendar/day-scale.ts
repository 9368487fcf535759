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
  /** Pixels that are left free above the day, so that its hours stand beside those of a longer one. */
  readonly shift: number;
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
  return { day: whole, step, height: pixels(whole.ends - whole.starts, step), shift: 0, hours };
}

/**
 * The scales of days side by side. On the day of a change the clock has 23 or 25 hours: all days end at the same line, so that
 * the hours after a change, in which people work, stand beside the same hours of the other days; before it they are one off.
 */
export function weekScales(days: readonly PlainDate[], zone: string, step: Step): readonly DayScale[] {
  const scales = days.map((day) => dayScale(day, zone, step));
  const longest = Math.max(...scales.map(({ height }) => height));
  return scales.map((scale) => {
    const shift = longest - scale.height;
    return {
      ...scale,
      height: longest,
      shift,
      hours: scale.hours.map(({ at, top }) => ({ at, top: top + shift })),
    };
  });
}

type Placed = Pick<DayScale, 'day' | 'step' | 'shift'>;

/** The distance of an instant from the top of its day, in pixels. */
export function topOf({ day, step, shift }: Placed, instant: number): number {
  return shift + pixels(instant - day.starts, step);
}

/** The instant at a distance from the top, at the beginning of the step it falls into; within the day. */
export function instantAt({ day, step, shift }: Placed, top: number): number {
  const steps = Math.floor((top - shift) / STEP_PIXELS);
  const last = Math.ceil((day.ends - day.starts) / (step * MINUTE)) - 1;
  return day.starts + Math.min(Math.max(0, steps), last) * step * MINUTE;
}

function pixels(milliseconds: number, step: Step): number {
  return (milliseconds / MINUTE / step) * STEP_PIXELS;
}
