import { beforeEach, describe, expect, it } from 'vitest';
import type { Payment } from '../../../shared/cash/contract.ts';
import type { VisitId } from '../../../shared/kernel/ids.ts';
import type { Cents } from '../../../shared/kernel/money.ts';
import { practiceOfEachTest } from '../../support/each-test.ts';
import { addExpectedPatient, operationId } from '../../support/practice.ts';

const practice = practiceOfEachTest('front-desk');
let someone: ReturnType<typeof addExpectedPatient>;

beforeEach(() => {
  someone = addExpectedPatient(practice.db, 1);
});

const pay = (purpose: Payment['purpose'], amount: number, tender: Payment['tender'] = 'cash'): Payment => ({
  tender,
  amountCents: amount as Cents,
  reference: '',
  purpose,
});
const panelOf = (visitId: VisitId = someone.visitId) => practice.desk.ask('visits.panel', { visitId });
const chart = () => practice.desk.ask('patients.chart', { patientId: someone.patientId });
const take = (payment: Payment, visitId: VisitId = someone.visitId) =>
  practice.desk.tell('cash.takePayment', { visitId, payment });
const refusedPayment = async (payment: Payment, visitId: VisitId = someone.visitId) =>
  (await practice.desk.refused('cash.takePayment', { visitId, payment })).code;

async function checkIn(
  copay: Parameters<typeof practice.desk.tell<'visits.checkIn'>>[1]['copay'],
): Promise<void> {
  await practice.desk.tell('visits.checkIn', {
    visitId: someone.visitId,
    identifiers: ['name', 'phone'],
    demographicsConfirmed: true,
    coverage: { choice: 'keep', coverageId: someone.coverageId },
    copay,
  });
}

async function anotherVisit(): Promise<VisitId> {
  const who = { known: true as const, patientId: someone.patientId };
  const { visitId } = await practice.desk.tell('visits.walkIn', {
    who,
    reason: 'cough',
    providerId: null,
    again: true,
  });
  return visitId;
}

describe('what stays open of a copay at check-out', () => {
  it('is owed from then on: on the chart, at the next visit, and until it is paid', async () => {
    await checkIn({ outcome: 'taken', payment: pay('copay', 100) });
    expect(await chart()).toMatchObject({ balanceCents: 0 });
    expect((await panelOf()).visit.dueCents).toBe(2900);
    await practice.desk.tell('visits.checkOut', { visitId: someone.visitId, payment: null });
    expect((await panelOf()).visit.dueCents).toBe(2900);
    expect(await chart()).toMatchObject({ balanceCents: 2900 });

    const next = await anotherVisit();
    expect(await panelOf(next)).toMatchObject({ priorBalanceCents: 2900, visit: { dueCents: 3000 + 2900 } });
    expect(await refusedPayment(pay('balance', 2901), next)).toBe('cash/too-much');
    await take(pay('balance', 2000), next);
    expect(await chart()).toMatchObject({ balanceCents: 900 });
    // The same debt cannot be paid twice, once as the copay and once as the balance.
    expect(await refusedPayment(pay('copay', 901))).toBe('cash/too-much');
    await take(pay('copay', 900));
    expect(await chart()).toMatchObject({ balanceCents: 0 });
    expect(await refusedPayment(pay('balance', 1), next)).toBe('cash/too-much');
  });

  it('does not change with the card that is corrected later', async () => {
    await checkIn({ outcome: 'not-taken', reason: 'no-means-today' });
    await practice.desk.tell('visits.checkOut', { visitId: someone.visitId, payment: null });
    practice.db.prepare('UPDATE coverage SET copay_cents = 9900').run();
    expect(await chart()).toMatchObject({ balanceCents: 3000 });
  });

  it('is nothing when the practice waived it, nor when a self-payer leaves', async () => {
    await checkIn({ outcome: 'not-taken', reason: 'waived-by-practice' });
    expect((await panelOf()).visit.dueCents).toBe(0);
    await practice.desk.tell('visits.checkOut', { visitId: someone.visitId, payment: null });
    expect(await chart()).toMatchObject({ balanceCents: 0 });
  });

  it('is the visit’s own again when the check-out is taken back, but not once it was paid as the balance', async () => {
    await checkIn({ outcome: 'not-taken', reason: 'no-means-today' });
    const leave = operationId();
    const visitId = someone.visitId;
    await practice.desk.tell('visits.checkOut', { visitId, payment: null }, leave);
    const next = await anotherVisit();
    const { tenderId } = await take(pay('balance', 3000), next);
    const undo = { visitId, operationId: leave };
    expect((await practice.desk.refused('visits.undo', undo)).code).toBe('visits/copay-paid-since');
    await practice.desk.tell('cash.voidTender', { tenderId, reason: 'wrong visit' });
    await practice.desk.tell('visits.undo', undo);
    expect(await panelOf()).toMatchObject({ priorBalanceCents: 0, visit: { dueCents: 3000 } });
  });
});

