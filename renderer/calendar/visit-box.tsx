import { memo, type PointerEvent } from 'react';
import type { CalendarVisit } from '../../shared/calendar/contract.ts';
import type { VisitId } from '../../shared/kernel/ids.ts';
import { useStrings } from '../strings/use-strings.ts';
import { typeColors } from './type-colors.ts';
import type { Edge } from './use-drag.ts';

interface VisitBoxProps {
  readonly visit: CalendarVisit;
  readonly name: string;
  /** When it begins, and the kind of visit. */
  readonly what: string;
  /** From the top of its column, in pixels. */
  readonly top: number;
  readonly height: number;
  /** Its place among those beside it. */
  readonly lane: number;
  readonly lanes: number;
  /** Its kind's place in the palette; null where the status says the colour. */
  readonly typeColor: number | null;
  /** On a screen that others see, what somebody wrote about the visit is no more shown than a name. */
  readonly hidesReason: boolean;
  readonly isOpen: boolean;
  readonly isPinned: boolean;
  readonly onOpen: (visitId: VisitId) => void;
  readonly onGrab: (visit: CalendarVisit, event: PointerEvent, edge: Edge) => void;
}

/** Less than this, in pixels, holds one line of text. */
const TWO_LINES = 36;

/**
 * One visit in its column: when, who, what. There are hundreds of them on a screen: a box asks for nothing but words, and is
 * drawn anew only when what it shows is another.
 */
export const VisitBox = memo(function VisitBox({
  visit,
  name,
  what,
  top,
  height,
  lane,
  lanes,
  typeColor,
  hidesReason,
  isOpen,
  isPinned,
  onOpen,
  onGrab,
}: VisitBoxProps) {
  const { calendar, visits } = useStrings();
  const late = visit.lateMinutes === null ? '' : calendar.lateMark(visit.lateMinutes);
  const classes = ['visit-box', `visit-box--${visit.status}`];
  if (typeColor !== null) classes.push('visit-box--typed');
  if (isOpen) classes.push('visit-box--open');
  if (isPinned) classes.push('visit-box--pinned');
  if (height < TWO_LINES) classes.push('visit-box--short');
  return (
    <div
      role="listitem"
      className={classes.join(' ')}
      style={{
        top,
        height: Math.max(height - 2, 18),
        left: `${(lane / lanes) * 100}%`,
        width: `calc(${100 / lanes}% - 3px)`,
        ...(typeColor === null ? {} : typeColors(typeColor)),
      }}
      data-visit={visit.id}
    >
      <button
        type="button"
        className="visit-box__face"
        tabIndex={-1}
        // A label, not more text: nobody sees it, and of every text in sight the place is worked out.
        aria-label={[`${name} ${what}`, visits.status[visit.status], late]
          .filter((part) => part !== '')
          .join(', ')}
        onClick={() => onOpen(visit.id)}
        onPointerDown={(event) => onGrab(visit, event, 'body')}
      >
        <strong className="visit-box__name">{name}</strong>{' '}
        <span className="visit-box__what tabular">{what}</span>
        {late === '' ? null : (
          <span className="visit-box__late tabular" title={calendar.lateFact}>
            {late}
          </span>
        )}
        {visit.overruledReason === null ? null : (
          <span
            className="visit-box__mark"
            title={hidesReason || visit.overruledReason === '' ? undefined : visit.overruledReason}
            aria-hidden="true"
          >
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
