import type { Database } from 'better-sqlite3';
import { addDays, clinicDay, instantOf } from '../../shared/kernel/time.ts';
import { chanceOf } from './chance.ts';
import { insertAll } from './insert.ts';
import { DEMO_STAFF, DEMO_ZONE } from './practice.ts';

interface Expected {
  readonly visitId: string;
  readonly patientId: string;
  readonly coverageId: string;
  readonly mrn: string;
}

/** Of the cast: Patrick O’Dowd’s plan pays only with an authorization, and Margaret A. Smith has two cards. */
const AUTHORIZED = '20432';
const TWICE_COVERED = '20426';

/**
 * What the insurers said the day before of whoever comes today, a second card and an authorization. Straight into the
 * tables, as the rest of the practice's past; what is there already stays.
 */
export function seedInsurance(db: Database, now: number): void {
  const day = clinicDay(now, DEMO_ZONE);
  const chance = chanceOf(`insurance ${day}`);
  const checkedAt = instantOf(addDays(day, -1), 15, 30, DEMO_ZONE);
  const checkedBy = DEMO_STAFF[0]?.displayName ?? '';
  const expected = db
    .prepare(
      `SELECT v.id AS visitId, v.patient_id AS patientId, c.id AS coverageId, p.mrn FROM visit v JOIN patient p ON p.id = v.patient_id
       JOIN coverage c ON c.patient_id = v.patient_id AND c.status = 'active' AND c.priority = 1
       WHERE v.day = ? AND v.walk_in = 0 AND v.status NOT IN ('cancelled', 'no-show')
         AND NOT EXISTS (SELECT 1 FROM eligibility_check e WHERE e.visit_id = v.id) ORDER BY v.id`,
    )
    .all(day) as Expected[];
  insertAll(
    db,
    'eligibility_check',
    expected
      // Now and then the portal was down: then it is asked at the desk.
      .filter(({ mrn }) => chance.happens(88) || mrn.startsWith('204'))
      .map(({ visitId, patientId, coverageId }) => ({
        id: chance.id(checkedAt),
        visitId,
        patientId,
        coverageId,
        result: 'active',
        how: 'portal',
        copayCents: null,
        note: '',
        overrideReason: '',
        checkedAt,
        checkedBy,
        withdrawn: false,
      })),
  );
  addSecondCard(db, chance.id(checkedAt), day.slice(0, 4));
  authorize(db, chance.id(checkedAt), checkedAt, addDays(day, 40));
}

function addSecondCard(db: Database, id: string, year: string): void {
  db.prepare(
    `INSERT INTO coverage (id, patient_id, priority, status, payer_name, plan_name, member_id, group_number, copay_cents, starts_on, ends_on, confirmed_at)
     SELECT ?, p.id, 2, 'active', 'Big Thompson Mutual', 'Supplement F', 'BTM 4601 88120', '', NULL, ?, NULL, NULL FROM patient p
     WHERE p.mrn = ? AND NOT EXISTS (SELECT 1 FROM coverage c WHERE c.patient_id = p.id AND c.priority = 2)`,
  ).run(id, `${year}-01-01`, TWICE_COVERED);
}

function authorize(db: Database, id: string, createdAt: number, expiresOn: string): void {
  db.prepare(
    `UPDATE coverage SET needs_authorization = 1 WHERE status = 'active' AND patient_id = (SELECT id FROM patient WHERE mrn = ?)`,
  ).run(AUTHORIZED);
  db.prepare(
    `INSERT INTO authorization (id, patient_id, coverage_id, kind, number, issued_by, units_approved, units_used_before, starts_on, expires_on, note, status, version, created_at)
     SELECT ?, p.id, NULL, 'authorization', 'SCP-40117', 'Summit Community Plan', 6, 3, NULL, ?, '', 'active', 1, ? FROM patient p
     WHERE p.mrn = ? AND NOT EXISTS (SELECT 1 FROM authorization a WHERE a.patient_id = p.id)`,
  ).run(id, expiresOn, createdAt, AUTHORIZED);
}
