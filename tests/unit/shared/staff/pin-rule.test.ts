import { expect, it } from 'vitest';
import { isGoodPin } from '../../../../shared/staff/pin-rule.ts';

it.each(['2580', '9517', '1357', '135798642013', '1123'])('%s is a good PIN', (pin) => {
  expect(isGoodPin(pin)).toBe(true);
});

it.each(['', '123', '1234', '4321', '0000', '77777777', '0123456789', '12a4', '1357986420135', '２５８０'])(
  '%j is not',
  (pin) => {
    expect(isGoodPin(pin)).toBe(false);
  },
);
