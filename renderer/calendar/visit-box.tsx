import { type CSSProperties, memo, type PointerEvent } from 'react';
import type { CalendarVisit } from '../../shared/calendar/contract.ts';
import type { VisitId } from '../../shared/kernel/ids.ts';
import { useFrame } from '../data/session.ts';
import { listName } from '../patients/patient-text.ts';
import { useFormats } from '../strings/use-formats.ts';
import { useStrings } from '../strings/use-strings.ts';

interface VisitBoxProps {
  readonly visit: CalendarVisit;
  readonly style: CSSProperties;
  readonly isOpen: boolean;
  readonly isPinned: boolean;
  /** True where there is room for one line. */
  readonly isShort: boolean;
  readonly hidesName: boolean;
  readonly onOpen: (visitId: VisitId) => void;
  readonly onGrab: (visit: CalendarVisit, event: PointerEvent, edge: 'body' | 'end') => void;
}

/** One visit in its column: when, who, what. */
export const VisitBox = memo(function VisitBox({
  visit,
  style,
  isOpen,
  isPinned,
  isShort,
  hidesName,
  onOpen,
  onGrab,
}: VisitBoxProps) {
  const { calendar, visits } = useStrings();
  const formats = useFormats();
  const frame = useFrame().data;
  const type = frame?.appointmentTypes.find(({ id }) => id === visit.typeId)?.name ?? '';
  const name = hidesName ? calendar.hiddenName : listName({ ...visit, middle: '' });
  const time = frame === undefined ? '' : formats.time(visit.starts, frame.zone);
  const status = visits.status[visit.status];
  const classes = ['visit-box', `visit-box--${visit.status}`];
  if (isOpen) classes.push('visit-box--open');
  if (isPinned) classes.push('visit-box--pinned');
  if (isShort) classes.push('visit-box--short');
  return (
    <div role="listitem" className={classes.join(' ')} style={style} data-visit={visit.id}>
      <button
        type="button"
        className="visit-box__face"
        tabIndex={-1}
        onClick={() => onOpen(visit.id)}
        onPointerDown={(event) => onGrab(visit, event, 'body')}
      >
        <strong className="visit-box__name">{name}</strong>
        <span className="visit-box__what tabular">
          {time} {type}
        </span>
        <span className="visually-hidden">, {status}</span>
        {visit.lateMinutes === null ? null : (
          <span className="visit-box__late tabular" title={calendar.lateFact}>
            {calendar.lateMark(visit.lateMinutes)}
          </span>
        )}
        {visit.overruledReason === null ? null : (
          <span className="visit-box__mark" title={visit.overruledReason} aria-hidden="true">
            !
          </span>
        )}
      </button>
      <div
        className="visit-box__end"
        onPointerDown={(event) => onGrab(visit, event, 'end')}
        aria-hidden="true"
      />
    </div>
  );
});
