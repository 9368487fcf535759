import type { OperationId } from '../../shared/kernel/ids.ts';
import { useDeskCommand } from '../data/queries.ts';
import { useStrings } from '../strings/use-strings.ts';
import { sayWithUndo } from '../ui/undoable.ts';

/** The commands that take back what the settings change. */
export type SettingsUndo = 'practice.undo' | 'calendar.undoArrangement';

/** Says what was changed in the settings, with the way to take it back. */
export function useSaid(
  undo: SettingsUndo = 'practice.undo',
): (said: string, operationId: OperationId) => void {
  const { settings } = useStrings();
  const undoing = useDeskCommand(undo);
  return (said, operationId) => sayWithUndo(said, () => undoing.run({ operationId }), settings.undone);
}
