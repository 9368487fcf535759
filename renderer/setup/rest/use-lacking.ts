import { useEffect } from 'react';
import { useDeskQuery } from '../../data/queries.ts';
import { canCheckIn } from './can-check-in.ts';
import { closeRest, openRest, type RestStep, useRest } from './rest-store.ts';

/** What the practice has of what it needs, by the step that asks for it; undefined until the engine has said so. */
export function useThere(enabled: boolean): readonly (readonly [RestStep, boolean])[] | undefined {
  const settings = useDeskQuery('practice.settings', {}, { enabled }).data;
  const staff = useDeskQuery('staff.list', {}, { enabled }).data?.staff;
  if (!enabled || settings === undefined || staff === undefined) return undefined;
  return [
    ['staff', canCheckIn(staff)],
    ['providers', settings.providers.length > 0],
    ['rooms', settings.rooms.length > 0],
    ['prices', settings.prices.length > 0],
  ];
}

/**
 * Leads an administrator back to where the setting up was broken off, by a closed window or a crash: to its beginning while
 * nothing was entered, else to the first step that lacks something. True while that is not yet known. Once somebody went
 * on to the desk by themselves, nothing is asked any more and only the list beside the board leads back.
 */
export function useLedBack(mayConfigure: boolean): boolean {
  const isOpen = useRest(({ step, isLeft }) => isLeft || step !== null);
  const there = useThere(mayConfigure && !isOpen);
  useEffect(() => {
    if (there === undefined) return;
    const first = there.find(([, isThere]) => !isThere)?.[0];
    if (first === undefined) closeRest();
    else openRest(there.some(([, isThere]) => isThere) ? first : 'hours');
  }, [there]);
  return mayConfigure && !isOpen;
}
