import { useEffect, useRef } from 'react';
import { type Cents, formatCents } from '../../shared/kernel/money.ts';
import type { NoCopayReason } from '../../shared/visits/contract.ts';
import { PaymentFields } from '../cash/payment-fields.tsx';
import { useStrings } from '../strings/use-strings.ts';
import { SegmentedChoice } from '../ui/segmented-choice.tsx';
import type { CheckInDraft } from './check-in-draft.ts';

type Way = 'card' | 'cash' | 'check' | 'not-today';

interface CopayStepProps {
  readonly draft: CheckInDraft;
  readonly due: Cents;
  readonly priorBalance: Cents;
  readonly tried: boolean;
  readonly onChange: (change: Partial<CheckInDraft>) => void;
}

const REASONS: readonly NoCopayReason[] = [
  'no-means-today',
  'will-be-billed',
  'disputed',
  'waived-by-practice',
  'left-before-payment',
];

/** The amount, and how it is paid; or why not today. */
export function CopayStep({ draft, due, priorBalance, tried, onChange }: CopayStepProps) {
  const { visits } = useStrings();
  const way: Way | null =
    draft.copay === 'not-taken' ? 'not-today' : draft.copay === 'taken' ? draft.payment.tender : null;
  const choose = (chosen: Way): void => {
    if (chosen === 'not-today') onChange({ copay: 'not-taken' });
    else onChange({ copay: 'taken', payment: { ...draft.payment, tender: chosen } });
  };
  return (
    <>
      <p className="copay__amount">
        <strong className="money">{formatCents(due)}</strong>
        <span className="muted tabular">{visits.copayToday(formatCents(priorBalance))}</span>
      </p>
      <SegmentedChoice
        label={visits.copayHow}
        value={way}
        digits
        options={[
          { value: 'card', label: visits.tenders.card },
          { value: 'cash', label: visits.tenders.cash },
          { value: 'check', label: visits.tenders.check },
          { value: 'not-today', label: visits.notToday },
        ]}
        onChange={choose}
      />
      {draft.copay === 'taken' ? (
        <PaymentFields
          draft={draft.payment}
          due={due}
          purpose="copay"
          tried={tried}
          onChange={(payment) => onChange({ payment })}
        />
      ) : null}
      {draft.copay === 'not-taken' ? (
        <Reasons chosen={draft.noCopayReason} onChoose={(noCopayReason) => onChange({ noCopayReason })} />
      ) : null}
    </>
  );
}

interface ReasonsProps {
  readonly chosen: NoCopayReason | null;
  readonly onChoose: (reason: NoCopayReason) => void;
}

function Reasons({ chosen, onChoose }: ReasonsProps) {
  const { visits } = useStrings();
  const box = useRef<HTMLFieldSetElement>(null);
  useEffect(() => {
    // The arrows choose at once: whoever pressed 4 has a reason to give next.
    if (box.current?.querySelector('input:checked') === null) box.current.querySelector('input')?.focus();
  }, []);
  return (
    <fieldset className="reasons" ref={box}>
      <legend className="step__ask">{visits.notTodayWhy}</legend>
      {REASONS.map((reason) => (
        <label key={reason} className="check-field">
          <input
            type="radio"
            name="no-copay-reason"
            checked={chosen === reason}
            onChange={() => onChoose(reason)}
          />
          {visits.noCopayReasons[reason]}
        </label>
      ))}
    </fieldset>
  );
}
