import { expect, it } from 'vitest';
import { lacksOnlyPins, someoneChecksIn, stepToGoOn } from '../../../../renderer/setup/rest/what-lacks.ts';
import type { StaffId } from '../../../../shared/kernel/ids.ts';
import type { Role } from '../../../../shared/staff/permissions.ts';

const person = (role: Role, change: { active?: boolean; hasPin?: boolean } = {}) => ({
  id: role as string as StaffId,
  displayName: 'Person',
  initials: 'P',
  role,
  active: true,
  hasPin: true,
  ...change,
});
const ADMINISTRATOR = person('administrator');
const NOTHING = { providers: [], rooms: [], prices: [] };
const some = (...lists: (keyof typeof NOTHING)[]) => ({
  ...NOTHING,
  ...Object.fromEntries(lists.map((list) => [list, [{}]])),
});

it('patients are checked in by somebody of the front desk or its lead who can sign in, and by nobody else', () => {
  for (const role of ['administrator', 'billing', 'clinician', 'auditor'] as const)
    expect(someoneChecksIn([ADMINISTRATOR, person(role)]), role).toBe(false);
  expect(someoneChecksIn([person('front-desk', { hasPin: false })])).toBe(false);
  expect(someoneChecksIn([person('lead', { active: false })])).toBe(false);
  expect(someoneChecksIn([ADMINISTRATOR, person('front-desk')])).toBe(true);
  expect(someoneChecksIn([ADMINISTRATOR, person('lead')])).toBe(true);
});

it('a setting up that was cut short goes on at its first step that brought nothing', () => {
  const staff = [ADMINISTRATOR, person('front-desk')];
  expect(stepToGoOn(NOTHING, [ADMINISTRATOR])).toBe('hours');
  expect(stepToGoOn(NOTHING, staff)).toBe('providers');
  expect(stepToGoOn(some('providers'), staff)).toBe('rooms');
  expect(stepToGoOn(some('providers', 'rooms', 'prices'), [ADMINISTRATOR])).toBe('staff');
});

it('nobody is led back for rooms or prices that were passed by', () => {
  const staff = [ADMINISTRATOR, person('front-desk')];
  expect(stepToGoOn(some('providers', 'rooms'), staff)).toBeUndefined();
  expect(stepToGoOn(some('providers', 'prices'), staff)).toBeUndefined();
});

it('at a desk that joined only PINs are lacking: whoever checks in is known already', () => {
  expect(lacksOnlyPins([ADMINISTRATOR, person('front-desk', { hasPin: false })])).toBe(true);
  expect(lacksOnlyPins([ADMINISTRATOR])).toBe(false);
  expect(lacksOnlyPins([ADMINISTRATOR, person('lead', { hasPin: false, active: false })])).toBe(false);
  expect(lacksOnlyPins([person('front-desk', { hasPin: false }), person('lead')])).toBe(false);
});
