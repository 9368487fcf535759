import './consents.css';
import { useState } from 'react';
import type { ConsentStanding } from '../../shared/consents/contract.ts';
import type { PatientId, VisitId } from '../../shared/kernel/ids.ts';
import { usePreferences } from '../data/preferences.ts';
import { useDeskQuery } from '../data/queries.ts';
import { useMay } from '../data/session.ts';
import { useStrings } from '../strings/use-strings.ts';
import { Button, Pill } from '../ui/controls.tsx';
import { ErrorState, Skeleton } from '../ui/feedback.tsx';
import { useShortcuts } from '../ui/shortcuts.ts';
import { SigningDoor } from './signing-door.tsx';

interface ConsentStepProps {
  readonly patientId: PatientId;
  readonly visitId: VisitId | null;
  /** Something was signed, refused or taken back. */
  readonly onChanged?: (() => void) | undefined;
  /** The patient turns to the sheet, or is done with it: until then the step must stay where it is. */
  readonly onSigning?: ((isSigning: boolean) => void) | undefined;
  /** False where the step is only looked at; then its key does nothing. */
  readonly enabled?: boolean | undefined;
}

/** Which forms are due, short, for the step of a check-in; `S` turns to the patient and signs them one after the other. */
export function ConsentStep({ patientId, visitId, onChanged, onSigning, enabled = true }: ConsentStepProps) {
  const { consents } = useStrings();
  const query = useDeskQuery('consents.ofPatient', { patientId, visitId });
  const maySign = useMay('patients.write') && enabled;
  const [queue, setQueued] = useState<readonly ConsentStanding[] | null>(null);
  const setQueue = (next: readonly ConsentStanding[] | null): void => {
    setQueued(next);
    onSigning?.(next !== null);
  };
  const standings = query.data?.standings ?? [];
  const due = standings.filter(({ isDue }) => isDue);
  const begin = (): void => {
    if (due.length > 0) setQueue(due);
  };
  useShortcuts('panel', { s: begin }, { enabled: maySign && due.length > 0 && queue === null });
  if (query.data === undefined)
    return query.error === null ? (
      <Skeleton lines={2} />
    ) : (
      <ErrorState failure={query.error} onRetry={() => void query.refetch()} />
    );
  return (
    <div className="consent-step">
      {due.length === 0 ? <p className="step__ask">{consents.step.none}</p> : null}
      {due.length === 0 ? null : (
        <ul className="consent-step__list" aria-label={consents.step.list}>
          {due.map((standing) => (
            <DueLine
              key={standing.seriesId}
              standing={standing}
              onOpen={maySign ? () => setQueue([standing]) : undefined}
            />
          ))}
        </ul>
      )}
      {due.length > 0 && maySign ? (
        <Button shortcut="S" onClick={begin}>
          {consents.step.sign}
        </Button>
      ) : null}
      {queue === null ? null : (
        <SigningDoor
          {...{ patientId, visitId, queue, onChanged, who: query.data }}
          onClose={() => setQueue(null)}
        />
      )}
    </div>
  );
}

function DueLine({
  standing,
  onOpen,
}: {
  readonly standing: ConsentStanding;
  readonly onOpen: (() => void) | undefined;
}) {
  const { consents } = useStrings();
  const language = usePreferences((preferences) => preferences.language);
  const title = standing.titles[language];
  return (
    <li className="consent-step__one">
      {onOpen === undefined ? (
        <span>{title}</span>
      ) : (
        <button type="button" className="consent-step__open" onClick={onOpen}>
          {title}
        </button>
      )}
      <Pill tone={standing.required ? 'warn' : 'neutral'}>
        {consents.states[standing.state]}
        {standing.required ? '' : `, ${consents.step.notRequired}`}
      </Pill>
    </li>
  );
}
