import './calendar.css';
import { useMemo, useRef } from 'react';
import type { CalendarVisit } from '../../shared/calendar/contract.ts';
import type { ProviderId, VisitId } from '../../shared/kernel/ids.ts';
import { addDays, type PlainDate } from '../../shared/kernel/time.ts';
import { useNow } from '../data/clock.ts';
import { useDeskQuery } from '../data/queries.ts';
import { useFrame, useMay } from '../data/session.ts';
import { useFormats } from '../strings/use-formats.ts';
import { useStrings } from '../strings/use-strings.ts';
import { ErrorState, Skeleton } from '../ui/feedback.tsx';
import { isInPanel } from '../ui/panel.tsx';
import { useShortcuts } from '../ui/shortcuts.ts';
import { CameFree } from '../worklists/came-free.tsx';
import { CalendarSide } from './calendar-side.tsx';
import { CalendarToolbar } from './calendar-toolbar.tsx';
import { type CalendarPanel, useCalendarView } from './calendar-view.ts';
import { columnsOf } from './columns.ts';
import { firstCursor, steppedCursor, visitUnder } from './cursor.ts';
import { dayScale } from './day-scale.ts';
import { TimeGrid } from './time-grid.tsx';
import type { Drop } from './use-drag.ts';
import { useMove } from './use-move.ts';

/** The practice's schedule: a day of every provider, and what is booked, moved and looked at beside it. */
export default function CalendarRoom() {
  const frame = useFrame();
  const [view, change] = useCalendarView();
  const day = view.day ?? frame.data?.day;
  const range = useDeskQuery(
    'calendar.range',
    { fromDay: day ?? ('' as PlainDate), untilDay: day ?? ('' as PlainDate) },
    { enabled: day !== undefined, keepPrevious: true },
  );
  if (frame.data !== undefined && range.data !== undefined && day !== undefined)
    return <Calendar frame={frame.data} range={range.data} day={day} view={view} change={change} />;
  const failure = range.error ?? frame.error;
  return failure === null ? (
    <Skeleton />
  ) : (
    <ErrorState failure={failure} onRetry={() => void range.refetch()} />
  );
}

interface CalendarProps {
  readonly frame: NonNullable<ReturnType<typeof useFrame>['data']>;
  readonly range: NonNullable<ReturnType<typeof useDeskQuery<'calendar.range'>>['data']>;
  readonly day: PlainDate;
  readonly view: ReturnType<typeof useCalendarView>[0];
  readonly change: ReturnType<typeof useCalendarView>[1];
}

