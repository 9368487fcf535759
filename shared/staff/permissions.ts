import { z } from 'zod';

export const ROLES = ['front-desk', 'lead', 'billing', 'clinician', 'administrator', 'auditor'] as const;
export type Role = (typeof ROLES)[number];
export const roleSchema = z.enum(ROLES);

export const PERMISSIONS = [
  'patients.read',
  'patients.write',
  'visits.read',
  'visits.check-in',
  'visits.move',
  'cash.read',
  'cash.take',
  'cash.void',
] as const;
export type Permission = (typeof PERMISSIONS)[number];

/** What each role may do. Authority is here and nowhere else; the screens only ask. */
export const ROLE_PERMISSIONS: Readonly<Record<Role, readonly Permission[]>> = {
  'front-desk': [
    'patients.read',
    'patients.write',
    'visits.read',
    'visits.check-in',
    'visits.move',
    'cash.read',
    'cash.take',
    'cash.void',
  ],
  lead: [
    'patients.read',
    'patients.write',
    'visits.read',
    'visits.check-in',
    'visits.move',
    'cash.read',
    'cash.take',
    'cash.void',
  ],
  billing: ['patients.read', 'patients.write', 'visits.read', 'cash.read', 'cash.take'],
  clinician: ['patients.read', 'visits.read', 'visits.move'],
  administrator: ['patients.read', 'patients.write', 'visits.read'],
  auditor: [],
};
