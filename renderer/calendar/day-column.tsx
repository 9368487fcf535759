import { memo, type PointerEvent } from 'react';
import type { CalendarVisit } from '../../shared/calendar/contract.ts';
import { lanesOf } from '../../shared/calendar/lanes.ts';
import { MINUTE, type Span, without } from '../../shared/calendar/spans.ts';
import type { VisitId } from '../../shared/kernel/ids.ts';
import { useFrame } from '../data/session.ts';
import { listName } from '../patients/patient-text.ts';
import { useFormats } from '../strings/use-formats.ts';
import { useStrings } from '../strings/use-strings.ts';
import { type DayScale, topOf } from './day-scale.ts';
import type { Edge } from './use-drag.ts';
import { VisitBox } from './visit-box.tsx';

export interface ColumnBlock extends Span {
  readonly reason: string;
}

interface DayColumnProps {
  /** Its place among the columns, from 1. */
  readonly place: number;
  readonly label: string;
  readonly visits: readonly CalendarVisit[];
  /** Null where nobody said when they work: then no time is shaded. */
  readonly open: readonly Span[] | null;
  readonly blocks: readonly ColumnBlock[];
  readonly scale: DayScale;
  /** Where now is, in pixels; null on another day. */
  readonly nowTop: number | null;
  /** The beginning of the step that the keyboard stands on; null in every other column. */
  readonly cursorAt: number | null;
  readonly openId: VisitId | null;
  readonly pinned: VisitId | null;
  readonly hidesNames: boolean;
  readonly colors: 'status' | 'type';
  readonly onVisit: (visitId: VisitId) => void;
  readonly onGrab: (visit: CalendarVisit, event: PointerEvent, edge: Edge) => void;
}

/**
 * One provider's day. What is drawn changes only with its own visits, so that twenty columns cost no more than one; what its
 * visits say is looked up here, once for all of them.
 */
export const DayColumn = memo(function DayColumn({
  place: column,
  label,
  visits,
  open,
  blocks,
  scale,
  nowTop,
  cursorAt,
  openId,
  pinned,
  hidesNames,
  colors,
  onVisit,
  onGrab,
}: DayColumnProps) {
  const { calendar } = useStrings();
  const formats = useFormats();
  const frame = useFrame().data;
  const types = new Map(frame?.appointmentTypes.map((type) => [type.id, type]));
  const whatOf = ({ starts, typeId }: CalendarVisit): string =>
    `${frame === undefined ? '' : formats.time(starts, frame.zone)} ${types.get(typeId)?.name ?? ''}`;
  const lanes = lanesOf(visits.map(({ starts, minutes }) => ({ starts, ends: starts + minutes * MINUTE })));
  const place = ({ starts, ends }: Span) => ({
    top: topOf(scale, starts),
    height: topOf(scale, ends) - topOf(scale, starts),
  });
  const shut = open === null ? [] : without([scale.day], open);
  return (
    <div className="day-column" role="group" aria-label={label} style={{ gridColumn: column }}>
      {shut.map((span) => (
        <div key={span.starts} className="day-column__shut" style={place(span)} aria-hidden="true" />
      ))}
      {blocks.map((block) => (
        <div key={`${block.starts} ${block.reason}`} className="day-column__block" style={place(block)}>
          {block.reason}
        </div>
      ))}
      {cursorAt === null ? null : (
        <div
          className="day-column__cursor"
          style={place({ starts: cursorAt, ends: cursorAt + scale.step * MINUTE })}
          aria-hidden="true"
        />
      )}
      {nowTop === null ? null : (
        <div className="day-column__now" style={{ top: nowTop }} aria-hidden="true" />
      )}
      {visits.map((visit, index) => {
        const { lane, lanes: count } = lanes[index] ?? { lane: 0, lanes: 1 };
        const { top, height } = place({ starts: visit.starts, ends: visit.starts + visit.minutes * MINUTE });
        return (
          <VisitBox
            // biome-ignore lint/suspicious/noArrayIndexKey: the boxes of one day are those of the next, with other words in them
            key={index}
            visit={visit}
            hidesReason={hidesNames}
            name={hidesNames ? calendar.hiddenName : listName({ ...visit, middle: '' })}
            what={whatOf(visit)}
            top={top}
            height={height}
            lane={lane}
            lanes={count}
            typeColor={colors === 'type' ? (types.get(visit.typeId)?.color ?? 0) : null}
            isOpen={visit.id === openId}
            isPinned={visit.id === pinned}
            onOpen={onVisit}
            onGrab={onGrab}
          />
        );
      })}
    </div>
  );
});
