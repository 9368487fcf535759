import { goToRoom, type RoomName } from '../data/desk-store.ts';
import { useStrings } from '../strings/use-strings.ts';
import { ROOMS } from './rooms.ts';

/** The rooms, by icon and word. */
export function Rail({ current }: { readonly current: RoomName }) {
  const strings = useStrings();
  return (
    <nav className="rail" aria-label={strings.frame.roomsLabel}>
      {ROOMS.map(({ id, icon: RoomIcon }, index) => (
        <button
          key={id}
          type="button"
          className="rail__room"
          aria-current={id === current ? 'page' : undefined}
          aria-keyshortcuts={`Alt+${index + 1}`}
          title={`Alt ${index + 1}`}
          onClick={() => goToRoom(id)}
        >
          <RoomIcon size={20} stroke={1.75} aria-hidden="true" />
          {strings.frame.rooms[id]}
        </button>
      ))}
    </nav>
  );
}
