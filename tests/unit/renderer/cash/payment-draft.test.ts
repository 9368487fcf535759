import { describe, expect, it } from 'vitest';
import {
  amountText,
  changeDue,
  chooseTender,
  EMPTY_PAYMENT,
  mostFor,
  readPayment,
  typeReference,
} from '../../../../renderer/cash/payment-draft.ts';
import { cents } from '../../../../shared/kernel/money.ts';

const DUE = cents(3000);
const card = { ...EMPTY_PAYMENT, tender: 'card' as const };
const cash = { ...EMPTY_PAYMENT, tender: 'cash' as const };
const check = { ...EMPTY_PAYMENT, tender: 'check' as const };

describe('a payment at the glass', () => {
  it('takes the amount due until another is typed', () => {
    expect(readPayment(card, DUE, 'copay')).toEqual({
      ok: true,
      payment: { tender: 'card', amountCents: 3000, reference: '', purpose: 'copay' },
    });
    expect(readPayment({ ...card, amount: '12.5' }, DUE, 'copay')).toMatchObject({
      payment: { amountCents: 1250 },
    });
  });

  it('names the first thing that is not right', () => {
    expect(readPayment(EMPTY_PAYMENT, DUE, 'copay')).toEqual({ ok: false, problem: 'tender' });
    for (const amount of ['', '0', '1.234', 'abc'])
      expect(readPayment({ ...card, amount }, DUE, 'copay')).toEqual({ ok: false, problem: 'amount' });
    expect(readPayment({ ...card, reference: '4111 1111 1111 1111' }, DUE, 'copay')).toEqual({
      ok: false,
      problem: 'card-number',
    });
    expect(readPayment(check, DUE, 'copay')).toEqual({ ok: false, problem: 'check-number' });
    expect(readPayment({ ...cash, given: '20' }, DUE, 'copay')).toEqual({ ok: false, problem: 'given' });
  });

  it('works out the change, and keeps no reference with cash', () => {
    expect(changeDue({ ...cash, given: '50' }, DUE)).toBe(2000);
    expect(changeDue({ ...cash, given: '50', amount: '10' }, DUE)).toBe(4000);
    expect(changeDue(cash, DUE)).toBeUndefined();
    expect(changeDue({ ...card, given: '50' }, DUE)).toBeUndefined();
    expect(readPayment({ ...cash, reference: '1234' }, DUE, 'balance')).toMatchObject({
      payment: { reference: '' },
    });
  });

  it('throws a whole card number away and asks for four digits', () => {
    const refused = typeReference(card, '4111 1111 1111 1111');
    expect(JSON.stringify(refused)).not.toContain('1111');
    expect(readPayment(refused, DUE, 'copay')).toEqual({ ok: false, problem: 'card-number' });
    expect(readPayment(typeReference(refused, '11'), DUE, 'copay')).toMatchObject({ problem: 'card-number' });
    expect(readPayment(typeReference(refused, '4242'), DUE, 'copay')).toMatchObject({
      payment: { reference: '4242' },
    });
    for (const reference of ['424', '42424', 'visa'])
      expect(readPayment({ ...card, reference }, DUE, 'copay')).toEqual({ ok: false, problem: 'last-four' });
  });

  it('takes no reference along to another tender', () => {
    const left = { due: DUE, left: cents(0) };
    const again = { ...check, reference: '1027' };
    expect(chooseTender(again, 'check', left)).toBe(again);
    expect(chooseTender(again, 'card', left)).toEqual(card);
  });

  it('pays from what was paid ahead as much as is left of it, and another tender the whole again', () => {
    const ahead = chooseTender(card, 'prepaid', { due: DUE, left: cents(1250) });
    expect(readPayment(ahead, DUE, 'copay')).toMatchObject({
      payment: { tender: 'prepaid', amountCents: 1250, reference: '' },
    });
    expect([
      mostFor('prepaid', DUE, cents(1250)),
      mostFor('prepaid', null, cents(1250)),
      mostFor('cash', DUE, cents(1)),
    ]).toEqual([1250, 1250, DUE]);
    expect(
      readPayment(chooseTender(ahead, 'card', { due: DUE, left: cents(1250) }), DUE, 'copay'),
    ).toMatchObject({
      payment: { amountCents: DUE },
    });
  });

  it('writes an amount as a field has it', () => expect(amountText(cents(123456))).toBe('1,234.56'));
});
