import type { CalendarVisit } from '../../shared/calendar/contract.ts';
import { MINUTE } from '../../shared/calendar/spans.ts';
import type { VisitId } from '../../shared/kernel/ids.ts';
import type { Cursor } from './calendar-view.ts';
import type { GridColumn } from './columns.ts';
import { instantAt, topOf } from './day-scale.ts';

/** Where the keyboard begins: at the first who works, now where it is today, else when they begin. */
export function firstCursor(columns: readonly GridColumn[], now: number): Cursor {
  const isToday = ({ scale: { day } }: GridColumn): boolean => now >= day.starts && now < day.ends;
  const works = ({ open }: GridColumn): boolean => open !== null && open.length > 0;
  const today = columns.findIndex((column) => isToday(column) && works(column));
  const column = Math.max(0, today >= 0 ? today : columns.findIndex(works));
  const there = columns[column];
  if (there === undefined) return { column, at: now };
  const { day, step } = there.scale;
  const from = isToday(there) ? now : (there.open?.[0]?.starts ?? day.starts + 8 * 60 * MINUTE);
  const length = step * MINUTE;
  return { column, at: day.starts + Math.floor((from - day.starts) / length) * length };
}

/**
 * One place on: other columns sideways at the same height, other steps up and down; never out of the grid. A visit that lies
 * between two rows is a place of its own, or nobody would get to it.
 */
export function steppedCursor(
  { column, at }: Cursor,
  { sideways, steps }: { readonly sideways: number; readonly steps: number },
  columns: readonly GridColumn[],
): Cursor {
  const next = Math.min(Math.max(0, column + sideways), columns.length - 1);
  const [from, to] = [columns[column], columns[next]];
  if (to === undefined) return { column: next, at };
  const { day, step } = to.scale;
  const last = day.ends - step * MINUTE;
  const within = (instant: number): Cursor => ({
    column: next,
    at: Math.min(Math.max(day.starts, instant), last),
  });
  if (steps !== 0) return within(placeAfter(to, at, steps));
  return within(from === undefined || from.day === to.day ? rowOf(to, at) : besideIt(from, to, at));
}

function besideIt(from: GridColumn, to: GridColumn, at: number): number {
  return instantAt(to.scale, topOf(from.scale, at));
}

function rowOf({ scale: { day, step } }: GridColumn, at: number): number {
  const length = step * MINUTE;
  return day.starts + Math.floor((at - day.starts) / length) * length;
}

function placeAfter(there: GridColumn, at: number, steps: number): number {
  const length = there.scale.step * MINUTE;
  const row = rowOf(there, at);
  const isDown = steps > 0;
  const next = isDown || row === at ? row + steps * length : row;
  const between = there.visits
    .filter((visit) => liesBetweenRows(there, visit))
    .map(({ starts }) => starts)
    .filter((starts) => (isDown ? starts > at && starts < next : starts < at && starts > next));
  if (between.length === 0) return next;
  return isDown ? Math.min(...between) : Math.max(...between);
}

function liesBetweenRows(there: GridColumn, { starts, minutes }: CalendarVisit): boolean {
  const row = rowOf(there, starts);
  return row < starts && row + there.scale.step * MINUTE >= starts + minutes * MINUTE;
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

/** Where the keyboard stands on a visit: at its first row, or where it begins between two; null where it is not on the screen. */
export function cursorOn(columns: readonly GridColumn[], visitId: VisitId): Cursor | null {
  const column = columns.findIndex(({ visits }) => visits.some(({ id }) => id === visitId));
  const there = columns[column];
  const visit = there?.visits.find(({ id }) => id === visitId);
  if (there === undefined || visit === undefined) return null;
  const row = rowOf(there, visit.starts);
  const isOnRow = row === visit.starts || liesBetweenRows(there, visit);
  const cursor = { column, at: isOnRow ? visit.starts : row + there.scale.step * MINUTE };
  return visitUnder(columns, cursor)?.id === visitId ? cursor : null;
}
