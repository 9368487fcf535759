import { type RefObject, useMemo } from 'react';
import type { OutputOf } from '../../shared/api/index.ts';
import type { CalendarVisit } from '../../shared/calendar/contract.ts';
import { wholeDay } from '../../shared/calendar/open-hours.ts';
import { overrulingOf } from '../../shared/calendar/rules.ts';
import type { VisitId } from '../../shared/kernel/ids.ts';
import type { PlainDate } from '../../shared/kernel/time.ts';
import { useNow } from '../data/clock.ts';
import { useDraft } from '../data/desk-store.ts';
import { useDeskQuery } from '../data/queries.ts';
import { useMay } from '../data/session.ts';
import { useFormats } from '../strings/use-formats.ts';
import { useStrings } from '../strings/use-strings.ts';
import { isInPanel } from '../ui/panel.tsx';
import { useShortcuts } from '../ui/shortcuts.ts';
import { type BookingDraft, EMPTY_BOOKING } from './booking-draft.ts';
import type { CalendarPanel, CalendarView, PinnedVisit } from './calendar-view.ts';
import { columnsOf, type GridColumn, type Resource, resourcesOf } from './columns.ts';
import { cursorOn, firstCursor, steppedCursor, visitUnder } from './cursor.ts';
import { weekScales } from './day-scale.ts';
import { holdLetters } from './held-letters.ts';
import { type LivePlace, liveCheck, placedIn } from './live-conflicts.ts';
import { TimeGrid } from './time-grid.tsx';
import type { Drop } from './use-drag.ts';
import type { Moving } from './use-move.ts';

/** No visit is shorter, in minutes. */
const SHORTEST = 5;

interface GridViewProps {
  readonly frame: OutputOf<'practice.frame'>;
  readonly range: OutputOf<'calendar.range'>;
  readonly days: readonly PlainDate[];
  readonly view: CalendarView;
  readonly change: (change: Partial<CalendarView>) => void;
  readonly moving: Moving;
  readonly gridRef: RefObject<HTMLDivElement | null>;
  readonly onShow: (panel: CalendarPanel | null) => void;
}

