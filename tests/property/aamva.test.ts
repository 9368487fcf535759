import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { PlainDate } from '../../shared/kernel/time.ts';
import { readLicence } from '../../shared/patients/aamva.ts';
import { barcodeOf, type Card, elementsOf } from '../support/licence-cards.ts';

const TODAY = '2026-11-22' as PlainDate;

const two = (number: number): string => String(number).padStart(2, '0');
const day = (from: number, to: number) =>
  fc
    .record({
      year: fc.integer({ min: from, max: to }),
      month: fc.integer({ min: 1, max: 12 }),
      date: fc.integer({ min: 1, max: 28 }),
    })
    .map(({ year, month, date }) => `${year}-${two(month)}-${two(date)}`);

const word = (least: number) =>
  fc.stringMatching(new RegExp(`^[A-CEGHI-TV-Z]{${least},14}$`)).filter((text) => text !== 'NONE');
const name = fc.oneof(
  word(1),
  fc.tuple(word(1), fc.constantFrom(' ', '-', "'"), word(1)).map((parts) => parts.join('')),
  fc.constantFrom('MADDEN', 'CEDARHOLM', 'DACOSTA', 'DBALL', 'LINDDAHL', 'ADCOCK'),
);

const card: fc.Arbitrary<Card> = fc
  .record({
    version: fc.integer({ min: 1, max: 11 }),
    isCanadian: fc.boolean(),
    family: name,
    given: word(1),
    middle: fc.oneof(fc.constant(''), word(1)),
    suffix: fc.constantFrom('', 'JR', 'SR', 'III', '2ND'),
    born: day(1905, 2012),
    issued: day(2013, 2026).filter((date) => date <= TODAY),
    expires: day(2027, 2040),
    sex: fc.constantFrom('1' as const, '2' as const),
    street: fc
      .tuple(fc.integer({ min: 1, max: 9999 }), word(2))
      .map(([number, street]) => `${number} ${street} ST`),
    second: fc.constantFrom('', 'APT 4', 'UNIT 12B'),
    city: fc.constantFrom('CEDAR RAPIDS', 'LOVELAND', 'ST DAVIDS', 'ADAMS', 'BROAD CREEK'),
    zip: fc.integer({ min: 501, max: 99_950 }),
    plusFour: fc.constantFrom('', '0000', '1234'),
    number: fc.stringMatching(/^[A-Z]\d{6,12}$/),
    cut: fc.tuple(
      fc.constantFrom('T' as const, 'N' as const, 'U' as const),
      fc.constantFrom('T' as const, 'N' as const, 'U' as const),
      fc.constantFrom('T' as const, 'N' as const, 'U' as const),
    ),
  })
  .map(({ isCanadian, zip, plusFour, ...rest }) => ({
    ...rest,
    // Canada joined with the second version.
    ...(isCanadian && rest.version > 1
      ? { country: 'CAN' as const, issuer: '636012', state: 'ON', postal: 'K1A 0B1' }
      : {
          country: 'USA' as const,
          issuer: '636018',
          state: 'IA',
          postal: `${String(zip).padStart(5, '0')}${plusFour}`,
        }),
  }));

const fold = (text: string): string => text.toUpperCase();

describe('licences of every version', () => {
  it('come back as they were written', () => {
    fc.assert(
      fc.property(card, (written) => {
        const reading = readLicence(barcodeOf(written), TODAY);
        expect(reading).toMatchObject({ ok: true });
        if (!reading.ok) return;
        const { licence } = reading;
        expect(licence.birthDate).toBe(written.born);
        expect(licence.expiresOn).toBe(written.expires);
        expect(fold(licence.family)).toBe(written.family);
        expect(fold(licence.given)).toBe(written.given);
        expect(fold(licence.middle)).toBe(written.middle);
        expect(fold(licence.suffix)).toBe(written.suffix);
        expect(fold(licence.city)).toBe(written.city);
        expect(written.number.endsWith(licence.lastFour)).toBe(true);
      }),
    );
  });
});

type Damage = (raw: string) => string;

const at = (raw: string, share: number): number => Math.floor(share * raw.length);

