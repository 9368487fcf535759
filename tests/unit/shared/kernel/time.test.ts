import { describe, expect, it } from 'vitest';
import {
  formatAge,
  formatDate,
  formatDayLong,
  formatTime,
  type PlainDate,
} from '../../../../shared/kernel/time.ts';

const day = (text: string) => text as PlainDate;
const ZONE = 'America/Denver';
/** 16:45 in Denver. */
const AFTERNOON = Date.UTC(2026, 2, 10, 22, 45);
/**** Five past midnight there. */
const MIDNIGHT = Date.UTC(2026, 2, 10, 6, 5);

describe('a time of day', () => {
  it.each([
    [{}, '4:45 PM', '12:05 AM'],
    [{ hours: 24 }, '16:45', '00:05'],
    [{ language: 'es' }, '4:45 p.m.', '12:05 a.m.'],
    [{ language: 'es', hours: 24 }, '16:45', '00:05'],
  ] as const)('reads as %j has it', (style, afternoon, midnight) => {
    expect(formatTime(AFTERNOON, ZONE, style)).toBe(afternoon);
    expect(formatTime(MIDNIGHT, ZONE, style)).toBe(midnight);
  });
});

describe('a day', () => {
  it('has its weekday and month as words in both languages', () => {
    expect(formatDayLong(day('2026-03-10'))).toBe('Tuesday, March 10');
    expect(formatDayLong(day('2026-03-10'), 'es')).toBe('martes, 10 de marzo');
  });

  it('has its month as a word, so that nobody swaps it with the day', () => {
    expect(formatDate(day('1988-03-04'))).toBe('Mar 4, 1988');
    expect(formatDate(day('1988-03-04'), 'es')).toBe('4 mar 1988');
    expect(formatDate(day('1988-09-04'), 'es')).toBe('4 sep 1988');
  });
});

describe('an age', () => {
  it.each([
    ['2026-03-01', '9 d', '9 días'],
    ['2025-08-09', '7 mo', '7 meses'],
    ['2023-12-10', '2 y 3 mo', '2 años 3 meses'],
    ['2023-03-10', '3 y', '3 años'],
    ['2026-02-09', '1 mo', '1 mes'],
    ['2026-03-09', '1 d', '1 día'],
    ['1988-03-04', '38', '38'],
    ['2027-01-01', '—', '—'],
  ])('born %s', (born, english, spanish) => {
    expect(formatAge(day(born), day('2026-03-10'))).toBe(english);
    expect(formatAge(day(born), day('2026-03-10'), 'es')).toBe(spanish);
  });
});