/** A day of everybody, or a week of a few: booked, moved and opened by keyboard and by mouse. */
export function GridView({ frame, range, days, view, change, moving, gridRef, onShow }: GridViewProps) {
  const { calendar } = useStrings();
  const formats = useFormats();
  const now = useNow();
  const isPast = view.asOf !== null;
  const mayBook = useMay('calendar.book') && !isPast;
  const [, keepBooking] = useDraft<BookingDraft>('calendar/booking', EMPTY_BOOKING);
  const { step, cursor, panel, pinned, by } = view;
  const resources = useShownResources(range, frame, view);
  const columns = useMemo(() => {
    const scales = weekScales(days, frame.zone, step);
    return columnsOf(
      range,
      days.flatMap((day, index) => {
        const scale = scales[index];
        return scale === undefined ? [] : [{ day, scale }];
      }),
      resources,
      calendar,
    );
  }, [range, days, frame.zone, step, resources, calendar]);
  const check = useMemo(() => liveCheck(range, frame, wholeDay(frame.day, frame.zone)), [range, frame]);
  const live = (visit: PinnedVisit, place: LivePlace) => {
    const conflicts = check(visit, place);
    const rules = [...new Set(conflicts.map(({ rule }) => rule))];
    return {
      time: formats.time(place.starts, frame.zone),
      against: rules.map((rule) => calendar.conflicts[rule]).join(', '),
      isImpossible: overrulingOf(conflicts) === 'never',
    };
  };

  // Somebody may have changed it since it was cut.
  const cutOn = useDeskQuery(
    'calendar.range',
    { fromDay: pinned?.day ?? frame.day, untilDay: pinned?.day ?? frame.day },
    { enabled: pinned !== null && !days.includes(pinned.day) },
  );
  const cutVisit = [...range.visits, ...(cutOn.data?.visits ?? [])].find(({ id }) => id === pinned?.id);
  const standing = cursor ?? firstCursor(columns, now);
  const there = columns[standing.column];
  const under = visitUnder(columns, standing);
  const walk = (sideways: number, steps: number) => (event: KeyboardEvent) => {
    if (isInPanel(event)) return false;
    change({ cursor: cursor === null ? standing : steppedCursor(cursor, { sideways, steps }, columns) });
    return true;
  };
  const bookAt = (column: GridColumn | undefined, starts: number): void => {
    if (!mayBook || column === undefined) return;
    const { providerId, roomId } = column;
    onShow({ kind: 'book', providerId, starts });
    if (by === 'room') keepBooking((before) => ({ ...before, roomId }));
  };
  const openAt = (event: KeyboardEvent): boolean => {
    if (isInPanel(event)) return false;
    if (under === undefined) bookAt(there, standing.at);
    else onShow({ kind: 'visit', visitId: under.id });
    return true;
  };
  const put = async (
    visit: PinnedVisit,
    column: GridColumn | undefined,
    starts: number,
    minutes: number,
  ): Promise<boolean> => {
    if (column === undefined) return false;
    const { providerId, roomId } = placedIn(visit, column);
    // A room that is out of use by now does not come along.
    const room = frame.rooms.find(({ id, active }) => id === roomId && active)?.id ?? null;
    return moving.move(visit, { providerId, roomId: room, starts, minutes });
  };
  const putDown = (event: KeyboardEvent): boolean => {
    if (pinned === null || isPast || isInPanel(event)) return false;
    void putPinned(pinned);
    return true;
  };
  const putPinned = async (cut: PinnedVisit): Promise<void> => {
    const release = holdLetters();
    const visits = days.includes(cut.day) ? range.visits : (await cutOn.refetch()).data?.visits;
    const visit = visits?.find(({ id }) => id === cut.id) ?? cut;
    // From here on the move itself holds them.
    const putting = put(visit, there, standing.at, visit.minutes);
    release();
    // It stays on the pinboard until it stands elsewhere.
    if (await putting) change({ pinned: null });
  };
  const drop = async ({ visit, column, starts, minutes }: Drop): Promise<void> => {
    await put(visit, columns[column], starts, minutes);
  };
  const opened = panel?.kind === 'visit' ? range.visits.find(({ id }) => id === panel.visitId) : undefined;
  const cut = (event: KeyboardEvent): boolean => {
    // In a card it is the card's; in the grid whom the keyboard stands on, and else whose card is open.
    const target = isInPanel(event) || cursor === null ? opened : (under ?? opened);
    if (!mayBook || target === undefined || !isExpected(target)) return false;
    change({ pinned: target, panel: null });
    return true;
  };
  const resize = (steps: number) => (event: KeyboardEvent) => {
    if (isInPanel(event) || !mayBook || under === undefined || there === undefined) return false;
    const minutes = under.minutes + steps * step;
    if (minutes >= SHORTEST) void put(under, there, under.starts, minutes);
    return true;
  };
  useShortcuts('room', {
    'Shift+ArrowDown': resize(1),
    'Shift+ArrowUp': resize(-1),
    ArrowDown: walk(0, 1),
    ArrowUp: walk(0, -1),
    ArrowLeft: walk(-1, 0),
    ArrowRight: walk(1, 0),
    Enter: openAt,
    p: () => onShow({ kind: 'paper', providerId: there?.providerId ?? null }),
    x: cut,
    v: putDown,
    Escape: pinned === null ? undefined : () => change({ pinned: null }),
  });

  const place = (): string => {
    if (cursor === null || there === undefined) return '';
    const title = days.length === 1 ? there.title : `${formats.dayLong(there.day)}, ${there.title}`;
    const what =
      pinned === null
        ? taken(under, calendar)
        : livePinned(
            live(cutVisit ?? pinned, {
              column: there,
              starts: cursor.at,
              minutes: (cutVisit ?? pinned).minutes,
            }),
            calendar,
          );
    return calendar.standing(title, formats.time(cursor.at, frame.zone), what);
  };
  return (
    <TimeGrid
      columns={columns}
      dayTitles={days.length === 1 ? null : days.map((day) => formats.dayLong(day))}
      cursor={cursor}
      now={now}
      panel={panel}
      pinned={pinned?.id ?? null}
      hidesNames={view.hidesNames}
      colors={view.colors}
      isPast={isPast}
      said={place()}
      live={live}
      gridRef={gridRef}
      onVisit={(visitId: VisitId) => {
        // The keyboard goes on from whom the mouse opened.
        change({ cursor: cursorOn(columns, visitId) });
        onShow({ kind: 'visit', visitId });
      }}
      onSlot={(column, at) => {
        change({ cursor: { column, at } });
        bookAt(columns[column], at);
      }}
      onDrop={drop}
    />
  );
}

/** A visit that has begun, or is over, does not go anywhere. */
function isExpected({ status }: CalendarVisit): boolean {
  return status === 'booked' || status === 'confirmed';
}

type Words = ReturnType<typeof useStrings>['calendar'];

function taken(visit: CalendarVisit | undefined, calendar: Words): string {
  return visit === undefined ? calendar.free : calendar.taken;
}

/** What would stand against the visit of the pinboard where the keyboard is. */
function livePinned({ against }: { readonly against: string }, calendar: Words): string {
  return against === '' ? calendar.free : against;
}

/** Whose columns: everybody's on a day, those that were chosen on a week. */
function useShownResources(
  range: GridViewProps['range'],
  frame: GridViewProps['frame'],
  { by, mode, chosen }: CalendarView,
): readonly Resource[] {
  const { calendar } = useStrings();
  return useMemo(() => {
    const all = resourcesOf(range.visits, by, frame, calendar);
    if (mode === 'day') return all;
    const some = all.filter(({ key }) => chosen.includes(key));
    return some.length > 0 ? some : all.slice(0, 1);
  }, [range, frame, by, mode, chosen, calendar]);
}
