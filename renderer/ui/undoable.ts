import { useState } from 'react';
import type { OperationId } from '../../shared/kernel/ids.ts';
import { ApiFailure, newOperationId } from '../data/bridge.ts';
import { currentStrings } from '../strings/use-strings.ts';
import { showToast } from './toast.tsx';

/**
 * Says what was done, with the way to take it back. How that went is said the same way: the form it was done in may be
 * gone by then.
 */
export function sayWithUndo(said: string, takeBack: () => Promise<unknown>, undone: string): void {
  showToast(said, () => {
    takeBack().then(
      () => showToast(undone),
      (error: unknown) =>
        showToast(error instanceof ApiFailure ? error.message : currentStrings().common.somethingWrong),
    );
  });
}

/** A change that says what it did and how to take it back. */
export interface UndoableChange {
  /** Runs a change under an operation id of its own; false when it was refused, which `failure` then says. */
  readonly act: (said: string, change: (operationId: OperationId) => Promise<unknown>) => Promise<boolean>;
  readonly failure: ApiFailure | null;
  readonly clear: () => void;
}

/** The changes of one part of a screen, each with its Undo: `takeBack` reverses one, `undone` says so. */
export function useUndoableChange(
  takeBack: (operationId: OperationId) => Promise<unknown>,
  undone: string,
): UndoableChange {
  const [failure, setFailure] = useState<ApiFailure | null>(null);
  return {
    failure,
    clear: () => setFailure(null),
    act: async (said, change) => {
      setFailure(null);
      const operationId = newOperationId();
      try {
        await change(operationId);
      } catch (error) {
        if (!(error instanceof ApiFailure)) throw error;
        setFailure(error);
        return false;
      }
      sayWithUndo(said, () => takeBack(operationId), undone);
      return true;
    },
  };
}
