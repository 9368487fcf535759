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
 * What is still open of the copay of a visit that is over, in cents, as SQL: from check-out on it is part of the balance.
 * `visit` names the row. The copay is the one that check-out wrote down; what the practice waived is owed by nobody.
 */
function copayLeftSql(visit: string): string {
  return `CASE WHEN ${visit}.status = 'checked-out' AND coalesce(${visit}.coverage_choice, '') <> 'self-pay'
      AND coalesce(${visit}.copay_outcome, '') <> 'none-due' AND coalesce(${visit}.no_copay_reason, '') <> 'waived-by-practice'
    THEN max(0, coalesce(${visit}.copay_cents, 0)
      - (SELECT coalesce(sum(amount_cents), 0) FROM tender WHERE visit_id = ${visit}.id AND purpose = 'copay')) ELSE 0 END`;
}

/**
 * What is left of what the patient that `patient` names paid ahead, in cents, as SQL; below zero where a visit of theirs was
 * paid from the prepayment of a record that was one with theirs then.
 */
function prepaidSql(patient: string): string {
  return `(SELECT coalesce(sum(CASE WHEN a.purpose = 'prepayment' THEN a.amount_cents ELSE -a.amount_cents END), 0)
      FROM visit u JOIN tender a ON a.visit_id = u.id
      WHERE u.patient_id = ${patient} AND (a.purpose = 'prepayment' OR a.kind = 'prepaid'))`;
}

/**
 * What a patient owes beside the copay of a visit that is going on, in cents, as SQL for the patient that `patient` names:
 * what is left of the prior balance, of copays of visits that are over, and what was paid with somebody else's prepayment.
 * Balances of records merged into this one count, and payments and copays are those of the patient's visits: their own rows
 * never change, a merge moves the visits. So a merge, and taking it apart again, neither makes nor loses a cent.
 */
export function openBalanceSql(patient: string): string {
  return `((SELECT coalesce(sum(amount_cents), 0) FROM prior_balance
      WHERE patient_id IN (SELECT ${patient} UNION ALL SELECT id FROM patient WHERE merged_into_id = ${patient}))
    + (SELECT coalesce(sum(${copayLeftSql('o')}), 0) FROM visit o WHERE o.patient_id = ${patient})
    + max(0, -${prepaidSql(patient)})
    - (SELECT coalesce(sum(t.amount_cents), 0) FROM visit w JOIN tender t ON t.visit_id = w.id
      WHERE w.patient_id = ${patient} AND t.purpose = 'balance'
        AND t.taken_at >= coalesce((SELECT as_of FROM prior_balance WHERE patient_id = t.patient_id), 0)))`;
}

/** What a patient owes from before, in cents; below zero when more was paid. See `openBalanceSql`. */
export function openBalance(db: Database, patientId: string): number {
  return prepared(db, `SELECT ${openBalanceSql('?')} AS open`)
    .pluck()
    .get(...Array.from({ length: 5 }, () => patientId)) as number;
}

/** What is left of what a patient paid ahead in cents, voids taken off and what was paid from it. */
export function prepaidOf(db: Database, patientId: string): number {
  return prepared(db, `SELECT ${prepaidSql('?')}`)
    .pluck()
    .get(patientId) as number;
}
