import { useState } from 'react';
import { ApiFailure, newOperationId } from '../data/bridge.ts';
import { useDeskCommand } from '../data/queries.ts';
import { useStrings } from '../strings/use-strings.ts';
import { showToast } from '../ui/toast.tsx';

type OperationId = ReturnType<typeof newOperationId>;

/** A change of coverage that says what it did and how to take it back. */
export interface CoverageChange {
  /** Runs a change under an operation id of its own; false when it was refused, which `failure` then says. */
  readonly act: (message: string, change: (operationId: OperationId) => Promise<unknown>) => Promise<boolean>;
  readonly failure: ApiFailure | null;
}

/** Every change of a coverage or an authorization goes through here, so that each has its Undo. */
export function useCoverageChange(): CoverageChange {
  const { checkIn } = useStrings();
  const undoing = useDeskCommand('coverage.undo');
  const [failure, setFailure] = useState<ApiFailure | null>(null);
  const attempt = async (work: () => Promise<void>): Promise<boolean> => {
    setFailure(null);
    try {
      await work();
      return true;
    } catch (error) {
      if (!(error instanceof ApiFailure)) throw error;
      setFailure(error);
      return false;
    }
  };
  return {
    failure,
    act: (message, change) =>
      attempt(async () => {
        const operationId = newOperationId();
        await change(operationId);
        showToast(message, () => {
          void attempt(async () => {
            await undoing.run({ operationId });
            showToast(checkIn.coverage.undone);
          });
        });
      }),
  };
}
