import type { VisitId } from '../../shared/kernel/ids.ts';
import { Refusal } from '../../shared/kernel/result.ts';
import { isStanding } from '../../shared/visits/state-machine.ts';
import type { UnitOfWork } from '../engine/unit-of-work.ts';
import { type VisitTableRow, visitRow } from '../visits/visit-row.ts';
import { standingConflicts } from './conflicts.ts';

/** Where and whether a visit stands, to tell whether taking something back puts it somewhere else. */
function placeOf({ status, day, scheduledAt, minutes, providerId, roomId }: VisitTableRow): string {
  return JSON.stringify([isStanding(status), day, scheduledAt, minutes, providerId, roomId]);
}

/**
 * Refuses to put a visit back where somebody else has been booked meanwhile: the room is never anybody's twice, and two at
 * once need a reason, which was asked of neither.
 */
export function refuseTakenSince(unit: UnitOfWork, before: VisitTableRow): void {
  const row = visitRow(unit.db, before.id as VisitId);
  if (placeOf(row) === placeOf(before) || !isStanding(row.status) || row.scheduledAt === null) return;
  const taken = standingConflicts(unit, row).find(({ rule, visitId }) => {
    if (visitId === null) return false;
    const other = visitRow(unit.db, visitId);
    // Two that came from elsewhere, as with an import, were at once before anybody here booked.
    if (row.bookedAt === null && other.bookedAt === null) return false;
    const lacksReason = row.overruledReason === null && other.overruledReason === null;
    return rule === 'room' || (['patient', 'provider', 'provider-full'].includes(rule) && lacksReason);
  });
  if (taken === undefined) return;
  throw new Refusal(
    'calendar/taken-since',
    'Somebody else has been booked there meanwhile. Move that visit first, or book another time.',
  );
}
