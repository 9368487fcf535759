import type { OperationId, PatientId } from '../../shared/kernel/ids.ts';
import { useDraft } from '../data/desk-store.ts';
import { useChartChange } from './use-chart-change.ts';

interface LineDraft {
  /** The line that is corrected, or null for a new one. */
  readonly id: string | null;
  /** True once it was tried to be saved: from then on what is wrong is said. */
  readonly isLeft: boolean;
}

interface LineWork<Draft> {
  readonly saved: string;
  readonly isBusy: boolean;
  readonly isWrong: (draft: Draft) => boolean;
  readonly send: (draft: Draft, operationId: OperationId) => Promise<unknown>;
}

/** A line of the chart being written in its place: kept while half typed, saved where nothing is wrong with it. */
export function useLine<Draft extends LineDraft>(
  what: 'alert' | 'note' | 'related',
  patientId: PatientId,
  { saved, isBusy, isWrong, send }: LineWork<Draft>,
) {
  const [open, keep, drop] = useDraft<Draft | null>(`patients/${what}/${patientId}`, null);
  const { act, failure, clear } = useChartChange(patientId);
  return {
    open,
    keep,
    act,
    failure,
    save: (): void => {
      if (open === null || isBusy) return;
      if (isWrong(open)) keep({ ...open, isLeft: true });
      else void act(saved, (operationId) => send(open, operationId)).then((isSaved) => isSaved && drop());
    },
    cancel: (): void => {
      clear();
      drop();
    },
  };
}
