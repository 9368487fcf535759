import type { ParsedInputOf } from '../../shared/api/index.ts';
import type { VisitId } from '../../shared/kernel/ids.ts';
import { Refusal } from '../../shared/kernel/result.ts';
import { prepared } from '../engine/statements.ts';
import type { UnitOfWork } from '../engine/unit-of-work.ts';
import { refuseWhilePaid } from '../visits/payments.ts';
import { visitRecord } from '../visits/records.ts';
import { expectedVisit } from './booking.ts';

/** Cancels a visit of a series and every later one that has not begun; what is over stays as it is. */
export function cancelRest(
  unit: UnitOfWork,
  { visitId, reason }: ParsedInputOf<'calendar.cancelRest'>,
): { visitIds: VisitId[] } {
  const row = expectedVisit(unit, visitId);
  if (row.seriesId === null)
    throw new Refusal('calendar/no-series', 'This visit is not one of a series. Cancel it by itself.');
  const visitIds = prepared(
    unit.db,
    `SELECT id FROM visit WHERE series_id = ? AND scheduled_at >= ? AND status IN ('booked', 'confirmed') ORDER BY scheduled_at`,
  )
    .pluck()
    .all(row.seriesId, row.scheduledAt) as VisitId[];
  for (const id of visitIds) {
    refuseWhilePaid(unit, id);
    unit.change(visitRecord, id, { status: 'cancelled', statusSince: unit.now, cancelReason: reason });
  }
  return { visitIds };
}
