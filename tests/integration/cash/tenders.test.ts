import { expect, it } from 'vitest';
import { practiceOfEachTest } from '../../support/each-test.ts';
import { addExpectedPatient } from '../../support/practice.ts';

const practice = practiceOfEachTest('front-desk');

const copay = (amountCents: number) => ({
  tender: 'cash' as const,
  amountCents,
  reference: '',
  purpose: 'copay' as const,
});

it('numbers receipts without a gap, also after a refused payment', async () => {
  const { desk, db } = practice;
  const { visitId } = addExpectedPatient(db, 1);
  const first = await desk.tell('cash.takePayment', { visitId, payment: copay(1000) });
  expect((await desk.refused('cash.takePayment', { visitId, payment: copay(2001) })).code).toBe(
    'cash/too-much',
  );
  const second = await desk.tell('cash.takePayment', { visitId, payment: copay(2000) });
  expect([first.receiptNumber, second.receiptNumber]).toEqual(['D1-000001', 'D1-000002']);
});

it('voids once, with a reason, today only; the board asks for the copay again', async () => {
  const { desk, db, clock } = practice;
  const { visitId } = addExpectedPatient(db, 1);
  const { tenderId } = await desk.tell('cash.takePayment', { visitId, payment: copay(3000) });
  expect((await desk.ask('visits.panel', { visitId })).visit.missing).toEqual([]);
  const reason = 'wrong patient';
  const voided = await desk.tell('cash.voidTender', { tenderId, reason });
  expect(await desk.ask('cash.receipt', { tenderId: voided.tenderId })).toMatchObject({
    voidsReceiptNumber: 'D1-000001',
    tender: { amountCents: -3000 },
  });
  expect((await desk.ask('visits.panel', { visitId })).visit.missing).toEqual(['copay']);
  expect((await desk.refused('cash.voidTender', { tenderId, reason })).code).toBe('cash/already-voided');
  expect((await desk.refused('cash.voidTender', { tenderId: voided.tenderId, reason })).code).toBe(
    'cash/is-a-void',
  );
  const later = await desk.tell('cash.takePayment', { visitId, payment: copay(3000) });
  clock.advance(86_400_000);
  expect((await desk.refused('cash.voidTender', { tenderId: later.tenderId, reason })).code).toBe(
    'cash/day-over',
  );
});

it('taken before the check-in stands as the copay taken', async () => {
  const { desk, db } = practice;
  const { visitId, coverageId } = addExpectedPatient(db, 1);
  await desk.tell('cash.takePayment', { visitId, payment: copay(3000) });
  await desk.tell('visits.checkIn', {
    visitId,
    identifiers: ['name', 'phone'],
    demographicsConfirmed: true,
    coverage: { choice: 'keep', coverageId },
    copay: { outcome: 'none-due' },
  });
  expect(await desk.ask('visits.panel', { visitId })).toMatchObject({
    copayOutcome: 'taken',
    visit: { dueCents: 0, copayCents: 3000 },
  });
});

it('cannot be edited or removed, not even by our own code', async () => {
  const { desk, db } = practice;
  const { visitId } = addExpectedPatient(db, 1);
  await desk.tell('cash.takePayment', { visitId, payment: copay(3000) });
  for (const table of ['tender', 'change_log', 'audit']) {
    const column = table === 'tender' ? 'reference' : 'method';
    expect(() => db.prepare(`UPDATE ${table} SET ${column} = 'x'`).run(), table).toThrow(/append-only/);
    expect(() => db.prepare(`DELETE FROM ${table}`).run(), table).toThrow(/append-only/);
  }
});
