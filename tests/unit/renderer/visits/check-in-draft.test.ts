import { describe, expect, it } from 'vitest';
import {
  checkInInput,
  checkInSteps,
  copayAsked,
  EMPTY_CHECK_IN,
  nextStep,
  openFault,
  type VisitPanel,
} from '../../../../renderer/visits/check-in-draft.ts';

interface Facts {
  readonly missing?: readonly string[];
  readonly copay?: number | null;
  readonly covered?: boolean;
  readonly provisional?: boolean;
  readonly paid?: readonly number[];
}

/** Only what the rules look at; the rest of a panel is the engine's. */
function panelOf({
  missing = ['copay'],
  copay = 3000,
  covered = true,
  provisional = false,
  paid = [],
}: Facts = {}): VisitPanel {
  return {
    visit: { id: 'visit-1', missing, copayCents: covered ? (copay ?? 0) : 0 },
    patient: { provisional },
    coverages: covered
      ? [
          { id: 'second', priority: 2, status: 'active', copayCents: 100 },
          { id: 'first', priority: 1, status: 'active', copayCents: copay },
          { id: 'old', priority: 0, status: 'ended', copayCents: 900 },
        ]
      : [],
    tenders: paid.map((amountCents) => ({ purpose: 'copay', amountCents })),
  } as unknown as VisitPanel;
}

const said = { ...EMPTY_CHECK_IN, identitySaid: true };
const byCard = {
  ...said,
  copay: 'taken' as const,
  payment: { ...EMPTY_CHECK_IN.payment, tender: 'card' as const },
};

describe('check-in', () => {
  it('asks an established patient with nothing changed for identity and copay only', () => {
    expect(
      checkInSteps(panelOf(), EMPTY_CHECK_IN)
        .filter((step) => !step.done)
        .map((step) => step.name),
    ).toEqual(['identity', 'copay']);
    expect(checkInInput(panelOf(), byCard)).toEqual({
      visitId: 'visit-1',
      identifiers: ['name', 'birth-date'],
      demographicsConfirmed: true,
      coverage: { choice: 'keep', coverageId: 'first' },
      copay: {
        outcome: 'taken',
        payment: { tender: 'card', amountCents: 3000, reference: '', purpose: 'copay' },
      },
    });
  });

  it('sends nothing while a step is open, and says which', () => {
    expect(checkInInput(panelOf(), EMPTY_CHECK_IN)).toBeUndefined();
    expect(nextStep(checkInSteps(panelOf(), { ...said, identifiers: ['name'] }))).toBe('identity');
    expect(nextStep(checkInSteps(panelOf({ missing: ['demographics', 'copay'] }), byCard))).toBe(
      'demographics',
    );
    expect(nextStep(checkInSteps(panelOf({ covered: false, missing: ['coverage'] }), byCard))).toBe(
      'coverage',
    );
    expect(nextStep(checkInSteps(panelOf({ provisional: true, missing: ['register'] }), byCard))).toBe(
      'register',
    );
    expect(nextStep(checkInSteps(panelOf(), { ...said, copay: 'not-taken' }))).toBe('copay');
  });

  it('asks for the copay of the coverage that is chosen, less what was paid', () => {
    expect(copayAsked(panelOf({ paid: [3000, -3000, 1000] }), said)).toEqual({ amount: 2000, known: true });
    expect(copayAsked(panelOf({ copay: null }), said)).toEqual({ amount: 0, known: false });
    expect(copayAsked(panelOf(), { ...said, coverage: 'self-pay' })).toEqual({ amount: 0, known: true });
    const card = { ...said.card, payerName: 'Blue Ridge', memberId: '1', copay: '25' };
    expect(copayAsked(panelOf(), { ...said, coverage: 'replace', card })).toEqual({
      amount: 2500,
      known: true,
    });
  });

  it('says that none is due where the card asks for none or the patient pays alone', () => {
    expect(checkInInput(panelOf({ copay: 0, missing: [] }), said)).toMatchObject({
      copay: { outcome: 'none-due' },
    });
    expect(checkInInput(panelOf(), { ...byCard, coverage: 'self-pay' })).toMatchObject({
      coverage: { choice: 'self-pay' },
      copay: { outcome: 'none-due' },
    });
  });

  it('asks where the card does not tell a copay, and takes none due only as an answer', () => {
    const untold = panelOf({ copay: null, missing: [] });
    expect(checkInInput(untold, said)).toBeUndefined();
    expect(checkInInput(untold, { ...said, copay: 'none-due' })).toMatchObject({
      copay: { outcome: 'none-due' },
    });
    const payment = { ...byCard.payment, amount: '20' };
    expect(checkInInput(untold, { ...byCard, payment })).toMatchObject({
      copay: { outcome: 'taken', payment: { amountCents: 2000 } },
    });
    expect(checkInInput(panelOf(), { ...said, copay: 'none-due' })).toBeUndefined();
  });

  it('says what exactly is missing', () => {
    expect(openFault(panelOf(), said)).toBeNull();
    expect(openFault(panelOf(), { ...said, copay: 'not-taken' })).toBe('reason');
    const check = { ...byCard.payment, tender: 'check' as const };
    expect(openFault(panelOf(), { ...byCard, payment: check })).toBe('check-number');
    const card = { ...said.card, payerName: 'Blue Ridge', memberId: '1' };
    const replacing = { ...said, coverage: 'replace' as const };
    expect(openFault(panelOf(), replacing)).toBe('card');
    for (const copay of ['abc', '25.005', '-25'])
      expect(openFault(panelOf(), { ...replacing, card: { ...card, copay } }), copay).toBe('card-copay');
  });
});
