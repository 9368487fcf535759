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
/** So far from its lower edge, in pixels, is the end of a visit taken hold of; the pointer tells it in time-grid.css. */
const END = 5;

/**
 * One visit in its column: when, who, what. There are hundreds of them on a screen: a box asks for nothing but words, is made
 * of as few elements as can be, and is drawn anew only when what it shows is another. Its keys are the grid's.
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
  const classes = ['visit-box', 'tabular', `visit-box--${visit.status}`];
  if (typeColor !== null) classes.push('visit-box--typed');
  if (isOpen) classes.push('visit-box--open');
  if (isPinned) classes.push('visit-box--pinned');
  return (
    // No <button>: that lays a box of its own round its words, and there are hundreds of them.
    // biome-ignore lint/a11y/useKeyWithClickEvents: the keyboard stands in the grid, whose Enter opens the visit under its cursor
    <div
      role="button"
      tabIndex={-1}
      className={classes.join(' ')}
      style={{
        top,
        height: Math.max(height - 2, 18),
        left: `${(lane / lanes) * 100}%`,
        width: `calc(${100 / lanes}% - 3px)`,
        ...(typeColor === null ? {} : typeColors(typeColor)),
      }}
      data-visit={visit.id}
      // A label, not more text: nobody sees it, and of every text in sight the place is worked out.
      aria-label={[`${name} ${what}`, visits.status[visit.status], late]
        .filter((part) => part !== '')
        .join(', ')}
      onClick={() => onOpen(visit.id)}
      onPointerDown={(event) => onGrab(visit, event, edgeAt(event))}
    >
      <strong>{name}</strong>
      {`${height < TWO_LINES ? '  ' : '\n'}${what}`}
      {late === '' ? null : (
        <span className="visit-box__late" title={calendar.lateFact}>
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
    </div>
  );
});

/** The end of a box is its last pixels. No element lies there: it would have to be placed for every visit of the day. */
function edgeAt({ currentTarget, clientY }: PointerEvent): Edge {
  return currentTarget.getBoundingClientRect().bottom - clientY <= END ? 'end' : 'body';
}
