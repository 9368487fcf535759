import './time-grid.css';
import { type PointerEvent, type RefObject, useCallback, useEffect, useLayoutEffect, useRef } from 'react';
import type { VisitId } from '../../shared/kernel/ids.ts';
import { useFrame } from '../data/session.ts';
import { useFormats } from '../strings/use-formats.ts';
import { useStrings } from '../strings/use-strings.ts';
import type { CalendarPanel, Cursor } from './calendar-view.ts';
import type { GridColumn } from './columns.ts';
import { DayColumn } from './day-column.tsx';
import { type DayScale, instantAt, topOf } from './day-scale.ts';
import { type Drop, type LiveWords, useDrag } from './use-drag.ts';
import { useVisibleColumns } from './use-visible-columns.ts';

interface TimeGridProps {
  readonly columns: readonly GridColumn[];
  /** What stands over several columns of a day in a week; null where all are of one day. */
  readonly dayTitles: readonly string[] | null;
  readonly cursor: Cursor | null;
  readonly now: number;
  readonly panel: CalendarPanel | null;
  readonly pinned: VisitId | null;
  readonly hidesNames: boolean;
  readonly colors: 'status' | 'type';
  /** True for a past minute: nothing is booked or moved there. */
  readonly isPast: boolean;
  /** What the keyboard stands on, in words. */
  readonly said: string;
  readonly live: LiveWords;
  readonly gridRef: RefObject<HTMLDivElement | null>;
  readonly onVisit: (visitId: VisitId) => void;
  readonly onSlot: (column: number, at: number) => void;
  readonly onDrop: (drop: Drop) => Promise<unknown>;
}

/** The time grid: the hours at the left, beside them a column for each day of each provider or room. */
export function TimeGrid(props: TimeGridProps) {
  const { columns, dayTitles, cursor, now, panel, said, gridRef } = props;
  const { calendar } = useStrings();
  const formats = useFormats();
  const zone = useFrame().data?.zone ?? 'UTC';
  const body = useRef<HTMLDivElement>(null);
  const { onDrop, live, isPast } = props;
  const { grab, isDragged } = useDrag({ body, columns, live, isPast, onDrop });
  useScroll(gridRef, columns, cursor);
  const visible = useVisibleColumns(gridRef, body, columns.length);
  const { onVisit } = props;
  const latest = useRef({ onVisit, isDragged });
  useEffect(() => {
    latest.current = { onVisit, isDragged };
  });
  // The same functions each time: otherwise every step of the cursor would draw every column anew.
  const open = useCallback((visitId: VisitId) => {
    if (!latest.current.isDragged()) latest.current.onVisit(visitId);
  }, []);
  const press = (event: PointerEvent<HTMLDivElement>): void => {
    if (event.button !== 0 || (event.target as Element).closest('.visit-box')) return;
    const box = event.currentTarget.getBoundingClientRect();
    const pointed = Math.floor(((event.clientX - box.left) / box.width) * columns.length);
    const column = Math.min(Math.max(0, pointed), columns.length - 1);
    const there = columns[column];
    if (there !== undefined) props.onSlot(column, instantAt(there.scale, event.clientY - box.top));
  };
  const openId = panel?.kind === 'visit' ? panel.visitId : panel?.kind === 'move' ? panel.visit.id : null;
  // Days of other lengths end at the same line: the hours are told by the longest of them.
  const axis = columns.reduce<DayScale | undefined>(
    (longest, { scale }) =>
      longest === undefined || scale.hours.length > longest.hours.length ? scale : longest,
    undefined,
  );
  const today = columns.find(({ scale }) => isWithin(scale, now));
  return (
    <div
      className="time-grid"
      ref={gridRef}
      // biome-ignore lint/a11y/noNoninteractiveTabindex: the grid has the keyboard and moves a cursor of its own
      tabIndex={0}
      role="group"
      aria-label={calendar.grid}
      data-panel-home=""
    >
      <p className="visually-hidden" aria-live="polite">
        {said}
      </p>
      <GridHead columns={columns} dayTitles={dayTitles} />
      <div className="time-grid__days" style={{ height: axis?.height }}>
        <div className="time-grid__hours" aria-hidden="true">
          {axis?.hours.map(({ at, top }) => (
            <span key={at} className="time-grid__hour tabular" style={{ top }}>
              {formats.time(at, zone)}
            </span>
          ))}
          {today === undefined ? null : (
            <span className="time-grid__now tabular" style={{ top: topOf(today.scale, now) }}>
              {formats.time(now, zone)}
            </span>
          )}
        </div>
        <div
          className="time-grid__columns"
          ref={body}
          style={{ gridTemplateColumns: `repeat(${columns.length}, minmax(${NARROWEST}px, 1fr))` }}
          onPointerDown={press}
        >
          {columns.map((column, index) =>
            index < visible.first || index > visible.last ? null : (
              <DayColumn
                // biome-ignore lint/suspicious/noArrayIndexKey: the columns of one day are those of the next, with other visits in them
                key={index}
                place={index + 1}
                label={dayTitles === null ? column.title : `${formats.dayLong(column.day)}, ${column.title}`}
                visits={column.visits}
                open={column.open}
                blocks={column.blocks}
                scale={column.scale}
                nowTop={isWithin(column.scale, now) ? topOf(column.scale, now) : null}
                cursorAt={cursor?.column === index ? cursor.at : null}
                openId={openId}
                pinned={props.pinned}
                hidesNames={props.hidesNames}
                colors={props.colors}
                onVisit={open}
                onGrab={grab}
              />
            ),
          )}
        </div>
      </div>
    </div>
  );
}

