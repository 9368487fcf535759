import { describe, expect, it } from 'vitest';
import { hoursSchema, USUAL_HOURS } from '../../../../shared/practice/hours.ts';

const monday = (opens: string, closes: string) => ({ weekday: 1, opens, closes });

/** What is said about the hours, or nothing where they are right. */
function said(hours: unknown): string | undefined {
  return hoursSchema.safeParse(hours).error?.issues[0]?.message;
}

describe('opening hours', () => {
  it('may be none, the usual week, or a day with a break', () => {
    expect(said([])).toBeUndefined();
    expect(said(USUAL_HOURS)).toBeUndefined();
    expect(said([monday('08:00', '12:00'), monday('12:00', '17:00')])).toBeUndefined();
    expect(said([monday('00:00', '23:59'), { ...monday('00:00', '23:59'), weekday: 2 }])).toBeUndefined();
  });

  it.each([
    ['overlap, whichever comes first', [monday('13:00', '17:00'), monday('08:00', '13:30')], 'overlap'],
    ['hold one another', [monday('08:00', '17:00'), monday('10:00', '11:00')], 'overlap'],
    ['close before they open', [monday('17:00', '08:00')], 'Closing comes after opening.'],
    ['close as they open', [monday('08:00', '08:00')], 'Closing comes after opening.'],
    ['are past midnight', [monday('08:00', '24:00')], 'Write the time like'],
    ['are half a time', [monday('8:00', '17:00')], 'Write the time like'],
    ['are of an eighth day', [{ ...monday('08:00', '17:00'), weekday: 8 }], '7'],
  ])('are refused where they %s', (_how, hours, words) => {
    expect(said(hours)).toContain(words);
  });
});
