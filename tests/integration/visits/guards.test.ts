import { describe, expect, it } from 'vitest';
import { cents } from '../../../shared/kernel/money.ts';
import { practiceOfEachTest } from '../../support/each-test.ts';
import { addExpectedPatient, roomId } from '../../support/practice.ts';

const practice = practiceOfEachTest();

describe('a walk-in of somebody on the board already', () => {
  it('is refused until it is said on purpose, and free again once the other visit is over', async () => {
    const { desk, db } = practice;
    const { patientId, visitId } = addExpectedPatient(db, 1);
    await desk.signIn('front-desk');
    const input = { who: { known: true as const, patientId }, reason: 'cough', providerId: null };
    expect((await desk.refused('visits.walkIn', input)).code).toBe('visits/already-here');
    expect((await desk.refused('visits.walkIn', { ...input, again: false })).code).toBe(
      'visits/already-here',
    );
    expect((await desk.ask('visits.board', {})).rows).toHaveLength(1);
    const second = await desk.tell('visits.walkIn', { ...input, again: true });
    for (const each of [visitId, second.visitId])
      await desk.tell('visits.move', { visitId: each, move: 'cancel', reason: 'went home' });
    await desk.tell('visits.walkIn', input);
    expect((await desk.refused('visits.walkIn', input)).code).toBe('visits/already-here');
  });
});

describe('a visit that was paid for', () => {
  it.each(['cancel', 'no-show'] as const)('is not %s while the money is kept', async (move) => {
    const { desk, db } = practice;
    const { visitId } = addExpectedPatient(db, 1);
    await desk.signIn('front-desk');
    const { tenderId } = await desk.tell('cash.takePayment', {
      visitId,
      payment: { tender: 'cash', amountCents: cents(3000), reference: '', purpose: 'copay' },
    });
    const input = move === 'cancel' ? { visitId, move, reason: 'went home' } : { visitId, move };
    expect((await desk.refused('visits.move', input)).code).toBe('visits/payment-stands');
    expect((await desk.ask('visits.panel', { visitId })).visit).toMatchObject({
      status: 'booked',
      paidCents: 3000,
    });
    await desk.tell('cash.voidTender', { tenderId, reason: 'went home' });
    await desk.tell('visits.move', input);
    expect((await desk.ask('visits.panel', { visitId })).visit.paidCents).toBe(0);
  });
});

it('a clinician moves people between rooms, and leaves who comes and who stays away to the desk', async () => {
  const { desk, db } = practice;
  const { visitId } = addExpectedPatient(db, 1);
  await desk.signIn('clinician');
  for (const input of [
    { visitId, move: 'confirm' },
    { visitId, move: 'arrive' },
    { visitId, move: 'no-show' },
    { visitId, move: 'cancel', reason: 'went home' },
  ])
    expect((await desk.refused('visits.move', input)).code, input.move).toBe('staff/not-allowed');
  await desk.signIn('front-desk');
  await desk.tell('visits.checkIn', {
    visitId,
    identifiers: ['name', 'phone'],
    demographicsConfirmed: true,
    coverage: { choice: 'self-pay' },
    copay: { outcome: 'none-due' },
  });
  await desk.signIn('clinician');
  await desk.tell('visits.move', { visitId, move: 'room', roomId });
  expect(await desk.tell('visits.move', { visitId, move: 'ready' })).toEqual({ status: 'ready-to-leave' });
});
