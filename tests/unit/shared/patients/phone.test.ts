import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { formatPhone, phoneDigits } from '../../../../shared/patients/phone.ts';

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
});
