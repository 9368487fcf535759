import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readTime } from '../../../../renderer/calendar/as-of-form.tsx';
import { steppedCursor } from '../../../../renderer/calendar/cursor.ts';
import { instantAt, STEPS, topOf, weekScales } from '../../../../renderer/calendar/day-scale.ts';
import { daysShown, screenOn } from '../../../../renderer/calendar/days-shown.ts';
import { readAhead } from '../../../../renderer/calendar/find-draft.ts';
import { addDays, instantOf, type PlainDate } from '../../../../shared/kernel/time.ts';

const ZONE = 'America/Denver';
const day = (text: string) => text as PlainDate;
/** The weeks in which the clocks go forth and back, and an ordinary one. */
const WEEKS = ['2026-03-02', '2026-10-26', '2026-03-16'].map((monday) =>
  Array.from({ length: 7 }, (_each, index) => addDays(day(monday), index)),
);

describe('a week side by side', () => {
  it('has the working hours of all its days at the same height, whatever the clocks do', () => {
    for (const week of WEEKS)
      for (const step of STEPS) {
        const scales = weekScales(week, ZONE, step);
        const tops = scales.map((scale, index) =>
          topOf(scale, instantOf(week[index] ?? day(''), 9, 30, ZONE)),
        );
        expect(new Set(tops).size, `${week[0]} ${step}`).toBe(1);
        expect(new Set(scales.map(({ height }) => height)).size).toBe(1);
      }
  });

  it('finds every instant again at whose pixels it was drawn, in each of its days', () => {
    fc.assert(
      fc.property(
        fc.constantFrom(...WEEKS),
        fc.constantFrom(...STEPS),
        fc.integer({ min: 0, max: 6 }),
        fc.integer({ min: 0, max: 24 * 60 }),
        (week, step, index, minute) => {
          const scale = weekScales(week, ZONE, step)[index];
          if (scale === undefined) throw new Error('a week has seven days');
          const at = scale.day.starts + Math.floor(minute / step) * step * 60_000;
          fc.pre(at < scale.day.ends);
          expect(instantAt(scale, topOf(scale, at))).toBe(at);
        },
      ),
    );
  });

  it('is walked sideways at the same height, over the day of the change, too', () => {
    const [week = []] = WEEKS;
    const scales = weekScales(week, ZONE, 15);
    const columns = week.map((each, index) => ({ day: each, scale: scales[index] })) as never;
    const from = { column: 5, at: instantOf(day('2026-03-07'), 9, 30, ZONE) as number };
    const sunday = steppedCursor(from, { sideways: 1, steps: 0 }, columns);
    expect(sunday).toEqual({ column: 6, at: instantOf(day('2026-03-08'), 9, 30, ZONE) });
  });
});

describe('the days on the screen', () => {
  it('are a working week, with a closed day only when it was asked for', () => {
    expect(daysShown('week', day('2026-03-11'), true, [])).toEqual(
      [9, 10, 11, 12, 13].map((date) => `2026-03-${String(date).padStart(2, '0')}`),
    );
    const tuesdays = [{ weekday: 2, opens: '08:00', closes: '12:00' }];
    expect(daysShown('week', day('2026-03-15'), true, tuesdays)).toEqual(['2026-03-10', '2026-03-15']);
    expect(daysShown('week', day('2026-03-15'), false, tuesdays)).toHaveLength(7);
  });

  it('are whole weeks of a month, and the next month keeps the date or ends with the month', () => {
    const month = daysShown('month', day('2026-03-10'), true, []);
    expect([month[0], month.at(-1), month.length % 7]).toEqual(['2026-03-01', '2026-04-04', 0]);
    expect(screenOn('month', day('2026-01-31'), 1)).toBe('2026-02-28');
    expect(screenOn('month', day('2026-01-15'), -1)).toBe('2025-12-15');
    expect(screenOn('week', day('2026-03-10'), -1)).toBe('2026-03-03');
  });
});

describe('what the desk types', () => {
  it('is a day by how far ahead it is, or a date', () => {
    const today = day('2026-01-31');
    expect(
      ['10d', '6w', '+2 w', '1m', '1y', '2s', '4/21/26', ''].map((text) => readAhead(text, today)),
    ).toEqual([
      '2026-02-10',
      '2026-03-14',
      '2026-02-14',
      '2026-02-28',
      '2027-01-31',
      '2026-02-14',
      '2026-04-21',
      null,
    ]);
    expect(['soon', '6', '2/30/26'].map((text) => readAhead(text, today))).toEqual([
      undefined,
      undefined,
      undefined,
    ]);
  });

  it('is a time of either clock', () => {
    expect(['10:42', '2:30 pm', '12 am', '12:05 p.m.', '23:59', '7'].map(readTime)).toEqual([
      { hour: 10, minute: 42 },
      { hour: 14, minute: 30 },
      { hour: 0, minute: 0 },
      { hour: 12, minute: 5 },
      { hour: 23, minute: 59 },
      { hour: 7, minute: 0 },
    ]);
    expect(['24:00', '13 pm', '0 am', '9:60', 'noon'].map(readTime)).toEqual(Array(5).fill(undefined));
  });
});
