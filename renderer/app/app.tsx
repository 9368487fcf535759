import { lazy, Suspense } from 'react';
import { useDesk } from '../data/desk-store.ts';
import { useEntryState } from '../data/entry.ts';
import { useEndedSession, useIdleLock, useRoster, useSession } from '../data/session.ts';
import { useRest } from '../setup/rest/rest-store.ts';
import { SignIn } from '../staff/sign-in.tsx';
import { ErrorState } from '../ui/feedback.tsx';
import { ErrorBoundary } from './error-boundary.tsx';
import { useFrameScreen } from './load-frame.ts';

/** Seen once in the life of a practice: it must not weigh on every morning's start. */
const Door = lazy(() => import('../setup/door.tsx'));
const RestScreen = lazy(() => import('../setup/rest/rest-screen.tsx'));

/** The whole window: what stands in the way of the practice, or the practice. */
export function App() {
  const entry = useEntryState();
  if (entry.data === undefined)
    return entry.error === null ? null : (
      <ErrorState failure={entry.error} onRetry={() => void entry.refetch()} />
    );
  return (
    <ErrorBoundary>
      {entry.data.state === 'open' ? (
        // Another practice is another desk: nothing of the one before is on its screen.
        <Desk key={entry.data.demo ? 'demo' : 'practice'} />
      ) : (
        <Suspense fallback={null}>
          <Door state={entry.data} />
        </Suspense>
      )}
    </ErrorBoundary>
  );
}

/** The sign-in screen, or the frame of whoever is signed in. */
function Desk() {
  const session = useSession();
  useEndedSession(session);
  // The store empties within the key press that locks; the cache follows. Both must agree to show anything.
  const staffId = useDesk((state) => state.staffId);
  const roster = useRoster();
  const isIn = staffId !== null && session !== undefined && session !== null && session.staffId === staffId;
  useIdleLock(isIn ? roster.data?.idleLockMinutes : undefined);
  const isSettingUp = useRest(({ step }) => step !== null);
  const Frame = useFrameScreen(roster.data !== undefined);
  if (!isIn) return <SignIn />;
  if (isSettingUp && session.permissions.includes('practice.configure'))
    return (
      <Suspense fallback={null}>
        <RestScreen />
      </Suspense>
    );
  return Frame === undefined ? null : <Frame key={staffId} session={session} />;
}
