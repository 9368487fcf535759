import { useState } from 'react';
import { ConsentStep } from '../consents/consent-step.tsx';
import { useStrings } from '../strings/use-strings.ts';
import { Button } from '../ui/controls.tsx';
import { TextField } from '../ui/fields.tsx';
import type { CheckInDraft, VisitPanel } from './check-in-draft.ts';

interface FormsStepProps {
  readonly panel: VisitPanel;
  readonly draft: CheckInDraft;
  readonly tried: boolean;
  readonly onChange: (change: Partial<CheckInDraft>) => void;
  readonly onNext: () => void;
  /** While the patient signs the step stays open, though the last form that is required may be signed. */
  readonly onSigning: (isSigning: boolean) => void;
}

/** The forms that are due, to be signed now, or later for a reason. */
export function FormsStep({ panel, draft, tried, onChange, onNext, onSigning }: FormsStepProps) {
  const { checkIn, visits } = useStrings();
  const isDue = panel.visit.missing.includes('forms');
  const [isPressed, setPressed] = useState(false);
  const isShort = (draft.formsLater ?? '').trim().length < 3;
  return (
    <>
      <ConsentStep patientId={panel.patient.id} visitId={panel.visit.id} onSigning={onSigning} />
      {!isDue ? null : draft.formsLater === null ? (
        <Button look="quiet" small onClick={() => onChange({ formsLater: '' })}>
          {checkIn.formsLater}
        </Button>
      ) : (
        <form
          className="eligibility"
          noValidate
          onSubmit={(event) => {
            event.preventDefault();
            setPressed(true);
            if (!isShort) onNext();
          }}
        >
          <TextField
            label={checkIn.formsLaterWhy}
            value={draft.formsLater}
            onChange={(formsLater) => onChange({ formsLater })}
            // Once a reason stands there the letters are the panel's keys again.
            autoFocus={draft.formsLater === ''}
            maxLength={200}
            error={(tried || isPressed) && isShort ? checkIn.formsLaterNeeded : undefined}
          />
          <div className="step__actions">
            {checkIn.formsLaterReasons.map((reason) => (
              <Button key={reason} small onClick={() => onChange({ formsLater: reason })}>
                {reason}
              </Button>
            ))}
          </div>
          <div className="step__actions">
            <Button submit shortcut="Enter">
              {visits.next}
            </Button>
            <Button look="quiet" onClick={() => onChange({ formsLater: null })}>
              {visits.back}
            </Button>
          </div>
        </form>
      )}
    </>
  );
}
