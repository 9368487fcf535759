import type { OutputOf } from '../../../shared/api/index.ts';
import { ROLE_PERMISSIONS } from '../../../shared/staff/permissions.ts';
import type { RestStep } from './rest-store.ts';

type Settings = Pick<OutputOf<'practice.settings'>, 'providers' | 'rooms' | 'prices'>;
type Staff = OutputOf<'staff.list'>['staff'];

/** True once somebody who may check patients in can sign in; the administrator who sets the practice up may not. */
export function someoneChecksIn(staff: Staff): boolean {
  return staff.some(
    ({ role, active, hasPin }) => active && hasPin && ROLE_PERMISSIONS[role].includes('visits.check-in'),
  );
}

/** True where nobody checks in at this desk only because nobody who may has a PIN at it, as after joining a practice. */
export function lacksOnlyPins(staff: Staff): boolean {
  const mayCheckIn = staff.some(
    ({ role, active }) => active && ROLE_PERMISSIONS[role].includes('visits.check-in'),
  );
  return mayCheckIn && !someoneChecksIn(staff);
}

/**
 * How far the setting up is, read off what the practice has: so it outlives every stop, and is the same on every desk.
 * What begins with something usual in it (hours, visits, consent texts) lacks nothing.
 */
export function whatIsThere(settings: Settings, staff: Staff): readonly (readonly [RestStep, boolean])[] {
  return [
    ['staff', someoneChecksIn(staff)],
    ['providers', settings.providers.length > 0],
    ['rooms', settings.rooms.length > 0],
    ['prices', settings.prices.length > 0],
  ];
}

/** Where a setting up that was cut short goes on; undefined once patients can be seen. */
export function stepToGoOn(settings: Settings, staff: Staff): RestStep | undefined {
  const there = whatIsThere(settings, staff);
  // Nothing yet: it was cut short before its first step.
  if (there.every(([, isThere]) => !isThere)) return 'hours';
  const [lacking] = there.find(([, isThere]) => !isThere) ?? [];
  // Rooms and prices may be left out for good: only somebody stopped before both is led back to them.
  if (lacking === 'prices' || (lacking === 'rooms' && settings.prices.length > 0)) return undefined;
  return lacking;
}
