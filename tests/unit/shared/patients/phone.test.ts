import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { formatPhone, phoneDigits, readPhone, tidyPhone } from '../../../../shared/patients/phone.ts';

describe('phone numbers', () => {
  it.each(['(970) 555-0148', '970.555.0148', '+1 970 555 0148', '1-970-555-0148', '9705550148'])(
    'reads %s',
    (text) => {
      expect(phoneDigits(text)).toBe('9705550148');
    },
  );

  it('shows ten and seven digits as people read them and others as they are', () => {
    expect(formatPhone('9705550148')).toBe('(970) 555-0148');
    expect(formatPhone('5550148')).toBe('555-0148');
    expect(formatPhone('0148')).toBe('0148');
    expect(formatPhone('')).toBe('');
  });

  it('reads back what it shows', () => {
    const digits = fc.array(fc.integer({ min: 0, max: 9 }), { maxLength: 10 }).map((each) => each.join(''));
    fc.assert(fc.property(digits, (number) => phoneDigits(formatPhone(number)) === number));
  });

  it.each([
    ['(970) 555-0148', '+19705550148', '(970) 555-0148'],
    ['970.555.0148 ext. 12', '+19705550148', '(970) 555-0148 x12'],
    ['+52 33 1234 5678', '+523312345678', '+52 33 1234 5678'],
    ['+523312345678', '+523312345678', '+52 33 1234 5678'],
    ['+44 20 7946 0958', '+442079460958', '+44 20 7946 0958'],
  ])('can call %s', (text, e164, shown) => expect(readPhone(text)).toEqual({ e164, shown }));

  it.each(['', '911', '555-0148', '(170) 555-0148', '+12', 'none'])('cannot call "%s"', (text) =>
    expect(readPhone(text)).toBeUndefined(),
  );

  it('leaves an odd one of long ago as it is, and an extension out of its digits', () => {
    expect(formatPhone('ask the neighbor')).toBe('ask the neighbor');
    expect(tidyPhone('12')).toBe('12');
    expect(phoneDigits('(970) 555-0148 x12')).toBe('9705550148');
  });
});
