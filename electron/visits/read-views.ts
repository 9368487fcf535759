import type { Database } from 'better-sqlite3';
import type { VisitId } from '../../shared/kernel/ids.ts';
import type { Instant, PlainDate } from '../../shared/kernel/time.ts';
import { prepared } from '../engine/statements.ts';

export interface RecentVisit {
  readonly id: VisitId;
  readonly day: PlainDate;
  readonly scheduledAt: Instant | null;
  readonly providerName: string;
  readonly typeName: string;
  readonly status: string;
}

/** A patient's last and next visits, newest first. */
export function recentVisits(db: Database, patientId: string): RecentVisit[] {
  return prepared(
    db,
    `SELECT v.id, v.day, v.scheduled_at AS scheduledAt, coalesce(d.display_name, 'Any') AS providerName, t.name AS typeName, v.status
     FROM visit v JOIN appointment_type t ON t.id = v.type_id LEFT JOIN provider d ON d.id = v.provider_id
     WHERE v.patient_id = ? ORDER BY v.day DESC, v.scheduled_at DESC LIMIT 12`,
  ).all(patientId) as RecentVisit[];
}

/**
 * What is left of a prior balance, in cents, as SQL for the patient that `patient` names. Balances of records merged into
 * this one count, and payments are those of the patient's visits: their own rows never change, a merge moves the visits. So
 * a merge, and taking it apart again, neither makes nor loses a cent.
 */
export function openBalanceSql(patient: string): string {
  return `((SELECT coalesce(sum(amount_cents), 0) FROM prior_balance
      WHERE patient_id IN (SELECT ${patient} UNION ALL SELECT id FROM patient WHERE merged_into_id = ${patient}))
    - (SELECT coalesce(sum(t.amount_cents), 0) FROM visit w JOIN tender t ON t.visit_id = w.id
      WHERE w.patient_id = ${patient} AND t.purpose = 'balance'
        AND t.taken_at >= coalesce((SELECT as_of FROM prior_balance WHERE patient_id = t.patient_id), 0)))`;
}

/** What is left of a patient's prior balance after the payments on it since it was told, in cents; below zero when more was paid. */
export function openBalance(db: Database, patientId: string): number {
  return prepared(db, `SELECT ${openBalanceSql('?')} AS open`)
    .pluck()
    .get(patientId, patientId, patientId) as number;
}

/** What a patient paid ahead in cents, voids taken off. */
export function prepaidOf(db: Database, patientId: string): number {
  return prepared(
    db,
    `SELECT coalesce(sum(t.amount_cents), 0) FROM visit v JOIN tender t ON t.visit_id = v.id
     WHERE v.patient_id = ? AND t.purpose = 'prepayment'`,
  )
    .pluck()
    .get(patientId) as number;
}
