import type { TenderId } from '../../shared/kernel/ids.ts';
import type { Cents } from '../../shared/kernel/money.ts';
import { useDesk } from '../data/desk-store.ts';

const keyOf = (tenderId: TenderId): string => `change/${tenderId}`;

/** Remembers until the window closes what was given back on a payment in cash; the engine does not keep it. */
export function keepChange(tenderId: TenderId | undefined, change: Cents | undefined): void {
  if (tenderId !== undefined && change !== undefined && change > 0)
    useDesk.getState().keepDraft(keyOf(tenderId), change);
}

/** What was given back on payments taken in this window, by payment. */
export function useChangeGiven(): (tenderId: TenderId) => Cents | undefined {
  const drafts = useDesk((state) => state.drafts);
  const staffId = useDesk((state) => state.staffId);
  return (tenderId) => drafts[`${staffId}/${keyOf(tenderId)}`] as Cents | undefined;
}
