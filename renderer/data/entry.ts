import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import type { EntryInput, EntryMethod, EntryOutput, EntryState } from '../../shared/entry/contract.ts';
import { ApiFailure, callEntry } from './bridge.ts';
import { tickClock } from './clock.ts';
import { useDesk } from './desk-store.ts';
import { setEngineNow } from './engine-time.ts';
import { queryClient } from './queries.ts';
import { resumeSession } from './session.ts';

const ENTRY_KEY = ['entry.state', {}] as const;

/** What stands in the way of the practice, if anything; undefined until the engine has said so. */
export function useEntryState() {
  return useQuery<EntryState, ApiFailure>({
    queryKey: ENTRY_KEY,
    queryFn: askState,
    gcTime: Number.POSITIVE_INFINITY,
  });
}

/** Asks once, before the first paint. */
export async function learnEntryState(): Promise<void> {
  await queryClient.prefetchQuery({ queryKey: ENTRY_KEY, queryFn: askState });
}

/** The window's clock goes by the engine's from the first answer on. */
async function askState(): Promise<EntryState> {
  const state = await callEntry('entry.state', {});
  setEngineNow(state.now);
  tickClock();
  return state;
}

/** Methods of the door after which something else may stand behind it. */
type DoorMove = Exclude<EntryMethod, 'entry.create' | 'entry.findPractice' | 'entry.join'>;

/**
 * Does something at the door and goes where it leads. What the window knew of another practice is forgotten, half typed
 * forms too: they are of people who are not here. Throws an ApiFailure.
 */
export async function moveAtDoor<Name extends DoorMove>(
  method: Name,
  input: EntryInput<Name>,
): Promise<EntryState> {
  const state: EntryState = await callEntry<DoorMove>(method, input);
  useDesk.getState().leave();
  useDesk.setState({ places: {}, drafts: {} });
  queryClient.removeQueries({ predicate: ({ queryKey }) => queryKey[0] !== ENTRY_KEY[0] });
  if (state.state === 'open') await resumeSession().catch(() => undefined);
  queryClient.setQueryData(ENTRY_KEY, state);
  return state;
}

/** Makes the practice; answers its recovery code. Throws an ApiFailure. */
export function createPractice(input: EntryInput<'entry.create'>): Promise<EntryOutput<'entry.create'>> {
  return callEntry('entry.create', input);
}

/** Looks for a practice that is there already, at its server. Throws an ApiFailure. */
export function findPractice(
  input: EntryInput<'entry.findPractice'>,
): Promise<EntryOutput<'entry.findPractice'>> {
  return callEntry('entry.findPractice', input);
}

/** Makes this PC a further desk of the practice; answers the recovery code of this PC. Throws an ApiFailure. */
export function joinPractice(input: EntryInput<'entry.join'>): Promise<EntryOutput<'entry.join'>> {
  return callEntry('entry.join', input);
}

/** One act at a time, with why the last one was refused. */
export function useDoorAct(): {
  readonly busy: boolean;
  readonly failure: ApiFailure | null;
  readonly act: (work: () => Promise<unknown>) => void;
  readonly reset: () => void;
} {
  const [busy, setBusy] = useState(false);
  const [failure, setFailure] = useState<ApiFailure | null>(null);
  const act = (work: () => Promise<unknown>): void => {
    if (busy) return;
    setBusy(true);
    setFailure(null);
    work().then(
      () => setBusy(false),
      (error: unknown) => {
        setBusy(false);
        if (error instanceof ApiFailure) setFailure(error);
        else throw error;
      },
    );
  };
  return { busy, failure, act, reset: () => setFailure(null) };
}
