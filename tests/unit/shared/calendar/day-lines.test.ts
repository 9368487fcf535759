import { expect, it } from 'vitest';
import { dayLines, dayTotals } from '../../../../shared/calendar/day-lines.ts';
import { openOn, wholeDay } from '../../../../shared/calendar/open-hours.ts';
import { MINUTE } from '../../../../shared/calendar/spans.ts';
import { formatTime, instantOf, type PlainDate } from '../../../../shared/kernel/time.ts';

const ZONE = 'America/Denver';
const TUESDAY = '2026-03-10' as PlainDate;

interface Visit {
  readonly at: string | null;
  readonly minutes: number;
  readonly off?: boolean;
}

/** The lines of a day as words: `8:00 AM free 30`. */
function written(
  visits: readonly Visit[],
  {
    day = TUESDAY,
    hours = [
      ['08:00', '12:00'],
      ['13:00', '17:00'],
    ] as readonly (readonly [string, string])[] | null,
    blocks = [] as readonly (readonly [string, string, string])[],
  } = {},
): readonly string[] {
  const at = (time: string): number => {
    const [hour = 0, minute = 0] = time.split(':').map(Number);
    return instantOf(day, hour, minute, ZONE);
  };
  const open =
    hours &&
    openOn(
      hours.flatMap(([opens, closes]) =>
        [1, 2, 3, 4, 5, 6, 7].map((weekday) => ({ weekday, opens, closes })),
      ),
      day,
      ZONE,
    );
  const span = (visit: Visit) =>
    visit.at === null || visit.off
      ? null
      : { starts: at(visit.at), ends: at(visit.at) + visit.minutes * MINUTE };
  return dayLines({
    day: wholeDay(day, ZONE),
    visits,
    spanOf: span,
    startOf: ({ at: time }) => (time === null ? null : at(time)),
    open,
    blocks: blocks.map(([from, until, reason]) => ({
      starts: at(from),
      ends: until === '24:00' ? wholeDay(day, ZONE).ends : at(until),
      reason,
    })),
  }).map((line) => {
    if (line.kind === 'visit') return `visit ${line.visit.at}`;
    const minutes = (line.ends - line.starts) / MINUTE;
    const what = line.kind === 'block' ? `${line.reason}${line.allDay ? ', all day' : ''}` : line.kind;
    return `${formatTime(line.starts, ZONE, { hours: 24 })} ${what} ${minutes}`;
  });
}

it('every visit stands in its time, with the gaps and the break between', () => {
  expect(
    written([
      { at: '08:30', minutes: 30 },
      { at: '11:45', minutes: 30 },
      { at: '13:00', minutes: 20 },
    ]),
  ).toEqual([
    '08:00 free 30',
    'visit 08:30',
    '09:00 free 165',
    'visit 11:45',
    '12:15 break 45',
    'visit 13:00',
    '13:20 free 220',
  ]);
});

it('what is kept free is no gap, nor is anything on a day that is kept free', () => {
  expect(written([], { blocks: [['12:30', '14:00', 'Meeting']] })).toEqual([
    '08:00 free 240',
    '12:00 break 30',
    '12:30 Meeting 90',
    '14:00 free 180',
  ]);
  expect(written([{ at: '09:00', minutes: 20 }], { blocks: [['00:00', '24:00', 'Holiday']] })).toEqual([
    '00:00 Holiday, all day 1440',
    'visit 09:00',
  ]);
});

it('visits at the same time, outside of the hours, cancelled or without a time each have their line', () => {
  expect(
    written(
      [
        { at: '07:00', minutes: 20 },
        { at: '08:00', minutes: 240, off: true },
        { at: '08:00', minutes: 60 },
        { at: '08:20', minutes: 20 },
        { at: null, minutes: 0 },
      ],
      { hours: [['08:00', '09:30']] },
    ),
  ).toEqual(['visit null', 'visit 07:00', 'visit 08:00', 'visit 08:00', 'visit 08:20', '09:00 free 30']);
});

it('where nobody has said when they work, nothing is said to be free', () => {
  expect(written([{ at: '08:00', minutes: 20 }], { hours: null })).toEqual(['visit 08:00']);
  expect(written([], { hours: [] })).toEqual([]);
});

it('on a day of 23 or 25 hours the gaps are as long as they are', () => {
  const hours = [['00:00', '06:00']] as const;
  expect(written([], { day: '2026-03-08' as PlainDate, hours })).toEqual(['00:00 free 300']);
  expect(written([], { day: '2026-11-01' as PlainDate, hours })).toEqual(['00:00 free 420']);
  expect(written([{ at: '01:30', minutes: 60 }], { day: '2026-11-01' as PlainDate, hours })).toEqual([
    '00:00 free 90',
    'visit 01:30',
    '01:30 free 270',
  ]);
});

it('the totals count each visit once', () => {
  const statuses = [
    'booked',
    'booked',
    'confirmed',
    'arrived',
    'checked-in',
    'with-clinician',
    'ready-to-leave',
    'checked-out',
    'no-show',
    'cancelled',
  ] as const;
  expect(dayTotals(statuses.map((status) => ({ status })))).toEqual({
    visits: 10,
    booked: 2,
    confirmed: 1,
    arrived: 5,
    noShow: 1,
    cancelled: 1,
  });
});
