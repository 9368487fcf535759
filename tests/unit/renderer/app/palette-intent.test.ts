import { describe, expect, it } from 'vitest';
import { actionMatches, readPaletteText, visitOfToday } from '../../../../renderer/app/palette-intent.ts';
import type { PatientId } from '../../../../shared/kernel/ids.ts';
import type { VisitRow } from '../../../../shared/visits/contract.ts';
import type { VisitStatus } from '../../../../shared/visits/state-machine.ts';

describe('what is typed into the palette', () => {
  it.each([
    ['check in ann', 'check-in', 'ann'],
    ['Checkin ann lee', 'check-in', 'ann lee'],
    ['walk-in 3/4/88', 'walk-in', '3/4/88'],
    ['  okafor ', 'open', 'okafor'],
    ['check in', 'open', 'check in'],
    ['walker', 'open', 'walker'],
  ])('%s means %s %s', (text, intent, search) => expect(readPaletteText(text)).toEqual({ intent, search }));
});

describe('an action', () => {
  it.each([
    ['wal', true],
    ['in walk', true],
    ['', true],
    ['lk', false],
    ['walk ann', false],
  ])('is found by %s: %s', (text, expected) =>
    expect(actionMatches('New walk-in no appointment', text)).toBe(expected),
  );
});

describe('the visit of today that a patient is here for', () => {
  const anna = 'a' as PatientId;
  const row = (id: string, status: VisitStatus, patient: PatientId = anna) =>
    ({ id, status, patient: { id: patient } }) as unknown as VisitRow;

  it('is the one still going on, before one that is done', () =>
    expect(visitOfToday([row('1', 'checked-out'), row('2', 'booked')], anna)?.id).toBe('2'));
  it('is the finished one when there is no other', () =>
    expect(visitOfToday([row('1', 'checked-out')], anna)?.id).toBe('1'));
  it('is never a cancelled one, nor somebody else’s', () =>
    expect(
      visitOfToday([row('1', 'cancelled'), row('2', 'booked', 'b' as PatientId)], anna),
    ).toBeUndefined());
});
