import type { Payment } from '../../shared/cash/contract.ts';
import type { Cents } from '../../shared/kernel/money.ts';
import { isUsState } from '../../shared/patients/us-states.ts';
import { type PaymentProblem, readPayment } from '../cash/payment-draft.ts';
import { type CardProblem, readCard } from '../coverage/card-draft.ts';
import { readDay } from '../coverage/day-text.ts';
import { readEligibility } from '../coverage/eligibility-draft.ts';
import {
  asksAuthorization,
  authorizationChosen,
  type CheckInDraft,
  type CheckInInput,
  companionOf,
  copayAsked,
  coverageChoice,
  eligibilityKnown,
  isCompanionKnown,
  keptCoverage,
  needsAuthorization,
  type Today,
  type VisitPanel,
  visitAsSaid,
} from './check-in-draft.ts';
import { type OpenAmounts, readLines } from './money-draft.ts';

/** The steps of check-in in their order; `register` only for somebody of whom just a name was taken down. */
export const STEP_NAMES = [
  'register',
  'identity',
  'visit',
  'demographics',
  'coverage',
  'eligibility',
  'authorization',
  'forms',
  'copay',
  'print',
  'finish',
] as const;
export type StepName = (typeof STEP_NAMES)[number];

export interface CheckInStep {
  readonly name: StepName;
  readonly done: boolean;
  /** True: nobody is checked in while it is open. */
  readonly gate: boolean;
}

/** The steps of check-in in their order, each done when the data or the desk has answered it. */
export function checkInSteps(panel: VisitPanel, draft: CheckInDraft, today: Today): readonly CheckInStep[] {
  const { missing } = panel.visit;
  const gate = (name: StepName, done: boolean): CheckInStep => ({ name, done, gate: true });
  const advice = (name: StepName, done: boolean): CheckInStep => ({ name, done, gate: false });
  const steps: CheckInStep[] = [
    gate(
      'identity',
      draft.identitySaid && new Set(draft.identifiers).size >= 2 && isCompanionKnown(panel, draft),
    ),
    gate('visit', visitProblem(panel, draft) === null),
    gate('demographics', draft.demographicsSaid || !missing.includes('demographics')),
    gate('coverage', coverageInput(panel, draft, today) !== undefined),
    // A no of the insurer, or nobody to ask, keeps no patient from the doctor.
    advice(
      'eligibility',
      coverageChoice(panel, draft, today) === 'self-pay' ||
        eligibilityKnown(panel, draft, today) !== undefined,
    ),
    advice(
      'authorization',
      !needsAuthorization(panel, draft, today) || authorizationChosen(panel, draft, today) !== undefined,
    ),
    gate('forms', (!panel.patient.provisional && !missing.includes('forms')) || isLaterSaid(draft)),
    gate('copay', moneyInput(panel, draft, today).ok),
    advice('print', false),
    advice('finish', false),
  ];
  return panel.patient.provisional ? [gate('register', false), ...steps] : steps;
}

/** The first step that still has to be answered. */
export function nextStep(steps: readonly CheckInStep[]): StepName | undefined {
  return steps.find((step) => step.gate && !step.done)?.name;
}

/** What to tell the engine, or undefined while a step is open. */
export function checkInInput(panel: VisitPanel, draft: CheckInDraft, today: Today): CheckInInput | undefined {
  const coverage = coverageInput(panel, draft, today);
  const money = moneyInput(panel, draft, today);
  if (nextStep(checkInSteps(panel, draft, today)) !== undefined || coverage === undefined || !money.ok)
    return undefined;
  const companion = panel.isChild ? companionOf(panel, draft) : null;
  // Nobody asks an insurer about a visit that is paid without one.
  const eligibility =
    draft.eligibility === null || coverage.choice === 'self-pay'
      ? undefined
      : readEligibility(draft.eligibility);
  const isPutOff = panel.visit.missing.includes('forms') && draft.formsLater !== null;
  return {
    visitId: panel.visit.id,
    identifiers: [...draft.identifiers],
    demographicsConfirmed: true,
    coverage,
    copay: money.copay,
    ...(companion === null ? {} : { companion }),
    ...(draft.visit === null ? {} : { visit: visitInput(draft.visit) }),
    ...(eligibility === undefined ? {} : { eligibility }),
    ...(asksAuthorization(panel, draft, today)
      ? { authorizationId: authorizationChosen(panel, draft, today)?.id ?? null }
      : {}),
    ...(isPutOff ? { formsLater: draft.formsLater } : {}),
    ...(money.more.length === 0 ? {} : { morePayments: [...money.more] }),
  };
}

/** What is not right about the visit as corrected. */
export function visitProblem(
  panel: VisitPanel,
  draft: CheckInDraft,
): 'accident-date' | 'accident-state' | null {
  const { accident, accidentDate, accidentState } = visitAsSaid(panel, draft);
  if (accident === 'none') return null;
  if (readDay(accidentDate) === undefined) return 'accident-date';
  return accidentState.trim() !== '' && !isUsState(accidentState.trim()) ? 'accident-state' : null;
}

