import { useState } from 'react';
import type { TaskLine } from '../../shared/tasks/contract.ts';
import type { VisitLine } from '../../shared/worklists/contract.ts';
import { showInCalendar } from '../calendar/open-calendar.ts';
import { closeTasksPanel, openChart } from '../data/desk-store.ts';
import { useMay } from '../data/session.ts';
import { formatPhone, listName } from '../patients/patient-text.ts';
import { useFormats } from '../strings/use-formats.ts';
import { useStrings } from '../strings/use-strings.ts';
import { Button, Pill } from '../ui/controls.tsx';
import { Notice } from '../ui/feedback.tsx';
import { TextField } from '../ui/fields.tsx';
import { Panel, PanelNext } from '../ui/panel.tsx';
import { useShortcuts } from '../ui/shortcuts.ts';
import { KeepBoth } from '../worklists/keep-both.tsx';
import { pinVisit } from '../worklists/pin-visit.ts';
import { useVisitText } from '../worklists/visit-call-lists.tsx';
import type { Frame, TaskWords } from './task-words.ts';
import type { TaskActions } from './use-task-actions.ts';

interface TaskPanelProps {
  readonly line: TaskLine;
  readonly frame: Frame;
  readonly words: TaskWords;
  readonly actions: TaskActions;
  /** Whether it is asked why nobody has to do it. */
  readonly isDropping: boolean;
  readonly onChange: () => void;
  readonly onDrop: (isDropping: boolean) => void;
}

/** One task: what, for whom, whose, until when, and the way to what it is about. */
export function TaskPanel(props: TaskPanelProps) {
  const { line, frame, words, actions, isDropping, onChange, onDrop } = props;
  const { tasks, worklists } = useStrings();
  const formats = useFormats();
  const isOpen = line.status === 'open';
  const later = useLaterToMove(line);
  const finish = (): void => void (isOpen ? actions.done(line) : actions.reopen(line));
  const next = later === undefined ? finish : () => pinVisit(later, frame.day);
  useShortcuts('panel', {
    'Ctrl+Enter': isDropping ? undefined : next,
    Escape: isDropping ? () => onDrop(false) : undefined,
  });
  const closedAt = line.closedAt === null ? '' : formats.dateTime(line.closedAt, frame.zone);
  return (
    <Panel
      title={words.title(line)}
      subtitle={<span className="tabular">{[words.whose(line), words.due(line)].join(' · ')}</span>}
      flags={<Flags line={line} isLate={words.isLate(line)} />}
      onClose={closeTasksPanel}
      foot={
        <>
          {actions.failure === null ? null : <Notice tone="bad">{actions.failure.message}</Notice>}
          {isOpen ? (
            <>
              <Button shortcut="e" onClick={onChange}>
                {tasks.change}
              </Button>
              <Button shortcut="m" onClick={() => void actions.take(line)}>
                {tasks.take}
              </Button>
              <Button shortcut="x" onClick={() => onDrop(true)}>
                {tasks.drop}
              </Button>
            </>
          ) : null}
          {later === undefined ? null : (
            <Button shortcut="d" onClick={finish}>
              {tasks.done}
            </Button>
          )}
          <PanelNext>
            <Button look="primary" shortcut="Ctrl+Enter" onClick={next}>
              {later !== undefined
                ? worklists.moveOne(listName(later.patient))
                : isOpen
                  ? tasks.done
                  : tasks.reopen}
            </Button>
          </PanelNext>
        </>
      }
    >
      <div className="task-body">
        {isDropping ? <DropForm line={line} actions={actions} onDone={() => onDrop(false)} /> : null}
        {line.patient?.restricted === true ? <p className="muted">{tasks.restrictedText}</p> : null}
        {line.note === '' ? null : <p className="task-note">{line.note}</p>}
        {line.source === 'receipt' || line.source === 'mrn' ? (
          <p>{tasks.givenTwiceText[line.source]}</p>
        ) : null}
        {line.source === 'overlap' ? (
          <Overlap line={line} frame={frame} />
        ) : (
          <AboutVisit line={line} frame={frame} />
        )}
        {line.from === null ? null : <p className="muted">{tasks.from[line.from]}</p>}
        {line.patient === null || line.source === 'overlap' ? null : <ToChart line={line} />}
        {line.source === 'overlap' ? null : (
          <p className="muted tabular">
            {tasks.made(formats.dateTime(line.madeAt, frame.zone), line.madeBy)}
          </p>
        )}
        {isOpen ? null : (
          <p className="tabular">
            {tasks.closedBy(tasks.closed[line.status], closedAt, line.closedBy ?? '')}
            {line.reason === '' ? '' : `. ${tasks.why(line.reason)}`}
          </p>
        )}
      </div>
    </Panel>
  );
}

