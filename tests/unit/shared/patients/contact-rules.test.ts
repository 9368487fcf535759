import { expect, it } from 'vitest';
import { isPhone, isPostalCode, isStateFor } from '../../../../shared/patients/contact-rules.ts';
import { patientFieldsSchema } from '../../../../shared/patients/contract.ts';
import { patientFields } from '../../../support/practice.ts';

it.each(['', '555-0148', '(970) 555-0148', '1 970 555 0148', '970.555.0148 x12', '+44 20 7946 0958'])(
  'takes the phone "%s"',
  (text) => expect(isPhone(text)).toBe(true),
);
it.each([
  '12',
  '911',
  '970 555 01',
  '44 20 7946 0958',
  '+12',
  '+1234567890123456',
  'none',
  '9705550148 nights only',
  'mobile 970 555 0148',
  '+44 20 7946 0958 work',
])('refuses the phone "%s"', (text) => expect(isPhone(text)).toBe(false));
it.each(['', '80537', '80537-1234', '805371234', 'SW1A 1AA', 'T2P 2M5'])(
  'takes the postal code "%s"',
  (text) => expect(isPostalCode(text)).toBe(true),
);
it.each(['1', '8053', '805377', '80537-12', '---'])('refuses the postal code "%s"', (text) =>
  expect(isPostalCode(text)).toBe(false),
);
it('takes only states beside a ZIP, and anything abroad', () => {
  expect(['CO', 'co', 'PR', ''].map((state) => isStateFor('80537', state))).toEqual([true, true, true, true]);
  expect(['ZZ', 'Colorado', '1'].map((state) => isStateFor('80537-1234', state))).toEqual([
    false,
    false,
    false,
  ]);
  expect(isStateFor('T2P 2M5', 'Alberta')).toBe(true);
});
it('is what the contract asks for, with the fix in its message', () => {
  const result = patientFieldsSchema.safeParse(patientFields({ phone: '12', postalCode: '1' }));
  expect(result.error?.issues.map(({ path, message }) => [path[0], message])).toEqual([
    ['phone', 'Write all digits, like (970) 555-0148, or leave it empty.'],
    ['postalCode', 'Write 5 digits, or 9, like 80537.'],
  ]);
});
