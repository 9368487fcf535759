import type { OutputOf } from '../../shared/api/index.ts';
import type { ProviderId, RoomId, VisitId } from '../../shared/kernel/ids.ts';
import { clinicDay, type Instant } from '../../shared/kernel/time.ts';
import { queryClient } from '../data/queries.ts';

type Range = OutputOf<'calendar.range'>;

/** Where a visit is moved to. */
export interface MovePlace {
  readonly providerId: ProviderId | null;
  readonly roomId: RoomId | null;
  readonly starts: number;
  readonly minutes: number;
}

/**
 * Shows a visit where the engine has just put it, before the days are asked for again: the eye must not wait for a round of
 * questions. What is asked afterwards is the truth, and most often says the same.
 */
export function showMoved(
  visitId: VisitId,
  place: MovePlace,
  reason: string | undefined,
  zone: string,
): void {
  queryClient.setQueriesData<Range>(
    { predicate: ({ queryKey: [name] }) => name === 'calendar.range' },
    (range) => (range === undefined ? undefined : movedIn(range, visitId, place, reason, zone)),
  );
}

function movedIn(
  range: Range,
  visitId: VisitId,
  { providerId, roomId, starts, minutes }: MovePlace,
  reason: string | undefined,
  zone: string,
): Range {
  const visits = range.visits.map((visit) => {
    if (visit.id !== visitId) return visit;
    const isAtOtherTime = visit.starts !== starts;
    return {
      ...visit,
      providerId,
      roomId,
      starts: starts as Instant,
      minutes,
      day: clinicDay(starts, zone),
      overruledReason: reason ?? visit.overruledReason,
      ...(isAtOtherTime ? { lateMinutes: null } : {}),
      ...(isAtOtherTime && visit.status === 'confirmed' ? { status: 'booked' as const } : {}),
    };
  });
  return { ...range, visits: visits.toSorted((one, two) => one.starts - two.starts) };
}