/** What readers, cables and keyboards do to a bar code. None of it writes another digit over one of a date. */
const damage: fc.Arbitrary<Damage> = fc.oneof(
  // A character lost anywhere.
  fc.double({ min: 0, max: 0.999, noNaN: true }).map(
    (share): Damage =>
      (raw) =>
        raw.slice(0, at(raw, share)) + raw.slice(at(raw, share) + 1),
  ),
  // Several in a row lost.
  fc.tuple(fc.double({ min: 0, max: 0.999, noNaN: true }), fc.integer({ min: 2, max: 30 })).map(
    ([share, count]): Damage =>
      (raw) =>
        raw.slice(0, at(raw, share)) + raw.slice(at(raw, share) + count),
  ),
  // The end lost.
  fc.double({ min: 0, max: 0.999, noNaN: true }).map(
    (share): Damage =>
      (raw) =>
        raw.slice(0, at(raw, share)),
  ),
  // A character too many.
  fc
    .tuple(
      fc.double({ min: 0, max: 0.999, noNaN: true }),
      fc.constantFrom('0', '1', 'A', 'D', '\n', '\r', ' '),
    )
    .map(
      ([share, extra]): Damage =>
        (raw) =>
          raw.slice(0, at(raw, share)) + extra + raw.slice(at(raw, share)),
    ),
  // Signs of one kind dropped, or turned into another.
  fc.tuple(fc.constantFrom('\n', '\r', '\u001e'), fc.constantFrom('', '\n', '\r')).map(
    ([sign, instead]): Damage =>
      (raw) =>
        raw.replaceAll(sign, instead),
  ),
  // The country, the version or an offset of another card.
  fc.constantFrom('USA', 'CAN', 'MEX').map(
    (country): Damage =>
      (raw) =>
        raw.replace(/DCG[A-Z]{3}/, `DCG${country}`),
  ),
  fc.integer({ min: 0, max: 99 }).map(
    (version): Damage =>
      (raw) =>
        raw.replace(/((?:ANSI |AAMVA)\d{6})\d{2}/, `$1${two(version)}`),
  ),
  fc.integer({ min: 0, max: 9999 }).map(
    (offset): Damage =>
      (raw) =>
        raw.replace(/DL\d{4}/, `DL${String(offset).padStart(4, '0')}`),
  ),
  // Two halves of two scans.
  fc.double({ min: 0, max: 0.999, noNaN: true }).map(
    (share): Damage =>
      (raw) =>
        raw.slice(0, at(raw, share)) + raw,
  ),
);

describe('licences that came through damaged', () => {
  it('are refused, or have the right birth date', () => {
    fc.assert(
      fc.property(card, fc.array(damage, { minLength: 1, maxLength: 2 }), (written, blows) => {
        const raw = blows.reduce((text, blow) => blow(text), barcodeOf(written));
        const reading = readLicence(raw, TODAY);
        if (reading.ok) expect(reading.licence.birthDate).toBe(written.born);
      }),
      { numRuns: 2000 },
    );
  });

  it('are refused when two elements have run together', () => {
    fc.assert(
      fc.property(card, fc.nat(), (written, pick) => {
        const elements = elementsOf(written);
        const birth = elements.findIndex(([id]) => id === 'DBB');
        const index = pick % 2 === 0 ? birth : birth - 1;
        const [id, value] = elements[index] ?? ['', ''];
        const [nextId, next] = elements[index + 1] ?? ['', ''];
        const glued: [string, string][] = elements.toSpliced(index, 2, [id, `${value}${nextId}${next}`]);
        expect(readLicence(barcodeOf(written, glued), TODAY).ok).toBe(false);
      }),
    );
  });

  it('never throw, whatever was scanned', () => {
    const noise = fc.oneof(
      fc.string({ unit: 'binary', maxLength: 400 }),
      fc
        .string({ maxLength: 300 })
        .map((text) => `@\n\u001e\rANSI 636020100102DL00410200ZC02410010DL${text}`),
    );
    fc.assert(
      fc.property(noise, (raw) => {
        expect(readLicence(raw, TODAY).ok).toBe(false);
      }),
    );
  });
});
