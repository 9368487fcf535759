import { describe, expect, it } from 'vitest';
import { EMPTY_ELIGIBILITY } from '../../../../renderer/coverage/eligibility-draft.ts';
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

describe('the gates of the ten steps', () => {
  const open = (panel: VisitPanel, draft: CheckInDraft) => nextStep(checkInSteps(panel, draft));
  const done = (panel: VisitPanel, draft: CheckInDraft, name: string) =>
    checkInSteps(panel, draft).find((step) => step.name === name)?.done;
  const child = (more: Partial<VisitPanel> = {}) => panelOf({ more: { isChild: true, ...more } });
  const policy = (kind: string) => ({
    ...panelOf().coverages[1],
    id: 'policy',
    kind,
    priority: 9,
    payerName: 'Rocky Mountain Auto',
    copayCents: 0,
  });

  it('a child waits for who is with them; whoever is known stands there already', () => {
    expect(open(child(), byCard)).toBe('identity');
    expect(openFault(child(), byCard)).toBe('companion');
    expect(open(child(), { ...byCard, companion: { name: '', relation: 'alone' } })).toBeUndefined();
    const mother = { name: 'Dana Baker', relation: 'parent' as const };
    expect(checkInInput(child({ companions: [mother] }), byCard)).toMatchObject({ companion: mother });
  });

  it('an accident asks who pays, unless its policy is on file', () => {
    const visit = {
      providerId: null,
      supervisingProviderId: null,
      roomId: null,
      reason: 'neck pain',
      accident: 'auto' as const,
      accidentDate: '3/8/2026',
      accidentState: 'co',
    };
    expect(open(panelOf(), { ...byCard, visit })).toBe('coverage');
    const covered = panelOf({ more: { coverages: [policy('auto')] as never } });
    expect(checkInInput(covered, { ...said, visit })).toMatchObject({
      coverage: { choice: 'keep', coverageId: 'policy' },
      copay: { outcome: 'none-due' },
      visit: { accident: 'auto', accidentDate: '2026-03-08', accidentState: 'co' },
    });
    // The same policy never pays for an ordinary visit.
    expect(open(covered, byCard)).toBe('coverage');
    expect(open(panelOf(), { ...byCard, visit: { ...visit, accidentState: 'zz' } })).toBe('visit');
  });

  it('a card whose last day has passed is not in force', () => {
    const [card] = panelOf().coverages;
    const ended = panelOf({ more: { coverages: [{ ...card, endsOn: '2026-03-09' }] as never } });
    expect(open(ended, byCard)).toBe('coverage');
  });

  it('eligibility never stops anybody; nobody to ask is an answer, and what was told is asked', () => {
    expect(done(panelOf(), byCard, 'eligibility')).toBe(false);
    expect(open(panelOf(), byCard)).toBeUndefined();
    const offline = { ...EMPTY_ELIGIBILITY, result: 'not-checked' as const };
    expect(done(panelOf(), { ...byCard, eligibility: offline }, 'eligibility')).toBe(true);
    const told = { ...EMPTY_ELIGIBILITY, result: 'active' as const, copay: '45' };
    expect(copayAsked(panelOf(), { ...said, eligibility: told })).toEqual({ amount: 4500, known: true });
    expect(checkInInput(panelOf(), { ...byCard, eligibility: told })).toMatchObject({
      eligibility: { result: 'active', copayCents: 4500 },
      copay: { payment: { amountCents: 4500 } },
    });
  });

  it('a referral is used where the plan needs one, by choice where it does not, and never stops anybody', () => {
    const authorization = {
      id: 'a1',
      coverageId: null,
      unitsApproved: 3,
      unitsUsed: 1,
      startsOn: null,
      expiresOn: null,
    };
    const authorizations = [authorization] as never;
    const free = panelOf({ more: { authorizations } });
    expect(checkInInput(free, byCard)).toMatchObject({ authorizationId: null });
    expect(checkInInput(free, { ...byCard, authorization: 'a1' as never })).toMatchObject({
      authorizationId: 'a1',
    });
    const needing = (list: unknown) =>
      panelOf({
        more: {
          authorizations: list as never,
          coverages: panelOf().coverages.map((each) => ({ ...each, needsAuthorization: true })),
        },
      });
    expect(checkInInput(needing(authorizations), byCard)).toMatchObject({ authorizationId: 'a1' });
    expect(done(needing([]), byCard, 'authorization')).toBe(false);
    expect(open(needing([]), byCard)).toBeUndefined();
  });

  it('forms that are due are signed or put off with a reason', () => {
    const due = panelOf({ missing: ['forms', 'copay'] });
    expect(open(due, byCard)).toBe('forms');
    expect(openFault(due, { ...byCard, formsLater: 'a' })).toBe('forms-reason');
    expect(checkInInput(due, { ...byCard, formsLater: 'in a hurry' })).toMatchObject({
      formsLater: 'in a hurry',
    });
  });

  it('money beside the copay goes along, and a second tender of no copay is none', () => {
    const ahead = {
      purpose: 'prepayment' as const,
      payment: { ...byCard.payment, tender: 'check' as const, reference: '7', amount: '50' },
    };
    const second = { purpose: 'copay' as const, payment: { ...byCard.payment, amount: '5' } };
    expect(checkInInput(panelOf(), { ...byCard, more: [ahead] })).toMatchObject({
      morePayments: [{ purpose: 'prepayment', amountCents: 5000 }],
    });
    expect(openFault(panelOf(), { ...byCard, more: [second] })).toBe('too-much');
    const notTaken = { ...said, copay: 'not-taken' as const, noCopayReason: 'disputed' as const };
    expect(checkInInput(panelOf(), { ...notTaken, more: [second] })).not.toHaveProperty('morePayments');
  });
});
