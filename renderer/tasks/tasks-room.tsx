import '../ui/row-list.css';
import './tasks.css';
import { useState } from 'react';
import { TASK_VIEWS, type TaskLine, type TaskView } from '../../shared/tasks/contract.ts';
import { openNewTask, openTask, type TasksPanel, useDesk, useDraft } from '../data/desk-store.ts';
import { useDeskQuery } from '../data/queries.ts';
import { useFrame } from '../data/session.ts';
import { useStrings } from '../strings/use-strings.ts';
import { Button } from '../ui/controls.tsx';
import { EmptyState, ErrorState, Skeleton } from '../ui/feedback.tsx';
import { IconPlus } from '../ui/icons.ts';
import { isInPanel } from '../ui/panel.tsx';
import { listKeys, rovingTarget } from '../ui/roving.ts';
import { SegmentedChoice } from '../ui/segmented-choice.tsx';
import { type ShortcutHandler, useShortcuts } from '../ui/shortcuts.ts';
import { TaskForm } from './task-form.tsx';
import { TaskList } from './task-list.tsx';
import { TaskPanel } from './task-panel.tsx';
import { type Frame, type Person, type TaskWords, useTaskWords } from './task-words.ts';
import { type TaskActions, useTaskActions } from './use-task-actions.ts';

/** Nobody yet, while it is asked who works here: what is typed right after Alt T must not wait for that. */
const NOBODY: readonly Person[] = [];

/** What there is to do, by whom and until when. */
export function TasksRoom() {
  const frame = useFrame().data;
  const people = useDeskQuery('tasks.people', {}).data?.people ?? NOBODY;
  return frame === undefined ? <Skeleton /> : <Tasks frame={frame} people={people} />;
}

function Tasks({ frame, people }: { readonly frame: Frame; readonly people: readonly Person[] }) {
  const { tasks } = useStrings();
  const panel = useDesk((state) => state.place.tasks);
  const go = useDesk((state) => state.go);
  const [view, keepView] = useDraft<TaskView>('tasks/view', 'mine');
  const query = useDeskQuery('tasks.list', { view });
  const words = useTaskWords(frame, people);
  const actions = useTaskActions(words);
  const [active, setActive] = useState(0);
  const [moves, setMoves] = useState(0);
  const lines = query.data?.lines ?? [];
  const at = Math.max(0, Math.min(active, lines.length - 1));
  const openLine = lineOf(lines, panel);
  const subject = openLine ?? lines[at];

  const openRow = (index: number): void => {
    const line = lines[index];
    if (line === undefined) return;
    setActive(index);
    openTask(line.id);
  };
  const moveKey: ShortcutHandler = (event) => {
    if (isInPanel(event)) return false;
    const target = rovingTarget(event.key, at, lines.length);
    if (target === undefined) return false;
    setMoves((count) => count + 1);
    // An open panel goes with the list, so that what a key does is never done to another line.
    if (openLine === undefined) setActive(target);
    else openRow(target);
    return true;
  };
  const openKey: ShortcutHandler = (event) => {
    if (lines.length === 0 || isInPanel(event)) return false;
    openRow(at);
    return true;
  };
  const on = (act: (line: TaskLine) => unknown, isOpen = true) =>
    subject !== undefined && (subject.status === 'open') === isOpen ? () => void act(subject) : undefined;
  const change = (line: TaskLine): void => go({ tasks: { kind: 'change', taskId: line.id } });
  const drop = (line: TaskLine, isDropping = true): void =>
    go({ tasks: { kind: isDropping ? 'drop' : 'task', taskId: line.id } });
  const choose = (chosen: TaskView): void => {
    keepView(chosen);
    setActive(0);
    actions.clear();
  };
  useShortcuts('room', {
    n: () => openNewTask(),
    d: on(actions.done),
    m: on(actions.take),
    e: on(change),
    x: on(drop),
    o: on(actions.reopen, false),
    ...listKeys(moveKey),
    Enter: openKey,
  });
  return (
    <div className="list-room">
      <div className="list-room__list">
        <div className="list-room__bar">
          <div className="tasks__views">
            <SegmentedChoice
              label={tasks.choose}
              value={view}
              options={TASK_VIEWS.map((value) => ({ value, label: tasks.views[value] }))}
              onChange={choose}
              digits
            />
          </div>
          <span className="tasks__space" />
          <Button
            look="primary"
            icon={<IconPlus size={16} aria-hidden="true" />}
            shortcut="n"
            onClick={() => openNewTask()}
          >
            {tasks.isNew}
          </Button>
        </div>
        {query.data === undefined ? (
          query.error === null ? (
            <Skeleton lines={10} />
          ) : (
            <ErrorState failure={query.error} onRetry={() => void query.refetch()} />
          )
        ) : lines.length === 0 ? (
          <EmptyState
            title={view === 'closed' ? tasks.nothingDone : tasks.goodDay}
            text={view === 'closed' ? undefined : tasks.goodDayText}
          />
        ) : (
          <TaskList
            lines={lines}
            view={view}
            frame={frame}
            words={words}
            active={at}
            moves={moves}
            open={openLine?.id ?? null}
            onOpen={openRow}
          />
        )}
      </div>
      {panel === null ? null : (
        <Beside panel={panel} line={openLine} {...{ frame, people, words, actions, change, drop }} />
      )}
    </div>
  );
}

interface BesideProps {
  readonly panel: TasksPanel;
  readonly line: TaskLine | undefined;
  readonly frame: Frame;
  readonly people: readonly Person[];
  readonly words: TaskWords;
  readonly actions: TaskActions;
  readonly change: (line: TaskLine) => void;
  readonly drop: (line: TaskLine, isDropping: boolean) => void;
}

/** What stands beside the list: the form of a new task, or an open one. */
function Beside({ panel, line, frame, people, words, actions, change, drop }: BesideProps) {
  const common = { frame, words, actions };
  if (panel.kind === 'new') {
    const { from, patientId } = panel;
    return (
      <TaskForm
        key={from?.id ?? 'new'}
        line={null}
        from={from}
        patientId={patientId}
        people={people}
        {...common}
      />
    );
  }
  if (line === undefined) return null;
  if (panel.kind === 'change') {
    const about = line.patient?.restricted === true ? null : (line.patient?.id ?? null);
    return <TaskForm key={line.id} line={line} from={null} patientId={about} people={people} {...common} />;
  }
  return (
    <TaskPanel
      key={line.id}
      line={line}
      isDropping={panel.kind === 'drop'}
      onChange={() => change(line)}
      onDrop={(isDropping) => drop(line, isDropping)}
      {...common}
    />
  );
}

/** The task whose panel is open, as far as it stands in the list that is shown. */
function lineOf(lines: readonly TaskLine[], panel: TasksPanel | null): TaskLine | undefined {
  return panel === null || panel.kind === 'new' ? undefined : lines.find(({ id }) => id === panel.taskId);
}
