import './tasks.css';
import type { PatientId } from '../../shared/kernel/ids.ts';
import { openTaskOfAny } from '../data/desk-store.ts';
import { useDeskQuery } from '../data/queries.ts';
import { useFrame } from '../data/session.ts';
import { useStrings } from '../strings/use-strings.ts';
import { Button } from '../ui/controls.tsx';
import { Section } from '../ui/panel.tsx';
import { type Frame, type Person, useTaskWords } from './task-words.ts';

interface PatientTasksProps {
  readonly patientId: PatientId;
  readonly onNew: () => void;
}

/** What there is to do for a patient, in their chart; of a restricted one this is where it stands. */
export function PatientTasks({ patientId, onNew }: PatientTasksProps) {
  const { tasks } = useStrings();
  const frame = useFrame().data;
  const people = useDeskQuery('tasks.people', {}).data?.people;
  return (
    <Section title={tasks.ofPatient}>
      {frame === undefined || people === undefined ? null : (
        <Lines patientId={patientId} frame={frame} people={people} />
      )}
      <Button small shortcut="Alt+T" onClick={onNew}>
        {tasks.isNew}
      </Button>
    </Section>
  );
}

interface LinesProps {
  readonly patientId: PatientId;
  readonly frame: Frame;
  readonly people: readonly Person[];
}

function Lines({ patientId, frame, people }: LinesProps) {
  const words = useTaskWords(frame, people);
  const lines = useDeskQuery('tasks.ofPatient', { patientId }).data?.lines ?? [];
  if (lines.length === 0) return null;
  return (
    <ul className="chart__lines">
      {lines.map((line) => (
        <li key={line.id}>
          <span>
            <Button small look="quiet" className="task-link" onClick={() => openTaskOfAny(line.id)}>
              {words.title(line)}
            </Button>
            {line.note === '' ? null : <span className="chart__sub">{line.note}</span>}
            <span className="chart__sub">{words.whose(line)}</span>
          </span>
          <span className="small muted tabular">{words.due(line)}</span>
        </li>
      ))}
    </ul>
  );
}
