import { z } from 'zod';

export const ROLES = ['front-desk', 'lead', 'billing', 'clinician', 'administrator', 'auditor'] as const;
export type Role = (typeof ROLES)[number];
export const roleSchema = z.enum(ROLES);

export const PERMISSIONS = [
  'patients.read',
  'patients.write',
  'patients.merge',
  'patients.restrict',
  'visits.read',
  'visits.check-in',
  'visits.move',
  'calendar.book',
  'calendar.overrule',
  'calendar.arrange',
  'tasks.work',
  'cash.read',
  'cash.take',
  'cash.void',
  'practice.configure',
  'practice.import',
  'practice.export',
  'sync.resolve',
  'audit.read',
] as const;
export type Permission = (typeof PERMISSIONS)[number];

/** What each role may do. Authority is here and nowhere else; the screens only ask. */
export const ROLE_PERMISSIONS: Readonly<Record<Role, readonly Permission[]>> = {
  'front-desk': [
    'patients.read',
    'patients.write',
    'patients.merge',
    'visits.read',
    'visits.check-in',
    'visits.move',
    'calendar.book',
    'tasks.work',
    'cash.read',
    'cash.take',
    'cash.void',
  ],
  lead: [
    'patients.read',
    'patients.write',
    'patients.merge',
    'patients.restrict',
    'visits.read',
    'visits.check-in',
    'visits.move',
    'calendar.book',
    'calendar.overrule',
    'calendar.arrange',
    'tasks.work',
    'cash.read',
    'cash.take',
    'cash.void',
    'sync.resolve',
  ],
  billing: ['patients.read', 'patients.write', 'visits.read', 'tasks.work', 'cash.read', 'cash.take'],
  clinician: ['patients.read', 'visits.read', 'visits.move', 'tasks.work'],
  administrator: [
    'patients.read',
    'patients.write',
    'patients.merge',
    'patients.restrict',
    'visits.read',
    'calendar.arrange',
    'tasks.work',
    'practice.configure',
    'practice.import',
    'practice.export',
    'sync.resolve',
    'audit.read',
  ],
  auditor: ['audit.read'],
};
