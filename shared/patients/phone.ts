import { type PhoneNumber, parsePhoneNumberFromString } from 'libphonenumber-js/min';

/** A number that can be called, read from what was typed. */
export interface ReadPhone {
  /** E.164, as telephone systems take it: `+19705550148`. The extension is no part of it. */
  readonly e164: string;
  /** As the desk shows it: `(970) 555-0148`, `+52 33 1234 5678`, with ` x12` behind. */
  readonly shown: string;
}

const EXTENSION = /(?:ext(?:ension)?|x|#)\.?\s*:?\s*(\d*)\D*$/i;

/** The digits of a phone number without the country code of North America and without an extension; empty when there are none. */
export function phoneDigits(text: string): string {
  const digits = text.replace(EXTENSION, '').replace(/\D/g, '');
  // No North American area code begins with 1, so a leading 1 can only be the country code.
  return digits.length === 11 && digits.startsWith('1') ? digits.slice(1) : digits;
}

/** Reads a typed number: of North America unless it begins with a plus. Undefined when nobody could be called by it. */
export function readPhone(text: string): ReadPhone | undefined {
  if (text.trim() === '') return undefined;
  const number = parsed(text);
  if (number === undefined || !number.isPossible()) return undefined;
  // No area code of North America begins with 0 or 1; the rest of its plan changes too often to refuse by it.
  if (number.countryCallingCode === '1' && !/^\+1[2-9]/.test(number.number)) return undefined;
  return { e164: number.number, shown: formatPhone(text) };
}

/**
 * A stored or typed number as the desk shows it: `(970) 555-0148`, `555-0148`, abroad `+52 33 1234 5678`, an extension
 * as ` x12`. What is no number anybody knows is shown as it is.
 */
export function formatPhone(text: string): string {
  const extension = EXTENSION.exec(text)?.[1] ?? '';
  const behind = extension === '' ? '' : ` x${extension}`;
  const digits = phoneDigits(text);
  const isAbroad = text.trim().startsWith('+') && !/^\+\s*1/.test(text.trim());
  if (isAbroad) {
    const number = parsed(text);
    return number?.isPossible() ? `${number.formatInternational().replace(/ ext\. .*$/, '')}${behind}` : text;
  }
  if (/\p{L}/u.test(text.replace(EXTENSION, ''))) return text;
  if (digits.length === 10)
    return `(${digits.slice(0, 3)}) ${digits.slice(3, 6)}-${digits.slice(6)}${behind}`;
  if (digits.length === 7) return `${digits.slice(0, 3)}-${digits.slice(3)}${behind}`;
  return text;
}

/** A number as it is kept: written the one way when it can be read, else as typed. */
export function tidyPhone(text: string): string {
  return readPhone(text)?.shown ?? formatPhone(text.trim());
}

function parsed(text: string): PhoneNumber | undefined {
  return parsePhoneNumberFromString(text, 'US');
}
