import { isObject, type Unknown } from './reading.ts';

/** FHIR knows no empty text, list or object, no null beside a value, and of the controls only tab and line ends. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is looked for
const NO_TEXT = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f-\u009f]|[^\S \t\r\n]/g;

/** Elements as FHIR lets them be: what says nothing is left out, and texts are without edges and controls. */
export function tidied(elements: Unknown): Unknown {
  return (tidiedValue(elements) as Unknown | undefined) ?? {};
}

/** True for a text of which something is left. */
export function saysAnything(text: string): boolean {
  return tidiedText(text) !== '';
}

function tidiedText(text: string): string {
  return text.toWellFormed().replace(NO_TEXT, ' ').trim();
}

function tidiedValue(value: unknown): unknown {
  if (typeof value === 'string') return tidiedText(value) || undefined;
  if (Array.isArray(value)) {
    const list = value.map(tidiedValue).filter((each) => each !== undefined);
    return list.length === 0 ? undefined : list;
  }
  if (isObject(value)) {
    const entries = Object.entries(value)
      .map(([key, each]) => [key, tidiedValue(each)] as const)
      .filter(([, each]) => each !== undefined);
    return entries.length === 0 ? undefined : Object.fromEntries(entries);
  }
  return value ?? undefined;
}

/** A text as FHIR lets a code be, without a space at its edges or two in a row; undefined for one that cannot be. */
export function codeText(value: string): string | undefined {
  return /^[!-~]+(?: [!-~]+)*$/.test(value) ? value : undefined;
}

/** A concept of one code. */
export function concept(system: string, code: string, display?: string): Unknown {
  return { coding: [{ system, code, display }] };
}

/** A period of days; an end before its start is nobody's period, and is left out. */
export function dayPeriod(start: string | null, end: string | null): Unknown {
  return { start, end: start !== null && end !== null && end < start ? undefined : end };
}
