import { useState } from 'react';
import type { PatientId, VisitId } from '../../shared/kernel/ids.ts';
import type { PlainDate } from '../../shared/kernel/time.ts';
import type { Patient } from '../../shared/patients/contract.ts';
import { useDeskCommand, useDeskQuery } from '../data/queries.ts';
import { birthAgeSex, formatPhone, listName } from '../patients/patient-text.ts';
import { useStrings } from '../strings/use-strings.ts';
import { Button } from '../ui/controls.tsx';
import { Notice } from '../ui/feedback.tsx';
import { ContactForm } from './contact-form.tsx';
import { failureText } from './failure-text.ts';

interface RegisterStepProps {
  readonly visitId: VisitId;
  readonly patient: Patient;
  readonly day: PlainDate;
  readonly onRegistered: () => void;
}

/** Somebody of whom only a name was taken down: a patient we know after all, or the rest of the record. */
export function RegisterStep({ visitId, patient, day, onRegistered }: RegisterStepProps) {
  const { visits, checkIn } = useStrings();
  const assign = useDeskCommand('visits.assignPatient');
  const [asked, setAsked] = useState<PatientId | null>(null);
  const choose = (patientId: PatientId, again: boolean): void => {
    setAsked(patientId);
    void assign.run({ visitId, patientId, ...(again ? { again } : {}) }).catch(() => undefined);
  };
  const { family, given, birthDate, phone, addressLine, postalCode } = patient;
  const duplicates = useDeskQuery('patients.likelyDuplicates', {
    family,
    given,
    birthDate,
    phone,
    addressLine,
    postalCode,
    excluding: patient.id,
  }).data?.duplicates.filter((duplicate) => !duplicate.provisional);
  return (
    <>
      {duplicates === undefined || duplicates.length === 0 ? null : (
        <div className="duplicates">
          <p className="step__ask">{visits.registerSame}</p>
          <ul>
            {duplicates.slice(0, 4).map((duplicate) => (
              <li key={duplicate.id} className="duplicates__one">
                <span>
                  <strong>{listName(duplicate)}</strong>
                  <span className="muted small tabular">
                    {birthAgeSex(duplicate, day)} · {visits.mrn(duplicate.mrn)}
                    {duplicate.phone === '' ? '' : ` · ${formatPhone(duplicate.phone)}`}
                  </span>
                  <span className="small">
                    {duplicate.reasons.map((reason) => visits.duplicateReasons[reason]).join(', ')}
                  </span>
                </span>
                <Button small disabled={assign.isPending} onClick={() => choose(duplicate.id, false)}>
                  {visits.registerThisIsThem}
                </Button>
              </li>
            ))}
          </ul>
          {assign.failure === null ? null : (
            <Notice tone="bad">
              {failureText(assign.failure)}
              {assign.failure.code === 'visits/already-here' && asked !== null ? (
                <Button small onClick={() => choose(asked, true)}>
                  {checkIn.assignAgain}
                </Button>
              ) : null}
            </Notice>
          )}
        </div>
      )}
      <p className="step__ask">{visits.registerMissing}</p>
      <ContactForm
        patient={patient}
        askSex
        saveLabel={duplicates?.length === 0 ? visits.save : visits.registerNew}
        onSaved={onRegistered}
      />
    </>
  );
}
