import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { PlainDate } from '../../../../shared/kernel/time.ts';
import { parseSearch, ROLE } from '../../../../shared/patients/search-query.ts';

const TODAY = '2026-11-22' as PlainDate;
const roleNames = Object.fromEntries(Object.entries(ROLE).map(([name, role]) => [role, name]));

/** The terms as a reader sees them: names as they are, numbers as what they may be; `…` for longer words. */
function spoken(text: string): string[] {
  return parseSearch(text, TODAY).map((term) =>
    term.kind === 'name'
      ? (term.segments[0]?.word ?? '')
      : term.segments
          .map(({ role, word, longer }) => `${roleNames[role]}:${word}${longer ? '…' : ''}`)
          .join(' | '),
  );
}

describe('what is asked by what is typed', () => {
  it.each([
    ['', []],
    ['Peña, Ana', ['pena', 'ana']],
    ['smith 3/4/1988', ['smith', 'birthDate:1988-03-04']],
    ['smith 3/4/88', ['smith', 'birthDate:1988-03-04']],
    ['garcia mar 4', ['garcia', 'birthDay:03-04']],
    ['garcia 4 mar 88', ['garcia', 'birthDate:1988-03-04']],
    ['mar 4 198', ['birthDay:03-04']],
    ['3/4/', ['birthDay:03-04']],
    ['3/4/198', ['birthDay:03-04']],
    ['3/4/19', ['birthDate:2019-03-04 | birthDate:1919-03-04 | birthDay:03-04']],
    ['1988-03', ['birthDate:1988-03-…']],
    ['1988-0', ['birthDate:1988-0…']],
    ['smith 3', ['smith']],
    ['smith 3/', ['smith']],
    ['97', []],
    [
      '(970) 555-01',
      [
        'mrn:97055501 | phone:97055501 | memberId:97055501 | phone:97055501… | mrn:97055501… | memberId:97055501…',
      ],
    ],
    [
      'mar 0148',
      [
        'mar',
        'mrn:0148 | lastFour:0148 | memberId:0148 | phone:0148… | localPhone:0148… | mrn:0148… | memberId:0148…',
      ],
    ],
    ['W12', ['mrn:w12 | memberId:w12 | mrn:w12… | memberId:w12…']],
    ['march', ['march']],
  ])('%j', (text, terms) => {
    expect(spoken(text)).toEqual(terms);
  });

  it('takes a phone number for one number however it is written', () => {
    const written = [
      '9705550148',
      '(970) 555-0148',
      '970 555 0148',
      '970-555-0148',
      '970.555.0148',
      '+1 970 555 0148',
      '+19705550148',
      '1-970-555-0148',
    ];
    for (const text of written) expect(spoken(text)).toEqual(spoken('9705550148'));
    expect(spoken('555 0148')).toEqual(spoken('5550148'));
  });

  it('takes four digits for a year of birth, too, when somebody living can have been born then', () => {
    expect(spoken('1988')[0]).toContain('birthDate:1988-…');
    expect(spoken('2027')[0]).not.toContain('birthDate');
  });

  it('never asks more than eight things, and never breaks', () => {
    fc.assert(
      fc.property(
        fc.string({ unit: 'binary', maxLength: 200 }),
        (text) => parseSearch(text, TODAY).length <= 8,
      ),
    );
  });
});
