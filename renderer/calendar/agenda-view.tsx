import './month-view.css';
import { useMemo } from 'react';
import type { OutputOf } from '../../shared/api/index.ts';
import type { CalendarVisit } from '../../shared/calendar/contract.ts';
import { MINUTE } from '../../shared/calendar/spans.ts';
import type { VisitId } from '../../shared/kernel/ids.ts';
import { clinicDay, instantOf, type PlainDate } from '../../shared/kernel/time.ts';
import { usePreferences } from '../data/preferences.ts';
import { listName } from '../patients/patient-text.ts';
import { useFormats } from '../strings/use-formats.ts';
import { useStrings } from '../strings/use-strings.ts';
import { EmptyState } from '../ui/feedback.tsx';
import { BigCalendar } from './big-calendar.tsx';
import type { HomeRef } from './calendar-room.tsx';

interface AgendaViewProps {
  readonly frame: OutputOf<'practice.frame'>;
  readonly range: OutputOf<'calendar.range'>;
  readonly days: readonly PlainDate[];
  readonly hidesNames: boolean;
  readonly homeRef: HomeRef;
  readonly onVisit: (visitId: VisitId) => void;
}

interface AgendaEvent {
  readonly start: Date;
  readonly end: Date;
  readonly visit: CalendarVisit;
}

/** What is booked from a day on, one line each; Tab walks over the lines, Enter opens one. */
export default function AgendaView({ frame, range, days, hidesNames, homeRef, onVisit }: AgendaViewProps) {
  const { calendar, visits } = useStrings();
  const formats = useFormats();
  const language = usePreferences((preferences) => preferences.language);
  const events = useMemo(
    () =>
      range.visits
        .filter(({ status }) => status !== 'cancelled')
        .map(
          (visit): AgendaEvent => ({
            start: new Date(visit.starts),
            end: new Date(visit.starts + visit.minutes * MINUTE),
            visit,
          }),
        ),
    [range.visits],
  );
  const components = useMemo(
    () => ({
      agenda: {
        date: ({ day }: { readonly day: Date }) => (
          <span className="tabular">{formats.dayLong(clinicDay(day.getTime(), frame.zone))}</span>
        ),
        time: ({ event }: { readonly event: object }) => (
          <span className="tabular">{formats.time((event as AgendaEvent).visit.starts, frame.zone)}</span>
        ),
        event: ({ event: { visit } }: { readonly event: AgendaEvent }) => (
          <button type="button" className="agenda__line" onClick={() => onVisit(visit.id)}>
            <strong>{hidesNames ? calendar.hiddenName : listName({ ...visit, middle: '' })}</strong>
            <span>
              {[
                frame.appointmentTypes.find(({ id }) => id === visit.typeId)?.name ?? '',
                calendar.minutes(visit.minutes),
                frame.providers.find(({ id }) => id === visit.providerId)?.displayName ?? visits.anyProvider,
                frame.rooms.find(({ id }) => id === visit.roomId)?.name ?? '',
                visits.status[visit.status],
              ]
                .filter((part) => part !== '')
                .join(' · ')}
            </span>
          </button>
        ),
      },
    }),
    [formats, frame, hidesNames, calendar, visits, onVisit],
  );
  const [first] = days;
  return (
    <div
      className="agenda"
      ref={homeRef}
      // biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls must be reachable by keyboard
      tabIndex={0}
      role="group"
      aria-label={calendar.agendaLabel}
      data-panel-home=""
    >
      {events.length === 0 || first === undefined ? (
        <EmptyState title={calendar.nothingBooked} />
      ) : (
        <BigCalendar<AgendaEvent>
          zone={frame.zone}
          language={language}
          view="agenda"
          views={['agenda']}
          onView={() => undefined}
          onNavigate={() => undefined}
          date={new Date(instantOf(first, 12, 0, frame.zone))}
          length={days.length}
          events={events}
          components={components}
          messages={calendar.agendaHeads}
        />
      )}
    </div>
  );
}
