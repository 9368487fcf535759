import type { InputOf, OutputOf } from '../../shared/api/index.ts';
import type { Coverage } from '../../shared/coverage/contract.ts';
import { type Cents, cents, parseCents } from '../../shared/kernel/money.ts';
import type { Identifier, NoCopayReason } from '../../shared/visits/contract.ts';
import { EMPTY_PAYMENT, type PaymentDraft, type PaymentProblem, readPayment } from '../cash/payment-draft.ts';

export type VisitPanel = OutputOf<'visits.panel'>;
export type CheckInInput = InputOf<'visits.checkIn'>;

/** The insurance card as it is being typed. */
export interface CardDraft {
  readonly payerName: string;
  readonly planName: string;
  readonly memberId: string;
  readonly groupNumber: string;
  readonly copay: string;
}

/** A check-in half done. Only what the desk said or typed; what the data already satisfies is not repeated here. */
export interface CheckInDraft {
  readonly identifiers: readonly Identifier[];
  readonly identitySaid: boolean;
  readonly demographicsSaid: boolean;
  readonly coverage: 'keep' | 'replace' | 'self-pay' | null;
  readonly card: CardDraft;
  /** `none-due` is said by the desk, and only where the card does not tell a copay. */
  readonly copay: 'taken' | 'not-taken' | 'none-due' | null;
  readonly payment: PaymentDraft;
  readonly noCopayReason: NoCopayReason | null;
}

export const EMPTY_CHECK_IN: CheckInDraft = {
  identifiers: ['name', 'birth-date'],
  identitySaid: false,
  demographicsSaid: false,
  coverage: null,
  card: { payerName: '', planName: '', memberId: '', groupNumber: '', copay: '' },
  copay: null,
  payment: EMPTY_PAYMENT,
  noCopayReason: null,
};

export type StepName = 'register' | 'identity' | 'visit' | 'demographics' | 'coverage' | 'copay';

export interface CheckInStep {
  readonly name: StepName;
  readonly done: boolean;
}

/** The active policy that is billed first, if there is one. */
export function primaryCoverage(panel: Pick<VisitPanel, 'coverages'>): Coverage | undefined {
  return panel.coverages
    .filter((coverage) => coverage.status === 'active')
    .toSorted((left, right) => left.priority - right.priority)[0];
}

/** What is done about coverage: what was chosen, else keeping the policy that nothing speaks against. */
export function coverageChoice(panel: VisitPanel, draft: CheckInDraft): CheckInDraft['coverage'] {
  if (draft.coverage !== null) return draft.coverage;
  return !panel.visit.missing.includes('coverage') && primaryCoverage(panel) !== undefined ? 'keep' : null;
}

/** The copay that is asked for; `known` is false where the card does not tell one, and then none is asked. */
export interface CopayAsked {
  readonly amount: Cents;
  readonly known: boolean;
}

/** The copay still open under the coverage as chosen: a new card brings its own, and without insurance there is none. */
export function copayAsked(panel: VisitPanel, draft: CheckInDraft): CopayAsked {
  switch (coverageChoice(panel, draft)) {
    case 'keep':
      return openOf(primaryCoverage(panel)?.copayCents ?? undefined, panel);
    case 'replace':
      return openOf(cardCopay(draft.card) ?? undefined, panel);
    case 'self-pay':
      return { amount: cents(0), known: true };
    default:
      return openOf(panel.visit.copayCents, panel);
  }
}

/** The copay typed off the card: null where none was typed, undefined where it cannot be read. */
export function cardCopay(card: CardDraft): Cents | null | undefined {
  return card.copay.trim() === '' ? null : parseCents(card.copay);
}

function openOf(copay: Cents | undefined, panel: VisitPanel): CopayAsked {
  if (copay === undefined) return { amount: cents(0), known: false };
  return { amount: cents(Math.max(0, copay - copayPaid(panel))), known: true };
}

function copayPaid(panel: VisitPanel): number {
  return panel.tenders
    .filter((tender) => tender.purpose === 'copay')
    .reduce((sum, tender) => sum + tender.amountCents, 0);
}

