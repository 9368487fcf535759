import { useState } from 'react';
import type { CalendarVisit } from '../../shared/calendar/contract.ts';
import type { OperationId } from '../../shared/kernel/ids.ts';
import { ApiFailure, newOperationId } from '../data/bridge.ts';
import { useDeskCommand } from '../data/queries.ts';
import { useStrings } from '../strings/use-strings.ts';
import { sayWithUndo } from '../ui/undoable.ts';

/** What is done to a visit from its card; each says what it did, with its Undo, and answers false when it was refused. */
export interface CardActions {
  readonly cancel: (visit: CalendarVisit, reason: string, withRest: boolean) => Promise<boolean>;
  readonly late: (visit: CalendarVisit, minutes: number) => Promise<boolean>;
  readonly explain: (visit: CalendarVisit, why: string) => Promise<boolean>;
  readonly noShow: (visit: CalendarVisit) => Promise<boolean>;
  readonly failure: string | null;
  readonly clear: () => void;
}

/** The moves of a visit's card. */
export function useCardActions(): CardActions {
  const { calendar, visits } = useStrings();
  const moving = useDeskCommand('visits.move');
  const ending = useDeskCommand('calendar.cancelRest');
  const delaying = useDeskCommand('calendar.late');
  const explaining = useDeskCommand('calendar.explainMove');
  const undoing = useDeskCommand('visits.undo');
  const [failure, setFailure] = useState<string | null>(null);
  const act = async (
    { id: visitId }: CalendarVisit,
    said: string,
    change: (operationId: OperationId) => Promise<unknown>,
  ): Promise<boolean> => {
    setFailure(null);
    const operationId = newOperationId();
    try {
      await change(operationId);
    } catch (error) {
      if (!(error instanceof ApiFailure)) throw error;
      setFailure(error.message);
      return false;
    }
    sayWithUndo(said, () => undoing.run({ visitId, operationId }), calendar.takenBackSaid);
    return true;
  };
  return {
    cancel: (visit, reason, withRest) =>
      withRest
        ? act(visit, calendar.restCancelled, (id) => ending.run({ visitId: visit.id, reason }, id))
        : act(visit, calendar.cancelled, (id) =>
            moving.run({ visitId: visit.id, move: 'cancel', reason }, id),
          ),
    late: (visit, minutes) =>
      act(visit, calendar.lateSaid, (id) =>
        delaying.run({ visitId: visit.id, minutes: Number.isNaN(minutes) ? null : minutes }, id),
      ),
    explain: (visit, why) =>
      act(visit, calendar.whySaid, (id) => explaining.run({ visitId: visit.id, why }, id)),
    noShow: (visit) =>
      act(visit, visits.status['no-show'], (id) => moving.run({ visitId: visit.id, move: 'no-show' }, id)),
    failure,
    clear: () => setFailure(null),
  };
}
