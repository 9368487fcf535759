import type { PatientId } from '../../shared/kernel/ids.ts';
import { useDeskCommand } from '../data/queries.ts';
import { useStrings } from '../strings/use-strings.ts';
import { type UndoableChange, useUndoableChange } from '../ui/undoable.ts';

/** Every change of contacts, alerts and notes goes through here, so that each has its Undo. */
export function useChartChange(patientId: PatientId): UndoableChange {
  const strings = useStrings().people;
  const undoing = useDeskCommand('patients.undo');
  return useUndoableChange((operationId) => undoing.run({ patientId, operationId }), strings.changeUndone);
}
