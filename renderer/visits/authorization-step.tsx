import { useState } from 'react';
import { AuthorizationForm } from '../coverage/authorization-form.tsx';
import { useCoverageWords } from '../coverage/use-coverage-words.ts';
import { useStrings } from '../strings/use-strings.ts';
import { Button } from '../ui/controls.tsx';
import { Notice } from '../ui/feedback.tsx';
import {
  authorizationChosen,
  type CheckInDraft,
  keptCoverage,
  needsAuthorization,
  type Today,
  type VisitPanel,
} from './check-in-draft.ts';

interface AuthorizationStepProps {
  readonly panel: VisitPanel;
  readonly draft: CheckInDraft;
  readonly today: Today;
  readonly mayEdit: boolean;
  readonly onChange: (change: Partial<CheckInDraft>) => void;
}

/** Which referral or authorization this visit uses; what is wrong with it is said, and keeps nobody from being seen. */
export function AuthorizationStep({ panel, draft, today, mayEdit, onChange }: AuthorizationStepProps) {
  const { checkIn } = useStrings();
  const words = useCoverageWords(today.day, today.zone);
  const chosen = authorizationChosen(panel, draft, today);
  const isNeeded = needsAuthorization(panel, draft, today);
  const [isNew, setNew] = useState(isNeeded && panel.authorizations.length === 0 && mayEdit);
  const warning =
    chosen === undefined ? (isNeeded ? checkIn.authorizationMissing : '') : words.warning(chosen);
  return (
    <>
      {warning === '' ? null : <Notice tone="warn">{warning}</Notice>}
      {panel.authorizations.length === 0 ? null : (
        <fieldset className="choices">
          <legend className="step__ask">{checkIn.authorizationAsk}</legend>
          {panel.authorizations.map((authorization) => (
            <label key={authorization.id} className="check-field">
              <input
                type="radio"
                name="authorization"
                checked={chosen?.id === authorization.id}
                onChange={() => onChange({ authorization: authorization.id })}
              />
              <span className="choices__what tabular">
                {words.authorization(authorization)}
                <span className="muted small">{authorization.issuedBy}</span>
              </span>
            </label>
          ))}
          <label className="check-field">
            <input
              type="radio"
              name="authorization"
              checked={chosen === undefined}
              onChange={() => onChange({ authorization: 'none' })}
            />
            {checkIn.authorizationNone}
          </label>
        </fieldset>
      )}
      {isNew ? (
        <AuthorizationForm
          patientId={panel.patient.id}
          coverageId={keptCoverage(panel, draft, today)?.id ?? null}
          authorization={null}
          onBack={() => setNew(false)}
          onSaved={(authorization) => {
            setNew(false);
            onChange({ authorization });
          }}
        />
      ) : mayEdit ? (
        <Button small onClick={() => setNew(true)}>
          {checkIn.authorizationNew}
        </Button>
      ) : null}
    </>
  );
}
