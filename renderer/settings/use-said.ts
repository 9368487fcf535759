import type { OperationId } from '../../shared/kernel/ids.ts';
import { ApiFailure } from '../data/bridge.ts';
import { useDeskCommand } from '../data/queries.ts';
import { useStrings } from '../strings/use-strings.ts';
import { showToast } from '../ui/toast.tsx';

/** Says what was changed in the settings, with the way to take it back. */
export function useSaid(): (said: string, operationId: OperationId) => void {
  const { settings, common } = useStrings();
  const undoing = useDeskCommand('practice.undo');
  return (said, operationId) =>
    showToast(said, () => {
      undoing.run({ operationId }).then(
        () => showToast(settings.undone),
        (error: unknown) => showToast(error instanceof ApiFailure ? error.message : common.somethingWrong),
      );
    });
}
