import { useVirtualizer } from '@tanstack/react-virtual';
import { useEffect, useId, useRef } from 'react';
import type { AuditRow } from '../../shared/audit/contract.ts';
import { useFormats } from '../strings/use-formats.ts';
import { useStrings } from '../strings/use-strings.ts';
import { Pill } from '../ui/controls.tsx';
import { sentenceOf } from './audit-words.ts';

/** The height of one row, in CSS pixels. */
const ROW = 40;
/** How many rows before the end the next page is asked for. */
const AHEAD = 20;

interface AuditListProps {
  readonly rows: readonly AuditRow[];
  readonly zone: string;
  readonly active: number;
  /** Grows whenever a key moved the active row, so that focus follows the key but not the mouse or a new answer. */
  readonly moves: number;
  /** The row whose panel is open. */
  readonly open: number | null;
  readonly hasMore: boolean;
  readonly onMore: () => void;
  readonly onOpen: (index: number) => void;
}

/** The rows of the audit. Only those in view exist; the active one alone is a tab stop. */
export function AuditList({ rows, zone, active, moves, open, hasMore, onMore, onOpen }: AuditListProps) {
  const strings = useStrings().audit;
  const id = useId();
  const scroll = useRef<HTMLDivElement>(null);
  const shown = useVirtualizer({
    count: rows.length + (hasMore ? 1 : 0),
    getScrollElement: () => scroll.current,
    estimateSize: () => ROW,
    overscan: 10,
  });
  const items = shown.getVirtualItems();
  const last = items.at(-1)?.index ?? 0;
  const latest = useRef({ active, shown, onMore });
  useEffect(() => {
    latest.current = { active, shown, onMore };
  });
  useEffect(() => {
    if (moves === 0) return;
    latest.current.shown.scrollToIndex(latest.current.active);
    const frame = requestAnimationFrame(() =>
      document.getElementById(`${id}-${latest.current.active}`)?.focus(),
    );
    return () => cancelAnimationFrame(frame);
  }, [moves, id]);
  const isNearEnd = hasMore && last >= rows.length - AHEAD;
  useEffect(() => {
    if (isNearEnd) latest.current.onMore();
  }, [isNearEnd]);
  return (
    <div className="audit-list">
      <div className="audit-list__head audit-row" aria-hidden="true">
        <span>{strings.columns.when}</span>
        <span>{strings.columns.who}</span>
        <span>{strings.columns.what}</span>
      </div>
      <div ref={scroll} className="audit-list__scroll">
        <div
          role="listbox"
          aria-label={strings.list}
          style={{ height: shown.getTotalSize(), position: 'relative' }}
        >
          {items.map((item) => {
            const row = rows[item.index];
            const style = { height: ROW, transform: `translateY(${item.start}px)` };
            if (row === undefined)
              return (
                <div key="more" className="audit-list__more muted" style={style} role="presentation">
                  {strings.older}
                </div>
              );
            return (
              // biome-ignore lint/a11y/useKeyWithClickEvents: Enter on the active row is a key of the room
              <div
                key={row.sequence}
                id={`${id}-${item.index}`}
                role="option"
                aria-selected={item.index === active}
                aria-posinset={item.index + 1}
                aria-setsize={hasMore ? -1 : rows.length}
                tabIndex={item.index === active ? 0 : -1}
                data-panel-home={item.index === active ? '' : undefined}
                className={`audit-row audit-row--entry${row.sequence === open ? ' audit-row--open' : ''}`}
                style={style}
                onClick={() => onOpen(item.index)}
              >
                <Cells row={row} zone={zone} />
              </div>
            );
          })}
        </div>
      </div>
    </div>
  );
}

function Cells({ row, zone }: { readonly row: AuditRow; readonly zone: string }) {
  const { audit: strings } = useStrings();
  const formats = useFormats();
  return (
    <>
      <span className="tabular muted">{formats.dateTime(row.at, zone)}</span>
      <span>{row.staffName === '' ? strings.nobody : row.staffName}</span>
      <span className={row.kind === 'refused' ? 'audit-row__refused' : undefined}>
        {row.via === null ? null : (
          <>
            <Pill tone="info">{strings.cli}</Pill>{' '}
          </>
        )}
        {sentenceOf(row, strings, formats)}
      </span>
    </>
  );
}
