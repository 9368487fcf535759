import { describe, expect, it } from 'vitest';
import type { PlainDate } from '../../../../shared/kernel/time.ts';
import { type Licence, readLicence } from '../../../../shared/patients/aamva.ts';
import { barcodeOf, CARD, type Card, elementsOf } from '../../../support/licence-cards.ts';

const TODAY = '2026-11-22' as PlainDate;

function licence(raw: string): Licence {
  const reading = readLicence(raw, TODAY);
  if (!reading.ok) throw new Error(`refused: ${reading.problem}`);
  return reading.licence;
}

function problem(raw: string): string {
  const reading = readLicence(raw, TODAY);
  return reading.ok ? `taken, born ${reading.licence.birthDate}` : reading.problem;
}

/** The card with some of its elements said otherwise, or left out where the value is undefined. */
function changed(card: Card, changes: Readonly<Record<string, string | undefined>>): string {
  const before = elementsOf(card);
  const after = before
    .map(([id, value]): [string, string | undefined] => [id, id in changes ? changes[id] : value])
    .filter((element): element is [string, string] => element[1] !== undefined);
  const added = Object.entries(changes).filter(
    (element): element is [string, string] =>
      element[1] !== undefined && !before.some(([id]) => id === element[0]),
  );
  return barcodeOf(card, [...after, ...added]);
}

describe('a licence of the newest version', () => {
  it('gives what the desk keeps, as people write it', () => {
    expect(licence(barcodeOf(CARD))).toEqual({
      family: 'Armenta-Quill',
      given: 'Marisol',
      middle: 'Ines',
      suffix: '',
      birthDate: '1990-07-15',
      sex: 'female',
      addressLine: '1407 Cottonwood Ln',
      city: 'Loveland',
      state: 'CO',
      postalCode: '80537',
      country: 'USA',
      lastFour: '6033',
      expiresOn: '2027-07-15',
      isExpired: false,
      issuer: 'CO',
      uncertain: [],
    });
  });

  it('never hands on the whole number or the bar code', () => {
    const said = JSON.stringify(licence(barcodeOf(CARD)));
    expect(said).not.toContain('217');
    expect(said).not.toContain('ANSI');
  });

  it('says that it has expired', () => {
    expect(licence(changed(CARD, { DBA: '07152026' })).isExpired).toBe(true);
    expect(licence(changed(CARD, { DBA: '11222026' })).isExpired).toBe(false);
    expect(licence(changed(CARD, { DBA: '99999999' }))).toMatchObject({
      expiresOn: undefined,
      isExpired: false,
    });
  });

  it('flags a name that was cut, and one of which the card does not say', () => {
    expect(licence(barcodeOf({ ...CARD, cut: ['T', 'N', 'T'] })).uncertain).toEqual(['family', 'middle']);
    expect(licence(changed(CARD, { DDF: undefined })).uncertain).toEqual(['given']);
  });

  it.each([
    ['JR', 'Jr'],
    ['iii', 'III'],
    ['2nd', '2nd'],
    ['NONE', ''],
  ])('writes the suffix %s as %s', (on, written) => {
    expect(licence(changed(CARD, { DCU: on })).suffix).toBe(written);
  });

  it.each([
    ['805370000', '80537'],
    ['805371234', '80537-1234'],
    ['80537-1234', '80537-1234'],
    ['80537', '80537'],
    ['012340000  ', '01234'],
  ])('writes the ZIP code %s as %s', (on, written) => {
    expect(licence(changed(CARD, { DAK: on })).postalCode).toBe(written);
  });
});

describe('licences of other versions and countries', () => {
  it.each([2, 3])('version %i has all given names in one field', (version) => {
    const card = { ...CARD, version };
    expect(licence(barcodeOf(card))).toMatchObject({ given: 'Marisol', middle: 'Ines', uncertain: [] });
    expect(licence(changed(card, { DCT: 'MARIA LUISA' }))).toMatchObject({
      given: 'Maria Luisa',
      middle: '',
      uncertain: ['given'],
    });
  });

  it.each([4, 5, 6, 7, 8, 9, 10, 11])('version %i', (version) => {
    expect(licence(barcodeOf({ ...CARD, version }))).toMatchObject({
      family: 'Armenta-Quill',
      birthDate: '1990-07-15',
    });
  });

  it.each<[said: string, changes: Partial<Card>, written: string, read: Partial<Licence>]>([
    [
      'the first version has the year first and the names in one field',
      { version: 1, issuer: '636003', state: 'MD', suffix: 'JR', born: '1986-02-10' },
      'DAAARMENTA-QUILL,MARISOL,INES,JR',
      {
        family: 'Armenta-Quill',
        given: 'Marisol',
        middle: 'Ines',
        suffix: 'Jr',
        birthDate: '1986-02-10' as PlainDate,
        issuer: 'MD',
      },
    ],
    [
      'a Canadian one has the year first in every version',
      {
        issuer: '636028',
        country: 'CAN',
        state: 'BC',
        city: 'KELOWNA',
        postal: 'V1Y 7P2',
        born: '1986-06-07',
      },
      'DBB19860607',
      { birthDate: '1986-06-07' as PlainDate, postalCode: 'V1Y 7P2', issuer: 'BC' },
    ],
  ])('%s', (_, changes, written, read) => {
    const barcode = barcodeOf({ ...CARD, ...changes });
    expect(barcode).toContain(written);
    expect(licence(barcode)).toMatchObject(read);
  });

  it('names in one field without the commas between them are refused', () => {
    const first: Card = { ...CARD, version: 1, issuer: '636003', state: 'MD' };
    expect(problem(changed(first, { DAA: 'ARMENTA QUILL MARISOL' }))).toBe('damaged');
  });

  it('Mexico, and no country at all, are refused', () => {
    expect(problem(changed(CARD, { DCG: 'MEX' }))).toBe('unknown-country');
    expect(problem(changed(CARD, { DCG: undefined }))).toBe('incomplete');
  });
});

