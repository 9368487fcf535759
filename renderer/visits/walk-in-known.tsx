import type { ReactNode } from 'react';
import type { PlainDate } from '../../shared/kernel/time.ts';
import type { Patient } from '../../shared/patients/contract.ts';
import { birthAgeSex, listName } from '../patients/patient-text.ts';
import { PersonMarks } from '../patients/person-marks.tsx';
import { useStrings } from '../strings/use-strings.ts';
import { Button } from '../ui/controls.tsx';

interface KnownPatientProps {
  /** Undefined while they are being read. */
  readonly patient: Patient | undefined;
  readonly day: PlainDate;
}

/** The patient who walked in, as in every list. */
export function KnownPatient({ patient, day }: KnownPatientProps) {
  const { visits } = useStrings();
  return (
    <p className="walk-in__known">
      <strong>
        {patient === undefined ? '' : listName(patient)}
        {patient === undefined ? null : <PersonMarks person={patient} />}
      </strong>
      <span className="muted tabular">
        {patient === undefined ? '' : `${birthAgeSex(patient, day)} · ${visits.mrn(patient.mrn)}`}
      </span>
    </p>
  );
}

interface AlreadyHereProps {
  /** What the board says of them. */
  readonly what: string;
  readonly onOpen: () => void;
  readonly onAgain: () => void;
  readonly children: ReactNode;
}

/** Somebody on the board already: Enter opens their visit, a second one takes another button. */
export function AlreadyHere({ what, onOpen, onAgain, children }: AlreadyHereProps) {
  const { visits } = useStrings();
  return (
    <section className="walk-in">
      {children}
      <p role="status">{visits.walkInAlready(what)}</p>
      <div className="step__actions">
        <Button look="primary" shortcut="Enter" onClick={onOpen} autoFocus>
          {visits.walkInOpen}
        </Button>
        <Button onClick={onAgain}>{visits.walkInAgain}</Button>
      </div>
    </section>
  );
}
