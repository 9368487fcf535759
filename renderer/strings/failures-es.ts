import { ARRANGE_SENTENCES } from './failures-es-arrange.ts';
import { CALENDAR_SENTENCES } from './failures-es-calendar.ts';
import { ENTRY_SENTENCES } from './failures-es-entry.ts';
import { MORE_SENTENCES } from './failures-es-more.ts';
import { PAPER_SENTENCES } from './failures-es-paper.ts';
import { SENTENCES } from './failures-es-sentences.ts';
import { SYNC_SENTENCES } from './failures-es-sync.ts';
import { TASK_SENTENCES } from './failures-es-tasks.ts';

/** Spanish for a refusal whose sentence is made of several parts, or is not known word for word. */
export const FAILURES_BY_CODE: Readonly<Record<string, string>> = {
  'desk/internal': 'No se guardó: algo falló en el programa. Intente de nuevo.',
  'input/invalid': 'Esto no se puede guardar así. Mire los campos marcados.',
  'staff/wrong-pin': 'Ese PIN no es correcto.',
  'staff/locked-out': 'Demasiados PIN equivocados. Espere un poco o pregunte a su encargado.',
  'cash/too-much': 'Es más de lo que se debe. Corrija la cantidad.',
};

/** Spanish for a sentence of the engine, word for word. */
export const FAILURES_BY_SENTENCE: Readonly<Record<string, string>> = {
  ...SENTENCES,
  ...MORE_SENTENCES,
  ...ENTRY_SENTENCES,
  ...CALENDAR_SENTENCES,
  ...TASK_SENTENCES,
  ...ARRANGE_SENTENCES,
  ...PAPER_SENTENCES,
  ...SYNC_SENTENCES,
};

const OWED: Readonly<Record<string, string>> = {
  'the balance still open': 'el saldo pendiente',
  'the copay still open': 'el copago pendiente',
};

const plural = (count: string, one: string, many: string): string => `${count} ${count === '1' ? one : many}`;

type Pattern = readonly [RegExp, (...parts: readonly string[]) => string];

/** Spanish for sentences with a number or a reference in them, and for what the form parser says by itself. */
export const FAILURES_BY_PATTERN: readonly Pattern[] = [
  [
    /^Not saved: something went wrong in the program \(reference (.+)\)\.$/,
    (reference = '') => `No se guardó: algo falló en el programa (referencia ${reference}).`,
  ],
  [
    /^Not shown: something went wrong in the program \(reference (.+)\)\.$/,
    (reference = '') => `No se puede mostrar: algo falló en el programa (referencia ${reference}).`,
  ],
  [
    /^This server has the records of another practice, (.+)\. Look at the address again\.$/,
    (name = '') => `Este servidor tiene los registros de otro consultorio, ${name}. Revise la dirección.`,
  ],
  [
    /^That PIN is not right\. (\d+) \w+ left\.$/,
    (left = '') =>
      `Ese PIN no es correcto. ${left === '1' ? 'Le queda' : 'Le quedan'} ${plural(left, 'intento', 'intentos')}.`,
  ],
  [
    /^Too many wrong PINs\. Wait (\d+) \w+, or ask your lead\.$/,
    (minutes = '') =>
      `Demasiados PIN equivocados. Espere ${plural(minutes, 'minuto', 'minutos')} o pregunte a su encargado.`,
  ],
  [
    /^Group (.+) of the code is not right\. Compare it with the sheet\.$/,
    (group = '') => `El grupo ${group} del código no es correcto. Compárelo con la hoja.`,
  ],
  [
    /^The code is not whole: (\d+) more to type\.$/,
    (signs = '') => `El código no está completo: faltan ${plural(signs, 'signo', 'signos')}.`,
  ],
  [
    /^The code is too long by (\d+)\.$/,
    (signs = '') => `Al código le sobran ${plural(signs, 'signo', 'signos')}.`,
  ],
  [
    /^This is more than (.+)\. Correct the amount\.$/,
    (what = '') => `Es más que ${OWED[what] ?? 'lo que se debe'}. Corrija la cantidad.`,
  ],
  [
    /^This desk runs Anteroom (.+) and the practice asks for (.+)\. You can look everything up; ask your IT person to update it\.$/,
    (version = '', minimum = '') =>
      `Esta recepción tiene Anteroom ${version} y el consultorio pide la ${minimum}. Puede consultarlo todo; pida a su persona de informática que la actualice.`,
  ],
  [
    /^This desk itself runs (.+)\. Write that version, or an older one\.$/,
    (version = '') => `Esta recepción misma tiene la ${version}. Escriba esa versión o una más antigua.`,
  ],
  [
    /^Too big: expected string to have <=(\d+) characters$/,
    (most = '') => `Demasiado largo: como máximo ${most} caracteres.`,
  ],
  [
    /^Too small: expected string to have >=(\d+) characters$/,
    (least = '') => `Demasiado corto: al menos ${plural(least, 'carácter', 'caracteres')}.`,
  ],
  [/^Too big: expected .+ (?:<=?|to be <=?)\s*(-?\d+).*$/, (most = '') => `Demasiado: como máximo ${most}.`],
  [
    /^Too small: expected .+ (?:>=?|to be >=?)\s*(-?\d+).*$/,
    (least = '') => `Demasiado poco: al menos ${least}.`,
  ],
  [/^Invalid (?:input|option|string|email|number).*$/, () => 'Esto no es lo que va aquí.'],
];