function visitInput(visit: NonNullable<CheckInDraft['visit']>): NonNullable<CheckInInput['visit']> {
  const isAccident = visit.accident !== 'none';
  return {
    ...visit,
    accidentDate: isAccident ? (readDay(visit.accidentDate) ?? null) : null,
    accidentState: isAccident ? visit.accidentState.trim() : '',
  };
}

function coverageInput(
  panel: VisitPanel,
  draft: CheckInDraft,
  today: Today,
): CheckInInput['coverage'] | undefined {
  const choice = coverageChoice(panel, draft, today);
  const kept = keptCoverage(panel, draft, today);
  const card = readCard(draft.card);
  switch (choice) {
    case 'keep':
      return kept === undefined ? undefined : { choice, coverageId: kept.id };
    case 'add':
      return kept === undefined || !card.ok
        ? undefined
        : { choice, coverageId: kept.id, fields: card.fields };
    case 'replace':
    case 'case':
      return card.ok ? { choice, fields: card.fields } : undefined;
    case 'self-pay':
      return { choice };
    default:
      return undefined;
  }
}

function isLaterSaid({ formsLater }: CheckInDraft): boolean {
  return formsLater !== null && formsLater.trim().length >= 3;
}

/** What is open of copay and prior balance before anything is typed. */
export function openAmounts(panel: VisitPanel, draft: CheckInDraft, today: Today): OpenAmounts {
  const asked = copayAsked(panel, draft, today);
  return {
    copay: asked.known ? asked.amount : null,
    balance: panel.priorBalanceCents,
    prepaid: panel.prepaidCents,
  };
}

export type MoneyInput =
  | { readonly ok: true; readonly copay: CheckInInput['copay']; readonly more: readonly Payment[] }
  | { readonly ok: false; readonly problem: PaymentProblem | 'too-much' | 'reason' | null };

/** The money as the engine takes it, or the first thing that is not right; null says that nothing was chosen yet. */
export function moneyInput(panel: VisitPanel, draft: CheckInDraft, today: Today): MoneyInput {
  const asked = copayAsked(panel, draft, today);
  const open = openAmounts(panel, draft, today);
  // Until it is said who pays for the visit, nobody knows what copay there is.
  if (coverageChoice(panel, draft, today) === null) return { ok: false, problem: null };
  const copay = copayInput(draft, asked.amount, asked.known);
  if (!copay.ok) return copay;
  const first = firstPayment(copay.copay);
  const isCopayOpen = copay.copay.outcome === 'taken';
  // A second tender of a copay that is not taken after all is no payment.
  const lines = draft.more.filter((line) => line.purpose !== 'copay' || isCopayOpen);
  const more = readLines(open, first, lines);
  return more.ok ? { ok: true, copay: copay.copay, more: more.payments } : more;
}

function firstPayment(copay: CheckInInput['copay']): Payment | null {
  return copay.outcome === 'taken' ? (copay.payment as Payment) : null;
}

type CopayInput =
  | { readonly ok: true; readonly copay: CheckInInput['copay'] }
  | { readonly ok: false; readonly problem: PaymentProblem | 'reason' | null };

function copayInput(draft: CheckInDraft, due: Cents, known: boolean): CopayInput {
  if (known && due === 0) return { ok: true, copay: { outcome: 'none-due' } };
  switch (draft.copay) {
    case 'taken': {
      const reading = readPayment(draft.payment, due, 'copay');
      return reading.ok ? { ok: true, copay: { outcome: 'taken', payment: reading.payment } } : reading;
    }
    case 'not-taken':
      return draft.noCopayReason === null
        ? { ok: false, problem: 'reason' }
        : { ok: true, copay: { outcome: 'not-taken', reason: draft.noCopayReason } };
    case 'none-due':
      return known ? { ok: false, problem: null } : { ok: true, copay: { outcome: 'none-due' } };
    default:
      return { ok: false, problem: null };
  }
}

export type OpenFault =
  | PaymentProblem
  | CardProblem
  | 'too-much'
  | 'reason'
  | 'companion'
  | 'accident-date'
  | 'accident-state'
  | 'forms-reason';

/** What exactly is missing in the step that comes next; null where the name of the step says it all. */
export function openFault(panel: VisitPanel, draft: CheckInDraft, today: Today): OpenFault | null {
  switch (nextStep(checkInSteps(panel, draft, today))) {
    case 'identity':
      return draft.identitySaid && !isCompanionKnown(panel, draft) ? 'companion' : null;
    case 'visit':
      return visitProblem(panel, draft);
    case 'coverage': {
      if (draft.coverage !== 'replace' && draft.coverage !== 'add' && draft.coverage !== 'case') return null;
      const card = readCard(draft.card);
      return card.ok ? null : card.problem;
    }
    case 'forms':
      return draft.formsLater === null ? null : 'forms-reason';
    case 'copay': {
      const money = moneyInput(panel, draft, today);
      return money.ok ? null : money.problem;
    }
    default:
      return null;
  }
}