function Calendar({ frame, range, day, view, change }: CalendarProps) {
  const { calendar } = useStrings();
  const formats = useFormats();
  const now = useNow();
  const mayBook = useMay('calendar.book');
  const grid = useRef<HTMLDivElement>(null);
  const { step, cursor, panel, pinned } = view;
  const scale = useMemo(() => dayScale(day, frame.zone, step), [day, frame.zone, step]);
  const columns = useMemo(
    () => columnsOf(range, day, frame.providers, { nobody: calendar.nobody, holidays: calendar.holidays }),
    [range, day, frame.providers, calendar],
  );
  const { move, failure, clear } = useMove((asked) => change({ panel: asked }));
  const visitOf = (visitId: VisitId): CalendarVisit | undefined =>
    range.visits.find(({ id }) => id === visitId);

  const show = (next: CalendarPanel | null): void => {
    clear();
    change({ panel: next });
  };
  const close = (): void => {
    show(null);
    grid.current?.focus({ preventScroll: true });
  };
  const providerOf = (column: number): ProviderId | null => columns[column]?.providerId ?? null;
  const goTo = (next: PlainDate): void => {
    clear();
    change({
      day: next === frame.day ? null : next,
      cursor: null,
      panel: panel?.kind === 'visit' ? null : panel,
    });
  };

  const standing = cursor ?? firstCursor(columns, scale, now);
  const walk = (sideways: number, steps: number) => (event: KeyboardEvent) => {
    if (isInPanel(event)) return false;
    const next =
      cursor === null ? standing : steppedCursor(cursor, { sideways, steps }, scale, columns.length);
    change({ cursor: next });
    return true;
  };
  const under = visitUnder(columns, standing);

  const openAt = (event: KeyboardEvent): boolean => {
    if (isInPanel(event)) return false;
    if (under !== undefined) show({ kind: 'visit', visitId: under.id });
    else if (mayBook) show({ kind: 'book', providerId: providerOf(standing.column), starts: standing.at });
    return true;
  };
  const putDown = (): void => {
    if (pinned === null) return;
    change({ pinned: null });
    void move(pinned, {
      providerId: providerOf(standing.column),
      roomId: pinned.roomId,
      starts: standing.at,
      minutes: pinned.minutes,
    });
  };
  const drop = ({ visit, column, starts, minutes }: Drop): void => {
    void move(visit, { providerId: providerOf(column), roomId: visit.roomId, starts, minutes });
  };
  const target = panel?.kind === 'visit' ? visitOf(panel.visitId) : under;
  useShortcuts('room', {
    ArrowDown: walk(0, 1),
    ArrowUp: walk(0, -1),
    ArrowLeft: walk(-1, 0),
    ArrowRight: walk(1, 0),
    Enter: openAt,
    // biome-ignore lint/correctness/noComponentHookFactories: the name of a key
    PageDown: () => goTo(addDays(day, 1)),
    // biome-ignore lint/correctness/noComponentHookFactories: the name of a key
    PageUp: () => goTo(addDays(day, -1)),
    t: () => goTo(frame.day),
    p: () => show({ kind: 'paper', providerId: providerOf(standing.column) }),
    f: mayBook ? () => show({ kind: 'find' }) : undefined,
    l: () => show({ kind: 'lists', list: panel?.kind === 'lists' ? panel.list : 'waiting' }),
    x: mayBook && target !== undefined ? () => change({ pinned: target, panel: null }) : undefined,
    v: pinned === null ? undefined : putDown,
    Escape: pinned === null ? undefined : () => change({ pinned: null }),
  });

  const said =
    cursor === null
      ? ''
      : calendar.standing(
          columns[cursor.column]?.title ?? '',
          formats.time(cursor.at, frame.zone),
          under === undefined ? calendar.free : calendar.taken,
        );
  return (
    <section className="calendar" aria-label={calendar.title}>
      <div className="calendar__main">
        <CalendarToolbar
          day={day}
          today={frame.day}
          view={view}
          failure={failure}
          onDay={goTo}
          onFind={mayBook ? () => show({ kind: 'find' }) : undefined}
          onLists={() => show({ kind: 'lists', list: 'waiting' })}
          onChange={change}
        />
        {panel?.kind === 'lists' ? null : (
          <CameFree
            frame={frame}
            hidesNames={view.hidesNames}
            onShow={() => show({ kind: 'lists', list: 'waiting' })}
          />
        )}
        <TimeGrid
          columns={columns}
          scale={scale}
          cursor={cursor}
          now={now}
          panel={panel}
          pinned={pinned?.id ?? null}
          hidesNames={view.hidesNames}
          said={said}
          gridRef={grid}
          onVisit={(visitId) => show({ kind: 'visit', visitId })}
          onSlot={(column, at) => {
            change({ cursor: { column, at } });
            if (mayBook) show({ kind: 'book', providerId: providerOf(column), starts: at });
          }}
          onDrop={drop}
        />
      </div>
      {panel === null ? null : (
        <CalendarSide
          panel={panel}
          frame={frame}
          day={day}
          visitOf={visitOf}
          mayBook={mayBook}
          onShow={show}
          onChange={change}
          onClose={close}
        />
      )}
    </section>
  );
}
