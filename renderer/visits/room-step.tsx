import type { RoomId } from '../../shared/kernel/ids.ts';
import type { VisitRow } from '../../shared/visits/contract.ts';
import { useStrings } from '../strings/use-strings.ts';
import { useShortcuts } from '../ui/shortcuts.ts';

interface RoomStepProps {
  readonly rooms: readonly { readonly id: RoomId; readonly name: string }[];
  readonly rows: readonly VisitRow[];
  readonly current: RoomId | null;
  readonly onRoom: (roomId: RoomId, name: string) => void;
}

/** The rooms with who is in them; a digit sends the patient there at once, and Ctrl+Z brings them back. */
export function RoomStep({ rooms, rows, current, onRoom }: RoomStepProps) {
  const { visits } = useStrings();
  const shown = rooms.slice(0, 9);
  useShortcuts(
    'panel',
    Object.fromEntries(shown.map((room, index) => [`${index + 1}`, () => onRoom(room.id, room.name)])),
  );
  return (
    <section className="box" aria-label={visits.roomTitle}>
      <h3 className="box__title">{visits.roomWhich}</h3>
      <div className="rooms">
        {shown.map((room, index) => {
          const inside = rows.find((row) => row.roomId === room.id && row.status === 'with-clinician');
          return (
            <button
              key={room.id}
              type="button"
              className="rooms__one"
              aria-keyshortcuts={`${index + 1}`}
              aria-current={room.id === current ? 'true' : undefined}
              onClick={() => onRoom(room.id, room.name)}
            >
              <span className="rooms__name">{room.name}</span>
              <span className={inside === undefined ? 'small muted' : 'small rooms__taken'}>
                {inside === undefined ? visits.roomFree : visits.roomTaken(inside.patient.family)}
              </span>
              <span className="segments__digit" aria-hidden="true">
                {index + 1}
              </span>
            </button>
          );
        })}
      </div>
    </section>
  );
}
