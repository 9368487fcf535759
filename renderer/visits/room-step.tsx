import { useState } from 'react';
import type { RoomId } from '../../shared/kernel/ids.ts';
import type { VisitRow } from '../../shared/visits/contract.ts';
import { useStrings } from '../strings/use-strings.ts';
import { Key } from '../ui/controls.tsx';
import { useShortcuts } from '../ui/shortcuts.ts';

interface RoomStepProps {
  readonly rooms: readonly { readonly id: RoomId; readonly name: string }[];
  readonly rows: readonly VisitRow[];
  readonly current: RoomId | null;
  readonly onRoom: (roomId: RoomId, name: string) => void;
}

/** The rooms with who is in them; a digit sends the patient to a free one at once, to a taken one when pressed again. */
export function RoomStep({ rooms, rows, current, onRoom }: RoomStepProps) {
  const { visits } = useStrings();
  const shown = rooms.slice(0, 9);
  const [asked, setAsked] = useState<RoomId | null>(null);
  const insideOf = (roomId: RoomId): VisitRow | undefined =>
    rows.find((row) => row.roomId === roomId && row.status === 'with-clinician');
  const choose = (room: RoomStepProps['rooms'][number]): void => {
    if (insideOf(room.id) === undefined || room.id === current || room.id === asked)
      onRoom(room.id, room.name);
    else setAsked(room.id);
  };
  const askedAt = shown.findIndex((room) => room.id === asked);
  const askedRoom = shown[askedAt];
  const taken = askedRoom === undefined ? undefined : insideOf(askedRoom.id);
  useShortcuts(
    'panel',
    Object.fromEntries(
      shown.map((room, index) => [
        `${index + 1}`,
        (event: KeyboardEvent) => {
          // A key held down is one press.
          if (!event.repeat) choose(room);
        },
      ]),
    ),
  );
  return (
    <section className="box" aria-label={visits.roomTitle}>
      <h3 className="box__title">{visits.roomWhich}</h3>
      <div className="rooms">
        {shown.map((room, index) => {
          const inside = insideOf(room.id);
          return (
            <button
              key={room.id}
              type="button"
              className={room.id === asked ? 'rooms__one rooms__one--asked' : 'rooms__one'}
              aria-keyshortcuts={`${index + 1}`}
              aria-current={room.id === current ? 'true' : undefined}
              onClick={() => choose(room)}
            >
              <span className="rooms__name">{room.name}</span>
              <span className={inside === undefined ? 'small muted' : 'small rooms__taken'}>
                {inside === undefined ? visits.roomFree : visits.roomTaken(inside.patient.family)}
              </span>
              <Key>{String(index + 1)}</Key>
            </button>
          );
        })}
      </div>
      <p className="small rooms__again" role="status">
        {askedRoom === undefined || taken === undefined
          ? ''
          : visits.roomAgain(askedRoom.name, taken.patient.family, askedAt + 1)}
      </p>
    </section>
  );
}
