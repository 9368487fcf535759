import type { InputOf, OutputOf } from '../../shared/api/index.ts';
import type { Authorization, Coverage } from '../../shared/coverage/contract.ts';
import {
  authorizationToUse,
  casePoliciesOn,
  eligibilityFor,
  inForceOn,
  primaryOn,
} from '../../shared/coverage/rules.ts';
import type { AuthorizationId, CoverageId, ProviderId, RoomId } from '../../shared/kernel/ids.ts';
import { type Cents, cents } from '../../shared/kernel/money.ts';
import type { PlainDate } from '../../shared/kernel/time.ts';
import type { Accident, Companion, Identifier, NoCopayReason } from '../../shared/visits/contract.ts';
import { EMPTY_PAYMENT, type PaymentDraft } from '../cash/payment-draft.ts';
import { type CardDraft, cardCopay, EMPTY_CARD } from '../coverage/card-draft.ts';
import { dayText } from '../coverage/day-text.ts';
import { type EligibilityDraft, readEligibility } from '../coverage/eligibility-draft.ts';
import type { MoreDraft } from './money-draft.ts';

export type VisitPanel = OutputOf<'visits.panel'>;
export type CheckInInput = InputOf<'visits.checkIn'>;
/** The practice's day and zone, against which ages and dates are told. */
export interface Today {
  readonly day: PlainDate;
  readonly zone: string;
}

/** What the desk corrects about the visit itself; null fields stay as they are. */
export interface VisitDraft {
  readonly providerId: ProviderId | null;
  readonly supervisingProviderId: ProviderId | null;
  readonly roomId: RoomId | null;
  readonly reason: string;
  readonly accident: Accident;
  readonly accidentDate: string;
  readonly accidentState: string;
}

/** A check-in half done. Only what the desk said or typed; what the data already satisfies is not repeated here. */
export interface CheckInDraft {
  readonly identifiers: readonly Identifier[];
  readonly identitySaid: boolean;
  /** Null while whoever is known to come with the child stands there. */
  readonly companion: Companion | null;
  readonly visit: VisitDraft | null;
  readonly demographicsSaid: boolean;
  readonly coverage: 'keep' | 'replace' | 'add' | 'case' | 'self-pay' | null;
  /** The coverage that is kept where it is not the primary one: a policy for the accident. */
  readonly keptId: CoverageId | null;
  readonly card: CardDraft;
  readonly eligibility: EligibilityDraft | null;
  /** `none` uses no unit; null leaves it to the rule. */
  readonly authorization: AuthorizationId | 'none' | null;
  /** Why required forms are signed later; null while nobody said so. */
  readonly formsLater: string | null;
  /** `none-due` is said by the desk, and only where the card does not tell a copay. */
  readonly copay: 'taken' | 'not-taken' | 'none-due' | null;
  readonly payment: PaymentDraft;
  readonly noCopayReason: NoCopayReason | null;
  readonly more: readonly MoreDraft[];
}

export const EMPTY_CHECK_IN: CheckInDraft = {
  identifiers: ['name', 'birth-date'],
  identitySaid: false,
  companion: null,
  visit: null,
  demographicsSaid: false,
  coverage: null,
  keptId: null,
  card: EMPTY_CARD,
  eligibility: null,
  authorization: null,
  formsLater: null,
  copay: null,
  payment: EMPTY_PAYMENT,
  noCopayReason: null,
  more: [],
};

/** The coverage in force that is billed first for an ordinary visit, if there is one. */
export function primaryCoverage(
  panel: Pick<VisitPanel, 'coverages'>,
  { day }: Pick<Today, 'day'>,
): Coverage | undefined {
  return primaryOn(panel.coverages, day);
}

/** Those that are billed after it. */
export function furtherCoverages(panel: Pick<VisitPanel, 'coverages'>, { day }: Today): readonly Coverage[] {
  return inForceOn(panel.coverages, day).slice(1);
}

/** The visit as it stands with what the desk corrected. */
export function visitAsSaid(panel: VisitPanel, draft: CheckInDraft): VisitDraft {
  if (draft.visit !== null) return draft.visit;
  const { providerId, roomId, reason } = panel.visit;
  const { supervisingProviderId, accident, accidentState } = panel.details;
  const { accidentDate } = panel.details;
  return {
    providerId,
    supervisingProviderId,
    roomId,
    reason,
    accident,
    accidentDate: dayText(accidentDate),
    accidentState,
  };
}

/** The kind of policy that pays for the accident as said; null for an ordinary visit. */
export function caseKind(panel: VisitPanel, draft: CheckInDraft): 'auto' | 'work-injury' | null {
  const { accident } = visitAsSaid(panel, draft);
  return accident === 'auto' ? 'auto' : accident === 'work' ? 'work-injury' : null;
}

