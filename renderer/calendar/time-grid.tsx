import { type PointerEvent, type RefObject, useCallback, useEffect, useLayoutEffect, useRef } from 'react';
import type { CalendarVisit } from '../../shared/calendar/contract.ts';
import type { VisitId } from '../../shared/kernel/ids.ts';
import { useFrame } from '../data/session.ts';
import { useFormats } from '../strings/use-formats.ts';
import { useStrings } from '../strings/use-strings.ts';
import type { CalendarPanel, Cursor } from './calendar-view.ts';
import { type ColumnBlock, DayColumn } from './day-column.tsx';
import { type DayScale, instantAt, topOf } from './day-scale.ts';
import { type Drop, useDrag } from './use-drag.ts';

export interface GridColumn {
  readonly key: string;
  readonly title: string;
  readonly visits: readonly CalendarVisit[];
  readonly open: readonly { readonly starts: number; readonly ends: number }[] | null;
  readonly blocks: readonly ColumnBlock[];
}

interface TimeGridProps {
  readonly columns: readonly GridColumn[];
  readonly scale: DayScale;
  readonly cursor: Cursor | null;
  readonly now: number;
  readonly panel: CalendarPanel | null;
  readonly pinned: VisitId | null;
  readonly hidesNames: boolean;
  /** What the keyboard stands on, in words. */
  readonly said: string;
  readonly gridRef: RefObject<HTMLDivElement | null>;
  readonly onVisit: (visitId: VisitId) => void;
  readonly onSlot: (column: number, at: number) => void;
  readonly onDrop: (drop: Drop) => void;
}

/** The time grid: a column each, the hours at the left, all of one day long. */
export function TimeGrid({
  columns,
  scale,
  cursor,
  now,
  panel,
  pinned,
  hidesNames,
  said,
  gridRef,
  onVisit,
  onSlot,
  onDrop,
}: TimeGridProps) {
  const { calendar } = useStrings();
  const formats = useFormats();
  const zone = useFrame().data?.zone ?? 'UTC';
  const body = useRef<HTMLDivElement>(null);
  const { grab, isDragged } = useDrag({ body, scale, columns: columns.length, onDrop });
  useScroll(gridRef, scale, columns, cursor);
  const latest = useRef({ onVisit, isDragged });
  useEffect(() => {
    latest.current = { onVisit, isDragged };
  });
  // The same function each time: otherwise every step of the cursor would draw every column anew.
  const open = useCallback((visitId: VisitId) => {
    if (!latest.current.isDragged()) latest.current.onVisit(visitId);
  }, []);
  const press = (event: PointerEvent<HTMLDivElement>): void => {
    if (event.button !== 0 || (event.target as Element).closest('.visit-box')) return;
    const box = event.currentTarget.getBoundingClientRect();
    const column = Math.floor(((event.clientX - box.left) / box.width) * columns.length);
    onSlot(Math.min(Math.max(0, column), columns.length - 1), instantAt(scale, event.clientY - box.top));
  };
  const openId = panel?.kind === 'visit' ? panel.visitId : panel?.kind === 'move' ? panel.visit.id : null;
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
      <div className="time-grid__head" style={{ gridTemplateColumns: template(columns.length) }}>
        <span className="time-grid__corner" />
        {columns.map((column) => (
          <span key={column.key} className="time-grid__title">
            {column.title}
          </span>
        ))}
      </div>
      <div className="time-grid__days" style={{ height: scale.height }}>
        <div className="time-grid__hours" aria-hidden="true">
          {scale.hours.map(({ at, top }) => (
            <span key={at} className="time-grid__hour tabular" style={{ top }}>
              {formats.time(at, zone)}
            </span>
          ))}
        </div>
        <div
          className="time-grid__columns"
          ref={body}
          style={{ gridTemplateColumns: `repeat(${columns.length}, minmax(120px, 1fr))` }}
          onPointerDown={press}
        >
          {columns.map((column, index) => (
            <DayColumn
              key={column.key}
              label={column.title}
              visits={column.visits}
              open={column.open}
              blocks={column.blocks}
              scale={scale}
              cursorAt={cursor?.column === index ? cursor.at : null}
              openId={openId}
              pinned={pinned}
              hidesNames={hidesNames}
              onVisit={open}
              onGrab={grab}
            />
          ))}
          {now >= scale.day.starts && now < scale.day.ends ? (
            <div className="time-grid__now" style={{ top: topOf(scale, now) }} aria-hidden="true" />
          ) : null}
        </div>
      </div>
    </div>
  );
}

function template(columns: number): string {
  return `64px repeat(${columns}, minmax(120px, 1fr))`;
}

/** Begins at the first hour that anybody works, and follows the cursor. */
function useScroll(
  grid: RefObject<HTMLDivElement | null>,
  scale: DayScale,
  columns: readonly GridColumn[],
  cursor: Cursor | null,
): void {
  const first = Math.min(
    ...columns.flatMap(({ open, visits }) => [
      ...(open ?? []).map(({ starts }) => starts),
      ...visits.map(({ starts }) => starts),
    ]),
  );
  const from = Number.isFinite(first) ? first : scale.day.starts + 8 * 3_600_000;
  const top = useRef(0);
  top.current = topOf(scale, from);
  const { day, step } = scale;
  // biome-ignore lint/correctness/useExhaustiveDependencies: only another day or another zoom begins anew
  useLayoutEffect(() => {
    grid.current?.scrollTo({ top: Math.max(0, top.current - 12) });
  }, [grid, day.starts, step]);
  const cursorTop = cursor === null ? null : topOf(scale, cursor.at);
  useLayoutEffect(() => {
    const element = grid.current;
    if (element === null || cursorTop === null) return;
    const seen = element.clientHeight - HEAD;
    if (cursorTop < element.scrollTop) element.scrollTop = cursorTop;
    else if (cursorTop + ROOM > element.scrollTop + seen) element.scrollTop = cursorTop + ROOM - seen;
  }, [grid, cursorTop]);
}

/** The row of titles over the days, and what stays in sight beneath the cursor; in pixels. */
const HEAD = 40;
const ROOM = 60;
