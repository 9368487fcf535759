import { readPhone } from './phone.ts';
import { isUsState } from './us-states.ts';

/** What belongs to a number and an extension behind it; words beside it are a note, and would be called. */
const WRITTEN_AS_NUMBER = /^[\d\s().+\-/]+(?:(?:ext(?:ension)?|x|#)\.?\s*:?\s*\d{1,6}\s*)?$/i;

/** Whether the text is a number that can be called: 7, 10 or 11 digits here, any that exists after a plus; empty is fine too. */
export function isPhone(text: string): boolean {
  if (text === '') return true;
  if (!WRITTEN_AS_NUMBER.test(text)) return false;
  if (text.startsWith('+')) return readPhone(text) !== undefined;
  // An extension is no part of the number.
  const digits = text.replace(/(?:ext|x|#).*$/i, '').replace(/\D/g, '');
  // Seven digits are a neighbour's number: nobody can be called by it from elsewhere, but it is what was said.
  return digits.length === 7 || ([10, 11].includes(digits.length) && readPhone(text) !== undefined);
}

/** Whether the text is a ZIP of 5 or 9 digits, or a foreign code, which has a letter in it; empty is fine too. */
export function isPostalCode(text: string): boolean {
  return text === '' || isUsZip(text) || /\p{L}/u.test(text);
}

/** Whether the state goes with the postal code: beside a US ZIP it is empty or a two-letter code. */
export function isStateFor(postalCode: string, state: string): boolean {
  return state === '' || !isUsZip(postalCode) || isUsState(state);
}

export const STATE_PROBLEM = 'Write the two letters of the state, like CO.';

function isUsZip(text: string): boolean {
  return /^\d{5}(?:[ -]?\d{4})?$/.test(text);
}
