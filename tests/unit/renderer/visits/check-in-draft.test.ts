import { describe, expect, it } from 'vitest';
import {
  type CheckInDraft,
  copayAsked as copayAskedOn,
  EMPTY_CHECK_IN,
  type VisitPanel,
} from '../../../../renderer/visits/check-in-draft.ts';
import {
  checkInInput as checkInInputOn,
  checkInSteps as checkInStepsOn,
  nextStep,
  openFault as openFaultOn,
} from '../../../../renderer/visits/check-in-input.ts';
import type { PlainDate } from '../../../../shared/kernel/time.ts';

const today = { day: '2026-03-10' as PlainDate, zone: 'America/Denver' };
const checkInSteps = (panel: VisitPanel, draft: CheckInDraft) => checkInStepsOn(panel, draft, today);
const checkInInput = (panel: VisitPanel, draft: CheckInDraft) => checkInInputOn(panel, draft, today);
const copayAsked = (panel: VisitPanel, draft: CheckInDraft) => copayAskedOn(panel, draft, today);
const openFault = (panel: VisitPanel, draft: CheckInDraft) => openFaultOn(panel, draft, today);

interface Facts {
  readonly missing?: readonly string[];
  readonly copay?: number | null;
  readonly covered?: boolean;
  readonly provisional?: boolean;
  readonly paid?: readonly number[];
  readonly more?: Partial<VisitPanel>;
}

/** Only what the rules look at; the rest of a panel is the engine's. */
function panelOf({
  missing = ['copay'],
  copay = 3000,
  covered = true,
  provisional = false,
  paid = [],
  more = {},
}: Facts = {}): VisitPanel {
  const card = (id: string, priority: number, status: string, copayCents: number | null) => ({
    id,
    priority,
    status,
    copayCents,
    kind: 'medical',
    payerName: 'Blue Ridge PPO',
    memberId: 'M1',
    startsOn: '2026-01-01',
    endsOn: status === 'ended' ? '2026-02-01' : null,
    needsAuthorization: false,
  });
  return {
    visit: {
      id: 'visit-1',
      missing,
      copayCents: covered ? (copay ?? 0) : 0,
      providerId: null,
      roomId: null,
      reason: 'cough',
    },
    patient: { provisional },
    isChild: false,
    companion: null,
    companions: [],
    details: { supervisingProviderId: null, accident: 'none', accidentDate: null, accidentState: '' },
    eligibility: [],
    authorizations: [],
    priorBalanceCents: 0,
    prepaidCents: 0,
    coverages: covered
      ? [card('second', 2, 'active', 100), card('first', 1, 'active', copay), card('old', 0, 'ended', 900)]
      : [],
    tenders: paid.map((amountCents) => ({ purpose: 'copay', amountCents })),
    ...more,
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
        .filter((step) => step.gate && !step.done)
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
