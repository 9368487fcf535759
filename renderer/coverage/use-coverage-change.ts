import { useDeskCommand } from '../data/queries.ts';
import { useStrings } from '../strings/use-strings.ts';
import { type UndoableChange, useUndoableChange } from '../ui/undoable.ts';

/** Every change of a coverage or an authorization goes through here, so that each has its Undo. */
export function useCoverageChange(): UndoableChange {
  const { checkIn } = useStrings();
  const undoing = useDeskCommand('coverage.undo');
  return useUndoableChange((operationId) => undoing.run({ operationId }), checkIn.coverage.undone);
}
