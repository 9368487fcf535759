import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { dayScale, instantAt, STEPS, topOf } from '../../../../renderer/calendar/day-scale.ts';
import { lanesOf } from '../../../../shared/calendar/lanes.ts';
import { overlap } from '../../../../shared/calendar/spans.ts';
import { formatTime, type PlainDate } from '../../../../shared/kernel/time.ts';

const ZONE = 'America/Denver';
const scaleOf = (day: string) => dayScale(day as PlainDate, ZONE, 15);
const labels = (day: string) => scaleOf(day).hours.map(({ at }) => formatTime(at, ZONE));

describe('the scale of a day', () => {
  it('has every hour of the clock once, but on the days of the change', () => {
    expect(labels('2026-03-10')).toHaveLength(24);
    expect(labels('2026-03-08').slice(0, 4)).toEqual(['12:00 AM', '1:00 AM', '3:00 AM', '4:00 AM']);
    expect(labels('2026-11-01').slice(0, 4)).toEqual(['12:00 AM', '1:00 AM', '1:00 AM', '2:00 AM']);
    expect([labels('2026-03-08'), labels('2026-11-01')].map(({ length }) => length)).toEqual([23, 25]);
  });

  it('finds the step again at whose pixels it was drawn, and never leaves the day', () => {
    const days = fc.constantFrom('2026-03-10', '2026-03-08', '2026-11-01');
    fc.assert(
      fc.property(
        days,
        fc.constantFrom(...STEPS),
        fc.integer({ min: -500, max: 9000 }),
        (day, step, pixel) => {
          const scale = dayScale(day as PlainDate, ZONE, step);
          const at = instantAt(scale, pixel);
          expect(at).toBeGreaterThanOrEqual(scale.day.starts);
          expect(at).toBeLessThan(scale.day.ends);
          expect(instantAt(scale, topOf(scale, at) + 1)).toBe(at);
        },
      ),
    );
  });
});

describe('lanes', () => {
  it('put nothing over anything else, and use no more than there are at once', () => {
    const span = fc
      .tuple(fc.nat({ max: 60 }), fc.integer({ min: 1, max: 20 }))
      .map(([starts, length]) => ({ starts, ends: starts + length }));
    fc.assert(
      fc.property(fc.array(span, { maxLength: 20 }), (items) => {
        const lanes = lanesOf(items);
        for (const [one, item] of items.entries())
          for (const [two, other] of items.entries()) {
            if (one === two || !overlap(item, other)) continue;
            expect(lanes[one]?.lane).not.toBe(lanes[two]?.lane);
            expect(lanes[one]?.lanes).toBe(lanes[two]?.lanes);
          }
        const most = Math.max(
          0,
          ...items.map(
            ({ starts }) => items.filter((each) => each.starts <= starts && starts < each.ends).length,
          ),
        );
        expect(Math.max(0, ...lanes.map(({ lanes: count }) => count))).toBe(most);
      }),
    );
  });
});
