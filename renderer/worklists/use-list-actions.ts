import type { InputOf } from '../../shared/api/index.ts';
import { CALL_OUTCOMES, type CallOutcome } from '../../shared/worklists/contract.ts';
import { useDeskCommand } from '../data/queries.ts';
import { useMay } from '../data/session.ts';
import { useStrings } from '../strings/use-strings.ts';
import { type UndoableChange, useUndoableChange } from '../ui/undoable.ts';
import type { LineAction } from './list-lines.tsx';

export type About = InputOf<'worklists.logCall'>['about'];

export interface ListActions extends Pick<UndoableChange, 'failure' | 'clear'> {
  /** The outcomes of a call, by the digits. */
  readonly calls: (about: About) => readonly LineAction[];
  readonly offer: (id: string, starts: number, providerId: string | null) => void;
  readonly closeWaiting: (id: string, status: 'withdrawn' | 'expired') => void;
  readonly closeRecall: (id: string) => void;
  readonly mayBook: boolean;
}

/** What is done about the lines of the lists; each says what it did, with its Undo. */
export function useListActions(): ListActions {
  const { worklists } = useStrings();
  const mayBook = useMay('calendar.book');
  const undoing = useDeskCommand('worklists.undo');
  const logging = useDeskCommand('worklists.logCall');
  const offering = useDeskCommand('worklists.offer');
  const closing = useDeskCommand('worklists.closeWaiting');
  const dropping = useDeskCommand('worklists.closeRecall');
  const { act, failure, clear } = useUndoableChange(
    (operationId) => undoing.run({ operationId }),
    worklists.takenBack,
  );
  const log = (about: About, outcome: CallOutcome): void =>
    void act(worklists.called(worklists.outcomes[outcome]), (id) =>
      logging.run({ about, outcome, note: '' }, id),
    );
  return {
    failure,
    clear,
    mayBook,
    calls: (about) =>
      mayBook
        ? CALL_OUTCOMES.map(
            (outcome, index) =>
              [`${index + 1}`, worklists.outcomes[outcome], () => log(about, outcome)] as const,
          )
        : [],
    offer: (id, starts, providerId) =>
      void act(worklists.offered, (operation) => offering.run({ id, starts, providerId }, operation)),
    closeWaiting: (id, status) =>
      void act(worklists.closed[status], (operation) => closing.run({ id, status }, operation)),
    closeRecall: (id) => void act(worklists.recallDropped, (operation) => dropping.run({ id }, operation)),
  };
}
