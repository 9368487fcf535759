import { describe, expect, it } from 'vitest';
import { isNpi } from '../../../../shared/practice/npi.ts';

describe('an NPI', () => {
  // 1234567893 is the example of CMS.
  it.each(['1234567893', '1245319599'])('%s is right', (number) => {
    expect(isNpi(number)).toBe(true);
  });

  it.each([
    '',
    '1234567890',
    '1234567892',
    '123456789',
    '12345678933',
    '3234567893',
    ' 1234567893',
    '１234567893',
  ])('%j is not', (number) => {
    expect(isNpi(number)).toBe(false);
  });

  it('does not survive one wrong digit', () => {
    for (let place = 1; place < 10; place += 1) {
      for (let by = 1; by < 10; by += 1) {
        const digits = [...'1234567893'];
        digits[place] = String((Number(digits[place]) + by) % 10);
        expect(isNpi(digits.join(''))).toBe(false);
      }
    }
  });
});
