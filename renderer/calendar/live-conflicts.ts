import type { OutputOf } from '../../shared/api/index.ts';
import { type Busy, type Conflict, conflictsOf } from '../../shared/calendar/rules.ts';
import type { PlainDate } from '../../shared/kernel/time.ts';
import type { PinnedVisit } from './calendar-view.ts';
import type { GridColumn, Resource } from './columns.ts';

type Range = OutputOf<'calendar.range'>;
type Frame = OutputOf<'practice.frame'>;

/** Where something would be put. */
export interface LivePlace {
  readonly column: GridColumn;
  readonly starts: number;
  readonly minutes: number;
}

/** What would stand against a visit at a place of the grid. */
export type LiveCheck = (visit: PinnedVisit, place: LivePlace) => readonly Conflict[];

/**
 * Asks the rules of the transaction while something is still on its way, of what is on the screen. It cannot know of a visit of
 * the same patient on another day's screen; the transaction asks everything again.
 */
export function liveCheck(range: Range, frame: Frame, today: { readonly starts: number }): LiveCheck {
  const types = new Map(frame.appointmentTypes.map((type) => [type.id, type]));
  const overbook = new Map(frame.providers.map(({ id, overbook: beside }) => [id, beside]));
  const busy: (Busy & { day: PlainDate })[] = range.visits
    .filter(({ status, walkIn }) => status !== 'cancelled' && status !== 'no-show' && !walkIn)
    .map(({ id, patientId, providerId, roomId, starts, minutes, typeId, day }) => ({
      visitId: id,
      patientId,
      providerId,
      roomId,
      starts,
      minutes,
      bufferMinutes: types.get(typeId)?.bufferMinutes ?? 0,
      day,
    }));
  const byDay = Map.groupBy(busy, ({ day }) => day);
  return (visit, { column, starts, minutes }) => {
    const { providerId, roomId } = placedIn(visit, column);
    const type = types.get(visit.typeId);
    const openOf = range.open.find((each) => each.day === column.day && each.providerId === providerId);
    const roomOpen = range.roomOpen.find((each) => each.day === column.day && each.roomId === roomId);
    return conflictsOf(
      { visitId: visit.id, patientId: visit.patientId, providerId, roomId, starts, minutes },
      {
        day: column.scale.day,
        todayStarts: today.starts,
        providerOpen: openOf?.spans ?? null,
        roomOpen: roomOpen?.spans ?? null,
        overbook: providerId === null ? 0 : (overbook.get(providerId) ?? 0),
        blocks: range.blocks,
        busy: byDay.get(column.day) ?? [],
        type: {
          bufferMinutes: type?.bufferMinutes ?? 0,
          providerIds: type?.providerIds ?? [],
          roomIds: type?.roomIds ?? [],
          forWhom: 'any',
        },
        isNewPatient: null,
      },
    );
  };
}

/** With whom and where a visit is when it is put into a column: a room's column leaves its provider, a provider's its room. */
export function placedIn(
  visit: Pick<PinnedVisit, 'roomId' | 'providerId'>,
  { providerId, roomId, by }: Resource,
): Pick<GridColumn, 'providerId' | 'roomId'> {
  return by === 'room' ? { providerId: visit.providerId, roomId } : { providerId, roomId: visit.roomId };
}
