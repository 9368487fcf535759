import { useCallback, useEffect } from 'react';
import { flushSync } from 'react-dom';
import type { OutputOf } from '../../shared/api/index.ts';
import type { Session } from '../../shared/staff/contract.ts';
import type { Permission } from '../../shared/staff/permissions.ts';
import { mayMove, type VisitMove } from '../../shared/visits/state-machine.ts';
import { ask, tell } from './bridge.ts';
import { tickClock } from './clock.ts';
import { useDesk } from './desk-store.ts';
import { setEngineNow } from './engine-time.ts';
import { forgetPreferences, takePreferences } from './preferences.ts';
import { queryClient, useDeskQuery } from './queries.ts';

const SESSION_KEY = ['staff.session', {}] as const;
const ROSTER_KEY = ['staff.roster', {}] as const;

/** What holds no patient data and is needed to sign in again. */
const KEPT_WHEN_LOCKED: ReadonlySet<string> = new Set(['staff.session', 'staff.roster', 'entry.state']);

/** How often the window asks the engine for the time again, in milliseconds. */
const CLOCK_CHECK = 300_000;

/** Who is signed in here: null when locked, undefined until the engine has said so. */
export function useSession(): Session | null | undefined {
  return useDeskQuery('staff.session', {}).data?.session;
}

/** True when the person signed in here may do it. The engine decides; this only spares a refusal. */
export function useMay(permission: Permission): boolean {
  return useSession()?.permissions.includes(permission) ?? false;
}

/** Tells of each move of a visit whether the person signed in here may make it. */
export function useMayMove(): (move: VisitMove) => boolean {
  const permissions = useSession()?.permissions ?? [];
  return (move) => mayMove(permissions, move);
}

/** Asks for the sign-in tiles once, before the first paint, beside what else is asked then. */
export async function learnRoster(): Promise<void> {
  await queryClient.prefetchQuery({
    queryKey: ROSTER_KEY,
    queryFn: () => ask('staff.roster', {}),
    retry: false,
  });
}

/** The sign-in tiles and the engine's time; keeps this window's clock on it. */
export function useRoster() {
  const roster = useDeskQuery('staff.roster', {});
  const now = roster.data?.now;
  useEffect(() => {
    if (now === undefined) return;
    setEngineNow(now);
    tickClock();
  }, [now]);
  useEffect(() => {
    const check = (): void => void queryClient.invalidateQueries({ queryKey: ROSTER_KEY });
    const timer = setInterval(check, CLOCK_CHECK);
    // A timer does not count while the machine sleeps, so the time is asked again when somebody comes back.
    window.addEventListener('focus', check);
    return () => {
      clearInterval(timer);
      window.removeEventListener('focus', check);
    };
  }, []);
  return roster;
}

/** Gives the window the look that the person signed in here has kept, on whichever desk they kept it. */
export function useOwnLook(): void {
  const kept = useDeskQuery('staff.preferences', {}).data?.preferences;
  useEffect(() => {
    if (kept !== undefined) takePreferences(kept);
  }, [kept]);
}

/** The practice's day and people, for signed-in screens. */
export function useFrame() {
  return useDeskQuery('practice.frame', {});
}

/** Takes over a session that the engine has just opened. */
export function enterSession(session: Session): void {
  useDesk.getState().enter(session.staffId);
  // Who may read nothing but the audit finds it open.
  if (!session.permissions.includes('visits.read') && session.permissions.includes('audit.read'))
    useDesk.getState().go({ room: 'audit' });
  queryClient.setQueryData(SESSION_KEY, { session, isAccessEnded: false });
}

/** True when the access of whoever was signed in here last ended under them. */
export function useIsAccessEnded(): boolean {
  return useDeskQuery('staff.session', {}).data?.isAccessEnded ?? false;
}

/** Clears the window of a session that the engine has ended by itself: nothing of a patient stays behind the sign-in screen. */
export function useEndedSession(session: Session | null | undefined): void {
  useEffect(() => {
    if (session !== null || useDesk.getState().staffId === null) return;
    const said = queryClient.getQueryData<OutputOf<'staff.session'>>(SESSION_KEY);
    // Somebody may have come in since this was drawn.
    if (said?.session !== null) return;
    useDesk.getState().leave();
    forgetAll(said.isAccessEnded);
  }, [session]);
}

/** Forgets what the window knew. What was being typed stays in memory for the same person. */
function forgetAll(isAccessEnded: boolean): void {
  forgetPreferences();
  queryClient.setQueryData(SESSION_KEY, { session: null, isAccessEnded });
  queryClient.removeQueries({ predicate: (query) => !KEPT_WHEN_LOCKED.has(String(query.queryKey[0])) });
  queryClient.getMutationCache().clear();
}

/**
 * Hides everything at once, then tells the engine. The screen does not wait for the answer: whatever the engine
 * says, nobody may go on reading over an empty chair.
 */
export async function lockWindow(reason: 'asked' | 'idle' | 'system'): Promise<void> {
  flushSync(() => useDesk.getState().leave());
  forgetAll(false);
  await tell('staff.lock', { reason }).catch(() => undefined);
}

/** Takes over the session that this window already has, as after a reload. */
export async function resumeSession(): Promise<void> {
  const said = await ask('staff.session', {});
  if (said.session !== null) enterSession(said.session);
  else queryClient.setQueryData(SESSION_KEY, said);
}

/** Locks when nobody has touched keyboard or mouse for `minutes`. */
export function useIdleLock(minutes: number | undefined): void {
  const lock = useCallback(() => void lockWindow('idle'), []);
  useEffect(() => {
    if (minutes === undefined || minutes <= 0) return;
    let timer = setTimeout(lock, minutes * 60_000);
    const touched = (): void => {
      clearTimeout(timer);
      timer = setTimeout(lock, minutes * 60_000);
    };
    const events = ['keydown', 'pointerdown', 'pointermove', 'wheel'] as const;
    for (const event of events) window.addEventListener(event, touched, { capture: true, passive: true });
    return () => {
      clearTimeout(timer);
      for (const event of events) window.removeEventListener(event, touched, { capture: true });
    };
  }, [lock, minutes]);
}
