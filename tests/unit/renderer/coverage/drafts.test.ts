import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type CardDraft, EMPTY_CARD, readCard } from '../../../../renderer/coverage/card-draft.ts';
import { dayText, readDay } from '../../../../renderer/coverage/day-text.ts';
import { EMPTY_ELIGIBILITY, readEligibility } from '../../../../renderer/coverage/eligibility-draft.ts';
import { addDays, type PlainDate } from '../../../../shared/kernel/time.ts';

describe('a day that is typed', () => {
  it('is read as it is shown', () => {
    fc.assert(
      fc.property(fc.integer({ min: -30_000, max: 30_000 }), (count) => {
        const day = addDays('2026-03-10' as PlainDate, count);
        expect(readDay(dayText(day))).toBe(day);
        expect(readDay(day)).toBe(day);
      }),
    );
  });

  it('is null for nothing and undefined for what is no day', () => {
    expect(readDay('  ')).toBeNull();
    expect(readDay('3-4-26')).toBe('2026-03-04');
    for (const text of ['2/30/2026', '13/1/2026', 'soon', '3/4', '2026-3-4', '3/4/202'])
      expect(readDay(text), text).toBeUndefined();
  });
});

describe('a card that is typed', () => {
  const card: CardDraft = { ...EMPTY_CARD, payerName: 'Blue Ridge', memberId: '1' };

  it('says the first thing that is not right', () => {
    expect(readCard(EMPTY_CARD)).toEqual({ ok: false, problem: 'card' });
    expect(readCard({ ...card, copay: '25.005' })).toEqual({ ok: false, problem: 'card-copay' });
    expect(readCard({ ...card, startsOn: 'May' })).toEqual({ ok: false, problem: 'card-date' });
    expect(readCard({ ...card, startsOn: '5/1/2026', endsOn: '4/30/2026' })).toEqual({
      ok: false,
      problem: 'card-dates',
    });
  });

  it('keeps no subscriber of whoever is the subscriber', () => {
    const typed = { ...card, subscriberName: 'Erik', subscriberBirthDate: '10/19/1986' };
    expect(readCard({ ...typed, relation: 'spouse' })).toMatchObject({
      fields: { subscriberName: 'Erik', subscriberBirthDate: '1986-10-19' },
    });
    expect(readCard(typed)).toMatchObject({ fields: { subscriberName: '', subscriberBirthDate: null } });
  });
});

describe('what an insurer said', () => {
  it('has no way and no copay when nobody was asked', () => {
    const draft = { ...EMPTY_ELIGIBILITY, copay: '20', overrideReason: 'Doctor agreed' };
    expect(readEligibility(draft)).toBeUndefined();
    expect(readEligibility({ ...draft, result: 'not-checked' })).toMatchObject({
      how: 'offline',
      copayCents: null,
      overrideReason: '',
    });
    expect(readEligibility({ ...draft, result: 'inactive' })).toMatchObject({
      how: 'portal',
      copayCents: 2000,
      overrideReason: 'Doctor agreed',
    });
    expect(readEligibility({ ...draft, result: 'active', copay: 'x' })).toBeUndefined();
  });
});
