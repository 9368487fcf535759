import { useState } from 'react';
import { ApiFailure, newOperationId } from '../data/bridge.ts';
import { useDeskCommand } from '../data/queries.ts';
import { useFrame } from '../data/session.ts';
import { currentStrings } from '../strings/use-strings.ts';
import { sayWithUndo } from '../ui/undoable.ts';
import type { CalendarPanel, PinnedVisit } from './calendar-view.ts';
import { holdLetters, releaseOnFocus } from './held-letters.ts';
import { type MovePlace, showMoved } from './moved-in-cache.ts';

/** How a visit is moved, and why the last one was refused. */
export interface Moving {
  readonly move: (visit: PinnedVisit, place: MovePlace, overruleReason?: string) => Promise<boolean>;
  readonly failure: string | null;
  readonly clear: () => void;
}

/** Moves a visit and says so with its Undo; where something stands against it, `ask` shows what and asks for the reason. */
export function useMove(ask: (panel: CalendarPanel) => void): Moving {
  const command = useDeskCommand('calendar.move');
  const undoing = useDeskCommand('visits.undo');
  const zone = useFrame().data?.zone;
  const [failure, setFailure] = useState<string | null>(null);
  const move = async (visit: PinnedVisit, place: MovePlace, overruleReason?: string): Promise<boolean> => {
    setFailure(null);
    const visitId = visit.id;
    const { calendar } = currentStrings();
    const operationId = newOperationId();
    const release = holdLetters();
    try {
      await command.run(
        { visitId, ...place, ...(overruleReason === undefined ? {} : { overruleReason }) },
        operationId,
      );
    } catch (error) {
      if (!(error instanceof ApiFailure)) {
        release();
        throw error;
      }
      if (error.code === 'calendar/conflict' && overruleReason === undefined) {
        releaseOnFocus(release);
        ask({ kind: 'move', visit, ...place });
      } else {
        release();
        setFailure(error.message);
      }
      return false;
    }
    release();
    if (zone !== undefined) showMoved(visitId, place, overruleReason, zone);
    sayWithUndo(calendar.moved, () => undoing.run({ visitId, operationId }), calendar.movedBack);
    return true;
  };
  return { move, failure, clear: () => setFailure(null) };
}
