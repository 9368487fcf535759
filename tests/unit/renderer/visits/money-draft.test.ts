import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { EMPTY_PAYMENT } from '../../../../renderer/cash/payment-draft.ts';
import {
  changeOfLines,
  dueOfLine,
  type MoreDraft,
  readLines,
} from '../../../../renderer/visits/money-draft.ts';
import type { Payment } from '../../../../shared/cash/contract.ts';
import { cents } from '../../../../shared/kernel/money.ts';

const line = (purpose: MoreDraft['purpose'], amount: string | null = null, given = ''): MoreDraft => ({
  purpose,
  payment: { ...EMPTY_PAYMENT, tender: 'cash', amount, given },
});
const open = { copay: cents(3000), balance: cents(8240), prepaid: cents(0) };
const paid = (amountCents: number): Payment => ({
  tender: 'card',
  amountCents: cents(amountCents),
  reference: '',
  purpose: 'copay',
});

describe('payments beside the copay', () => {
  it('ask what the ones before them leave open', () => {
    const lines = [
      line('copay', '5'),
      line('balance', '40'),
      line('copay'),
      line('balance'),
      line('prepayment'),
    ];
    expect(lines.map((_each, index) => dueOfLine(open, paid(2000), lines, index))).toEqual([
      1000, 8240, 500, 4240, 0,
    ]);
  });

  it('are never more than is owed, but for what is paid ahead', () => {
    expect(readLines(open, paid(3000), [line('copay', '0.01')])).toEqual({ ok: false, problem: 'too-much' });
    expect(readLines(open, null, [line('balance', '82.41')])).toEqual({ ok: false, problem: 'too-much' });
    expect(readLines(open, null, [line('prepayment', '9999')])).toMatchObject({ ok: true });
    expect(readLines(open, null, [line('prepayment')])).toEqual({ ok: false, problem: 'amount' });
    // From what was paid ahead no more than is left of it, on all lines together.
    const ahead = (amount: string) => {
      const one = line('balance', amount);
      return { ...one, payment: { ...one.payment, tender: 'prepaid' as const } };
    };
    expect(readLines({ ...open, prepaid: cents(700) }, null, [ahead('7.00')])).toMatchObject({ ok: true });
    expect(readLines({ ...open, prepaid: cents(700) }, null, [ahead('4'), ahead('3.01')])).toEqual({
      ok: false,
      problem: 'too-much',
    });
    // Nobody told a copay: then nobody says that it is too much.
    expect(readLines({ ...open, copay: null }, paid(3000), [line('copay', '10')])).toMatchObject({
      ok: true,
    });
  });

  it('keep sums within what is owed whatever is typed', () => {
    const typed = fc.array(
      fc.tuple(fc.constantFrom('copay', 'balance', 'prepayment' as const), fc.nat({ max: 10_000 })),
      { maxLength: 5 },
    );
    fc.assert(
      fc.property(typed, fc.nat({ max: 3000 }), (list, first) => {
        const lines = list.map(([purpose, amount]) =>
          line(purpose as 'copay', `${Math.floor(amount / 100)}.${String(amount % 100).padStart(2, '0')}`),
        );
        const before = first === 0 ? null : paid(first);
        const reading = readLines(open, before, lines);
        if (!reading.ok) return;
        const sum = (purpose: string) =>
          [...(before ? [before] : []), ...reading.payments]
            .filter((payment) => payment.purpose === purpose)
            .reduce((total, { amountCents }) => total + amountCents, 0);
        expect(sum('copay')).toBeLessThanOrEqual(3000);
        expect(sum('balance')).toBeLessThanOrEqual(8240);
      }),
    );
  });

  it('tell the change of each in its place', () => {
    expect(changeOfLines(open, null, [line('balance', '40', '50'), line('prepayment', '10')])).toEqual([
      1000,
      undefined,
    ]);
  });
});
