import { describe, expect, it } from 'vitest';
import { grouped } from '../../../../renderer/setup/code-field.tsx';
import {
  administratorErrors,
  codeError,
  EMPTY_SETUP,
  initialsIn,
  newPracticeOf,
  practiceErrors,
  type SetupDraft,
} from '../../../../renderer/setup/setup-draft.ts';
import { enSetup } from '../../../../renderer/strings/en-setup.ts';
import { entryContract } from '../../../../shared/entry/contract.ts';
import { spellRecoveryCode } from '../../../../shared/entry/recovery-code.ts';

const draft: SetupDraft = {
  ...EMPTY_SETUP,
  name: 'Cedar Street Pediatrics',
  npi: '1234567893',
  phone: '970 555 0142',
  street: '12 Cedar Street',
  city: 'Loveland',
  state: 'CO',
  postalCode: '80537',
  zone: 'America/Denver',
  displayName: 'Grace Adeyemi',
  pin: '9517',
  pinAgain: '9517',
};
const CODE = spellRecoveryCode(new Uint8Array(15).fill(9));

describe('the first run', () => {
  it('asks for everything but the NPI, which is checked when it is there', () => {
    expect(Object.keys(practiceErrors(EMPTY_SETUP, enSetup)).sort()).toEqual(
      ['city', 'name', 'phone', 'postalCode', 'state', 'street'].sort(),
    );
    expect(practiceErrors(draft, enSetup)).toEqual({});
    expect(practiceErrors({ ...draft, npi: '' }, enSetup)).toEqual({});
    expect(practiceErrors({ ...draft, npi: '1234567890' }, enSetup)).toEqual({ npi: enSetup.npiWrong });
  });

  it('takes a PIN typed twice alike', () => {
    expect(administratorErrors(draft, enSetup)).toEqual({});
    expect(administratorErrors({ ...draft, pinAgain: '9518' }, enSetup)).toEqual({
      pinAgain: enSetup.pinDiffers,
    });
    expect(administratorErrors({ ...draft, pin: '1234', pinAgain: '1234' }, enSetup)).toEqual({
      pin: enSetup.pinWrong,
    });
  });

  it('says nothing that the engine would refuse', () => {
    expect(entryContract['entry.create'].input.safeParse(newPracticeOf(draft, 'en')).error).toBeUndefined();
  });

  it('proposes initials until somebody writes their own', () => {
    expect(initialsIn(draft)).toBe('GA');
    expect(initialsIn({ displayName: 'ana maría núñez', initials: null })).toBe('AN');
    expect(initialsIn({ displayName: 'Cher', initials: null })).toBe('C');
    expect(initialsIn({ ...draft, initials: 'GX' })).toBe('GX');
  });
});

describe('a code being typed', () => {
  it('is corrected at the end of a group, and for its length only when it is done', () => {
    expect(codeError('', false, enSetup)).toBeUndefined();
    expect(codeError(CODE.slice(0, 3), false, enSetup)).toBeUndefined();
    expect(codeError(CODE.slice(0, 3), true, enSetup)).toBe(enSetup.codeTooShort(27));
    expect(codeError(`${CODE.slice(0, 4)}*`, false, enSetup)).toBe(enSetup.codeGroupWrong(1));
    expect(codeError(`${CODE}AA`, false, enSetup)).toBe(enSetup.codeTooLong(2));
    expect(codeError(CODE.toLowerCase(), true, enSetup)).toBeUndefined();
  });

  it('gets its dashes by itself, and keeps what is pasted or corrected as it is', () => {
    let text = '';
    for (const sign of CODE.replaceAll('-', '').toLowerCase()) text = grouped(text + sign, text);
    expect(text).toBe(CODE);
    expect(grouped(CODE.slice(0, 5), CODE.slice(0, 6))).toBe(CODE.slice(0, 5));
    expect(grouped(CODE, '')).toBe(CODE);
  });
});
