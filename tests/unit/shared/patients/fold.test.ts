import { describe, expect, it } from 'vitest';
import { familyWords, foldCode, foldName, nameKey } from '../../../../shared/patients/fold.ts';

describe('names as search compares them', () => {
  it.each([
    ['Peña Álvarez', ['pena', 'alvarez']],
    ['Okafor-Lindqvist', ['okafor', 'lindqvist']],
    ["O'Dowd", ['odowd']],
    ['O’Dowd', ['odowd']],
    ['St. John', ['st', 'john']],
    ['de la Cruz', ['de', 'la', 'cruz']],
    ['Søren Łuk Straße', ['soren', 'luk', 'strasse']],
    ['Smith, Ann', ['smith', 'ann']],
    ['Cicely661', ['cicely']],
    ['Наталья', ['наталья']],
    ['  ', []],
  ])('folds %s', (text, words) => {
    expect(foldName(text)).toEqual(words);
  });

  it('folds a letter with its accent written apart to the same word', () => {
    expect(foldName('Pen\u0303a')).toEqual(foldName('Peña'));
  });

  it.each([
    ["O'Dowd", ['o', 'dowd'], ['odowd']],
    ["O'Dowd-Smith", ['o', 'dowd', 'smith'], ['odowd', 'odowdsmith']],
    ['de la Cruz', ['de', 'la', 'cruz'], ['delacruz']],
    ['Garcia Garcia', ['garcia', 'garcia'], ['garciagarcia']],
    ['Nguyen', ['nguyen'], []],
  ])('finds %s under the other ways to write it', (family, words, joined) => {
    expect(familyWords(family)).toEqual({ words, joined });
  });

  it('gives namesakes one key, however they are written', () => {
    expect(nameKey('PEÑA-ÁLVAREZ', 'José')).toBe(nameKey('Pena Alvarez', 'jose'));
    expect(nameKey('Ann', 'Lee')).not.toBe(nameKey('Lee', 'Ann'));
  });

  it('keeps letters and digits of a number', () => {
    expect(foldCode('W-123 45/a')).toBe('w12345a');
  });
});
