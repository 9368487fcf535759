import type { Payment, TenderKind, TenderPurpose } from '../../shared/cash/contract.ts';
import { type Cents, cents, formatCents, LARGEST_CENTS, parseCents } from '../../shared/kernel/money.ts';

/** A payment half typed at the glass. */
export interface PaymentDraft {
  readonly tender: TenderKind | null;
  /** What was typed as the amount; null while the amount due still stands there. */
  readonly amount: string | null;
  /** Last four digits of the card, or the check number. */
  readonly reference: string;
  /** True after a whole card number was typed: it is thrown away, and the four digits are still to be typed. */
  readonly refusedNumber: boolean;
  /** What was handed over, to work out the change; never stored. */
  readonly given: string;
}

export const EMPTY_PAYMENT: PaymentDraft = {
  tender: null,
  amount: null,
  reference: '',
  refusedNumber: false,
  given: '',
};

export type PaymentProblem = 'tender' | 'amount' | 'card-number' | 'last-four' | 'check-number' | 'given';

export type PaymentReading =
  | { readonly ok: true; readonly payment: Payment }
  | { readonly ok: false; readonly problem: PaymentProblem };

/**
 * The draft with another tender: a check number is no card's last four. What was paid ahead pays as much as is `left` of it,
 * in cents.
 */
export function chooseTender(
  draft: PaymentDraft,
  tender: TenderKind,
  { due, left }: { readonly due: Cents; readonly left: Cents },
): PaymentDraft {
  if (tender === draft.tender) return draft;
  const typed = draft.tender === 'prepaid' ? null : draft.amount;
  const amount = tender === 'prepaid' ? amountText(cents(Math.min(due, left))) : typed;
  return { ...draft, tender, amount, reference: '', refusedNumber: false };
}

/** The ways to pay at the glass, in the order of their digits. */
export const TENDERS = ['card', 'cash', 'check'] as const satisfies readonly TenderKind[];

/** The most that one payment may be in cents: what is owed, and of what was paid ahead what is left; null where nobody knows. */
export function mostFor(tender: TenderKind | null, owed: Cents | null, left: Cents): Cents | null {
  if (tender !== 'prepaid') return owed;
  return owed === null ? left : cents(Math.min(owed, left));
}

/** The draft with `text` as its reference. What is long enough to be a card number does not stay, not even here. */
export function typeReference(draft: PaymentDraft, text: string): PaymentDraft {
  if (isCardNumber(text)) return { ...draft, reference: '', refusedNumber: true };
  return { ...draft, reference: text, refusedNumber: draft.refusedNumber && !/^(\d{4})?$/.test(text.trim()) };
}

/** Twelve digits and more are a card number, and the desk never keeps one. */
function isCardNumber(text: string): boolean {
  return text.replace(/\D/g, '').length >= 12;
}

/** How an amount stands in a field: `30.00`. */
export function amountText(amount: Cents): string {
  return formatCents(amount).replace('$', '');
}

/** The payment that was typed, or the first thing about it that is not right. `due` stands in until an amount is typed. */
export function readPayment(draft: PaymentDraft, due: Cents, purpose: TenderPurpose): PaymentReading {
  if (draft.tender === null) return { ok: false, problem: 'tender' };
  const amount = readAmount(draft, due);
  if (amount === undefined) return { ok: false, problem: 'amount' };
  const hasReference = draft.tender === 'card' || draft.tender === 'check';
  const reference = hasReference ? draft.reference.trim() : '';
  if (hasReference && (draft.refusedNumber || isCardNumber(reference)))
    return { ok: false, problem: 'card-number' };
  if (draft.tender === 'card' && !/^(\d{4})?$/.test(reference)) return { ok: false, problem: 'last-four' };
  if (draft.tender === 'check' && reference === '') return { ok: false, problem: 'check-number' };
  const change = changeDue(draft, due);
  if (draft.tender === 'cash' && draft.given.trim() !== '' && (change === undefined || change < 0))
    return { ok: false, problem: 'given' };
  return { ok: true, payment: { tender: draft.tender, amountCents: amount, reference, purpose } };
}

/** What goes back to the payer in cash; undefined until an amount that can be read was handed over. */
export function changeDue(draft: PaymentDraft, due: Cents): Cents | undefined {
  if (draft.tender !== 'cash' || draft.given.trim() === '') return undefined;
  const amount = readAmount(draft, due);
  const given = parseCents(draft.given);
  return amount === undefined || given === undefined ? undefined : cents(given - amount);
}

function readAmount(draft: PaymentDraft, due: Cents): Cents | undefined {
  const amount = draft.amount === null ? due : parseCents(draft.amount);
  return amount === undefined || amount < 1 || amount > LARGEST_CENTS ? undefined : amount;
}