/** The policy on file that pays for the accident as said. */
export function casePolicy(panel: VisitPanel, draft: CheckInDraft, { day }: Today): Coverage | undefined {
  const kind = caseKind(panel, draft);
  return kind === null ? undefined : casePoliciesOn(panel.coverages, kind, day).at(-1);
}

/** What is done about coverage: what was chosen, else keeping the policy that nothing speaks against. */
export function coverageChoice(
  panel: VisitPanel,
  draft: CheckInDraft,
  today: Today,
): CheckInDraft['coverage'] {
  if (draft.coverage !== null) return draft.coverage;
  // Who pays for an accident is asked, unless its policy is on file.
  if (caseKind(panel, draft) !== null) return casePolicy(panel, draft, today) === undefined ? null : 'keep';
  return !panel.visit.missing.includes('coverage') && primaryCoverage(panel, today) !== undefined
    ? 'keep'
    : null;
}

/** The coverage on file that this visit is billed to; undefined for a new card and for self-pay. */
export function keptCoverage(panel: VisitPanel, draft: CheckInDraft, today: Today): Coverage | undefined {
  const choice = coverageChoice(panel, draft, today);
  if (choice !== 'keep' && choice !== 'add') return undefined;
  const chosen = panel.coverages.find(({ id }) => id === draft.keptId);
  if (chosen !== undefined) return chosen;
  const primary = primaryCoverage(panel, today);
  return choice === 'keep' && draft.coverage === null
    ? (casePolicy(panel, draft, today) ?? primary)
    : primary;
}

/** The answer of the insurer that counts for this visit: as it is typed, else the newest that is not too old. */
export function eligibilityKnown(panel: VisitPanel, draft: CheckInDraft, today: Today) {
  const typed = draft.eligibility === null ? undefined : readEligibility(draft.eligibility);
  if (typed !== undefined) return { ...typed, checkedAt: null };
  const kept = keptCoverage(panel, draft, today);
  if (kept === undefined) return undefined;
  return eligibilityFor(
    panel.eligibility,
    { visitId: panel.visit.id, coverageId: kept.id },
    today.day,
    today.zone,
  );
}

/** Whether the referral step asks anything: the coverage needs one, or there are some. */
export function asksAuthorization(panel: VisitPanel, draft: CheckInDraft, today: Today): boolean {
  const choice = coverageChoice(panel, draft, today);
  if (choice === 'self-pay') return false;
  return needsAuthorization(panel, draft, today) || panel.authorizations.length > 0;
}

/** Whether the coverage as chosen pays only with a referral or an authorization. */
export function needsAuthorization(panel: VisitPanel, draft: CheckInDraft, today: Today): boolean {
  const choice = coverageChoice(panel, draft, today);
  if (choice === 'replace' || choice === 'case') return draft.card.needsAuthorization;
  return keptCoverage(panel, draft, today)?.needsAuthorization ?? false;
}

/** The authorization of which this visit uses a unit: the one chosen, else the rule's where the coverage needs one. */
export function authorizationChosen(
  panel: VisitPanel,
  draft: CheckInDraft,
  today: Today,
): Authorization | undefined {
  if (draft.authorization === 'none' || !asksAuthorization(panel, draft, today)) return undefined;
  if (draft.authorization !== null) return panel.authorizations.find(({ id }) => id === draft.authorization);
  if (!needsAuthorization(panel, draft, today)) return undefined;
  const kept = keptCoverage(panel, draft, today);
  return authorizationToUse(panel.authorizations, kept?.id ?? null, today.day);
}

/** Who is with the child: as typed, else whoever is known to come. */
export function companionOf(panel: VisitPanel, draft: CheckInDraft): Companion | null {
  return draft.companion ?? panel.companion ?? panel.companions[0] ?? null;
}

export function isCompanionKnown(panel: VisitPanel, draft: CheckInDraft): boolean {
  if (!panel.isChild) return true;
  const companion = companionOf(panel, draft);
  return companion !== null && (companion.relation === 'alone' || companion.name.trim() !== '');
}

/** The copay that is asked for; `known` is false where nobody tells one, and then none is asked. */
export interface CopayAsked {
  readonly amount: Cents;
  readonly known: boolean;
}

/** The copay still open under the coverage as chosen: a new card brings its own, and without insurance there is none. */
export function copayAsked(panel: VisitPanel, draft: CheckInDraft, today: Today): CopayAsked {
  const told = eligibilityKnown(panel, draft, today)?.copayCents ?? undefined;
  switch (coverageChoice(panel, draft, today)) {
    case 'keep':
    case 'add':
      return openOf(told ?? keptCoverage(panel, draft, today)?.copayCents ?? undefined, panel);
    case 'replace':
    case 'case':
      return openOf(told ?? cardCopay(draft.card) ?? undefined, panel);
    case 'self-pay':
      return { amount: cents(0), known: true };
    default:
      return openOf(panel.visit.copayCents, panel);
  }
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
