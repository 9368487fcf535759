import { defaultRangeExtractor, useVirtualizer } from '@tanstack/react-virtual';
import { type ReactNode, type RefObject, useEffect, useRef } from 'react';
import type { VisitId } from '../../shared/kernel/ids.ts';
import type { BoardItem } from '../../shared/visits/board.ts';
import type { VisitRow } from '../../shared/visits/contract.ts';
import { useStrings } from '../strings/use-strings.ts';
import { useRowHeight } from '../ui/row-height.ts';

/** Heights in pixels, as today.css draws them; a row with a long warning grows. */
const HEAD = 34;
const ROW = 48;
const NOTICE = 64;
const GROUP = 27;

interface BoardGridProps {
  readonly items: readonly BoardItem[];
  readonly activeId: VisitId | null;
  /** Changes when other visits are asked for; then too the active one comes into sight. */
  readonly filterKey: string;
  readonly onOpen: (visitId: VisitId) => void;
  readonly renderCells: (row: VisitRow) => ReactNode;
  readonly find: ReactNode;
  readonly providerFilter: ReactNode;
  readonly empty: ReactNode;
  readonly gridRef: RefObject<HTMLDivElement | null>;
}

const rowId = (visitId: VisitId): string => `visit-${visitId}`;

/**
 * The board: one grid with the keyboard on it. Only the rows in sight are in the document, so that a hundred visits
 * scroll as smoothly as ten; the active one is named by `aria-activedescendant`.
 */
export function BoardGrid({
  items,
  activeId,
  filterKey,
  onOpen,
  renderCells,
  find,
  providerFilter,
  empty,
  gridRef,
}: BoardGridProps) {
  const { visits } = useStrings();
  const height = useRowHeight(ROW);
  const activeIndex = items.findIndex((item) => item.kind === 'visit' && item.row.id === activeId);
  const rows = useVirtualizer<HTMLDivElement, HTMLDivElement>({
    count: items.length,
    getScrollElement: () => gridRef.current,
    estimateSize: (index) => (items[index]?.kind === 'group' ? GROUP : height),
    getItemKey: (index) => items[index]?.key ?? index,
    // In the pixels of the page, which its text size does not change.
    measureElement: (element) => element.offsetHeight,
    overscan: 10,
    // The active row is always there, in sight or not: the grid names it to screen readers.
    rangeExtractor: (range) => {
      const inSight = defaultRangeExtractor(range);
      if (activeIndex < 0 || inSight.includes(activeIndex)) return inSight;
      return [...inSight, activeIndex].toSorted((left, right) => left - right);
    },
    scrollMargin: HEAD,
    scrollPaddingStart: HEAD + GROUP,
    // A notice with its Undo may lie over the last row in sight: whoever is chosen comes to rest above it.
    scrollPaddingEnd: NOTICE,
    paddingEnd: NOTICE,
  });
  const reveal = useRef((): void => undefined);
  useEffect(() => {
    reveal.current = () => {
      if (activeIndex >= 0) rows.scrollToIndex(activeIndex);
    };
  });
  useEffect(() => {
    // Whoever is chosen comes into sight. A visit that moves to another group does not take the queue along.
    if (activeId !== null && filterKey !== undefined) reveal.current();
  }, [activeId, filterKey]);
  return (
    <div
      ref={gridRef}
      className="board"
      role="grid"
      tabIndex={0}
      aria-label={visits.boardLabel}
      aria-rowcount={items.length + 1}
      aria-activedescendant={activeId !== null && activeIndex >= 0 ? rowId(activeId) : undefined}
    >
      <div className="board__head" role="row" tabIndex={-1} aria-rowindex={1}>
        <span role="columnheader" tabIndex={-1}>
          {visits.columns.time}
        </span>
        <span role="columnheader" tabIndex={-1}>
          {visits.columns.status}
        </span>
        <span role="columnheader" tabIndex={-1} className="board__find-head">
          {visits.columns.patient}
          {find}
        </span>
        <span role="columnheader" tabIndex={-1} className="board__provider">
          {providerFilter}
        </span>
        <span role="columnheader" tabIndex={-1} className="board__before">
          {visits.columns.before}
        </span>
        <span role="columnheader" tabIndex={-1} className="board__due">
          {visits.columns.due}
        </span>
      </div>
      {items.length === 0 ? (
        <div role="row" tabIndex={-1} className="board__empty">
          <div role="gridcell" tabIndex={-1} aria-colspan={6}>
            {empty}
          </div>
        </div>
      ) : (
        <div role="rowgroup" className="board__rows" style={{ height: rows.getTotalSize() }}>
          {rows.getVirtualItems().map((place) => {
            const item = items[place.index];
            if (item === undefined) return null;
            const transform = `translateY(${place.start - HEAD}px)`;
            if (item.kind === 'group')
              return (
                <div
                  key={place.key}
                  role="row"
                  tabIndex={-1}
                  aria-rowindex={place.index + 2}
                  className="board__group"
                  style={{ height: GROUP, transform }}
                >
                  <span role="rowheader" tabIndex={-1} aria-colspan={6}>
                    {visits.groups[item.group]}{' '}
                    <span className="tabular board__group-count">{item.count}</span>
                  </span>
                </div>
              );
            const active = item.row.id === activeId;
            return (
              // biome-ignore lint/a11y/useKeyWithClickEvents: the grid has the keyboard, Enter opens the active row
              <div
                key={place.key}
                ref={rows.measureElement}
                data-index={place.index}
                id={rowId(item.row.id)}
                role="row"
                tabIndex={-1}
                aria-rowindex={place.index + 2}
                aria-selected={active}
                className={active ? 'board__row board__row--active' : 'board__row'}
                style={{ minHeight: height, transform }}
                onClick={() => onOpen(item.row.id)}
              >
                {renderCells(item.row)}
              </div>
            );
          })}
        </div>
      )}
    </div>
  );
}
