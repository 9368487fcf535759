import './payment-fields.css';
import type { TenderPurpose } from '../../shared/cash/contract.ts';
import { type Cents, formatCents } from '../../shared/kernel/money.ts';
import { useStrings } from '../strings/use-strings.ts';
import { TextField } from '../ui/fields.tsx';
import {
  amountText,
  changeDue,
  type PaymentDraft,
  type PaymentProblem,
  readPayment,
} from './payment-draft.ts';

interface PaymentFieldsProps {
  readonly draft: PaymentDraft;
  /** Stands in the amount until something else is typed. */
  readonly due: Cents;
  readonly purpose: TenderPurpose;
  readonly onChange: (draft: PaymentDraft) => void;
  /** True once the desk tried to go on: only then is what is missing said in red. */
  readonly tried: boolean;
}

/** Amount, and what the chosen tender needs beside it: four digits of a card, the cash handed over, a check number. */
export function PaymentFields({ draft, due, purpose, onChange, tried }: PaymentFieldsProps) {
  const { visits } = useStrings();
  const reading = readPayment(draft, due, purpose);
  const problem = reading.ok ? undefined : reading.problem;
  const change = changeDue(draft, due);
  const say = (which: PaymentProblem, always = true): string | undefined =>
    problem === which && (tried || always) ? visits.paymentProblems[which] : undefined;
  if (draft.tender === null) return null;
  return (
    <div className="payment">
      <TextField
        label={visits.amount}
        value={draft.amount ?? amountText(due)}
        onChange={(amount) => onChange({ ...draft, amount })}
        inputMode="decimal"
        maxLength={14}
        error={say('amount', draft.amount !== null && draft.amount !== '')}
      />
      {draft.tender === 'card' ? (
        <TextField
          label={visits.lastFour}
          value={draft.reference}
          onChange={(reference) => onChange({ ...draft, reference })}
          inputMode="numeric"
          maxLength={30}
          error={say('card-number')}
        />
      ) : null}
      {draft.tender === 'check' ? (
        <TextField
          label={visits.checkNumber}
          value={draft.reference}
          onChange={(reference) => onChange({ ...draft, reference })}
          inputMode="numeric"
          maxLength={30}
          error={say('check-number', false) ?? say('card-number')}
        />
      ) : null}
      {draft.tender === 'cash' ? (
        <>
          <TextField
            label={visits.given}
            value={draft.given}
            onChange={(given) => onChange({ ...draft, given })}
            inputMode="decimal"
            maxLength={14}
            error={say('given')}
          />
          <p className="payment__change" aria-live="polite">
            <span className="muted">{visits.change}</span>
            <strong className="money">
              {change === undefined || change < 0 ? visits.dash : formatCents(change)}
            </strong>
          </p>
        </>
      ) : null}
    </div>
  );
}
