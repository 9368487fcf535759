import type { InputOf } from '../../shared/api/index.ts';
import type { ApiFailure } from '../data/bridge.ts';
import { type DeskCommand, useDeskCommand } from '../data/queries.ts';
import { useStrings } from '../strings/use-strings.ts';
import { useUndoableChange } from '../ui/undoable.ts';

interface ConsentActions {
  readonly sign: (input: InputOf<'consents.sign'>, title: string) => Promise<boolean>;
  readonly refuse: (input: InputOf<'consents.refuse'>, title: string) => Promise<boolean>;
  readonly revoke: (input: InputOf<'consents.revoke'>, title: string) => Promise<boolean>;
  readonly isPending: boolean;
  /** Why the last of them was refused. */
  readonly failure: ApiFailure | null;
  readonly reset: () => void;
}

/** Signing, refusing and withdrawing; each says what it did and how to take it back. */
export function useConsentActions(onChanged?: (() => void) | undefined): ConsentActions {
  const { consents } = useStrings();
  const signing = useDeskCommand('consents.sign');
  const refusing = useDeskCommand('consents.refuse');
  const revoking = useDeskCommand('consents.revoke');
  const undoing = useDeskCommand('consents.undo');

  const changing = useUndoableChange(
    (operationId) => undoing.run({ operationId }).then(() => onChanged?.()),
    consents.sheet.undone,
  );
  const act = async <Name extends 'consents.sign' | 'consents.refuse' | 'consents.revoke'>(
    command: DeskCommand<Name>,
    input: InputOf<Name>,
    said: string,
  ): Promise<boolean> => {
    const isDone = await changing.act(said, (operationId) => command.run(input, operationId));
    if (isDone) onChanged?.();
    return isDone;
  };
  return {
    sign: (input, title) =>
      act(
        signing,
        input,
        input.method === 'paper' ? consents.sheet.onPaper(title) : consents.sheet.signed(title),
      ),
    refuse: (input, title) => act(refusing, input, consents.sheet.refused(title)),
    revoke: (input, title) => act(revoking, input, consents.chart.withdrawnNow(title)),
    isPending: signing.isPending || refusing.isPending || revoking.isPending,
    failure: changing.failure,
    reset: changing.clear,
  };
}
