import { memo, type PointerEvent } from 'react';
import type { CalendarVisit } from '../../shared/calendar/contract.ts';
import { lanesOf } from '../../shared/calendar/lanes.ts';
import { MINUTE, type Span, without } from '../../shared/calendar/spans.ts';
import type { VisitId } from '../../shared/kernel/ids.ts';
import { type DayScale, topOf } from './day-scale.ts';
import { VisitBox } from './visit-box.tsx';

export interface ColumnBlock extends Span {
  readonly reason: string;
}

interface DayColumnProps {
  readonly label: string;
  readonly visits: readonly CalendarVisit[];
  /** Null where nobody said when they work: then no time is shaded. */
  readonly open: readonly Span[] | null;
  readonly blocks: readonly ColumnBlock[];
  readonly scale: DayScale;
  /** The beginning of the step that the keyboard stands on; null in every other column. */
  readonly cursorAt: number | null;
  readonly openId: VisitId | null;
  readonly pinned: VisitId | null;
  readonly hidesNames: boolean;
  readonly onVisit: (visitId: VisitId) => void;
  readonly onGrab: (visit: CalendarVisit, event: PointerEvent, edge: 'body' | 'end') => void;
}

/** Less than this, in pixels, holds one line of text. */
const TWO_LINES = 36;

/** One provider's day. What is drawn changes only with its own visits, so that twenty columns cost no more than one. */
export const DayColumn = memo(function DayColumn({
  label,
  visits,
  open,
  blocks,
  scale,
  cursorAt,
  openId,
  pinned,
  hidesNames,
  onVisit,
  onGrab,
}: DayColumnProps) {
  const lanes = lanesOf(visits.map(({ starts, minutes }) => ({ starts, ends: starts + minutes * MINUTE })));
  const place = ({ starts, ends }: Span) => ({
    top: topOf(scale, starts),
    height: topOf(scale, ends) - topOf(scale, starts),
  });
  const shut = open === null ? [] : without([scale.day], open);
  return (
    <div className="day-column" role="list" aria-label={label}>
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
      {visits.map((visit, index) => {
        const { lane, lanes: count } = lanes[index] ?? { lane: 0, lanes: 1 };
        const { top, height } = place({ starts: visit.starts, ends: visit.starts + visit.minutes * MINUTE });
        return (
          <VisitBox
            key={visit.id}
            visit={visit}
            style={{
              top,
              height: Math.max(height - 2, 18),
              left: `${(lane / count) * 100}%`,
              width: `calc(${100 / count}% - 3px)`,
            }}
            isOpen={visit.id === openId}
            isPinned={visit.id === pinned}
            isShort={height < TWO_LINES}
            hidesName={hidesNames}
            onOpen={onVisit}
            onGrab={onGrab}
          />
        );
      })}
    </div>
  );
});
