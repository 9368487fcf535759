import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readRecoveryCode, spellRecoveryCode } from '../../../../shared/entry/recovery-code.ts';

const fifteenBytes = fc.uint8Array({ minLength: 15, maxLength: 15 });
const SIGNS = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';

describe('a recovery code', () => {
  it('holds 120 bits: every byte of chance can be told from the code', () => {
    fc.assert(
      fc.property(fifteenBytes, fc.nat(119), (bytes, bit) => {
        const other = Uint8Array.from(bytes);
        other[bit >> 3] = (other[bit >> 3] ?? 0) ^ (1 << (bit & 7));
        expect(spellRecoveryCode(other)).not.toBe(spellRecoveryCode(bytes));
      }),
    );
    expect(() => spellRecoveryCode(new Uint8Array(14))).toThrow(RangeError);
  });

  it('has six groups without signs that look alike', () => {
    fc.assert(
      fc.property(fifteenBytes, (bytes) => {
        expect(spellRecoveryCode(bytes)).toMatch(/^([0-9A-HJKMNP-TV-Z]{5}-){5}[0-9A-HJKMNP-TV-Z]{5}$/);
      }),
    );
  });

  it('is read in any case, with or without dashes, and with the letters people take for digits', () => {
    fc.assert(
      fc.property(fifteenBytes, (bytes) => {
        const code = spellRecoveryCode(bytes);
        const sloppy = ` ${code.toLowerCase().replaceAll('-', ' ').replaceAll('0', 'o').replaceAll('1', 'l')} `;
        expect(readRecoveryCode(sloppy)).toEqual({ ok: true, code });
        expect(readRecoveryCode(code.replaceAll('-', ''))).toEqual({ ok: true, code });
      }),
    );
  });

  it('tells in which group one sign is wrong', () => {
    fc.assert(
      fc.property(fifteenBytes, fc.nat(29), fc.integer({ min: 1, max: 31 }), (bytes, place, shift) => {
        const signs = [...spellRecoveryCode(bytes).replaceAll('-', '')];
        signs[place] = SIGNS[(SIGNS.indexOf(signs[place] ?? '') + shift) % 32] ?? '';
        const group = Math.floor(place / 5) + 1;
        expect(readRecoveryCode(signs.join(''))).toEqual({ ok: false, problem: 'group', group });
      }),
    );
  });

  it('tells two neighbours swapped within a group, and two groups swapped', () => {
    fc.assert(
      fc.property(fifteenBytes, fc.nat(5), fc.nat(3), (bytes, group, place) => {
        const code = spellRecoveryCode(bytes);
        const signs = [...code.replaceAll('-', '')];
        const first = group * 5 + place;
        const [a = '', b = ''] = [signs[first], signs[first + 1]];
        [signs[first], signs[first + 1]] = [b, a];
        expect(readRecoveryCode(signs.join('')).ok).toBe(a === b);
        const groups = code.split('-');
        [groups[0], groups[group]] = [groups[group] ?? '', groups[0] ?? ''];
        expect(readRecoveryCode(groups.join('-')).ok).toBe(group === 0);
      }),
    );
  });

  it('tells how many signs are missing or too many, and takes nothing that is not a code', () => {
    const code = spellRecoveryCode(new Uint8Array(15).fill(0x5a));
    expect(readRecoveryCode(code.slice(0, -2))).toEqual({ ok: false, problem: 'too-short', signs: 2 });
    expect(readRecoveryCode('')).toEqual({ ok: false, problem: 'too-short', signs: 30 });
    expect(readRecoveryCode(`${code}A`)).toEqual({ ok: false, problem: 'too-long', signs: 1 });
    expect(readRecoveryCode(`${code.slice(0, 4)}☃${code.slice(5)}`)).toMatchObject({ group: 1 });
  });
});
