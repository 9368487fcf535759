import './coverage.css';
import { useState } from 'react';
import {
  AUTHORIZATION_KINDS,
  type Authorization,
  type AuthorizationFields,
} from '../../shared/coverage/contract.ts';
import type { AuthorizationId, CoverageId, PatientId } from '../../shared/kernel/ids.ts';
import { useDeskCommand } from '../data/queries.ts';
import { useStrings } from '../strings/use-strings.ts';
import { Button } from '../ui/controls.tsx';
import { Notice } from '../ui/feedback.tsx';
import { SelectField, TextField } from '../ui/fields.tsx';
import { failureText } from '../visits/failure-text.ts';
import { CardForm } from './card-form.tsx';
import { DayField } from './day-field.tsx';
import { dayText, readDay } from './day-text.ts';

interface AuthorizationFormProps {
  readonly patientId: PatientId;
  readonly coverageId: CoverageId | null;
  /** The one that is corrected; null for a new one. */
  readonly authorization: Authorization | null;
  readonly onSaved: (id: AuthorizationId) => void;
  readonly onBack: () => void;
}

const WHOLE = /^\d{1,3}$/;

/** A referral or a prior authorization as it stands on the letter. */
export function AuthorizationForm({
  patientId,
  coverageId,
  authorization,
  onSaved,
  onBack,
}: AuthorizationFormProps) {
  const { checkIn } = useStrings();
  const words = checkIn.authorizationFields;
  const add = useDeskCommand('coverage.addAuthorization');
  const edit = useDeskCommand('coverage.editAuthorization');
  const [tried, setTried] = useState(false);
  const [draft, setDraft] = useState({
    kind: authorization?.kind ?? ('authorization' as AuthorizationFields['kind']),
    number: authorization?.number ?? '',
    issuedBy: authorization?.issuedBy ?? '',
    unitsApproved: authorization?.unitsApproved?.toString() ?? '',
    unitsUsedBefore: authorization?.unitsUsedBefore.toString() ?? '',
    startsOn: dayText(authorization?.startsOn ?? null),
    expiresOn: dayText(authorization?.expiresOn ?? null),
    note: authorization?.note ?? '',
  });
  const type = (change: Partial<typeof draft>): void => setDraft({ ...draft, ...change });
  const isWhole = (text: string): boolean => text.trim() === '' || WHOLE.test(text.trim());
  const [startsOn, expiresOn] = [readDay(draft.startsOn), readDay(draft.expiresOn)];
  const unitsApproved = draft.unitsApproved.trim() === '' ? null : Number(draft.unitsApproved);
  const isRight =
    draft.number.trim() !== '' &&
    isWhole(draft.unitsApproved) &&
    unitsApproved !== 0 &&
    isWhole(draft.unitsUsedBefore) &&
    startsOn !== undefined &&
    expiresOn !== undefined;
  const save = async (): Promise<void> => {
    setTried(true);
    if (!isRight) return;
    const fields: AuthorizationFields = {
      kind: draft.kind,
      number: draft.number,
      issuedBy: draft.issuedBy,
      unitsApproved,
      unitsUsedBefore: Number(draft.unitsUsedBefore.trim() || 0),
      startsOn,
      expiresOn,
      note: draft.note,
      coverageId: authorization?.coverageId ?? coverageId,
    };
    const saved =
      authorization === null
        ? await add.run({ patientId, fields }).then(
            (answer) => answer.authorizationId,
            () => undefined,
          )
        : await edit
            .run({ authorizationId: authorization.id, version: authorization.version, changes: fields })
            .then(
              () => authorization.id,
              () => undefined,
            );
    if (saved !== undefined) onSaved(saved);
  };
  const failure = add.failure ?? edit.failure;
  return (
    <CardForm onSend={() => void save()}>
      <TextField
        label={words.number}
        value={draft.number}
        onChange={(number) => type({ number })}
        autoFocus
        error={tried && draft.number.trim() === '' ? checkIn.authorizationNumberNeeded : undefined}
        maxLength={40}
      />
      <SelectField
        label={words.kind}
        value={draft.kind}
        options={AUTHORIZATION_KINDS.map((kind) => ({
          value: kind,
          label: checkIn.authorizationKinds[kind],
        }))}
        onChange={(kind) => type({ kind })}
      />
      <TextField
        label={words.issuedBy}
        value={draft.issuedBy}
        onChange={(issuedBy) => type({ issuedBy })}
        maxLength={80}
      />
      <TextField
        label={words.unitsApproved}
        value={draft.unitsApproved}
        onChange={(units) => type({ unitsApproved: units })}
        inputMode="numeric"
        error={
          isWhole(draft.unitsApproved) && unitsApproved !== 0 ? undefined : checkIn.authorizationUnitsWrong
        }
        maxLength={3}
      />
      <DayField
        label={words.expiresOn}
        text={draft.expiresOn}
        onChange={(typed) => type({ expiresOn: typed })}
        error={expiresOn === undefined ? checkIn.dayWrong : undefined}
      />
      <TextField
        label={words.unitsUsedBefore}
        value={draft.unitsUsedBefore}
        onChange={(units) => type({ unitsUsedBefore: units })}
        inputMode="numeric"
        error={isWhole(draft.unitsUsedBefore) ? undefined : checkIn.authorizationUnitsWrong}
        maxLength={3}
      />
      {failure === null ? null : (
        <div className="card-fields__wide">
          <Notice tone="bad">{failureText(failure)}</Notice>
        </div>
      )}
      <div className="card-fields__foot">
        <p />
        <Button look="quiet" onClick={onBack}>
          {checkIn.coverage.cancel}
        </Button>
        <Button submit shortcut="Enter" disabled={add.isPending || edit.isPending}>
          {checkIn.authorizationSave}
        </Button>
      </div>
    </CardForm>
  );
}
