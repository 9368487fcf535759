import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { PlainDate } from '../../../../shared/kernel/time.ts';
import {
  type ComparedPerson,
  closeBirthDates,
  DUPLICATE_WARNING_SCORE,
  duplicateScore,
} from '../../../../shared/patients/duplicates.ts';

const ana: ComparedPerson = {
  family: 'Peña Álvarez',
  given: 'Ana',
  birthDate: '1988-03-04' as PlainDate,
  phone: '(970) 555-0148',
  addressLine: '412 Main St',
  postalCode: '81416',
};
const nothingElse = { phone: '', addressLine: '', postalCode: '' };
const words = fc.constantFrom(
  'Ana',
  'Anna',
  'Maria',
  'García',
  'Garcia López',
  'Smith',
  'Smyth',
  "O'Dowd",
  'J',
  'Lee',
  'Jean-Luc',
  '',
);
const somebody: fc.Arbitrary<ComparedPerson> = fc.record({
  family: fc.oneof(words, fc.string({ maxLength: 8 })),
  given: fc.oneof(words, fc.string({ maxLength: 8 })),
  birthDate: fc.constantFrom(
    null,
    '1988-03-04' as PlainDate,
    '1988-04-03' as PlainDate,
    '1989-03-04' as PlainDate,
    '2001-12-31' as PlainDate,
  ),
  phone: fc.constantFrom('', '(970) 555-0148', '9705550148', '3035550100'),
  addressLine: fc.constantFrom('', '412 Main St', '412 MAIN ST.', '9 Elm'),
  postalCode: fc.constantFrom('', '81416', '81416-1234'),
});

describe('how likely two records are one person', () => {
  it('is 100 for the same person written twice, however they are written', () => {
    expect(
      duplicateScore(ana, {
        ...ana,
        family: 'PENA-ALVAREZ',
        phone: '970.555.0148',
        addressLine: '412 MAIN ST.',
      }).score,
    ).toBe(100);
    expect(duplicateScore({ ...ana, ...nothingElse }, ana)).toEqual({
      score: 100,
      reasons: ['same-name', 'same-birth-date'],
    });
  });

  it('is the same whichever comes first, and from 0 to 100', () => {
    fc.assert(
      fc.property(somebody, somebody, (left, right) => {
        const score = duplicateScore(left, right);
        expect(duplicateScore(right, left)).toEqual(score);
        expect(Number.isInteger(score.score) && score.score >= 0 && score.score <= 100).toBe(true);
      }),
    );
  });

  it('is 100 for everybody compared with themselves whose name and birth date are known', () => {
    const known = somebody.filter(
      (person) => /\p{L}/u.test(person.family) && /\p{L}/u.test(person.given) && person.birthDate !== null,
    );
    fc.assert(fc.property(known, (person) => duplicateScore(person, person).score === 100));
  });

  it.each([
    ['day and month swapped', { birthDate: '1988-04-03' as PlainDate }, 'close-birth-date'],
    ['one digit of the year wrong', { birthDate: '1989-03-04' as PlainDate }, 'close-birth-date'],
    ['one surname of two', { family: 'Peña' }, 'similar-name'],
    ['another phone and address', { phone: '3035550100', addressLine: '9 Elm' }, 'same-birth-date'],
    ['given and family name swapped', { family: 'Ana', given: 'Peña Álvarez' }, 'similar-name'],
  ])('warns of %s', (_, changes, reason) => {
    const { score, reasons } = duplicateScore(ana, { ...ana, ...changes });
    expect(score).toBeGreaterThanOrEqual(DUPLICATE_WARNING_SCORE);
    expect(score).toBeLessThan(100);
    expect(reasons).toContain(reason);
  });

  it('does not warn of twins, who share all but the first name', () => {
    expect(duplicateScore(ana, { ...ana, given: 'Lucía' }).score).toBeLessThan(DUPLICATE_WARNING_SCORE);
    const otherNames = fc.tuple(words, words).filter(([left, right]) => left[0] !== right[0]);
    fc.assert(
      fc.property(otherNames, ([left, right]) => {
        const twins = duplicateScore({ ...ana, given: left }, { ...ana, given: right });
        return twins.score < DUPLICATE_WARNING_SCORE;
      }),
    );
  });

  it('does not warn of a father and son of one name, nor of namesakes of another age', () => {
    expect(duplicateScore(ana, { ...ana, birthDate: '1961-10-20' as PlainDate }).score).toBeLessThan(
      DUPLICATE_WARNING_SCORE,
    );
    expect(duplicateScore({ ...ana, ...nothingElse, birthDate: null }, ana).score).toBeLessThan(
      DUPLICATE_WARNING_SCORE,
    );
  });

  it('lists the slips of the pen that are days', () => {
    const close = closeBirthDates('1988-03-04' as PlainDate);
    expect(close).toEqual(expect.arrayContaining(['1988-04-03', '1989-03-04', '1988-03-14', '1988-08-04']));
    expect(close).not.toContain('1988-03-04');
    expect(close).not.toContain('1988-13-04');
    for (const date of close)
      expect(duplicateScore(ana, { ...ana, birthDate: date }).reasons).toContain('close-birth-date');
  });
});
