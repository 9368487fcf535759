import { z } from 'zod';

/** US dollars as integer cents: no float ever touches money. */
export type Cents = number & { readonly __brand: 'Cents' };

/** The largest amount the desk handles in one entry: $1,000,000.00. */
export const LARGEST_CENTS = 100_000_000;

export const centsSchema = z
  .number()
  .int()
  .min(-LARGEST_CENTS)
  .max(LARGEST_CENTS)
  .transform((value) => value as Cents);

/** A sum of amounts: each is bounded, how many there are is not. */
export const totalCentsSchema = z
  .number()
  .int()
  .transform((value) => value as Cents);

export const positiveCentsSchema = z
  .number()
  .int()
  .min(1)
  .max(LARGEST_CENTS)
  .transform((value) => value as Cents);

/** Brands an integer number of cents. Throws when it is not a whole number. */
export function cents(value: number): Cents {
  if (!Number.isSafeInteger(value)) throw new Error('cents must be a whole number');
  return value as Cents;
}

/** `$1,234.50`; negative amounts as `−$5.00`, the sign in front of the currency. */
export function formatCents(amount: Cents): string {
  const whole = Math.trunc(Math.abs(amount) / 100).toString();
  const grouped = whole.replace(/\B(?=(\d{3})+(?!\d))/g, ',');
  const fraction = (Math.abs(amount) % 100).toString().padStart(2, '0');
  return `${amount < 0 ? '−' : ''}$${grouped}.${fraction}`;
}

/**
 * Reads what a person types for an amount: `30`, `30.5`, `$1,234.50`. Answers undefined for anything else,
 * among them amounts with more than two decimals, rather than guess at a rounding.
 */
export function parseCents(text: string): Cents | undefined {
  const match = /^\s*\$?\s*(\d{1,3}(?:,\d{3})+|\d+)(?:\.(\d{0,2}))?\s*$/.exec(text);
  if (!match) return undefined;
  const value = Number(match[1]?.replaceAll(',', '')) * 100 + Number((match[2] ?? '').padEnd(2, '0'));
  return value <= LARGEST_CENTS ? cents(value) : undefined;
}
