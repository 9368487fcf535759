import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { isPlainDate, type PlainDate } from '../../../../shared/kernel/time.ts';
import {
  birthDateFault,
  monthDay,
  monthNumber,
  parseBirthDate,
} from '../../../../shared/patients/birth-date.ts';

const TODAY = '2026-11-22' as PlainDate;
const MARCH_4 = [
  '3/4/88',
  '03/04/1988',
  '3-4-88',
  '3.4.1988',
  '03041988',
  '030488',
  '1988-03-04',
  '19880304',
  '1988/3/4',
  'mar 4 1988',
  'Mar. 4, 1988',
  'March 4th, 1988',
  '4 mar 1988',
  '4-Mar-1988',
  '4 march 88',
  ' 3/4/1988 ',
  '3 4 1988',
  '4 de marzo de 1988',
  '4 de mar. del 1988',
];

describe('birth dates as people write them', () => {
  it.each(MARCH_4)('reads %s', (text) => {
    expect(parseBirthDate(text, TODAY)).toEqual(['1988-03-04']);
  });

  it.each([
    ['9 ene 1950', '1950-01-09'],
    ['31 dic 1999', '1999-12-31'],
    ['2 mayo 2001', '2001-05-02'],
    ['abr 3, 1988', '1988-04-03'],
    ['1 setiembre 88', '1988-09-01'],
  ])('reads %s in Spanish', (text, date) => {
    expect(parseBirthDate(text, TODAY)).toEqual([date]);
  });

  it.each([
    '2/30/1988',
    '13/32/1988',
    '0/4/1988',
    '3/0/1988',
    '2/29/1900',
    '99999999',
    '3/4',
    '3/4/',
    'mar 4',
    'soon',
    '',
    '3/4/1788',
    '1988-13-04',
  ])('finds no day in %j', (text) => {
    expect(parseBirthDate(text, TODAY)).toEqual([]);
  });

  it.each([
    ['2/30/1990', 'no-such-day'],
    ['2/29/1900', 'no-such-day'],
    ['feb 30 90', 'no-such-day'],
    ['13/32/1988', 'no-such-day'],
    ['1/1/2027', 'not-yet'],
    ['25/12/2026', 'not-yet'],
    ['3/4/88', undefined],
    ['3/4/1788', undefined],
    ['3/4', undefined],
    ['', undefined],
  ] as const)('says of %j: %s', (text, fault) => {
    expect(birthDateFault(text, TODAY)).toBe(fault);
  });

  it('takes the day first only where the month cannot be', () => {
    expect(parseBirthDate('25/12/1988', TODAY)).toEqual(['1988-12-25']);
    expect(parseBirthDate('5/12/1988', TODAY)).toEqual(['1988-05-12']);
  });

  it('never reads a day to come, and offers the century before to the very old', () => {
    expect(parseBirthDate('11/22/26', TODAY)).toEqual(['2026-11-22', '1926-11-22']);
    expect(parseBirthDate('11/23/26', TODAY)).toEqual(['1926-11-23']);
    expect(parseBirthDate('1/1/27', TODAY)).toEqual(['1927-01-01']);
    expect(parseBirthDate('1/1/2027', TODAY)).toEqual([]);
    expect(parseBirthDate('2/29/00', TODAY)).toEqual(['2000-02-29']);
  });

  it('answers days that exist and are past, whatever is written', () => {
    const written = fc.oneof(
      fc.string(),
      fc.stringMatching(/^\d{1,4}[-/. ]?\d{1,2}[-/. ]?\d{1,4}$/),
      fc.stringMatching(/^[a-z]{3} \d{1,2} \d{2,4}$/),
    );
    fc.assert(
      fc.property(written, (text) =>
        parseBirthDate(text, TODAY).every((date) => isPlainDate(date) && date <= TODAY),
      ),
    );
  });

  it('reads every day back in every form', () => {
    const days = fc
      .date({ min: new Date('1907-01-01'), max: new Date('2026-11-22'), noInvalidDate: true })
      .map((date) => date.toISOString().slice(0, 10));
    fc.assert(
      fc.property(days, (date) => {
        const [year = '', month = '', day = ''] = date.split('-');
        for (const text of [
          date,
          `${month}/${day}/${year}`,
          `${Number(month)}-${Number(day)}-${year}`,
          `${month}${day}${year}`,
        ]) {
          expect(parseBirthDate(text, TODAY)).toEqual([date]);
        }
        expect(parseBirthDate(`${month}/${day}/${year.slice(2)}`, TODAY)).toContain(date);
      }),
    );
  });

  it('knows months by name and days that some year has', () => {
    expect(['mar', 'March', 'sept.', 'marc', 'constructor'].map(monthNumber)).toEqual([
      3,
      3,
      9,
      undefined,
      undefined,
    ]);
    expect([monthDay(2, 29), monthDay(2, 30), monthDay(13, 1)]).toEqual(['02-29', undefined, undefined]);
  });
});