describe('what was paid ahead', () => {
  it('pays a copay and the balance, and no more than is left of it', async () => {
    await take(pay('prepayment', 5000));
    expect(await chart()).toMatchObject({ prepaidCents: 5000 });
    await checkIn({ outcome: 'taken', payment: pay('copay', 3000, 'prepaid') });
    expect(await panelOf()).toMatchObject({ prepaidCents: 2000, visit: { dueCents: 0, paidCents: 5000 } });
    await practice.desk.tell('visits.checkOut', { visitId: someone.visitId, payment: null });
    const next = await anotherVisit();
    expect(await refusedPayment(pay('copay', 2001, 'prepaid'), next)).toBe('cash/too-much-prepaid');
    await take(pay('copay', 2000, 'prepaid'), next);
    expect(await chart()).toMatchObject({ prepaidCents: 0, balanceCents: 0 });
    expect((await panelOf(next)).visit).toMatchObject({ dueCents: 1000, paidCents: 2000 });
  });

  it('cannot be paid from itself, nor be voided once something was paid from it', async () => {
    const { tenderId } = await take(pay('prepayment', 5000));
    expect(await refusedPayment(pay('prepayment', 100, 'prepaid'))).toBe('input/invalid');
    const used = await take(pay('copay', 3000, 'prepaid'));
    const reason = 'wrong person';
    expect((await practice.desk.refused('cash.voidTender', { tenderId, reason })).code).toBe(
      'cash/prepaid-used',
    );
    await practice.desk.tell('cash.voidTender', { tenderId: used.tenderId, reason });
    expect(await chart()).toMatchObject({ prepaidCents: 5000 });
    await practice.desk.tell('cash.voidTender', { tenderId, reason });
    expect(await chart()).toMatchObject({ prepaidCents: 0 });
  });

  it('paid a visit of a record that was one with its own: taken apart, that visit is owed again and nothing is there twice', async () => {
    const duplicate = addExpectedPatient(practice.db, 2);
    const chartOf = (patientId: typeof someone.patientId) =>
      practice.desk.ask('patients.chart', { patientId });
    await take(pay('prepayment', 5000), duplicate.visitId);
    await practice.desk.tell('patients.merge', {
      survivorId: someone.patientId,
      survivorVersion: (await chart()).patient.version,
      duplicateId: duplicate.patientId,
      duplicateVersion: (await chartOf(duplicate.patientId)).patient.version,
      take: [],
    });
    await take(pay('copay', 3000, 'prepaid'));
    expect(await chart()).toMatchObject({ prepaidCents: 2000, balanceCents: 0 });
    await practice.desk.tell('patients.unmerge', { duplicateId: duplicate.patientId });
    expect(await chartOf(duplicate.patientId)).toMatchObject({ prepaidCents: 5000, balanceCents: 0 });
    expect(await chart()).toMatchObject({ prepaidCents: 0, balanceCents: 3000 });
    await take(pay('balance', 3000));
    await take(pay('prepayment', 4000));
    expect(await chart()).toMatchObject({ prepaidCents: 1000, balanceCents: -3000 });
  });
});

describe('a visit that was paid for', () => {
  it('is cancelled with all of its money given back, or not at all', async () => {
    await take(pay('copay', 1000, 'card'));
    await take(pay('prepayment', 2000));
    await take(pay('copay', 1500));
    const next = await anotherVisit();
    const { tenderId } = await take(pay('copay', 2000, 'prepaid'), next);
    const cancel = { visitId: someone.visitId, move: 'cancel' as const, reason: 'went home', giveBack: true };
    expect((await practice.desk.refused('visits.move', cancel)).code).toBe('cash/prepaid-used');
    expect((await panelOf()).tenders.map(({ voided }) => voided)).toEqual([false, false, false]);
    await practice.desk.tell('cash.voidTender', { tenderId, reason: 'wrong visit' });
    const leave = operationId();
    await practice.desk.tell('visits.move', cancel, leave);
    expect(await panelOf()).toMatchObject({ prepaidCents: 0, visit: { status: 'cancelled', paidCents: 0 } });
    expect(await practice.desk.tell('visits.undo', { visitId: someone.visitId, operationId: leave })).toEqual(
      {
        status: 'booked',
        voidedReceipts: [],
        staysVoidCents: 4500,
      },
    );
    expect((await panelOf()).visit).toMatchObject({ status: 'booked', paidCents: 0, dueCents: 3000 });
  });
});
