import './month-view.css';
import { useMemo } from 'react';
import type { OutputOf } from '../../shared/api/index.ts';
import { addDays, clinicDay, instantOf, type PlainDate } from '../../shared/kernel/time.ts';
import { usePreferences } from '../data/preferences.ts';
import { useDeskQuery } from '../data/queries.ts';
import { useFormats } from '../strings/use-formats.ts';
import { useStrings } from '../strings/use-strings.ts';
import { ErrorState } from '../ui/feedback.tsx';
import { isInPanel } from '../ui/panel.tsx';
import { useShortcuts } from '../ui/shortcuts.ts';
import { BigCalendar, type MonthDayProps } from './big-calendar.tsx';
import type { HomeRef } from './calendar-room.tsx';

interface MonthViewProps {
  readonly frame: OutputOf<'practice.frame'>;
  /** The day that the keyboard stands on. */
  readonly day: PlainDate;
  readonly days: readonly PlainDate[];
  readonly homeRef: HomeRef;
  readonly onDay: (day: PlainDate) => void;
  readonly onOpen: (day: PlainDate) => void;
}

const NO_EVENTS: readonly object[] = [];

/** A month as a picture of how full its days are; arrows walk over it, Enter opens a day. */
export default function MonthView({ frame, day, days, homeRef, onDay, onOpen }: MonthViewProps) {
  const { calendar } = useStrings();
  const language = usePreferences((preferences) => preferences.language);
  const [first = day] = days;
  const density = useDeskQuery(
    'calendar.density',
    { fromDay: first, untilDay: days.at(-1) ?? day },
    { keepPrevious: true },
  );
  const walk = (by: number) => (event: KeyboardEvent) => {
    if (isInPanel(event)) return false;
    onDay(addDays(day, by));
    return true;
  };
  const enter = (event: KeyboardEvent): boolean => {
    if (isInPanel(event)) return false;
    onOpen(day);
    return true;
  };
  useShortcuts('room', {
    ArrowLeft: walk(-1),
    ArrowRight: walk(1),
    ArrowUp: walk(-7),
    ArrowDown: walk(7),
    Enter: enter,
  });
  const byDay = useMemo(
    () => new Map((density.data?.days ?? []).map((each) => [each.day, each])),
    [density.data],
  );
  const components = useMemo(
    () => ({
      month: {
        dateHeader: ({ date }: MonthDayProps) => {
          const shown = clinicDay(date.getTime(), frame.zone);
          return (
            <DayCell
              day={shown}
              density={byDay.get(shown)}
              isOther={shown.slice(0, 7) !== day.slice(0, 7)}
              isChosen={shown === day}
              isToday={shown === frame.day}
              onOpen={onOpen}
            />
          );
        },
      },
    }),
    [byDay, frame.zone, frame.day, day, onOpen],
  );
  if (density.error !== null)
    return <ErrorState failure={density.error} onRetry={() => void density.refetch()} />;
  return (
    <div
      className="month"
      ref={homeRef}
      // biome-ignore lint/a11y/noNoninteractiveTabindex: the month has the keyboard and moves over its days
      tabIndex={0}
      role="group"
      aria-label={calendar.monthLabel}
      data-panel-home=""
    >
      <BigCalendar
        zone={frame.zone}
        language={language}
        view="month"
        views={['month']}
        onView={() => undefined}
        onNavigate={() => undefined}
        date={new Date(instantOf(day, 12, 0, frame.zone))}
        events={NO_EVENTS as object[]}
        components={components}
      />
    </div>
  );
}

interface DayCellProps {
  readonly day: PlainDate;
  readonly density: OutputOf<'calendar.density'>['days'][number] | undefined;
  readonly isOther: boolean;
  readonly isChosen: boolean;
  readonly isToday: boolean;
  readonly onOpen: (day: PlainDate) => void;
}

/** One day of the month: how many are booked, and how much of the time in which somebody works. */
function DayCell({ day, density, isOther, isChosen, isToday, onOpen }: DayCellProps) {
  const { calendar } = useStrings();
  const formats = useFormats();
  const { booked = 0, bookedMinutes = 0, openMinutes = 0, holiday = null } = density ?? {};
  const full = openMinutes === 0 ? 0 : Math.min(1, bookedMinutes / openMinutes);
  const classes = ['month__day'];
  if (isOther) classes.push('month__day--other');
  if (isChosen) classes.push('month__day--chosen');
  if (isToday) classes.push('month__day--today');
  const closed =
    holiday !== null ? calendar.holidays[holiday] : openMinutes === 0 ? calendar.closedDay : undefined;
  const words =
    closed === undefined
      ? calendar.fullness(booked, Math.round(full * 100))
      : booked === 0
        ? closed
        : // Somebody is expected although nobody works: that must not be out of sight.
          calendar.closedButBooked(closed, booked);
  return (
    <button
      type="button"
      className={classes.join(' ')}
      tabIndex={-1}
      aria-current={isChosen ? 'date' : undefined}
      onClick={() => onOpen(day)}
    >
      <span className="visually-hidden">{formats.dayLong(day)}: </span>
      <span className="month__number tabular" aria-hidden="true">
        {Number(day.slice(8))}
      </span>
      <span className="month__words tabular">{words}</span>
      {openMinutes === 0 ? null : (
        <span className="month__bar" aria-hidden="true">
          <span
            className={full >= 0.9 ? 'month__filled month__filled--full' : 'month__filled'}
            style={{ width: `${full * 100}%` }}
          />
        </span>
      )}
    </button>
  );
}
