import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { PlainDate } from '../../../../shared/kernel/time.ts';
import { type LabelFacts, labelLines, labelZpl, zplText } from '../../../../shared/print/label.ts';

const facts: LabelFacts = {
  family: 'Okafor-Lindqvist',
  given: 'Chidinma',
  suffix: '',
  birthDate: '1988-03-04' as PlainDate,
  sex: 'female',
  mrn: '20417',
  day: '2026-03-10' as PlainDate,
  providerName: 'Dr. Ruiz',
};

test('a label reads as it is read at arm’s length', () => {
  expect(labelLines(facts)).toEqual({
    name: 'OKAFOR-LINDQVIST, Chidinma',
    person: '03/04/1988  F',
    visit: '03/10/2026  Dr. Ruiz',
    mrn: '20417',
  });
  expect(
    labelLines({ ...facts, given: 'Ray', suffix: 'Jr', providerName: '', sex: 'unknown' }),
  ).toMatchObject({
    name: 'OKAFOR-LINDQVIST, Ray Jr',
    person: '03/04/1988  U',
    visit: '03/10/2026',
  });
});

test('the printer’s language asks for the copies, the barcode and one field a line', () => {
  const zpl = labelZpl(labelLines(facts), 3);
  expect(zpl.startsWith('^XA^CI28\n')).toBe(true);
  expect(zpl.endsWith('^XZ\n')).toBe(true);
  expect(zpl).toContain('^PQ3\n');
  expect(zpl).toContain('^BCN,64,Y,N,N^FH_^FD20417^FS');
  expect(zpl.match(/\^FD/g)).toHaveLength(4);
});

test('a name cannot give the printer a command, whatever is in it', () => {
  expect(zplText('^XA~JA_')).toBe('_5EXA_7EJA_5F');
  expect(zplText('Muñoz')).toBe('Mu_C3_B1oz');
  fc.assert(
    fc.property(fc.string({ unit: 'binary' }), (family) => {
      const zpl = labelZpl(labelLines({ ...facts, family }), 1);
      // Every caret and tilde is one of ours.
      expect(
        zpl.replaceAll(
          /\^(XA|CI28|PW\d+|LL\d+|LH0,0|FO\d+,\d+|A0N,\d+,\d+|FB\d+,\d,0,L,0|FH_|FD|FS|BY2|BCN,64,Y,N,N|PQ1|XZ)/g,
          '',
        ),
      ).not.toMatch(/[\^~]/);
    }),
  );
});

test('what is sent in hex says the same characters again', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme' }), (text) => {
      const bytes = zplText(text).replaceAll(/_([0-9A-F]{2})/g, (_all, hex: string) => `%${hex}`);
      expect(decodeURIComponent(bytes.replaceAll(/%(?![0-9A-F]{2})/g, '%25'))).toBe(text.toWellFormed());
    }),
  );
});

test('of two long names neither is lost, and both stay inside the label', () => {
  const long = labelLines({ ...facts, family: 'W'.repeat(60), given: 'M'.repeat(60) });
  expect(long.name).toBe(`${'W'.repeat(27)}…, ${'M'.repeat(13)}…`);
  expect(labelLines({ ...facts, family: 'W'.repeat(60), given: 'Ann' }).name).toBe(`${'W'.repeat(38)}…, Ann`);
  expect(labelZpl(long, 1)).toContain('^FB429,2,0,L,0');
});
