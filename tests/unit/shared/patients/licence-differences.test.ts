import { describe, expect, it } from 'vitest';
import type { PlainDate } from '../../../../shared/kernel/time.ts';
import { type Licence, readLicence } from '../../../../shared/patients/aamva.ts';
import { type ComparedFields, licenceDifferences } from '../../../../shared/patients/licence-differences.ts';
import { barcodeOf, CARD, type Card } from '../../../support/licence-cards.ts';

function licence(card: Card): Licence {
  const reading = readLicence(barcodeOf(card), '2026-11-22' as PlainDate);
  if (!reading.ok) throw new Error(reading.problem);
  return reading.licence;
}

const ON_FILE: ComparedFields = {
  family: 'Armenta-Quill',
  given: 'Marisol',
  middle: 'Inés',
  suffix: '',
  birthDate: '1990-07-15' as PlainDate,
  sex: 'female',
  addressLine: '1407 Cottonwood Ln.',
  city: 'LOVELAND',
  state: 'CO',
  postalCode: '80537',
};

const fields = (card: Partial<Card>, onFile: Partial<ComparedFields> = {}) =>
  licenceDifferences(licence({ ...CARD, ...card }), { ...ON_FILE, ...onFile }).map(({ field }) => field);

describe('what a license says otherwise than the chart', () => {
  it('is nothing where only capitals, accents, points and the last four of the ZIP code differ', () => {
    expect(fields({ postal: '805371234' })).toEqual([]);
    expect(fields({ family: "O'HARA" }, { family: 'O’Hara' })).toEqual([]);
  });

  it('is each field with both values', () => {
    expect(licenceDifferences(licence({ ...CARD, street: '9 ELM ST', born: '1990-07-16' }), ON_FILE)).toEqual(
      [
        { field: 'birthDate', onFile: '1990-07-15', onCard: '1990-07-16', isUncertain: false },
        { field: 'addressLine', onFile: '1407 Cottonwood Ln.', onCard: '9 Elm St', isUncertain: false },
      ],
    );
  });

  it('never takes away what the card leaves open', () => {
    expect(fields({ middle: '', sex: '9' })).toEqual([]);
  });

  it('goes on where the card had no room', () => {
    expect(fields({ family: 'ARMENTA', cut: ['T', 'N', 'N'] })).toEqual([]);
    expect(fields({ family: 'ARMENTA' })).toEqual(['family']);
    const [other] = licenceDifferences(licence({ ...CARD, family: 'BARR', cut: ['T', 'N', 'N'] }), ON_FILE);
    expect(other).toMatchObject({ field: 'family', isUncertain: true });
  });

  it('sees another ZIP code and another Canadian code', () => {
    expect(fields({ postal: '805380000' })).toEqual(['postalCode']);
    const canadian: Partial<Card> = { country: 'CAN', state: 'ON', postal: 'K1A 0B1' };
    expect(fields(canadian, { state: 'ON', postalCode: 'k1a0b1' })).toEqual([]);
    expect(fields(canadian, { state: 'ON', postalCode: 'K1A 0B2' })).toEqual(['postalCode']);
  });
});
