import type { Database } from 'better-sqlite3';
import type { ProviderId } from '../../shared/kernel/ids.ts';
import type { PlainDate } from '../../shared/kernel/time.ts';
import { type Clash, clashesOf, type Standing } from '../../shared/worklists/clashes.ts';
import { prepared } from '../engine/statements.ts';

/** Visits between two days that stand on each other; see `clashesOf`. */
export function clashPairs(db: Database, from: PlainDate, until: PlainDate): readonly Clash[] {
  const overbook = new Map(
    (prepared(db, 'SELECT id, overbook FROM provider').all() as { id: ProviderId; overbook: number }[]).map(
      (each) => [each.id, each.overbook],
    ),
  );
  const rows = prepared(
    db,
    `SELECT v.id AS visitId, v.patient_id AS patientId, v.provider_id AS providerId, v.room_id AS roomId, v.scheduled_at AS starts,
       v.minutes, 0 AS bufferMinutes, v.overruled_reason IS NOT NULL AS hasReason
     FROM visit v WHERE v.day BETWEEN ? AND ? AND v.scheduled_at IS NOT NULL AND v.status IN ('booked', 'confirmed', 'arrived', 'checked-in')
     ORDER BY v.day, v.scheduled_at`,
  ).all(from, until) as (Omit<Standing, 'hasReason'> & { hasReason: number })[];
  return clashesOf(
    rows.map((row) => ({ ...row, hasReason: row.hasReason === 1 })),
    (providerId) => overbook.get(providerId) ?? 0,
  );
}
