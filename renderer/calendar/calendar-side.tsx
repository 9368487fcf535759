import type { OutputOf } from '../../shared/api/index.ts';
import type { CalendarVisit } from '../../shared/calendar/contract.ts';
import { MINUTE } from '../../shared/calendar/spans.ts';
import type { VisitId } from '../../shared/kernel/ids.ts';
import type { PlainDate } from '../../shared/kernel/time.ts';
import { useDraft } from '../data/desk-store.ts';
import { ListsPanel } from '../worklists/lists-panel.tsx';
import { RecallPanel } from '../worklists/recall-panel.tsx';
import { WaitPanel } from '../worklists/wait-panel.tsx';
import { type BookingDraft, EMPTY_BOOKING } from './booking-draft.ts';
import { BookingPanel } from './booking-panel.tsx';
import type { CalendarPanel, CalendarView } from './calendar-view.ts';
import { FindPanel } from './find-panel.tsx';
import { MovePanel } from './move-panel.tsx';
import { PaperPanel } from './paper-panel.tsx';
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
          key={panel.starts}
          place={{ providerId: panel.providerId, starts: panel.starts }}
          frame={frame}
          onClose={onClose}
          onBooked={(visitId) => {
            const { next } = panel;
            if (next === undefined) return onShow({ kind: 'visit', visitId });
            // The other of the family is taken down right after.
            keepBooking({ ...EMPTY_BOOKING, typeId: next.typeId });
            onShow({ kind: 'book', providerId: panel.providerId, starts: next.starts });
          }}
        />
      );
    case 'find':
      return (
        <FindPanel
          frame={frame}
          day={day}
          onClose={onClose}
          onWait={() => onShow({ kind: 'wait', line: null })}
          onOpening={({ day: found, starts, providerId, roomId }, [typeId, thenTypeId]) => {
            keepBooking((before) => ({ ...before, typeId: typeId ?? null, minutes: null, roomId }));
            const first = frame.appointmentTypes.find(({ id }) => id === typeId);
            const after = starts + ((first?.minutes ?? 0) + (first?.bufferMinutes ?? 0)) * MINUTE;
            onChange({
              day: found === frame.day ? null : found,
              cursor: null,
              panel: {
                kind: 'book',
                providerId,
                starts,
                ...(thenTypeId === undefined ? {} : { next: { typeId: thenTypeId, starts: after } }),
              },
            });
          }}
        />
      );
    case 'lists':
      return (
        <ListsPanel
          list={panel.list}
          frame={frame}
          onList={(list) => onShow({ kind: 'lists', list })}
          onClose={onClose}
        />
      );
    case 'wait':
      return (
        <WaitPanel
          line={panel.line}
          frame={frame}
          onDone={() => onShow({ kind: 'lists', list: 'waiting' })}
          onClose={onClose}
        />
      );
    case 'recall':
      return (
        <RecallPanel
          patientId={panel.patientId}
          line={panel.line}
          frame={frame}
          onDone={onClose}
          onClose={onClose}
        />
      );
    case 'paper':
      return (
        <PaperPanel
          key={panel.providerId}
          frame={frame}
          day={day}
          providerId={panel.providerId}
          onClose={onClose}
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
          mayBook={mayBook}
          onCut={mayBook && visit ? () => onChange({ pinned: visit, panel: null }) : undefined}
          onClose={onClose}
        />
      );
    }
  }
}
