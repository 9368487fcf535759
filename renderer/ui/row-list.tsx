import './row-list.css';
import { useVirtualizer } from '@tanstack/react-virtual';
import { type ReactNode, useEffect, useId, useRef } from 'react';
import { useRowHeight } from './row-height.ts';

/** How many rows before the end more of them are asked for. */
const AHEAD = 20;

interface RowListProps {
  readonly label: string;
  /** The class that lays out the columns, of the head and of every row. */
  readonly columns: string;
  /** The cells of the head; for the eye alone, since a row says what it is. */
  readonly head: ReactNode;
  readonly count: number;
  /** CSS pixels of a row as it is drawn for somebody who has not chosen denser ones. */
  readonly rowHeight: number;
  /** The row with the tab stop. */
  readonly active: number;
  /** Grows whenever a key moved the active row, so that focus follows the key but not the mouse or a new answer. */
  readonly moves: number;
  readonly keyOf: (index: number) => string | number;
  readonly cellsOf: (index: number) => ReactNode;
  /** The row whose panel is open. */
  readonly isOpen: (index: number) => boolean;
  /** False for a row to which focus does not go back when the panel beside the list closes. */
  readonly isHome?: ((index: number) => boolean) | undefined;
  readonly onOpen: (index: number) => void;
  /** What stands behind the last row while there is more, which is asked for before it is reached. */
  readonly more?: { readonly words: string; readonly ask: () => void } | undefined;
}

/** A list of any length beside a panel. Only the rows in view exist; the active row alone is a tab stop. */
export function RowList(props: RowListProps) {
  const { count, active, moves, more } = props;
  const id = useId();
  const scroll = useRef<HTMLDivElement>(null);
  const height = useRowHeight(props.rowHeight);
  const rows = useVirtualizer({
    count: count + (more === undefined ? 0 : 1),
    getScrollElement: () => scroll.current,
    estimateSize: () => height,
    overscan: 8,
  });
  const measure = useRef(rows.measure);
  useEffect(() => {
    if (height > 0) measure.current();
  }, [height]);
  const latest = useRef({ active, rows, more });
  useEffect(() => {
    latest.current = { active, rows, more };
  });
  useEffect(() => {
    if (moves === 0) return;
    latest.current.rows.scrollToIndex(latest.current.active);
    const frame = requestAnimationFrame(() =>
      document.getElementById(`${id}-${latest.current.active}`)?.focus(),
    );
    return () => cancelAnimationFrame(frame);
  }, [moves, id]);
  const items = rows.getVirtualItems();
  const isNearEnd = more !== undefined && (items.at(-1)?.index ?? 0) >= count - AHEAD;
  useEffect(() => {
    if (isNearEnd) latest.current.more?.ask();
  }, [isNearEnd]);
  return (
    <div className="row-list">
      <div className={`row-list__head row-list__cells ${props.columns}`} aria-hidden="true">
        {props.head}
      </div>
      <div ref={scroll} className="row-list__scroll">
        <div
          role="listbox"
          aria-label={props.label}
          style={{ height: rows.getTotalSize(), position: 'relative' }}
        >
          {items.map(({ index, start }) => {
            const style = { height, transform: `translateY(${start}px)` };
            if (index >= count)
              return (
                <div key="more" className="row-list__more muted" style={style} role="presentation">
                  {more?.words}
                </div>
              );
            const isActive = index === active;
            const isHome = isActive && (props.isHome?.(index) ?? true);
            const look = props.isOpen(index) ? 'row-list__row row-list__row--open' : 'row-list__row';
            return (
              // biome-ignore lint/a11y/useKeyWithClickEvents: Enter on the active row is a key of the room
              <div
                key={props.keyOf(index)}
                id={`${id}-${index}`}
                role="option"
                aria-selected={isActive}
                aria-setsize={more === undefined ? count : -1}
                aria-posinset={index + 1}
                tabIndex={isActive ? 0 : -1}
                data-panel-home={isHome ? '' : undefined}
                className={`${look} row-list__cells ${props.columns}`}
                style={style}
                onClick={() => props.onOpen(index)}
              >
                {props.cellsOf(index)}
              </div>
            );
          })}
        </div>
      </div>
    </div>
  );
}