/** The row of names over the columns; in a week the days stand over them. */
function GridHead({ columns, dayTitles }: Pick<TimeGridProps, 'columns' | 'dayTitles'>) {
  const perDay = dayTitles === null ? columns.length : columns.length / dayTitles.length;
  return (
    <div
      className="time-grid__head"
      style={{ gridTemplateColumns: `64px repeat(${columns.length}, minmax(${NARROWEST}px, 1fr))` }}
    >
      <span className="time-grid__corner" />
      {dayTitles?.map((title) => (
        <span key={title} className="time-grid__title" style={{ gridColumn: `span ${perDay}` }}>
          {title}
        </span>
      ))}
      {dayTitles !== null && perDay === 1 ? null : (
        <>
          {dayTitles === null ? null : <span className="time-grid__corner" />}
          {columns.map((column) => (
            <span
              key={column.key}
              className={dayTitles === null ? 'time-grid__title' : 'time-grid__title time-grid__title--small'}
            >
              {column.title}
            </span>
          ))}
        </>
      )}
    </div>
  );
}

function isWithin({ day }: DayScale, now: number): boolean {
  return now >= day.starts && now < day.ends;
}

/** Begins at the first hour that anybody works, and follows the cursor. */
function useScroll(
  grid: RefObject<HTMLDivElement | null>,
  columns: readonly GridColumn[],
  cursor: Cursor | null,
): void {
  const tops = columns.flatMap(({ open, visits, scale }) =>
    [...(open ?? []), ...visits].map(({ starts }) => topOf(scale, starts)),
  );
  const top = useRef(0);
  const [first] = columns;
  const eight = first === undefined ? 0 : topOf(first.scale, first.scale.day.starts + 8 * 3_600_000);
  top.current = tops.length > 0 ? Math.min(...tops) : eight;
  const step = first?.scale.step;
  const from = first?.scale.day.starts;
  // biome-ignore lint/correctness/useExhaustiveDependencies: only another day or another zoom begins anew
  useLayoutEffect(() => {
    grid.current?.scrollTo({ top: Math.max(0, top.current - 12) });
  }, [grid, from, step]);
  const at = cursor === null ? undefined : columns[cursor.column];
  const cursorTop = cursor === null || at === undefined ? null : topOf(at.scale, cursor.at);
  const column = cursor?.column ?? null;
  const count = columns.length;
  useLayoutEffect(() => {
    const element = grid.current;
    if (element === null || cursorTop === null || column === null) return;
    const seen = element.clientHeight - HEAD;
    if (cursorTop < element.scrollTop) element.scrollTop = cursorTop;
    else if (cursorTop + ROOM > element.scrollTop + seen) element.scrollTop = cursorTop + ROOM - seen;
    const width = (element.scrollWidth - AXIS) / count;
    const [left, right] = [column * width, (column + 1) * width + AXIS];
    if (left < element.scrollLeft) element.scrollLeft = left;
    else if (right > element.scrollLeft + element.clientWidth)
      element.scrollLeft = right - element.clientWidth;
  }, [grid, cursorTop, column, count]);
}

/** The row of titles over the days, and what stays in sight beneath the cursor; in pixels. */
const HEAD = 40;
const ROOM = 60;
/** The width of the hours, and of the narrowest column; in pixels. */
const AXIS = 64;
const NARROWEST = 120;
