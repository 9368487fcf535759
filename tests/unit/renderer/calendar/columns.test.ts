import { describe, expect, it } from 'vitest';
import { columnsOf, type GridColumn, resourcesOf } from '../../../../renderer/calendar/columns.ts';
import { weekScales } from '../../../../renderer/calendar/day-scale.ts';
import { liveCheck, placedIn } from '../../../../renderer/calendar/live-conflicts.ts';
import { wholeDay } from '../../../../shared/calendar/open-hours.ts';
import { instantOf, type PlainDate } from '../../../../shared/kernel/time.ts';

const ZONE = 'America/Denver';
const DAYS = ['2026-03-10', '2026-03-11'] as PlainDate[];
const WORDS = { nobody: 'Any provider', noRoom: 'No room yet', holidays: {} } as never;
const at = (day: string, hour: number, minute = 0) => instantOf(day as PlainDate, hour, minute, ZONE);

const FRAME = {
  providers: [
    { id: 'ruiz', displayName: 'Dr. Ruiz', active: true, overbook: 0 },
    { id: 'chen', displayName: 'Dr. Chen', active: true, overbook: 1 },
    { id: 'left', displayName: 'Dr. Left', active: false, overbook: 0 },
  ],
  rooms: [
    { id: 'one', name: 'Room 1', active: true },
    { id: 'store', name: 'Store', active: false },
  ],
  appointmentTypes: [{ id: 'follow-up', bufferMinutes: 0, providerIds: [], roomIds: [] }],
};

/** A visit of twenty minutes with Dr. Ruiz at nine; give what the test is about. */
const visit = (id: string, changes: Record<string, unknown> = {}) => ({
  id,
  patientId: `patient of ${id}`,
  providerId: 'ruiz',
  roomId: null,
  typeId: 'follow-up',
  status: 'booked',
  walkIn: false,
  day: '2026-03-10',
  starts: at('2026-03-10', 9),
  minutes: 20,
  ...changes,
});

const rangeOf = (visits: readonly unknown[], more: Record<string, unknown> = {}) =>
  ({ visits, open: [], roomOpen: [], blocks: [], ...more }) as never;

function gridOf(by: 'provider' | 'room', range: never): readonly GridColumn[] {
  const scales = weekScales(DAYS, ZONE, 15);
  const days = DAYS.map((day, index) => ({ day, scale: scales[index] })) as never;
  return columnsOf(range, days, resourcesOf((range as { visits: never }).visits, by, FRAME as never, WORDS), {
    holidays: {} as never,
  });
}

const titles = (columns: readonly GridColumn[]) =>
  columns.map(({ day, title }) => `${day.slice(8)} ${title}`);
const columnOf = (columns: readonly GridColumn[], title: string): GridColumn => {
  const found = columns.find((column) => titles([column])[0] === title);
  if (found === undefined) throw new Error(`no column ${title}`);
  return found;
};

