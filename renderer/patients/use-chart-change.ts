import { useState } from 'react';
import type { OperationId, PatientId } from '../../shared/kernel/ids.ts';
import { ApiFailure } from '../data/bridge.ts';
import { useDeskCommand } from '../data/queries.ts';
import { useStrings } from '../strings/use-strings.ts';
import { showToast } from '../ui/toast.tsx';

/** A change made in the chart that says what it did and how to take it back. */
export interface ChartChange {
  /** Runs a change; false when it was refused, which `failure` then says. */
  readonly act: (message: string, change: () => Promise<{ operationId: OperationId }>) => Promise<boolean>;
  readonly failure: ApiFailure | null;
  readonly clear: () => void;
}

/** Every change of contacts, alerts and notes goes through here, so that each has its Undo. */
export function useChartChange(patientId: PatientId): ChartChange {
  const strings = useStrings().people;
  const undoing = useDeskCommand('patients.undo');
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
    clear: () => setFailure(null),
    act: (message, change) =>
      attempt(async () => {
        const { operationId } = await change();
        showToast(message, () => {
          void attempt(async () => {
            await undoing.run({ patientId, operationId });
            showToast(strings.changeUndone);
          });
        });
      }),
  };
}
