import type { CalendarVisit } from '../../shared/calendar/contract.ts';
import { MINUTE } from '../../shared/calendar/spans.ts';
import type { Cursor } from './calendar-view.ts';
import type { DayScale } from './day-scale.ts';
import type { GridColumn } from './time-grid.tsx';

type Placed = Pick<DayScale, 'day' | 'step'>;

/** Where the keyboard begins: at the first who works, now where it is today, else when they begin. */
export function firstCursor(columns: readonly GridColumn[], { day, step }: Placed, now: number): Cursor {
  const column = Math.max(
    0,
    columns.findIndex(({ open }) => open !== null && open.length > 0),
  );
  const isToday = now >= day.starts && now < day.ends;
  const from = isToday ? now : (columns[column]?.open?.[0]?.starts ?? day.starts + 8 * 60 * MINUTE);
  const length = step * MINUTE;
  return { column, at: day.starts + Math.floor((from - day.starts) / length) * length };
}

/** One place on: other columns sideways, other steps up and down; never out of the grid. */
export function steppedCursor(
  { column, at }: Cursor,
  { sideways, steps }: { readonly sideways: number; readonly steps: number },
  { day, step }: Placed,
  columns: number,
): Cursor {
  const length = step * MINUTE;
  return {
    column: Math.min(Math.max(0, column + sideways), columns - 1),
    at: Math.min(Math.max(day.starts, at + steps * length), day.ends - length),
  };
}

/** What stands where the keyboard is, the one that began last. */
export function visitUnder(
  columns: readonly GridColumn[],
  { column, at }: Cursor,
): CalendarVisit | undefined {
  return (columns[column]?.visits ?? [])
    .filter(({ starts, minutes }) => starts <= at && at < starts + minutes * MINUTE)
    .at(-1);
}
