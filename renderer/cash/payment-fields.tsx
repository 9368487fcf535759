import './payment-fields.css';
import { useLayoutEffect, useRef } from 'react';
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
  typeReference,
} from './payment-draft.ts';

interface PaymentFieldsProps {
  readonly draft: PaymentDraft;
  /** Stands in the amount until something else is typed. */
  readonly due: Cents;
  readonly purpose: TenderPurpose;
  /** The most that may be paid here; null where nobody knows. */
  readonly most: Cents | null;
  readonly onChange: (draft: PaymentDraft) => void;
  /** True once the desk tried to go on: only then is what is missing said in red. */
  readonly tried: boolean;
  /** True once the tender was chosen on this screen: its field then takes the keyboard, so that digits are text. */
  readonly takesFocus: boolean;
}

/** Amount, and what the chosen tender needs beside it: four digits of a card, the cash handed over, a check number. */
export function PaymentFields({
  draft,
  due,
  purpose,
  most,
  onChange,
  tried,
  takesFocus,
}: PaymentFieldsProps) {
  const { visits, checkIn } = useStrings();
  const reading = readPayment(draft, due, purpose);
  const problem = reading.ok ? undefined : reading.problem;
  const isTooMuch = reading.ok && most !== null && reading.payment.amountCents > most;
  const change = changeDue(draft, due);
  const say = (which: PaymentProblem, always = true): string | undefined =>
    problem === which && (tried || always) ? visits.paymentProblems[which] : undefined;
  const box = useRef<HTMLDivElement>(null);
  const { tender } = draft;
  useLayoutEffect(() => {
    if (!takesFocus || tender === null || isWalkingTiles(document.activeElement)) return;
    const field = box.current?.querySelector<HTMLInputElement>('[data-first] input');
    field?.focus();
    field?.select();
  }, [takesFocus, tender]);
  if (tender === null) return null;
  return (
    <div className="payment" ref={box}>
      <TextField
        label={visits.amount}
        value={draft.amount ?? (due === 0 ? '' : amountText(due))}
        onChange={(amount) => onChange({ ...draft, amount })}
        inputMode="decimal"
        maxLength={14}
        error={isTooMuch ? checkIn.tooMuch : say('amount', draft.amount !== null && draft.amount !== '')}
      />
      {tender === 'cash' || tender === 'prepaid' ? null : (
        <div data-first>
          <TextField
            label={tender === 'card' ? visits.lastFour : visits.checkNumber}
            value={draft.reference}
            onChange={(reference) => onChange(typeReference(draft, reference))}
            inputMode="numeric"
            maxLength={30}
            error={
              say('card-number') ?? say('last-four', draft.reference.length > 4) ?? say('check-number', false)
            }
          />
        </div>
      )}
      {tender === 'cash' ? (
        <>
          <div data-first>
            <TextField
              label={visits.given}
              value={draft.given}
              onChange={(given) => onChange({ ...draft, given })}
              inputMode="decimal"
              maxLength={14}
              error={say('given')}
            />
          </div>
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

/** True while the arrows walk the tiles: the tile just reached keeps the keyboard. */
function isWalkingTiles(active: Element | null): boolean {
  return active instanceof HTMLInputElement && active.checked && active.matches(':focus-visible');
}
