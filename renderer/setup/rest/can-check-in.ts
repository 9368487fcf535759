import { ROLE_PERMISSIONS, type Role } from '../../../shared/staff/permissions.ts';

/** True when somebody of these works here and may check patients in, which an administrator alone may not. */
export function canCheckIn(staff: readonly { readonly role: Role; readonly active: boolean }[]): boolean {
  return staff.some(({ role, active }) => active && ROLE_PERMISSIONS[role].includes('visits.check-in'));
}
