import './frame.css';
import { Suspense, useLayoutEffect, useRef, useState } from 'react';
import type { Session } from '../../shared/staff/contract.ts';
import { goToRoom, openNewTask, useDesk } from '../data/desk-store.ts';
import { lockWindow, useFrame, useOwnLook } from '../data/session.ts';
import { PrintHost } from '../print/print-host.tsx';
import { ScanHost } from '../scan/scan-host.tsx';
import { useStrings } from '../strings/use-strings.ts';
import { EmptyState, Notice, Skeleton } from '../ui/feedback.tsx';
import { type Shortcuts, useShortcuts } from '../ui/shortcuts.ts';
import { showToast, Toasts } from '../ui/toast.tsx';
import { ErrorBoundary } from './error-boundary.tsx';
import { KeyMap } from './key-map.tsx';
import { Palette } from './palette.tsx';
import { Rail } from './rail.tsx';
import { mayEnter, ROOMS } from './rooms.ts';
import { StatusBar } from './status-bar.tsx';
import { TopBar } from './top-bar.tsx';

type Overlay = 'palette' | 'keys' | null;

/** Everything around a room, for the person signed in. */
export function Frame({ session }: { readonly session: Session }) {
  useOwnLook();
  const strings = useStrings();
  const [overlay, setOverlay] = useState<Overlay>(null);
  const current = useDesk((state) => state.place.room);
  const room = ROOMS.find((candidate) => candidate.id === current) ?? ROOMS[0];
  const close = (): void => setOverlay(null);
  const roomKeys: Shortcuts = Object.fromEntries(
    ROOMS.map((candidate, index) => [`Alt+${index + 1}`, () => goToRoom(candidate.id)]),
  );
  useShortcuts('frame', {
    ...roomKeys,
    'Ctrl+K': () => setOverlay('palette'),
    '?': () => setOverlay('keys'),
    // What can take something back hears the key before the frame does.
    'Ctrl+Z': () => showToast(strings.frame.nothingToUndo),
    // Never the browser's own print of whatever stands on the screen.
    'Ctrl+P': () => showToast(strings.frame.nothingToPrint),
  });
  useShortcuts('desk', { 'Ctrl+L': () => void lockWindow('asked') });
  const mayTask = session.permissions.includes('tasks.work');
  useShortcuts('frame', { 'Alt+T': () => openNewTask() }, { enabled: mayTask });
  const roomRef = useFocusInRoom(current);
  if (room === undefined) return null;
  const RoomScreen = room.component;
  return (
    <div className="frame">
      <Rail current={room.id} />
      <TopBar session={session} room={room.id} onFind={() => setOverlay('palette')} />
      <Outdated />
      <main className="frame__room" ref={roomRef} tabIndex={-1} aria-label={strings.frame.rooms[room.id]}>
        <ErrorBoundary key={room.id}>
          {mayEnter(room, session.permissions) ? (
            <Suspense fallback={<Skeleton />}>
              <RoomScreen />
            </Suspense>
          ) : (
            <EmptyState
              title={
                ROOMS.some((each) => each.permission !== null && mayEnter(each, session.permissions))
                  ? strings.frame.noAccess
                  : strings.frame.noRooms
              }
            />
          )}
        </ErrorBoundary>
      </main>
      <StatusBar session={session} onKeys={() => setOverlay('keys')} />
      <PrintHost />
      <ScanHost onScan={close} />
      <Toasts />
      {overlay === 'palette' ? (
        <Palette session={session} onClose={close} onKeys={() => setOverlay('keys')} />
      ) : null}
      {overlay === 'keys' ? <KeyMap onClose={close} /> : null}
    </div>
  );
}

/** Says for as long as it is so that this desk may look and not write; nothing stands in the way of looking. */
function Outdated() {
  const { frame } = useStrings();
  const outdated = useFrame().data?.outdated ?? null;
  return outdated === null ? null : (
    <div className="frame__notice">
      <Notice>{frame.outdated(outdated.version, outdated.minimumVersion)}</Notice>
    </div>
  );
}

/** Focus that went with the room before goes to the new one, unless that room has a place of its own for it. */
function useFocusInRoom(current: string) {
  const room = useRef<HTMLElement>(null);
  const before = useRef(current);
  useLayoutEffect(() => {
    if (before.current === current) return;
    before.current = current;
    if (document.activeElement === document.body) room.current?.focus({ preventScroll: true });
  }, [current]);
  return room;
}
