import type { OutputOf } from '../../shared/api/index.ts';
import type { CalendarVisit } from '../../shared/calendar/contract.ts';
import type { VisitId } from '../../shared/kernel/ids.ts';
import type { PlainDate } from '../../shared/kernel/time.ts';
import { useDraft } from '../data/desk-store.ts';
import { type BookingDraft, EMPTY_BOOKING } from './booking-draft.ts';
import { BookingPanel } from './booking-panel.tsx';
import type { CalendarPanel, CalendarView } from './calendar-view.ts';
import { FindPanel } from './find-panel.tsx';
import { MovePanel } from './move-panel.tsx';
import { VisitCard } from './visit-card.tsx';

interface CalendarSideProps {
  readonly panel: CalendarPanel;
  readonly frame: OutputOf<'practice.frame'>;
  readonly day: PlainDate;
  readonly visitOf: (visitId: VisitId) => CalendarVisit | undefined;
  readonly mayBook: boolean;
  readonly onShow: (panel: CalendarPanel) => void;
  readonly onChange: (change: Partial<CalendarView>) => void;
  readonly onClose: () => void;
}

/** What stands beside the grid: a booking, a search, a visit, or a move that something stands against. */
export function CalendarSide({
  panel,
  frame,
  day,
  visitOf,
  mayBook,
  onShow,
  onChange,
  onClose,
}: CalendarSideProps) {
  const [, keepBooking] = useDraft<BookingDraft>('calendar/booking', EMPTY_BOOKING);
  switch (panel.kind) {
    case 'book':
      return (
        <BookingPanel
          place={{ providerId: panel.providerId, starts: panel.starts }}
          frame={frame}
          onClose={onClose}
          onBooked={(visitId) => onShow({ kind: 'visit', visitId })}
        />
      );
    case 'find':
      return (
        <FindPanel
          frame={frame}
          day={day}
          onClose={onClose}
          onOpening={({ day: found, starts, providerId }, typeId) => {
            keepBooking((before) => ({ ...before, typeId, minutes: null }));
            onChange({
              day: found === frame.day ? null : found,
              cursor: null,
              panel: { kind: 'book', providerId, starts },
            });
          }}
        />
      );
    case 'move':
      return <MovePanel asked={panel} frame={frame} onClose={onClose} />;
    default: {
      const visit = visitOf(panel.visitId);
      return (
        <VisitCard
          key={panel.visitId}
          visit={visit}
          frame={frame}
          onCut={mayBook && visit ? () => onChange({ pinned: visit, panel: null }) : undefined}
          onClose={onClose}
        />
      );
    }
  }
}
