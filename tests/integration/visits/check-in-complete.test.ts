import { beforeEach, describe, expect, it } from 'vitest';
import type { InputOf } from '../../../shared/api/index.ts';
import type { Cents } from '../../../shared/kernel/money.ts';
import type { PlainDate } from '../../../shared/kernel/time.ts';
import { practiceOfEachTest } from '../../support/each-test.ts';
import { addExpectedPatient, operationId, providerId, roomId } from '../../support/practice.ts';

const practice = practiceOfEachTest();
let someone: ReturnType<typeof addExpectedPatient>;
beforeEach(async () => {
  someone = addExpectedPatient(practice.db, 1);
  practice.db
    .prepare('INSERT INTO prior_balance (patient_id, amount_cents, as_of) VALUES (?, 8240, 0)')
    .run(someone.patientId);
  await practice.desk.signIn('front-desk');
});

type CheckIn = InputOf<'visits.checkIn'>;
const money = (amount: number) => amount as Cents;
const pay = (
  purpose: 'copay' | 'balance' | 'prepayment',
  amount: number,
  tender: 'cash' | 'card' = 'card',
) => ({
  tender,
  amountCents: money(amount),
  reference: '',
  purpose,
});
const card = (more: Partial<Extract<CheckIn['coverage'], { fields: unknown }>['fields']> = {}) => ({
  payerName: 'Front Range Health',
  planName: '',
  memberId: 'FR-7',
  groupNumber: '',
  copayCents: money(4500),
  ...more,
});
const plain = (more: Partial<CheckIn> = {}): CheckIn => ({
  visitId: someone.visitId,
  identifiers: ['name', 'birth-date'],
  demographicsConfirmed: true,
  coverage: { choice: 'keep', coverageId: someone.coverageId },
  copay: { outcome: 'taken', payment: pay('copay', 3000) },
  ...more,
});
const panel = () => practice.desk.ask('visits.panel', { visitId: someone.visitId });
const refused = async (input: CheckIn): Promise<string> =>
  (await practice.desk.refused('visits.checkIn', input)).code;

