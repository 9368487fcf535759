const CARD_RUN = /\d(?:[ -]?\d){12,18}/g;

/**
 * True when a free text holds what can only be a payment card number: 13 to 19 digits, in groups or not, that satisfy
 * the check digit of ISO/IEC 7812 (Luhn). The desk never stores one (PCI DSS 4.0.1, 3.3.1), not even in a note.
 */
export function holdsCardNumber(text: string): boolean {
  return (text.match(CARD_RUN) ?? []).some((run) => {
    const digits = run.replace(/\D/g, '');
    return satisfiesLuhn(digits);
  });
}

export const CARD_NUMBER_PROBLEM = 'This looks like a card number. Take it out; the desk never keeps one.';

function satisfiesLuhn(digits: string): boolean {
  if (/^0+$/.test(digits)) return false;
  let sum = 0;
  for (const [place, digit] of [...digits].reverse().entries()) {
    const doubled = place % 2 === 1 ? Number(digit) * 2 : Number(digit);
    sum += doubled > 9 ? doubled - 9 : doubled;
  }
  return sum % 10 === 0;
}
