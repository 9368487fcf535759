import type { InputOf } from '../../shared/api/index.ts';
import type { OperationId } from '../../shared/kernel/ids.ts';
import { ApiFailure } from '../data/bridge.ts';
import { useDeskCommand } from '../data/queries.ts';
import { useStrings } from '../strings/use-strings.ts';
import { showToast } from '../ui/toast.tsx';

export type TextDraft = Omit<InputOf<'consents.publish'>, 'seriesId'>;

/** Says what was done to a text, with the way to take it back. */
export function useTextUndo(): (said: string, operationId: OperationId) => void {
  const { consents, common } = useStrings();
  const undoing = useDeskCommand('consents.undoText');
  return (said, operationId) =>
    showToast(said, () => {
      undoing.run({ operationId }).then(
        () => showToast(consents.sheet.undone),
        (error: unknown) => showToast(error instanceof ApiFailure ? error.message : common.somethingWrong),
      );
    });
}
