import { describe, expect, it } from 'vitest';
import { foldName } from '../../../../shared/patients/fold.ts';
import { NICKNAME_GROUPS, nicknamesOf } from '../../../../shared/patients/nicknames.ts';
import { soundOf } from '../../../../shared/patients/sounds.ts';

describe('nicknames', () => {
  it.each([
    ['peggy', 'margaret'],
    ['margaret', 'peggy'],
    ['bill', 'william'],
    ['pepe', 'jose'],
    ['lupe', 'guadalupe'],
    ['chuy', 'jesus'],
    ['kathy', 'katherine'],
  ])('%s may be called %s', (name, other) => expect(nicknamesOf(name)).toContain(other));

  it('are of some hundred people, folded as the search folds names, and never one’s own', () => {
    expect(NICKNAME_GROUPS).toBeGreaterThan(200);
    expect(nicknamesOf('bill')).not.toContain('bill');
    expect(nicknamesOf('okafor')).toEqual([]);
    for (const name of ['peggy', 'bill', 'lupe', 'pepe', 'kit'])
      expect(nicknamesOf(name).map((other) => foldName(other).join(' '))).toEqual(nicknamesOf(name));
  });
});

describe('what a name sounds like', () => {
  it.each([
    ['gonzalez', 'gonsales'],
    ['jimenez', 'ximenez'],
    ['jimenez', 'gimenez'],
    ['vasquez', 'basquez'],
    ['hernandez', 'ernandez'],
    ['rodriguez', 'rodrigez'],
    ['schmidt', 'schmitt'],
    ['katherine', 'catherin'],
    ['philips', 'fillips'],
    ['wright', 'right'],
    ['ruiz', 'ruis'],
    ['smith', 'smyth'],
    ['lindqvist', 'lindkvist'],
  ])('%s is heard as %s', (name, heard) => expect(soundOf(heard)).toBe(soundOf(name)));

  it.each([
    ['smith', 'jones'],
    ['ruiz', 'reyes'],
    ['kerry', 'cora'],
    ['garcia', 'lopez'],
    ['schmidt', 'miller'],
  ])('%s is not heard as %s', (name, other) => expect(soundOf(other)).not.toBe(soundOf(name)));

  it('says nothing of a name that has too few sounds', () =>
    expect(['lee', 'li', 'ng', 'yu', ''].map(soundOf)).toEqual(['', '', '', '', '']));
});
