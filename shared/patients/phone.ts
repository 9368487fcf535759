/** The digits of a phone number without the country code of North America; empty when there are none. */
export function phoneDigits(text: string): string {
  const digits = text.replace(/\D/g, '');
  // No North American area code begins with 1, so a leading 1 can only be the country code.
  return digits.length === 11 && digits.startsWith('1') ? digits.slice(1) : digits;
}

/** `(970) 555-0148`, `555-0148`, or the digits as they are when they are of neither length. */
export function formatPhone(digits: string): string {
  if (digits.length === 10) return `(${digits.slice(0, 3)}) ${digits.slice(3, 6)}-${digits.slice(6)}`;
  if (digits.length === 7) return `${digits.slice(0, 3)}-${digits.slice(3)}`;
  return digits;
}