describe('the columns', () => {
  it('stand day by day, everybody in use beside each other; whoever left only while they have visits', () => {
    expect(titles(gridOf('provider', rangeOf([visit('a')])))).toEqual([
      '10 Dr. Ruiz',
      '10 Dr. Chen',
      '11 Dr. Ruiz',
      '11 Dr. Chen',
    ]);
    const gone = gridOf('provider', rangeOf([visit('a', { providerId: 'left' })]));
    expect(titles(gone).slice(0, 3)).toEqual(['10 Dr. Ruiz', '10 Dr. Chen', '10 Dr. Left']);
    const cancelled = gridOf('provider', rangeOf([visit('a', { providerId: 'left', status: 'cancelled' })]));
    expect(titles(cancelled)).not.toContain('10 Dr. Left');
  });

  it('hold every standing visit once, of rooms as of providers', () => {
    const visits = [
      visit('a'),
      visit('b', { providerId: null }),
      visit('c', { roomId: 'one', day: '2026-03-11', starts: at('2026-03-11', 9) }),
      visit('d', { status: 'cancelled' }),
      visit('e', { roomId: 'store', providerId: 'left' }),
    ];
    for (const by of ['provider', 'room'] as const) {
      const shown = gridOf(by, rangeOf(visits)).flatMap((column) => column.visits.map(({ id }) => id));
      expect(shown.toSorted(), by).toEqual(['a', 'b', 'c', 'e']);
    }
  });

  it('keep free what is of the whole practice, of the provider and of the room, each where it is', () => {
    const block = (providerId: string | null, roomId: string | null, reason: string) => ({
      starts: at('2026-03-10', 12),
      ends: at('2026-03-10', 13),
      providerId,
      roomId,
      reason,
    });
    const range = rangeOf([], {
      blocks: [block(null, null, 'All'), block('ruiz', null, 'Ruiz'), block(null, 'one', 'Room')],
    });
    const reasons = (column: GridColumn) => column.blocks.map(({ reason }) => reason);
    const byProvider = gridOf('provider', range);
    expect(reasons(columnOf(byProvider, '10 Dr. Ruiz'))).toEqual(['All', 'Ruiz']);
    expect(reasons(columnOf(byProvider, '10 Dr. Chen'))).toEqual(['All']);
    expect(reasons(columnOf(byProvider, '11 Dr. Ruiz'))).toEqual([]);
    expect(reasons(columnOf(gridOf('room', range), '10 Room 1'))).toEqual(['All', 'Room']);
  });
});

describe('what is dragged', () => {
  it('changes the provider in the column of one, and the room in the column of one', () => {
    const moved = visit('a', { roomId: 'one' }) as never;
    const range = rangeOf([moved]);
    expect(placedIn(moved, columnOf(gridOf('provider', range), '11 Dr. Chen'))).toEqual({
      providerId: 'chen',
      roomId: 'one',
    });
    const [room] = gridOf('room', range);
    if (room === undefined) throw new Error('there is a room');
    expect(placedIn(visit('a') as never, room)).toEqual({ providerId: 'ruiz', roomId: 'one' });
  });

  it('says what stands against each place: a full provider, a taken room, the hours, midnight, a day gone by', () => {
    const moved = visit('moved', { starts: at('2026-03-10', 8) });
    const range = rangeOf([moved, visit('a', { roomId: 'one' }), visit('b', { providerId: 'chen' })], {
      open: [
        {
          day: '2026-03-11',
          providerId: 'ruiz',
          spans: [{ starts: at('2026-03-11', 8), ends: at('2026-03-11', 12) }],
        },
      ],
    });
    const columns = gridOf('provider', range);
    const against = (title: string, starts: number, now: string = '2026-03-10') =>
      liveCheck(
        range,
        FRAME as never,
        wholeDay(now as PlainDate, ZONE),
      )(moved as never, {
        column: columnOf(columns, title),
        starts,
        minutes: 20,
      }).map(({ rule }) => rule);
    expect(against('10 Dr. Ruiz', at('2026-03-10', 9, 20))).toEqual([]);
    expect(against('10 Dr. Ruiz', at('2026-03-10', 9, 10))).toEqual(['provider-full']);
    // Dr. Chen sees two at a time.
    expect(against('10 Dr. Chen', at('2026-03-10', 9))).toEqual(['provider']);
    expect(against('11 Dr. Ruiz', at('2026-03-11', 12))).toEqual(['hours']);
    expect(against('11 Dr. Chen', at('2026-03-11', 23, 45))).toEqual(['over-midnight']);
    expect(against('10 Dr. Chen', at('2026-03-10', 15), '2026-03-11')).toEqual(['past']);
    const room = gridOf('room', range).find(({ title }) => title === 'Room 1');
    if (room === undefined) throw new Error('there is a room');
    const taken = liveCheck(
      range,
      FRAME as never,
      wholeDay(DAYS[0] as PlainDate, ZONE),
    )({ ...moved, providerId: null } as never, { column: room, starts: at('2026-03-10', 9), minutes: 20 });
    expect(taken).toEqual([{ rule: 'room', visitId: 'a', reason: '' }]);
  });
});
