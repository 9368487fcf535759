import type { OperationId } from '../../shared/kernel/ids.ts';
import { useDeskCommand } from '../data/queries.ts';
import { useStrings } from '../strings/use-strings.ts';
import { sayWithUndo } from '../ui/undoable.ts';

/** Says what was changed in the settings, with the way to take it back. */
export function useSaid(): (said: string, operationId: OperationId) => void {
  const { settings } = useStrings();
  const undoing = useDeskCommand('practice.undo');
  return (said, operationId) => sayWithUndo(said, () => undoing.run({ operationId }), settings.undone);
}
