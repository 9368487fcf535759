import type { PatientDraft } from '../patients/patient-form.ts';
import { useFormats } from '../strings/use-formats.ts';
import { useStrings } from '../strings/use-strings.ts';
import { Notice } from '../ui/feedback.tsx';
import { CheckField } from '../ui/fields.tsx';
import type { Origin } from './register-scan.ts';

interface RegisterOriginProps {
  readonly origin: Origin;
  readonly draft: PatientDraft;
  /** True once somebody tried to go on without having asked. */
  readonly isPressed: boolean;
  readonly onChange: (origin: Origin) => void;
}

/** Where the words of a new patient's form come from, and what of them must be asked before they are kept. */
export function RegisterOrigin({ origin, draft, isPressed, onChange }: RegisterOriginProps) {
  const { scan } = useStrings();
  const formats = useFormats();
  const { lastFour, cut, household, expiredOn } = origin;
  const tick = (field: string, isAsked: boolean): void =>
    onChange({ ...origin, cut: cut.map((each) => (each.field === field ? { ...each, isAsked } : each)) });
  return (
    <>
      {household === null ? null : <Notice tone="info">{scan.household(household)}</Notice>}
      {lastFour === null ? null : <Notice tone="info">{scan.filledIn(lastFour)}</Notice>}
      {expiredOn === null ? null : <Notice>{scan.expired(formats.date(expiredOn))}</Notice>}
      {cut.map(({ field, isAsked }) => (
        <CheckField
          key={field}
          label={scan.confirmCut(scan.fields[field], draft[field])}
          checked={isAsked}
          onChange={(checked) => tick(field, checked)}
        />
      ))}
      {isPressed && !isAllAsked(origin) ? (
        <p className="field__error" role="alert">
          {scan.confirmFirst}
        </p>
      ) : null}
    </>
  );
}

/** Whether every name that the card had no room for has been asked. */
export function isAllAsked({ cut }: Origin): boolean {
  return cut.every(({ isAsked }) => isAsked);
}
