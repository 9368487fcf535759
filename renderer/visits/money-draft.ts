import type { Payment, TenderPurpose } from '../../shared/cash/contract.ts';
import { type Cents, cents } from '../../shared/kernel/money.ts';
import {
  changeDue,
  EMPTY_PAYMENT,
  type PaymentDraft,
  type PaymentProblem,
  readPayment,
} from '../cash/payment-draft.ts';

/** A payment beside the copay: a second tender for it, the prior balance, or money paid ahead. */
export interface MoreDraft {
  readonly purpose: TenderPurpose;
  readonly payment: PaymentDraft;
}

export const NEW_LINE = (purpose: TenderPurpose): MoreDraft => ({ purpose, payment: EMPTY_PAYMENT });

/** What is open for each purpose before anything is typed; null where nobody told a copay. */
export interface OpenAmounts {
  readonly copay: Cents | null;
  readonly balance: Cents;
  /** What is left of what was paid ahead. */
  readonly prepaid: Cents;
}

/** What stands in the amount of a line until something else is typed: what the lines before it leave open. */
export function dueOfLine(
  open: OpenAmounts,
  first: Payment | null,
  lines: readonly MoreDraft[],
  index: number,
): Cents {
  const line = lines[index];
  if (line === undefined || line.purpose === 'prepayment') return cents(0);
  const before = lines.slice(0, index).filter((each) => each.purpose === line.purpose);
  const owed = line.purpose === 'copay' ? (open.copay ?? 0) : open.balance;
  const start = owed - (line.purpose === 'copay' ? (first?.amountCents ?? 0) : 0);
  const left = before.reduce((sum, each) => {
    const reading = readPayment(each.payment, cents(Math.max(0, sum)), each.purpose);
    return sum - (reading.ok ? reading.payment.amountCents : 0);
  }, start);
  return cents(Math.max(0, left));
}

/** The most that may be paid on a line; null where nobody knows: nobody told a copay, or it is paid ahead. */
export function mostOfLine(
  open: OpenAmounts,
  first: Payment | null,
  lines: readonly MoreDraft[],
  index: number,
): Cents | null {
  const purpose = lines[index]?.purpose;
  if (purpose === 'balance' || (purpose === 'copay' && open.copay !== null))
    return dueOfLine(open, first, lines, index);
  return null;
}

export type MoneyReading =
  | { readonly ok: true; readonly payments: readonly Payment[] }
  | { readonly ok: false; readonly problem: PaymentProblem | 'too-much' };

/** The lines as the engine takes them, or the first thing that is not right about them. */
export function readLines(
  open: OpenAmounts,
  first: Payment | null,
  lines: readonly MoreDraft[],
): MoneyReading {
  const payments: Payment[] = [];
  for (const [index, line] of lines.entries()) {
    const reading = readPayment(line.payment, dueOfLine(open, first, lines, index), line.purpose);
    if (!reading.ok) return reading;
    payments.push(reading.payment);
  }
  const sum = (purpose: TenderPurpose): number =>
    [...(first === null ? [] : [first]), ...payments]
      .filter((payment) => payment.purpose === purpose)
      .reduce((total, { amountCents }) => total + amountCents, 0);
  const isTooMuch =
    sum('balance') > open.balance ||
    (open.copay !== null && sum('copay') > open.copay) ||
    prepaidIn([...(first === null ? [] : [first]), ...payments]) > open.prepaid;
  return isTooMuch ? { ok: false, problem: 'too-much' } : { ok: true, payments };
}

/** From here on a payment is asked about once where nothing says how much is owed, in cents: an amount typed without its point. */
const UNUSUAL = 100_000;

/** The largest payment that nobody can check against what is owed and that is unusually large; null when there is none. */
export function unusualPayment(open: OpenAmounts, payments: readonly Payment[]): Cents | null {
  const unchecked = payments.filter(
    ({ purpose, tender }) =>
      tender !== 'prepaid' && (purpose === 'prepayment' || (purpose === 'copay' && open.copay === null)),
  );
  const most = Math.max(0, ...unchecked.map(({ amountCents }) => amountCents));
  return most >= UNUSUAL ? cents(most) : null;
}

/** How much of these payments comes from what was paid ahead. */
function prepaidIn(payments: readonly Payment[]): number {
  return payments
    .filter(({ tender }) => tender === 'prepaid')
    .reduce((sum, { amountCents }) => sum + amountCents, 0);
}

/** What goes back in cash on all lines together; each beside its line in the order of the payments. */
export function changeOfLines(
  open: OpenAmounts,
  first: Payment | null,
  lines: readonly MoreDraft[],
): readonly (Cents | undefined)[] {
  return lines.map((line, index) => changeDue(line.payment, dueOfLine(open, first, lines, index)));
}
