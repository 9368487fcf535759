import { describe, expect, it } from 'vitest';
import type { Cursor } from '../../../../renderer/calendar/calendar-view.ts';
import { columnsOf } from '../../../../renderer/calendar/columns.ts';
import { cursorOn, steppedCursor, visitUnder } from '../../../../renderer/calendar/cursor.ts';
import { weekScales } from '../../../../renderer/calendar/day-scale.ts';
import type { VisitId } from '../../../../shared/kernel/ids.ts';
import { instantOf, type PlainDate } from '../../../../shared/kernel/time.ts';

const ZONE = 'America/Denver';
const DAY = '2026-03-10' as PlainDate;
const at = (hour: number, minute = 0) => instantOf(DAY, hour, minute, ZONE);
const visit = (id: string, starts: number, minutes: number) => ({ id, providerId: 'ruiz', starts, minutes });

/** Short visits within one row of an hour, and one that reaches over the row's beginning. */
const VISITS = [
  visit('nine', at(9), 10),
  visit('quarter', at(9, 15), 10),
  visit('half', at(9, 30), 15),
  visit('over', at(9, 50), 20),
];

const columns = columnsOf(
  { visits: VISITS.map((each) => ({ ...each, day: DAY })), open: [], roomOpen: [], blocks: [] } as never,
  weekScales([DAY], ZONE, 60).map((scale) => ({ day: DAY, scale })) as never,
  [
    { key: 'ruiz', title: 'Dr. Ruiz', providerId: 'ruiz', roomId: null },
    { key: 'chen', title: 'Dr. Chen', providerId: 'chen', roomId: null },
  ] as never,
  { holidays: {} as never },
);

const under = (cursor: Cursor): string => visitUnder(columns, cursor)?.id ?? 'free';
const walk = (from: Cursor, steps: number, times: number): readonly string[] => {
  const met: string[] = [];
  let cursor = from;
  for (let turn = 0; turn < times; turn += 1) {
    cursor = steppedCursor(cursor, { sideways: 0, steps }, columns);
    met.push(under(cursor));
  }
  return met;
};

describe('the keyboard in rows of an hour', () => {
  it('comes by every visit, down and up, and to each hour once', () => {
    const eight = { column: 0, at: at(8) };
    expect(walk(eight, 1, 5)).toEqual(['nine', 'quarter', 'half', 'over', 'free']);
    expect(walk({ column: 0, at: at(11) }, -1, 5)).toEqual(['over', 'half', 'quarter', 'nine', 'free']);
  });

  it('stands on a visit that the mouse opened, wherever it begins', () => {
    for (const { id } of VISITS) {
      const cursor = cursorOn(columns, id as VisitId);
      expect(cursor === null ? 'nowhere' : under(cursor)).toBe(id);
    }
  });

  it('is at the beginning of a row again in the next column', () => {
    const half = { column: 0, at: at(9, 30) };
    expect(steppedCursor(half, { sideways: 1, steps: 0 }, columns)).toEqual({ column: 1, at: at(9) });
  });
});