/** The steps of check-in in their order, each done when the data or the desk has answered it. */
export function checkInSteps(panel: VisitPanel, draft: CheckInDraft): readonly CheckInStep[] {
  const { missing } = panel.visit;
  const steps: CheckInStep[] = [
    { name: 'identity', done: draft.identitySaid && new Set(draft.identifiers).size >= 2 },
    { name: 'visit', done: true },
    { name: 'demographics', done: draft.demographicsSaid || !missing.includes('demographics') },
    { name: 'coverage', done: isCoverageDone(panel, draft) },
    { name: 'copay', done: copayInput(panel, draft) !== undefined },
  ];
  // Registering is part of the list only for somebody of whom just a name was taken down.
  return panel.patient.provisional ? [{ name: 'register', done: false }, ...steps] : steps;
}

/** The first step that still has to be answered. */
export function nextStep(steps: readonly CheckInStep[]): StepName | undefined {
  return steps.find((step) => !step.done)?.name;
}

/** What to tell the engine, or undefined while a step is open. */
export function checkInInput(panel: VisitPanel, draft: CheckInDraft): CheckInInput | undefined {
  const coverage = coverageInput(panel, draft);
  const copay = copayInput(panel, draft);
  if (nextStep(checkInSteps(panel, draft)) !== undefined || coverage === undefined || copay === undefined)
    return undefined;
  return {
    visitId: panel.visit.id,
    identifiers: [...draft.identifiers],
    demographicsConfirmed: true,
    coverage,
    copay,
  };
}

function isCoverageDone(panel: VisitPanel, draft: CheckInDraft): boolean {
  return coverageInput(panel, draft) !== undefined;
}

function coverageInput(panel: VisitPanel, draft: CheckInDraft): CheckInInput['coverage'] | undefined {
  switch (coverageChoice(panel, draft)) {
    case 'keep': {
      const primary = primaryCoverage(panel);
      return primary === undefined ? undefined : { choice: 'keep', coverageId: primary.id };
    }
    case 'replace': {
      const { payerName, planName, memberId, groupNumber } = draft.card;
      const copayCents = cardCopay(draft.card);
      if (payerName.trim() === '' || memberId.trim() === '' || copayCents === undefined) return undefined;
      return { choice: 'replace', fields: { payerName, planName, memberId, groupNumber, copayCents } };
    }
    case 'self-pay':
      return { choice: 'self-pay' };
    default:
      return undefined;
  }
}

function copayInput(panel: VisitPanel, draft: CheckInDraft): CheckInInput['copay'] | undefined {
  const asked = copayAsked(panel, draft);
  // Until it is said who pays for the visit, nobody knows what copay there is.
  if (coverageChoice(panel, draft) === null) return undefined;
  if (asked.known && asked.amount === 0) return { outcome: 'none-due' };
  switch (draft.copay) {
    case 'taken': {
      const reading = readPayment(draft.payment, asked.amount, 'copay');
      return reading.ok ? { outcome: 'taken', payment: reading.payment } : undefined;
    }
    case 'not-taken':
      return draft.noCopayReason === null ? undefined : { outcome: 'not-taken', reason: draft.noCopayReason };
    case 'none-due':
      return asked.known ? undefined : { outcome: 'none-due' };
    default:
      return undefined;
  }
}

/** What exactly is missing in the step that comes next; null where the name of the step says it all. */
export function openFault(
  panel: VisitPanel,
  draft: CheckInDraft,
): PaymentProblem | 'reason' | 'card' | 'card-copay' | null {
  const next = nextStep(checkInSteps(panel, draft));
  if (next === 'coverage' && draft.coverage === 'replace')
    return cardCopay(draft.card) === undefined ? 'card-copay' : 'card';
  if (next !== 'copay') return null;
  if (draft.copay === 'not-taken') return 'reason';
  if (draft.copay !== 'taken') return null;
  const reading = readPayment(draft.payment, copayAsked(panel, draft).amount, 'copay');
  return reading.ok ? null : reading.problem;
}
