import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { RelatedPersonId } from '../../../../shared/kernel/ids.ts';
import type { PlainDate } from '../../../../shared/kernel/time.ts';
import type { RELATIONSHIPS } from '../../../../shared/patients/contract.ts';
import { holdsCardNumber } from '../../../../shared/patients/free-text.ts';
import { guarantorOf, isMinor } from '../../../../shared/patients/relations.ts';

const today = '2026-03-10' as PlainDate;
const day = (text: string) => text as PlainDate;
const person = (id: string, relationship: (typeof RELATIONSHIPS)[number], isGuarantor = false) => ({
  id: id as RelatedPersonId,
  relationship,
  isGuarantor,
});

describe('who pays', () => {
  it('is the patient from their eighteenth birthday on', () => {
    expect(isMinor(day('2008-03-10'), today)).toBe(false);
    expect(isMinor(day('2008-03-11'), today)).toBe(true);
    expect(guarantorOf(day('2008-03-10'), today, [person('a', 'parent')])).toEqual({ kind: 'self' });
  });

  it('is a child’s first parent, and nobody while none is written down', () => {
    const born = day('2020-05-05');
    const related = [
      person('a', 'sibling'),
      person('b', 'guardian'),
      person('c', 'parent'),
      person('d', 'parent'),
    ];
    expect(guarantorOf(born, today, related)).toEqual({ kind: 'related', id: 'c' });
    expect(guarantorOf(born, today, [person('a', 'sibling')])).toBeUndefined();
  });

  it('is whoever is named, at any age', () => {
    for (const born of ['1946-07-07', '2020-05-05'])
      expect(guarantorOf(day(born), today, [person('a', 'parent'), person('b', 'friend', true)])).toEqual({
        kind: 'related',
        id: 'b',
      });
  });
});

describe('a card number in a text', () => {
  it.each(['4242424242424242', 'pays with 4242 4242 4242 4242', '3782-822463-10005', 'x5555555555554444.'])(
    'is seen in "%s"',
    (text) => expect(holdsCardNumber(text)).toBe(true),
  );
  it.each(['', '4242424242424241', 'call (970) 555-0148', 'member BRP 8806 14471', '0000000000000000'])(
    'is not seen in "%s"',
    (text) => expect(holdsCardNumber(text)).toBe(false),
  );
  it('is seen whatever its digits are, and no longer with one digit changed', () =>
    fc.assert(
      fc.property(
        fc.array(fc.integer({ min: 0, max: 9 }), { minLength: 12, maxLength: 18 }),
        fc.nat({ max: 8 }),
        (digits, slip) => {
          fc.pre(digits.some((digit) => digit > 0));
          const body = digits.join('');
          const check = [...'0123456789'].filter((last) => holdsCardNumber(body + last));
          expect(check).toHaveLength(1);
          const wrong = (Number(check[0]) + 1 + slip) % 10;
          expect(holdsCardNumber(`${body}${wrong}`)).toBe(false);
        },
      ),
    ));
});
