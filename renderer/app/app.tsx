import { useDesk } from '../data/desk-store.ts';
import { useIdleLock, useRoster, useSession } from '../data/session.ts';
import { SignIn } from '../staff/sign-in.tsx';
import { ErrorBoundary } from './error-boundary.tsx';
import { Frame } from './frame.tsx';

/** The whole window: the sign-in screen, or the frame of whoever is signed in. */
export function App() {
  const session = useSession();
  // The store empties within the key press that locks; the cache follows. Both must agree to show anything.
  const staffId = useDesk((state) => state.staffId);
  const roster = useRoster();
  const isIn = staffId !== null && session !== undefined && session !== null && session.staffId === staffId;
  useIdleLock(isIn ? roster.data?.idleLockMinutes : undefined);
  return <ErrorBoundary>{isIn ? <Frame key={staffId} session={session} /> : <SignIn />}</ErrorBoundary>;
}
