import type { Database } from 'better-sqlite3';
import { addDays, clinicDay } from '../../shared/kernel/time.ts';
import { chanceOf } from './chance.ts';
import { insertAll } from './insert.ts';
import { DEMO_STAFF, DEMO_ZONE } from './practice.ts';

/** A parent at the same address decides and pays for a child; who is written down already stays. */
export function seedFamilies(db: Database, now: number): void {
  const eighteenAgo = addDays(clinicDay(now, DEMO_ZONE), -18 * 365 - 5);
  const chance = chanceOf('families');
  const pairs = db
    .prepare(
      `SELECT c.id AS patientId, a.id AS relatedPatientId, a.given || ' ' || a.family AS name, a.language, min(a.birth_date) AS eldest
       FROM patient c JOIN patient a ON a.postal_code = c.postal_code AND a.address_line = c.address_line AND a.birth_date <= ? AND a.active = 1
       WHERE c.birth_date > ? AND c.active = 1 AND c.address_line <> '' AND NOT EXISTS (SELECT 1 FROM related_person r WHERE r.patient_id = c.id)
       GROUP BY c.id ORDER BY c.mrn`,
    )
    .all(eighteenAgo, eighteenAgo) as {
    patientId: string;
    relatedPatientId: string;
    name: string;
    language: string;
  }[];
  insertAll(
    db,
    'related_person',
    pairs.map(({ patientId, relatedPatientId, name, language }) => ({
      id: chance.id(now),
      patientId,
      relatedPatientId,
      name,
      relationship: 'parent',
      phone: '',
      email: '',
      address: '',
      language,
      needsInterpreter: false,
      isGuarantor: true,
      isProxy: true,
      isEmergency: true,
      active: true,
      createdAt: now,
      createdBy: DEMO_STAFF[0]?.displayName ?? '',
    })),
  );
}
