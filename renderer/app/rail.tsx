import { goToRoom, type RoomName } from '../data/desk-store.ts';
import { useDeskQuery } from '../data/queries.ts';
import { useMay, useSession } from '../data/session.ts';
import { useStrings } from '../strings/use-strings.ts';
import { mayEnter, ROOMS, type Room } from './rooms.ts';

/** The rooms, by icon and word. */
export function Rail({ current }: { readonly current: RoomName }) {
  const strings = useStrings();
  const permissions = useSession()?.permissions ?? [];
  return (
    <nav className="rail" aria-label={strings.frame.roomsLabel}>
      {ROOMS.map((room, index) =>
        room.isHidden === true && !mayEnter(room, permissions) ? null : (
          <RailButton key={room.id} room={room} number={index + 1} isCurrent={room.id === current} />
        ),
      )}
    </nav>
  );
}

function RailButton({
  room: { id, icon: RoomIcon },
  number,
  isCurrent,
}: {
  readonly room: Room;
  readonly number: number;
  readonly isCurrent: boolean;
}) {
  const strings = useStrings();
  return (
    <button
      type="button"
      className="rail__room"
      aria-current={isCurrent ? 'page' : undefined}
      aria-keyshortcuts={`Alt+${number}`}
      title={`Alt ${number}`}
      onClick={() => goToRoom(id)}
    >
      <RoomIcon size={20} stroke={1.75} aria-hidden="true" />
      {strings.frame.rooms[id]}
      {id === 'tasks' ? <TaskBadge /> : null}
    </button>
  );
}

/** How much there is to do, on the icon; read out in words. */
function TaskBadge() {
  const { tasks } = useStrings();
  const mayWork = useMay('tasks.work');
  const count = useDeskQuery('tasks.count', {}, { enabled: mayWork }).data;
  if (!mayWork || count === undefined || count.open === 0) return null;
  return (
    <>
      <span className="rail__count" data-late={count.overdue > 0 ? '' : undefined} aria-hidden="true">
        {count.open}
      </span>
      <span className="visually-hidden">{tasks.badge(count.open, count.overdue)}</span>
    </>
  );
}
