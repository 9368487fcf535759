import { useState } from 'react';
import type { InputOf } from '../../shared/api/index.ts';
import type { OperationId, VisitId } from '../../shared/kernel/ids.ts';
import { formatCents } from '../../shared/kernel/money.ts';
import type { VisitRow } from '../../shared/visits/contract.ts';
import { ApiFailure, newOperationId } from '../data/bridge.ts';
import { useDraft } from '../data/desk-store.ts';
import { useDeskCommand } from '../data/queries.ts';
import { useMay } from '../data/session.ts';
import { naturalName } from '../patients/patient-text.ts';
import { useStrings } from '../strings/use-strings.ts';
import { showToast } from '../ui/toast.tsx';
import { failureText } from './failure-text.ts';

/** What the Undo of a message takes back. */
interface Done {
  readonly visitId: VisitId;
  readonly operationId: OperationId;
  readonly name: string;
}

export interface VisitActions {
  readonly move: (visit: VisitRow, input: MoveInput, roomName?: string) => Promise<boolean>;
  readonly undo: (visitId: VisitId, operationId: OperationId, name: string) => Promise<void>;
  /** This person's own last act, kept through Esc and a lock; null once it was taken back or refused. */
  readonly last: Done | null;
  /** Says what was done, with the way to take it back. */
  readonly done: (message: string, done: Done) => void;
  /** Why the last move or undo was refused, and on which visit. */
  readonly failure: { readonly visitId: VisitId; readonly message: string } | null;
  readonly clearFailure: () => void;
}

type DistributiveOmit<Union, Keys extends PropertyKey> = Union extends unknown ? Omit<Union, Keys> : never;
export type MoveInput = DistributiveOmit<InputOf<'visits.move'>, 'visitId'>;

/** Moves and undo for the board and the panel alike: each says what it did and how to take it back. */
export function useVisitActions(): VisitActions {
  const { visits } = useStrings();
  const moving = useDeskCommand('visits.move');
  const undoing = useDeskCommand('visits.undo');
  const mayUndo = useMay('visits.check-in');
  const [last, keepLast, forgetLast] = useDraft<Done | null>('today/last-act', null);
  const [failure, setFailure] = useState<VisitActions['failure']>(null);

  const attempt = async (visitId: VisitId, act: () => Promise<void>): Promise<boolean> => {
    setFailure(null);
    try {
      await act();
      return true;
    } catch (error) {
      if (!(error instanceof ApiFailure)) throw error;
      setFailure({ visitId, message: failureText(error) });
      return false;
    }
  };

  const undo = async (visitId: VisitId, operationId: OperationId, name: string): Promise<void> => {
    forgetLast();
    await attempt(visitId, async () => {
      const { status, voidedReceipts, staysVoidCents } = await undoing.run({ visitId, operationId });
      const to = visits.status[status];
      if (voidedReceipts.length > 0) showToast(visits.undoneVoided(name, to, voidedReceipts));
      else if (staysVoidCents > 0) showToast(visits.undoneStaysVoid(name, to, formatCents(staysVoidCents)));
      else showToast(visits.undone(name, to));
    });
  };

  const done = (message: string, what: Done): void => {
    // Ctrl+Z takes this back while the message is on the screen, afterwards from the board and in the visit's panel.
    if (mayUndo) keepLast(what);
    showToast(message, mayUndo ? () => void undo(what.visitId, what.operationId, what.name) : undefined);
  };

  const move = (visit: VisitRow, input: MoveInput, roomName?: string): Promise<boolean> =>
    attempt(visit.id, async () => {
      const operationId = newOperationId();
      const { status } = await moving.run(
        { ...input, visitId: visit.id } as InputOf<'visits.move'>,
        operationId,
      );
      const name = naturalName(visit.patient);
      done(
        roomName === undefined ? visits.moved(name, visits.status[status]) : visits.movedRoom(name, roomName),
        {
          visitId: visit.id,
          operationId,
          name,
        },
      );
    });

  return {
    move,
    undo,
    last,
    done,
    failure,
    clearFailure: () => setFailure(null),
  };
}
