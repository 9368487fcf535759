import './calendar.css';
import { lazy, type RefObject, Suspense, useMemo, useRef } from 'react';
import type { OutputOf } from '../../shared/api/index.ts';
import type { PlainDate } from '../../shared/kernel/time.ts';
import { useDeskQuery } from '../data/queries.ts';
import { useFrame, useMay } from '../data/session.ts';
import { useStrings } from '../strings/use-strings.ts';
import { ErrorState, Skeleton } from '../ui/feedback.tsx';
import { useShortcuts } from '../ui/shortcuts.ts';
import { CameFree } from '../worklists/came-free.tsx';
import { CalendarSide } from './calendar-side.tsx';
import { CalendarToolbar } from './calendar-toolbar.tsx';
import { type CalendarPanel, type CalendarView, type Mode, useCalendarView } from './calendar-view.ts';
import { daysShown, screenOn } from './days-shown.ts';
import { GridView } from './grid-view.tsx';
import { keepOneBooking } from './open-calendar.ts';
import { useMove } from './use-move.ts';

/** What draws a month and an agenda must not weigh on the day. */
const MonthView = lazy(() => import('./month-view.tsx'));
const AgendaView = lazy(() => import('./agenda-view.tsx'));

type Frame = OutputOf<'practice.frame'>;
type Range = OutputOf<'calendar.range'>;

/** The practice's schedule: booked, moved and looked at, a day or a week at a time, and as it stood at a past minute. */
export default function CalendarRoom() {
  const frame = useFrame();
  const [view, change] = useCalendarView();
  const day = view.day ?? frame.data?.day;
  const days = useMemo(
    () => (day === undefined ? [] : daysShown(view.mode, day, view.isWorkWeek, frame.data?.hours ?? [])),
    [view.mode, day, view.isWorkWeek, frame.data?.hours],
  );
  // A month asks how full its days are, and for the visits of one.
  const isMonth = view.mode === 'month';
  const fromDay = (isMonth ? day : days[0]) ?? ('' as PlainDate);
  const untilDay = (isMonth ? day : days.at(-1)) ?? ('' as PlainDate);
  const range = useDeskQuery(
    'calendar.range',
    { fromDay, untilDay },
    { enabled: day !== undefined, keepPrevious: true },
  );
  const past = useDeskQuery(
    'calendar.asOf',
    { fromDay, untilDay, at: view.asOf ?? 0 },
    { enabled: day !== undefined && view.asOf !== null },
  );
  const shown = useMemo(() => {
    if (view.asOf === null || range.data === undefined) return range.data;
    return past.data === undefined ? undefined : { ...range.data, visits: past.data.visits };
  }, [view.asOf, range.data, past.data]);
  if (frame.data !== undefined && shown !== undefined && day !== undefined)
    return <Calendar frame={frame.data} range={shown} day={day} days={days} view={view} change={change} />;
  const failure = range.error ?? past.error ?? frame.error;
  return failure === null ? (
    <Skeleton />
  ) : (
    <ErrorState failure={failure} onRetry={() => void range.refetch()} />
  );
}

interface CalendarProps {
  readonly frame: Frame;
  readonly range: Range;
  readonly day: PlainDate;
  readonly days: readonly PlainDate[];
  readonly view: CalendarView;
  readonly change: (change: Partial<CalendarView>) => void;
}

function Calendar({ frame, range, day, days, view, change }: CalendarProps) {
  const { calendar } = useStrings();
  const mayBook = useMay('calendar.book');
  const grid = useRef<HTMLDivElement>(null);
  const { panel } = view;
  const moving = useMove((asked) => change({ panel: asked }));
  const show = (next: CalendarPanel | null): void => {
    moving.clear();
    keepOneBooking(panel, next);
    change({ panel: next });
  };
  const close = (): void => {
    show(null);
    grid.current?.focus({ preventScroll: true });
  };
  const goTo = (next: PlainDate): void => {
    moving.clear();
    change({
      day: next === frame.day ? null : next,
      cursor: null,
      panel: panel?.kind === 'visit' ? null : panel,
    });
  };
  const look = (mode: Mode) => () => change({ mode, cursor: null });
  const find = mayBook && view.asOf === null ? () => show({ kind: 'find' }) : undefined;
  const lists = (): void => show({ kind: 'lists', list: panel?.kind === 'lists' ? panel.list : 'waiting' });
  useShortcuts('room', {
    // biome-ignore lint/correctness/noComponentHookFactories: the name of a key
    PageDown: () => goTo(screenOn(view.mode, day, 1)),
    // biome-ignore lint/correctness/noComponentHookFactories: the name of a key
    PageUp: () => goTo(screenOn(view.mode, day, -1)),
    t: () => goTo(frame.day),
    d: look('day'),
    w: look('week'),
    m: look('month'),
    a: look('agenda'),
    r: () => change({ by: view.by === 'provider' ? 'room' : 'provider', chosen: [], cursor: null }),
    h: () => change({ hidesNames: !view.hidesNames }),
    f: find,
    l: lists,
  });
  return (
    <section className="calendar" aria-label={calendar.title}>
      <div className="calendar__main">
        <CalendarToolbar
          day={day}
          days={days}
          frame={frame}
          view={view}
          failure={moving.failure}
          onDay={goTo}
          onFind={find}
          onLists={lists}
          onChange={change}
        />
        {panel?.kind === 'lists' ? null : (
          <CameFree frame={frame} hidesNames={view.hidesNames} onShow={lists} />
        )}
        <Suspense fallback={<Skeleton />}>
          {view.mode === 'month' ? (
            <MonthView
              frame={frame}
              day={day}
              days={days}
              homeRef={grid}
              onDay={goTo}
              onOpen={(opened) =>
                change({ mode: 'day', day: opened === frame.day ? null : opened, cursor: null })
              }
            />
          ) : view.mode === 'agenda' ? (
            <AgendaView
              frame={frame}
              range={range}
              days={days}
              hidesNames={view.hidesNames}
              homeRef={grid}
              onVisit={(visitId) => show({ kind: 'visit', visitId })}
            />
          ) : (
            <GridView
              frame={frame}
              range={range}
              days={days}
              view={view}
              change={change}
              moving={moving}
              gridRef={grid}
              onShow={show}
            />
          )}
        </Suspense>
      </div>
      {panel === null ? null : (
        <CalendarSide
          panel={panel}
          frame={frame}
          day={day}
          visitOf={(visitId) => range.visits.find(({ id }) => id === visitId)}
          mayBook={mayBook && view.asOf === null}
          onShow={show}
          onChange={change}
          onClose={close}
        />
      )}
    </section>
  );
}

/** Where focus goes when the panel beside a view closes. */
export type HomeRef = RefObject<HTMLDivElement | null>;