describe('what a reader does to a bar code', () => {
  const whole = barcodeOf(CARD);

  it.each([
    ['an Enter for every sign', whole.replace(/\p{Cc}+/gu, '\n')],
    ['no record separator', whole.replaceAll('\u001e', '')],
    ['carriage returns for line feeds', whole.replaceAll('\n', '\r')],
    ['no carriage return at the end', whole.slice(0, -1)],
    ['an Enter of its own at the end', `${whole}\n`],
    ['offsets that are wrong', whole.replace(/DL\d{4}/, 'DL0999').replace(/ZC\d{8}/, 'ZC00000000')],
  ])('%s is understood', (_, raw) => {
    expect(licence(raw)).toEqual(licence(whole));
  });

  it('all signs dropped is refused with the reason', () => {
    expect(problem(whole.replace(/\p{Cc}/gu, ''))).toBe('separators-lost');
  });

  it('one sign dropped between a name and its neighbour is refused', () => {
    expect(problem(whole.replace('INES\nDDG', 'INESDDG'))).toBe('separators-lost');
    expect(problem(whole.replace('\nDBB', 'DBB'))).not.toContain('taken');
  });

  it('the end missing is refused with the reason', () => {
    expect(problem(whole.slice(0, whole.length - 40))).toBe('cut-short');
    expect(problem(whole.slice(0, 90))).toBe('cut-short');
  });

  it.each([
    ['', 'not-a-licence'],
    ['https://example.org/menu', 'not-a-licence'],
    ['@\n\u001e\rSMITH', 'not-a-licence'],
    ['4006381333931', 'not-a-licence'],
  ])('%j is no licence', (raw, reason) => {
    expect(problem(raw)).toBe(reason);
  });

  it('a version of nobody is refused', () => {
    expect(problem(whole.replace('ANSI 63602010', 'ANSI 63602000'))).toBe('unknown-version');
  });
});

describe('a date', () => {
  it.each([
    ['02301990', 'no such day'],
    ['19900715', 'the other order'],
    ['0715199', 'a digit short'],
    ['071519900', 'a digit long'],
    ['07152036', 'in the future'],
    ['O7151990', 'a letter'],
    ['', 'nothing'],
  ])('of birth %s is refused: %s', (text) => {
    expect(problem(changed(CARD, { DBB: text }))).toMatch(/^(?:bad-date|contradictory)$/);
  });

  it('of issue before birth, or of expiry before issue, is refused', () => {
    expect(problem(changed(CARD, { DBD: '01011980' }))).toBe('contradictory');
    expect(problem(changed(CARD, { DBA: '01012020' }))).toBe('contradictory');
  });

  it('said twice in two ways is refused', () => {
    const twice: [string, string][] = [...elementsOf(CARD), ['DBB', '07161990']];
    expect(problem(barcodeOf(CARD, twice))).toBe('contradictory');
  });
});

describe('a field with something in it that does not belong', () => {
  it.each([
    ['DCS', 'SM1TH'],
    ['DAC', 'ANA\u2028'],
    ['DBC', '7'],
    ['DAJ', 'COL'],
    ['DAK', '8O537'],
    ['DAI', '<b>'],
    ['DCU', 'THE GREAT'],
    ['DDE', 'Q'],
  ])('%s %j is refused', (id, value) => {
    expect(problem(changed(CARD, { [id]: value }))).toBe('damaged');
  });

  it('and a card without number or address is incomplete', () => {
    for (const id of ['DAQ', 'DAG', 'DAI', 'DAJ', 'DAK', 'DBA', 'DBB'])
      expect(problem(changed(CARD, { [id]: undefined })), id).toBe('incomplete');
  });
});