/** Of two visits that stand on each other the one that was booked later: moving it is what is done first. */
function useLaterToMove({ status, clash, visits }: TaskLine): VisitLine | undefined {
  const mayBook = useMay('calendar.book');
  return mayBook && status === 'open' && clash !== null ? visits[1] : undefined;
}

function Flags({ line, isLate }: { readonly line: TaskLine; readonly isLate: boolean }) {
  const { tasks, people } = useStrings();
  return (
    <>
      {line.status === 'open' ? null : <Pill>{tasks.closed[line.status]}</Pill>}
      {isLate ? <Pill tone="bad">{tasks.isLate}</Pill> : null}
      {line.patient?.restricted === true ? <Pill tone="warn">{people.restricted}</Pill> : null}
    </>
  );
}

function ToChart({ line: { patient } }: { readonly line: TaskLine }) {
  const { tasks } = useStrings();
  if (patient === null) return null;
  return (
    <div className="task-actions">
      <Button small onClick={() => openChart(patient.id)}>
        {tasks.openChart}: {listName(patient)}
      </Button>
      <span className="tabular">{formatPhone(patient.phone)}</span>
    </div>
  );
}

function AboutVisit({ line, frame }: Pick<TaskPanelProps, 'line' | 'frame'>) {
  const { tasks } = useStrings();
  const visitText = useVisitText(frame);
  const [visit] = line.visits;
  if (visit === undefined) return null;
  return (
    <div className="task-actions">
      <span className="tabular">{visitText(visit)}</span>
      <Button small onClick={() => showInCalendar(visit.id, visit.day)}>
        {tasks.showVisit}
      </Button>
    </div>
  );
}

/** Two visits at one time: whoever was booked first may stay, the other one is moved, or somebody says why both. */
function Overlap({ line, frame }: Pick<TaskPanelProps, 'line' | 'frame'>) {
  const { tasks, worklists } = useStrings();
  const visitText = useVisitText(frame);
  const mayBook = useMay('calendar.book');
  const mayOverrule = useMay('calendar.overrule');
  const [isKeeping, setKeeping] = useState(false);
  const [first, second] = line.visits;
  const isStanding = line.status === 'open' && line.clash !== null;
  const moveFirst =
    isStanding && mayBook && first !== undefined ? () => pinVisit(first, frame.day) : undefined;
  const keep = isStanding && mayOverrule && line.clash !== 'room' ? () => setKeeping(true) : undefined;
  useShortcuts('panel', { a: moveFirst, k: keep });
  return (
    <>
      <p>{line.clash === null ? tasks.apart : tasks.overlapText}</p>
      <ul className="task-visits">
        {line.visits.map((visit, index) => (
          <li key={visit.id}>
            <strong>{listName(visit.patient)}</strong>
            <span className="tabular">{visitText(visit)}</span>
            <span className="tabular">{formatPhone(visit.patient.phone)}</span>
            <span className="muted">{index === 0 ? tasks.bookedFirst : tasks.bookedLater}</span>
            <div className="task-actions">
              {index === 0 && moveFirst !== undefined ? (
                <Button small shortcut="a" onClick={moveFirst}>
                  {worklists.moveOne(listName(visit.patient))}
                </Button>
              ) : null}
              <Button small onClick={() => showInCalendar(visit.id, visit.day)}>
                {tasks.showVisit}
              </Button>
            </div>
          </li>
        ))}
      </ul>
      {keep === undefined || first === undefined || second === undefined ? null : isKeeping ? (
        <KeepBoth visit={second} onDone={() => setKeeping(false)} />
      ) : (
        <div className="task-actions">
          <Button small shortcut="k" onClick={keep}>
            {worklists.keepBoth}
          </Button>
        </div>
      )}
    </>
  );
}

function DropForm({
  line,
  actions,
  onDone,
}: Pick<TaskPanelProps, 'line' | 'actions'> & { readonly onDone: () => void }) {
  const { tasks } = useStrings();
  const [reason, setReason] = useState('');
  const submit = async (): Promise<void> => {
    if (await actions.drop(line, reason)) onDone();
  };
  return (
    <form
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        void submit();
      }}
    >
      <TextField label={tasks.dropWhy} value={reason} onChange={setReason} autoFocus maxLength={200} />
    </form>
  );
}
