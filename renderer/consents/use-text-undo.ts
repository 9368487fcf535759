import type { InputOf } from '../../shared/api/index.ts';
import type { OperationId } from '../../shared/kernel/ids.ts';
import { useDeskCommand } from '../data/queries.ts';
import { useStrings } from '../strings/use-strings.ts';
import { sayWithUndo } from '../ui/undoable.ts';

export type TextDraft = Omit<InputOf<'consents.publish'>, 'seriesId'>;

/** Says what was done to a text, with the way to take it back. */
export function useTextUndo(): (said: string, operationId: OperationId) => void {
  const { consents } = useStrings();
  const undoing = useDeskCommand('consents.undoText');
  return (said, operationId) => sayWithUndo(said, () => undoing.run({ operationId }), consents.sheet.undone);
}
