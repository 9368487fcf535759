import './people.css';
import { useState } from 'react';
import type { PatientId } from '../../shared/kernel/ids.ts';
import { ApiFailure } from '../data/bridge.ts';
import { queryClient, useDeskCommand } from '../data/queries.ts';
import { useStrings } from '../strings/use-strings.ts';
import { Button } from '../ui/controls.tsx';
import { Notice } from '../ui/feedback.tsx';
import { TextField } from '../ui/fields.tsx';
import { failureText } from '../visits/failure-text.ts';

const LEAST = 3;

/** True for the answer that asks for a reason first. */
export function isRestricted(failure: Error | null): boolean {
  return failure instanceof ApiFailure && failure.code === 'patients/restricted';
}

/** Asks why a restricted record is opened, in the place where it will stand; `onOpened` asks for it again. */
export function RestrictedPrompt({
  patientId,
  onOpened,
}: {
  readonly patientId: PatientId;
  readonly onOpened?: (() => void) | undefined;
}) {
  const strings = useStrings().people;
  const [reason, setReason] = useState('');
  const [isLeft, setLeft] = useState(false);
  const opening = useDeskCommand('patients.openRestricted');
  const isTooShort = reason.trim().length < LEAST;
  const open = (): void => {
    setLeft(true);
    if (isTooShort || opening.isPending) return;
    opening.run({ patientId, reason: reason.trim() }).then(
      () => {
        // Whatever was refused for want of a reason may be answered now.
        void queryClient.invalidateQueries({ predicate: (query) => isRestricted(query.state.error) });
        onOpened?.();
      },
      () => undefined,
    );
  };
  return (
    <form
      className="restricted-prompt"
      onSubmit={(event) => {
        event.preventDefault();
        open();
      }}
    >
      <Notice>
        <strong>{strings.restrictedTitle}</strong>
        <p>{strings.restrictedText}</p>
      </Notice>
      {opening.failure === null ? null : <Notice tone="bad">{failureText(opening.failure)}</Notice>}
      <TextField
        label={strings.restrictedReason}
        value={reason}
        autoFocus
        maxLength={200}
        error={isLeft && isTooShort ? strings.restrictedReasonError : undefined}
        onChange={setReason}
      />
      <div className="restricted-prompt__reasons">
        {strings.restrictedReasons.map((usual) => (
          <Button key={usual} small onClick={() => setReason(usual)}>
            {usual}
          </Button>
        ))}
      </div>
      <div className="people-form__foot">
        <Button submit look="primary" shortcut="Enter" aria-busy={opening.isPending}>
          {strings.restrictedOpen}
        </Button>
      </div>
    </form>
  );
}
