import type { TaskLine } from '../../shared/tasks/contract.ts';
import { useDeskCommand } from '../data/queries.ts';
import { useSession } from '../data/session.ts';
import { useStrings } from '../strings/use-strings.ts';
import { type UndoableChange, useUndoableChange } from '../ui/undoable.ts';
import type { TaskWords } from './task-words.ts';

/** What is done to a task; each says what it did, with its Undo, and answers false when it was refused. */
export interface TaskActions extends Pick<UndoableChange, 'act' | 'failure' | 'clear'> {
  readonly done: (line: TaskLine) => Promise<boolean>;
  readonly take: (line: TaskLine) => Promise<boolean>;
  readonly drop: (line: TaskLine, reason: string) => Promise<boolean>;
  readonly reopen: (line: TaskLine) => Promise<boolean>;
}

/** The changes of the tasks of one screen. */
export function useTaskActions(words: Pick<TaskWords, 'title'>): TaskActions {
  const { tasks } = useStrings();
  const session = useSession();
  const saving = useDeskCommand('tasks.save');
  const doing = useDeskCommand('tasks.done');
  const dropping = useDeskCommand('tasks.cancel');
  const reopening = useDeskCommand('tasks.reopen');
  const undoing = useDeskCommand('tasks.undo');
  const { act, failure, clear } = useUndoableChange(
    (operationId) => undoing.run({ operationId }),
    tasks.takenBack,
  );
  const saying = (what: string, line: TaskLine): string => `${what}: ${words.title(line)}`;
  return {
    act,
    failure,
    clear,
    done: (line) => act(saying(tasks.isDone, line), (id) => doing.run({ id: line.id }, id)),
    take: (line) => {
      const { title, note, dueDay, dueTime } = line;
      const fields = { title, note, dueDay, dueTime, staffId: session?.staffId ?? null, role: null };
      return act(saying(tasks.taken, line), (id) => saving.run({ id: line.id, from: null, fields }, id));
    },
    drop: (line, reason) =>
      act(saying(tasks.dropped, line), (id) => dropping.run({ id: line.id, reason }, id)),
    reopen: (line) => act(saying(tasks.reopened, line), (id) => reopening.run({ id: line.id }, id)),
  };
}
