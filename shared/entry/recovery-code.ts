/**
 * The recovery code of a practice: 120 random bits as six groups of five signs. The last sign of a group checks the four
 * before it and the group's place, so that a typing error is told at once, and which group it is in.
 * The signs are Crockford's base 32: no I, L, O and U, which are read as 1, 1, 0 and V.
 */
const SIGNS = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';
const READ_AS: Readonly<Record<string, string>> = { I: '1', L: '1', O: '0', U: 'V' };
const GROUPS = 6;
const SIGNS_OF_GROUP = 5;
const BITS_OF_SIGN = 5;
const LENGTH = GROUPS * SIGNS_OF_GROUP;
/** How many random bytes a code is made of. */
export const RECOVERY_CODE_BYTES = 15;

export type RecoveryCodeReading =
  | { readonly ok: true; readonly code: string }
  /** `group` counts from 1; the first group that cannot be right. */
  | { readonly ok: false; readonly problem: 'group'; readonly group: number }
  | { readonly ok: false; readonly problem: 'too-short' | 'too-long'; readonly signs: number };

/** Spells 15 random bytes as a code, `XXXXX-XXXXX-XXXXX-XXXXX-XXXXX-XXXXX`. Throws a RangeError for another count. */
export function spellRecoveryCode(random: Uint8Array): string {
  if (random.length !== RECOVERY_CODE_BYTES) throw new RangeError('a recovery code is made of 15 bytes');
  const values = fiveBitValues(random);
  const width = SIGNS_OF_GROUP - 1;
  return Array.from({ length: GROUPS }, (_, group) => {
    const part = values.slice(group * width, (group + 1) * width);
    return [...part, checkOf(part, group)].map((value) => SIGNS[value]).join('');
  }).join('-');
}

/** Reads what a person typed: any case, with or without dashes and spaces. The code comes back as it is printed. */
export function readRecoveryCode(typed: string): RecoveryCodeReading {
  const signs = [...typed.toUpperCase().replace(/[\s\-–—.·_]/g, '')].map((sign) => READ_AS[sign] ?? sign);
  const whole = Math.floor(Math.min(signs.length, LENGTH) / SIGNS_OF_GROUP);
  for (let group = 0; group < whole; group += 1) {
    const values = signs
      .slice(group * SIGNS_OF_GROUP, (group + 1) * SIGNS_OF_GROUP)
      .map((sign) => SIGNS.indexOf(sign));
    const isRight = !values.includes(-1) && checkOf(values.slice(0, -1), group) === values.at(-1);
    if (!isRight) return { ok: false, problem: 'group', group: group + 1 };
  }
  if (signs.length !== LENGTH) {
    const problem = signs.length < LENGTH ? 'too-short' : 'too-long';
    return { ok: false, problem, signs: Math.abs(LENGTH - signs.length) };
  }
  return { ok: true, code: (signs.join('').match(/.{5}/g) ?? []).join('-') };
}

function fiveBitValues(bytes: Uint8Array): number[] {
  let bits = 0n;
  for (const byte of bytes) bits = (bits << 8n) | BigInt(byte);
  const count = (bytes.length * 8) / BITS_OF_SIGN;
  return Array.from({ length: count }, (_, index) =>
    Number((bits >> BigInt(BITS_OF_SIGN * (count - 1 - index))) & 31n),
  );
}

/**
 * Each sign times a weight of its own in the field of 32 elements, added up with the group's place: one wrong sign, two
 * neighbours swapped and two groups swapped always show.
 */
function checkOf(values: readonly number[], group: number): number {
  return values.reduce((sum, value, index) => sum ^ timesAlpha(value, index + 1), group + 1);
}

/** `value` times the field's generator, `times` over (x⁵ + x² + 1). */
function timesAlpha(value: number, times: number): number {
  let product = value;
  for (let time = 0; time < times; time += 1) {
    product <<= 1;
    if (product > 31) product ^= 0b100101;
  }
  return product;
}
