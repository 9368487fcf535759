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

/** What is left of a patient's prior balance after the payments on it since it was told, in cents. */
export function openBalance(db: Database, patientId: string): number {
  const row = prepared(
    db,
    `SELECT b.amount_cents - coalesce((SELECT sum(t.amount_cents) FROM tender t
       WHERE t.patient_id = b.patient_id AND t.purpose = 'balance' AND t.taken_at >= b.as_of), 0) AS open
     FROM prior_balance b WHERE b.patient_id = ?`,
  ).get(patientId) as { open: number } | undefined;
  return row?.open ?? 0;
}

/** What a patient paid ahead in cents, voids taken off. */
export function prepaidOf(db: Database, patientId: string): number {
  return prepared(
    db,
    `SELECT coalesce(sum(amount_cents), 0) FROM tender WHERE patient_id = ? AND purpose = 'prepayment'`,
  )
    .pluck()
    .get(patientId) as number;
}