describe('a complete check-in', () => {
  it('keeps all of it in one step, and one undo takes all of it back', async () => {
    const before = await panel();
    const whole = plain({
      visit: {
        reason: 'headache',
        providerId,
        supervisingProviderId: providerId,
        roomId,
        accident: 'work',
        accidentDate: '2026-03-09',
      },
      coverage: { choice: 'add', coverageId: someone.coverageId, fields: card() },
      eligibility: { result: 'active', how: 'phone', copayCents: money(2000), note: '', overrideReason: '' },
      copay: { outcome: 'taken', payment: pay('copay', 1500) },
      morePayments: [pay('copay', 500, 'cash'), pay('balance', 4000), pay('prepayment', 10_000)],
    });
    const operation = operationId();
    const { receipts } = await practice.desk.tell('visits.checkIn', whole, operation);
    expect(receipts.map(({ receiptNumber }) => receiptNumber)).toEqual([
      'D1-000001',
      'D1-000002',
      'D1-000003',
      'D1-000004',
    ]);
    const after = await panel();
    expect(after).toMatchObject({
      visit: {
        status: 'checked-in',
        reason: 'headache',
        copayCents: 2000,
        dueCents: 4240,
        paidCents: 16_000,
      },
      details: { accident: 'work', accidentDate: '2026-03-09', supervisingProviderId: providerId },
      coverageId: someone.coverageId,
      coverageChoice: 'add',
      priorBalanceCents: 4240,
      prepaidCents: 10_000,
    });
    expect(after.coverages.map(({ memberId, priority }) => [priority, memberId])).toEqual([
      [1, 'M1'],
      [2, 'FR-7'],
    ]);
    expect(after.eligibility).toHaveLength(1);

    await practice.desk.tell('visits.undo', { visitId: someone.visitId, operationId: operation });
    const undone = await panel();
    expect({ ...undone, tenders: [] }).toEqual({ ...before, tenders: [] });
    expect(undone.tenders.reduce<number>((sum, { amountCents }) => sum + amountCents, 0)).toBe(0);
  });

  it('is seen by nobody who has left the practice, unless the visit was theirs all along', async () => {
    practice.db.prepare('UPDATE provider SET active = 0 WHERE id = ?').run(providerId);
    expect((await panel()).visit.providerId).toBe(providerId);
    const supervised = plain({ visit: { supervisingProviderId: providerId } });
    const left = plain({ visit: { providerId } });
    practice.db.prepare('UPDATE visit SET provider_id = NULL').run();
    expect(await refused(left)).toBe('practice/unknown-provider');
    expect(await refused(supervised)).toBe('practice/unknown-provider');
    practice.db.prepare('UPDATE visit SET provider_id = ?').run(providerId);
    await practice.desk.tell('visits.checkIn', left);
    expect((await panel()).visit).toMatchObject({ status: 'checked-in', providerId });
  });

  it('never takes more than is owed, in whatever tenders', async () => {
    const split = (...morePayments: NonNullable<CheckIn['morePayments']>) => plain({ morePayments });
    expect(await refused(split(pay('copay', 1)))).toBe('cash/too-much');
    expect(await refused(split(pay('balance', 8000), pay('balance', 241)))).toBe('cash/too-much');
    const notTaken = plain({
      copay: { outcome: 'not-taken', reason: 'disputed' },
      morePayments: [pay('copay', 500)],
    });
    expect(await refused(notTaken)).toBe('cash/wrong-purpose');
    expect((await panel()).tenders).toEqual([]);
  });

  it('asks the copay that the insurer told, more or less than the card says', async () => {
    const told = (copayCents: number) => ({
      result: 'active' as const,
      how: 'portal' as const,
      copayCents: money(copayCents),
      note: '',
      overrideReason: '',
    });
    const less = plain({ eligibility: told(1000) });
    expect(await refused(less)).toBe('cash/too-much');
    await practice.desk.tell('visits.checkIn', plain({ eligibility: told(5000) }));
    expect((await panel()).visit).toMatchObject({ copayCents: 5000, dueCents: 2000 + 8240 });
    await practice.desk.tell('cash.takePayment', { visitId: someone.visitId, payment: pay('copay', 2000) });
    expect((await panel()).visit.dueCents).toBe(8240);
  });

  it('a failed eligibility stops nobody', async () => {
    const inactive = {
      result: 'inactive' as const,
      how: 'portal' as const,
      copayCents: null,
      note: '',
      overrideReason: '',
    };
    await practice.desk.tell('visits.checkIn', plain({ eligibility: inactive }));
    expect((await panel()).visit.status).toBe('checked-in');
  });

  it('follows the coverage chosen, not the card that the patient shows next time', async () => {
    await practice.desk.tell(
      'visits.checkIn',
      plain({
        visit: { accident: 'auto', accidentState: 'co' },
        coverage: { choice: 'case', fields: card({ kind: 'auto', copayCents: money(0) }) },
        copay: { outcome: 'none-due' },
      }),
    );
    // Ordinary coverage stays as it is, and the visit of the accident owes no copay of it.
    const { visit, details, coverages } = await panel();
    expect(visit).toMatchObject({ copayCents: 0, dueCents: 8240 });
    expect(details).toMatchObject({ accident: 'auto', accidentState: 'CO' });
    expect(coverages.map(({ memberId, status }) => [memberId, status])).toEqual([
      ['M1', 'active'],
      ['FR-7', 'active'],
    ]);
    const noCase = { choice: 'case' as const, fields: card() };
    const other = addExpectedPatient(practice.db, 2);
    const ordinary = { ...plain({ coverage: noCase }), visitId: other.visitId };
    expect(await refused(ordinary)).toBe('coverage/no-case');
  });

  it('refuses a child of whom nobody said who came along', async () => {
    const child = addExpectedPatient(practice.db, 3, { birthDate: '2019-01-30' as PlainDate });
    const alone = {
      ...plain(),
      visitId: child.visitId,
      coverage: { choice: 'keep' as const, coverageId: child.coverageId },
    };
    expect(await refused(alone)).toBe('visits/companion-needed');
    await practice.desk.tell('visits.checkIn', {
      ...alone,
      companion: { name: 'Dana Baker', relation: 'parent' },
    });
    expect(await practice.desk.ask('visits.panel', { visitId: child.visitId })).toMatchObject({
      isChild: true,
      companion: { name: 'Dana Baker', relation: 'parent' },
    });
  });

  it('refuses an accident in a state that is none, or that has not happened yet', async () => {
    expect(await refused(plain({ visit: { accident: 'auto', accidentState: 'ZZ' } }))).toBe('input/invalid');
    expect(await refused(plain({ visit: { accident: 'other', accidentDate: '2026-03-11' } }))).toBe(
      'input/invalid',
    );
  });

  it('keeps a visit with money paid ahead from being cancelled before it is given back', async () => {
    await practice.desk.tell('cash.takePayment', {
      visitId: someone.visitId,
      payment: pay('prepayment', 5000),
    });
    const cancel = { visitId: someone.visitId, move: 'cancel', reason: 'went home' };
    expect((await practice.desk.refused('visits.move', cancel)).code).toBe('visits/payment-stands');
  });
});

describe('forms at check-in', () => {
  beforeEach(async () => {
    await practice.desk.signIn('administrator');
    await practice.desk.tell('consents.publish', {
      seriesId: null,
      kind: 'treatment',
      renewal: 'yearly',
      required: true,
      en: { title: 'Treatment', body: 'I agree.' },
      es: { title: 'Tratamiento', body: 'Estoy de acuerdo.' },
    });
    await practice.desk.signIn('front-desk');
  });

  it('are asked for on the board and at the gate, and may be put off for a reason', async () => {
    expect((await panel()).visit.missing).toEqual(['forms', 'copay']);
    const { rows } = await practice.desk.ask('visits.board', {});
    expect(rows[0]?.missing).toEqual(['forms', 'copay']);
    expect(await refused(plain())).toBe('visits/forms-due');
    await practice.desk.tell('visits.checkIn', plain({ formsLater: 'in a hurry' }));
    expect(await panel()).toMatchObject({ formsLaterReason: 'in a hurry', visit: { missing: [] } });
  });
});
