import { useState } from 'react';
import type { InputOf } from '../../shared/api/index.ts';
import { type Cents, cents, formatCents } from '../../shared/kernel/money.ts';
import { keepChange } from '../cash/change-given.ts';
import { changeDue, EMPTY_PAYMENT, type PaymentDraft, readPayment } from '../cash/payment-draft.ts';
import { newOperationId } from '../data/bridge.ts';
import { useDraft } from '../data/desk-store.ts';
import { useDeskCommand } from '../data/queries.ts';
import { untilShown } from '../data/until-shown.ts';
import { naturalName } from '../patients/patient-text.ts';
import { useStrings } from '../strings/use-strings.ts';
import type { VisitPanel } from './check-in-draft.ts';
import { failureText } from './failure-text.ts';
import type { VisitActions } from './visit-actions.ts';

export interface CheckOutDraft {
  /** Null until said; `later` leaves what is owed open. */
  readonly way: 'pay' | 'later' | null;
  readonly purpose: OwedFor | null;
  readonly payment: PaymentDraft;
}

const EMPTY_CHECK_OUT: CheckOutDraft = { way: null, purpose: null, payment: EMPTY_PAYMENT };

/** What is owed; what is paid ahead is not. */
export type OwedFor = keyof Owed;

/** What is still owed at check-out, in cents, by what for. */
export interface Owed {
  readonly copay: Cents;
  readonly balance: Cents;
}

export interface CheckOut {
  readonly draft: CheckOutDraft;
  readonly owed: Owed;
  /** What is left of what the patient paid ahead. */
  readonly prepaid: Cents;
  readonly purpose: OwedFor;
  readonly due: Cents;
  /** What stays owed after the payment as it is typed, or all of it while nothing is chosen. */
  readonly left: Cents;
  readonly tried: boolean;
  readonly isPending: boolean;
  readonly problem: string | null;
  readonly change: (change: Partial<CheckOutDraft>) => void;
  readonly submit: () => void;
}

/** A check-out in progress: one payment on what is owed, or none. */
export function useCheckOut(panel: VisitPanel, actions: VisitActions, onDone: () => void): CheckOut {
  const { visits } = useStrings();
  const { visit } = panel;
  const [draft, keep, drop] = useDraft<CheckOutDraft>(`check-out/${visit.id}`, EMPTY_CHECK_OUT);
  const [tried, setTried] = useState(false);
  const command = useDeskCommand('visits.checkOut');
  const owed = owedOf(panel);
  const purpose = draft.purpose ?? (owed.copay > 0 ? 'copay' : 'balance');
  const due = owed[purpose];

  const reading = draft.way === 'pay' ? readPayment(draft.payment, due, purpose) : undefined;
  const paying = reading?.ok ? reading.payment.amountCents : 0;
  const left = cents(Math.max(0, owed.copay + owed.balance - paying));
  const problem =
    due === 0 || draft.way === 'later'
      ? undefined
      : reading === undefined
        ? ('tender' as const)
        : reading.ok
          ? undefined
          : reading.problem;

  const send = async (): Promise<void> => {
    setTried(true);
    const input = readCheckOut(panel, draft, owed.copay + owed.balance, due, purpose);
    if (input === undefined || command.isPending) return;
    const operationId = newOperationId();
    const name = naturalName(visit.patient);
    const answer = await command.run(input, operationId).catch(() => undefined);
    if (answer === undefined) return;
    const change = input.payment === null ? undefined : changeDue(draft.payment, due);
    keepChange(answer.receipt?.tenderId, change);
    const said = [visits.checkedOut(name, answer.receipt?.receiptNumber ?? null)];
    if (change !== undefined && change > 0) said.push(visits.giveChange(formatCents(change)));
    if (left > 0) said.push(visits.stillOwed(formatCents(left)));
    await untilShown(visit.id);
    actions.done(said.join('. '), { visitId: visit.id, operationId, name });
    drop();
    onDone();
  };

  return {
    draft,
    owed,
    prepaid: panel.prepaidCents,
    purpose,
    due,
    left,
    tried,
    isPending: command.isPending,
    problem:
      (command.failure === null ? undefined : failureText(command.failure)) ??
      (tried && problem !== undefined ? visits.paymentProblems[problem] : null),
    change: (change) => keep({ ...draft, ...change }),
    submit: () => void send(),
  };
}

function owedOf(panel: VisitPanel): Owed {
  return {
    copay: cents(Math.max(0, panel.visit.dueCents - panel.priorBalanceCents)),
    balance: panel.priorBalanceCents,
  };
}

function readCheckOut(
  panel: VisitPanel,
  draft: CheckOutDraft,
  owed: number,
  due: Cents,
  purpose: OwedFor,
): InputOf<'visits.checkOut'> | undefined {
  const visitId = panel.visit.id;
  if (owed === 0 || draft.way === 'later') return { visitId, payment: null };
  if (draft.way === null) return undefined;
  const reading = readPayment(draft.payment, due, purpose);
  return reading.ok ? { visitId, payment: reading.payment } : undefined;
}
