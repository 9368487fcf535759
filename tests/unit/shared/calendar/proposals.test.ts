import { describe, expect, it } from 'vitest';
import type { Opening } from '../../../../shared/calendar/openings.ts';
import { proposalsOn, spreadOverDays } from '../../../../shared/calendar/proposals.ts';
import { MINUTE } from '../../../../shared/calendar/spans.ts';

const LENGTHS = { stepMinutes: 5, minutes: 20 };
/** Every five minutes from one to another, in minutes after midnight; the first and the last leave no gap. */
const stretch = (from: number, until: number): readonly Opening[] =>
  Array.from({ length: (until - from) / 5 + 1 }, (_each, index) => ({
    starts: (from + index * 5) * MINUTE,
    roomId: null,
    isSnug: index === 0 || from + index * 5 === until,
  }));
const minutesOf = (proposals: readonly { readonly starts: number; readonly place: number }[]) =>
  proposals.map(({ starts, place }) => `${starts / MINUTE} ${'ABC'[place]}`);

describe('what is proposed of a day', () => {
  it('is one visit after the other and the last that fits, not every five minutes', () => {
    expect(minutesOf(proposalsOn([stretch(480, 535)], LENGTHS))).toEqual([
      '480 A',
      '535 A',
      '500 A',
      '520 A',
    ]);
  });

  it('begins with the first free time of all, even where it leaves a gap', () => {
    const late = stretch(480, 520).slice(1);
    expect(minutesOf(proposalsOn([late, stretch(600, 600)], LENGTHS))).toEqual([
      '485 A',
      '520 A',
      '600 B',
      '505 A',
    ]);
  });

  it('says each time once before it names others who have it, too', () => {
    const half = [...stretch(480, 500), ...stretch(600, 600)];
    expect(minutesOf(proposalsOn([half, half, []], LENGTHS))).toEqual([
      '480 A',
      '500 A',
      '600 A',
      '480 B',
      '500 B',
      '600 B',
    ]);
  });

  it('takes a visit of no whole number of steps for as long as the next step', () => {
    const [, , ...others] = proposalsOn([stretch(480, 530)], { stepMinutes: 5, minutes: 18 });
    expect(minutesOf(others)).toEqual(['500 A', '520 A']);
    expect(proposalsOn([[], []], LENGTHS)).toEqual([]);
  });
});

describe('what is proposed of several days', () => {
  const day = (day: number, count: number) => ({
    day,
    proposals: Array.from({ length: count }, (_each, index) => ({ starts: day * 1_000 + index, place: 0 })),
  });
  const startsOf = (days: readonly ReturnType<typeof day>[], count: number) =>
    spreadOverDays(days, count).map(({ starts }) => starts);

  it('is no more than a third of one day, where other days have something', () => {
    expect(startsOf([day(1, 50), day(2, 1), day(3, 50), day(4, 50)], 9)).toEqual([
      1000, 1001, 1002, 2000, 3000, 3001, 3002, 4000, 4001,
    ]);
    expect(startsOf([day(1, 50), day(2, 50)], 1)).toEqual([1000]);
  });

  it('is filled up from the first days where there are no others', () => {
    expect(startsOf([day(1, 50), day(2, 0), day(3, 2)], 9)).toEqual([
      1000, 1001, 1002, 1003, 1004, 1005, 1006, 3000, 3001,
    ]);
    expect(startsOf([day(1, 2)], 9)).toEqual([1000, 1001]);
  });

  it('asks for no day more than it needs', () => {
    const asked: number[] = [];
    const days = function* () {
      for (let each = 1; each < 100; each += 1) {
        asked.push(each);
        yield day(each, 5);
      }
    };
    spreadOverDays(days(), 9);
    expect(asked).toEqual([1, 2, 3]);
  });
});
