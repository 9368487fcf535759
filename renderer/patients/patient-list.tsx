import './patients.css';
import { useVirtualizer } from '@tanstack/react-virtual';
import { useEffect, useId, useRef } from 'react';
import type { PatientId } from '../../shared/kernel/ids.ts';
import type { PlainDate } from '../../shared/kernel/time.ts';
import type { PatientMatch } from '../../shared/patients/contract.ts';
import { useFormats } from '../strings/use-formats.ts';
import { useStrings } from '../strings/use-strings.ts';
import { Pill } from '../ui/controls.tsx';
import { useRowHeight } from '../ui/row-height.ts';
import { formatPhone, listName } from './patient-text.ts';
import { PersonMarks } from './person-marks.tsx';

/** The height of one row, in CSS pixels. */
const ROW = 46;

interface PatientListProps {
  readonly matches: readonly PatientMatch[];
  readonly today: PlainDate;
  readonly active: number;
  /** Grows whenever a key moved the active row, so that focus follows the key but not the mouse or a new answer. */
  readonly moves: number;
  readonly open: PatientId | null;
  readonly onOpen: (index: number) => void;
}

/** The people found. Only the rows in view exist; the active row alone is a tab stop. */
export function PatientList({ matches, today, active, moves, open, onOpen }: PatientListProps) {
  const strings = useStrings().patients;
  const id = useId();
  const scroll = useRef<HTMLDivElement>(null);
  const height = useRowHeight(ROW);
  const rows = useVirtualizer({
    count: matches.length,
    getScrollElement: () => scroll.current,
    estimateSize: () => height,
    overscan: 8,
  });
  const measure = useRef(rows.measure);
  useEffect(() => {
    if (height > 0) measure.current();
  }, [height]);
  const latest = useRef({ active, rows });
  useEffect(() => {
    latest.current = { active, rows };
  });
  useEffect(() => {
    if (moves === 0) return;
    latest.current.rows.scrollToIndex(latest.current.active);
    const frame = requestAnimationFrame(() =>
      document.getElementById(`${id}-${latest.current.active}`)?.focus(),
    );
    return () => cancelAnimationFrame(frame);
  }, [moves, id]);
  // Where somebody else is open beside the list, as one just registered, the row is not where the work is.
  const isHome = (id: PatientMatch['id']): boolean => open === null || open === id;
  return (
    <div className="patient-list">
      <div className="patient-list__head patient-row" aria-hidden="true">
        <span>{strings.columns.patient}</span>
        <span>{strings.columns.birth}</span>
        <span>{strings.columns.phone}</span>
        <span>{strings.columns.mrn}</span>
        <span>{strings.columns.matched}</span>
      </div>
      <div ref={scroll} className="patient-list__scroll">
        <div
          role="listbox"
          aria-label={strings.list}
          style={{ height: rows.getTotalSize(), position: 'relative' }}
        >
          {rows.getVirtualItems().map((item) => {
            const match = matches[item.index];
            if (match === undefined) return null;
            return (
              // biome-ignore lint/a11y/useKeyWithClickEvents: Enter on the active row is a key of the room
              <div
                key={match.id}
                id={`${id}-${item.index}`}
                role="option"
                aria-selected={item.index === active}
                aria-setsize={matches.length}
                aria-posinset={item.index + 1}
                tabIndex={item.index === active ? 0 : -1}
                data-panel-home={isHome(match.id) && item.index === active ? '' : undefined}
                className={`patient-row patient-row--match${match.id === open ? ' patient-row--open' : ''}`}
                style={{
                  position: 'absolute',
                  top: 0,
                  left: 0,
                  right: 0,
                  height,
                  transform: `translateY(${item.start}px)`,
                }}
                onClick={() => onOpen(item.index)}
              >
                <PatientCells match={match} today={today} />
              </div>
            );
          })}
        </div>
      </div>
    </div>
  );
}

function PatientCells({ match, today }: { readonly match: PatientMatch; readonly today: PlainDate }) {
  const strings = useStrings().patients;
  const formats = useFormats();
  const isMatched = (field: PatientMatch['matched'][number]): string =>
    match.matched.includes(field) ? ' patient-row__hit' : '';
  return (
    <>
      <span className="patient-row__name">
        {listName(match)}
        {match.preferredName === '' ? null : <span className="muted small"> “{match.preferredName}”</span>}
        {match.provisional ? <Pill tone="warn">{strings.provisional}</Pill> : null}
        <PersonMarks person={match} />
      </span>
      <span className="tabular">
        <span className={isMatched('birthDate')}>{formats.date(match.birthDate)}</span>
        <span className="muted">
          {' '}
          · {formats.age(match.birthDate, today)} {strings.sexLetters[match.sex]}
        </span>
      </span>
      <span className={`tabular${isMatched('phone')}`}>
        {match.phone === '' ? '—' : formatPhone(match.phone)}
      </span>
      <span className={`tabular${isMatched('mrn')}`}>{match.mrn}</span>
      <span className="muted small">
        {match.matched
          .map((field) =>
            field === 'memberId' && match.memberId !== null
              ? strings.memberId(match.memberId)
              : strings.matched[field],
          )
          .join(', ')}
      </span>
    </>
  );
}
