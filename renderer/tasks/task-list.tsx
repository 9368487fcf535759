import type { TaskLine, TaskView } from '../../shared/tasks/contract.ts';
import { listName } from '../patients/patient-text.ts';
import { PersonMarks } from '../patients/person-marks.tsx';
import { useFormats } from '../strings/use-formats.ts';
import { useStrings } from '../strings/use-strings.ts';
import { RowList } from '../ui/row-list.tsx';
import type { Frame, TaskWords } from './task-words.ts';

/** The height of one row, in CSS pixels. */
const ROW = 42;

interface TaskListProps {
  readonly lines: readonly TaskLine[];
  readonly view: TaskView;
  readonly frame: Frame;
  readonly words: TaskWords;
  readonly active: number;
  readonly moves: number;
  /** The task whose panel is open. */
  readonly open: string | null;
  readonly onOpen: (index: number) => void;
}

/** The tasks of a view, what is due first first. */
export function TaskList({ lines, view, frame, words, active, moves, open, onOpen }: TaskListProps) {
  const { tasks } = useStrings();
  const { columns } = tasks;
  return (
    <RowList
      label={tasks.list}
      columns="task-row"
      head={
        <>
          <span>{columns.what}</span>
          <span>{columns.who}</span>
          <span>{view === 'closed' ? columns.closed : columns.whose}</span>
          <span>{view === 'closed' ? columns.when : columns.due}</span>
        </>
      }
      count={lines.length}
      rowHeight={ROW}
      active={active}
      moves={moves}
      keyOf={(index) => lines[index]?.id ?? index}
      cellsOf={(index) => {
        const line = lines[index];
        return line === undefined ? null : <Cells line={line} frame={frame} words={words} />;
      }}
      isOpen={(index) => open !== null && lines[index]?.id === open}
      onOpen={onOpen}
    />
  );
}

function Cells({ line, frame, words }: Pick<TaskListProps, 'frame' | 'words'> & { readonly line: TaskLine }) {
  const { tasks } = useStrings();
  const formats = useFormats();
  const { patient, status } = line;
  const isOpen = status === 'open';
  const closed = line.closedAt === null ? '' : formats.dateTime(line.closedAt, frame.zone);
  return (
    <>
      <span className="task-row__what">{words.title(line)}</span>
      <span>
        {patient === null ? (
          ''
        ) : (
          <>
            {listName(patient)}
            <PersonMarks person={patient} />
          </>
        )}
      </span>
      <span className="muted">
        {isOpen
          ? words.whose(line)
          : status === 'done'
            ? (line.closedBy ?? '')
            : tasks.closedBy(tasks.closed[status], '', line.closedBy ?? '')}
      </span>
      <span className={words.isLate(line) ? 'task-row__late tabular' : 'muted tabular'}>
        {isOpen ? words.due(line) : closed}
      </span>
    </>
  );
}
