import { useState } from 'react';
import type { PatientId } from '../../shared/kernel/ids.ts';
import { instantOf } from '../../shared/kernel/time.ts';
import { ROLE_PERMISSIONS, ROLES } from '../../shared/staff/permissions.ts';
import type { TaskFrom, TaskLine } from '../../shared/tasks/contract.ts';
import { closeTasksPanel, useDesk, useDraft } from '../data/desk-store.ts';
import { useDeskCommand, useDeskQuery } from '../data/queries.ts';
import { useSession } from '../data/session.ts';
import { useFormats } from '../strings/use-formats.ts';
import { useStrings } from '../strings/use-strings.ts';
import { Button } from '../ui/controls.tsx';
import { Notice } from '../ui/feedback.tsx';
import { type Option, SelectField, TextField } from '../ui/fields.tsx';
import { Panel, PanelNext } from '../ui/panel.tsx';
import { useShortcuts } from '../ui/shortcuts.ts';
import { KnownPatient } from '../visits/walk-in-known.tsx';
import { readDue } from './due-text.ts';
import { draftOf, EMPTY_TASK, fieldsOf, type TaskDraft, type Whose } from './task-draft.ts';
import type { Frame, Person, TaskWords } from './task-words.ts';
import type { TaskActions } from './use-task-actions.ts';

interface TaskFormProps {
  /** The task that is changed; null for a new one. */
  readonly line: TaskLine | null;
  readonly from: TaskFrom | null;
  /** Whom it is about. */
  readonly patientId: PatientId | null;
  readonly frame: Frame;
  readonly people: readonly Person[];
  readonly words: TaskWords;
  readonly actions: TaskActions;
}

/** What somebody is to do: four fields, of which one has to be filled in. */
export function TaskForm({ line, from, patientId, frame, people, words, actions }: TaskFormProps) {
  const { tasks, common } = useStrings();
  const key = line === null ? `tasks/new/${from?.id ?? ''}` : `tasks/change/${line.id}`;
  const [draft, keep, drop] = useDraft<TaskDraft>(key, line === null ? EMPTY_TASK : draftOf(line));
  const [tried, setTried] = useState(false);
  const saving = useDeskCommand('tasks.save');
  const go = useDesk((state) => state.go);
  const isOwnDoing = line !== null && line.source !== 'person';
  // Its words stand elsewhere: in the chart of a restricted patient, or in what it came from.
  const saysItself = isOwnDoing || line?.patient?.restricted === true;
  const isEmpty = draft.title.trim() === '' && !saysItself;
  const change = (part: Partial<TaskDraft>): void => keep((before) => ({ ...before, ...part }));
  const close = (): void => {
    if (line === null) closeTasksPanel();
    else go({ tasks: { kind: 'task', taskId: line.id } });
  };
  const save = async (): Promise<void> => {
    setTried(true);
    const fields = fieldsOf(draft, frame.day);
    if (fields === undefined || isEmpty || saving.isPending) return;
    const whose = words.whose({ staffId: fields.staffId as never, role: fields.role });
    const said = line === null ? tasks.saved(fields.title, whose) : tasks.changed;
    if (!(await actions.act(said, (id) => saving.run({ id: line?.id ?? null, from, fields }, id)))) return;
    drop();
    close();
  };
  useShortcuts('panel', { 'Ctrl+Enter': () => void save() });
  return (
    <Panel
      title={line === null ? tasks.isNew : words.title(line)}
      onClose={close}
      foot={
        <>
          {actions.failure === null ? null : <Notice tone="bad">{actions.failure.message}</Notice>}
          <PanelNext>
            <Button look="primary" shortcut="Ctrl+Enter" onClick={() => void save()}>
              {common.save}
            </Button>
          </PanelNext>
        </>
      }
    >
      <form
        className="task-form"
        noValidate
        onSubmit={(event) => {
          event.preventDefault();
          void save();
        }}
      >
        {patientId === null ? null : <About patientId={patientId} frame={frame} />}
        {isOwnDoing ? null : (
          <TextField
            label={tasks.field}
            value={draft.title}
            onChange={(title) => change({ title })}
            maxLength={200}
            autoFocus
            hint={saysItself ? tasks.emptyKeeps : undefined}
            error={tried && isEmpty ? tasks.needed : undefined}
          />
        )}
        <SelectField
          label={tasks.whose}
          value={draft.whose}
          options={useWhoseOptions(people, draft.whose)}
          onChange={(whose) => change({ whose })}
        />
        <DueField text={draft.due} frame={frame} tried={tried} onChange={(due) => change({ due })} />
        <TextField
          label={tasks.note}
          value={draft.note}
          onChange={(note) => change({ note })}
          maxLength={500}
        />
        <button type="submit" className="visually-hidden" tabIndex={-1} aria-hidden="true">
          {common.save}
        </button>
      </form>
    </Panel>
  );
}

/** Whom it is about; a restricted patient's chart is not opened for it. */
function About({ patientId, frame }: { readonly patientId: PatientId; readonly frame: Frame }) {
  const { tasks } = useStrings();
  const chart = useDeskQuery('patients.chart', { patientId });
  if (chart.error !== null) return <p className="muted">{tasks.restrictedTask}</p>;
  return <KnownPatient patient={chart.data?.patient} day={frame.day} />;
}

interface DueFieldProps {
  readonly text: string;
  readonly frame: Frame;
  readonly tried: boolean;
  readonly onChange: (text: string) => void;
}

/** When it is due, as the desk says it; reads back what it understood. */
function DueField({ text, frame, tried, onChange }: DueFieldProps) {
  const { tasks } = useStrings();
  const formats = useFormats();
  const [isLeft, setIsLeft] = useState(false);
  const due = readDue(text, frame.day);
  const [hour = 0, minute = 0] = (due?.time ?? '').split(':').map(Number);
  const said =
    due?.day == null
      ? null
      : [
          formats.dayLong(due.day),
          due.time === null ? '' : formats.time(instantOf(due.day, hour, minute, frame.zone), frame.zone),
        ]
          .filter((part) => part !== '')
          .join(', ');
  return (
    <TextField
      label={tasks.due}
      value={text}
      onChange={onChange}
      onLeave={() => setIsLeft(true)}
      placeholder={tasks.dueHint}
      maxLength={40}
      error={due === undefined && (isLeft || tried) ? tasks.dueWrong : undefined}
      hint={said === null ? null : <span className="tabular">{said}</span>}
    />
  );
}

/** Anybody, whoever is signed in, the others, the roles; somebody who has left only where it is still theirs. */
function useWhoseOptions(people: readonly Person[], chosen: Whose): readonly Option<Whose>[] {
  const { tasks, frame } = useStrings();
  const own = useSession()?.staffId;
  const person = ({ id, displayName, active }: Person): Option<Whose> => ({
    value: `person ${id}`,
    label: id === own ? tasks.me(displayName) : active ? displayName : tasks.hasLeft(displayName),
  });
  const here = people.filter(
    ({ id, active, role }) =>
      `person ${id}` === chosen || (active && ROLE_PERMISSIONS[role].includes('tasks.work')),
  );
  return [
    { value: 'anybody', label: tasks.anybody },
    ...here.filter(({ id }) => id === own).map(person),
    ...here.filter(({ id }) => id !== own).map(person),
    ...ROLES.filter((role) => ROLE_PERMISSIONS[role].includes('tasks.work')).map(
      (role): Option<Whose> => ({ value: `role ${role}`, label: tasks.role(frame.roles[role]) }),
    ),
  ];
}
