import { formatCents } from '../../shared/kernel/money.ts';
import { clinicDay, daysBetween } from '../../shared/kernel/time.ts';
import { useCoverageWords } from '../coverage/use-coverage-words.ts';
import { useFormats } from '../strings/use-formats.ts';
import { useStrings } from '../strings/use-strings.ts';
import {
  asksAuthorization,
  authorizationChosen,
  companionOf,
  copayAsked,
  coverageChoice,
  eligibilityKnown,
  furtherCoverages,
  keptCoverage,
  needsAuthorization,
  type Today,
  type VisitPanel,
  visitAsSaid,
} from './check-in-draft.ts';
import { moneyInput, type StepName } from './check-in-input.ts';
import type { CheckIn } from './use-check-in.ts';
import { visitWords } from './visit-words.ts';

type Summaries = Readonly<Record<StepName, string | undefined>>;

/** Half a line for each step, empty while its question is open. */
export function useStepSummaries(panel: VisitPanel, checkIn: CheckIn, today: Today): Summaries {
  const { visits, checkIn: words } = useStrings();
  const formats = useFormats();
  const spoken = useCoverageWords(today.day, today.zone);
  const { draft, steps, open } = checkIn;
  const isDone = (name: StepName): boolean => steps.some((step) => step.name === name && step.done);
  const kept = keptCoverage(panel, draft, today);
  const choice = coverageChoice(panel, draft, today);

  const identity = (): string => {
    const said = visits.said(draft.identifiers.map((identifier) => visits.identifiers[identifier]));
    const companion = panel.isChild ? companionOf(panel, draft) : null;
    if (companion === null) return said;
    return companion.relation === 'alone'
      ? `${said}, ${words.companionAlone}`
      : `${said}, ${words.companionLine(companion.name, words.relations[companion.relation])}`;
  };
  const visit = (): string => {
    const { reason, accident } = visitAsSaid(panel, draft);
    return [visitWords({ typeName: panel.visit.typeName, reason }), words.accidentWords[accident]]
      .filter((part) => part !== '')
      .join(' · ');
  };
  const demographics = (): string | undefined => {
    const { demographicsConfirmedAt: at } = panel.patient;
    if (!isDone('demographics')) return undefined;
    if (draft.demographicsSaid) return visits.demographicsNow;
    return at === null
      ? undefined
      : words.confirmedAgo(words.daysAgo(Math.max(0, daysBetween(clinicDay(at, today.zone), today.day))), '');
  };
  const coverage = (): string | undefined => {
    switch (choice) {
      case 'keep': {
        if (kept === undefined) return undefined;
        const more = furtherCoverages(panel, today).length;
        const place =
          kept.kind === 'medical' || kept.kind === 'other'
            ? visits.coveragePrimary
            : words.kinds[kept.kind].toLowerCase();
        return [spoken.coverage(kept), more > 0 ? words.andMore(more) : place].join(' · ');
      }
      case 'add':
        return words.addLine(kept?.payerName ?? '', draft.card.payerName);
      case 'replace':
        return visits.coverageNew(draft.card.payerName);
      case 'case':
        return words.caseLine(draft.card.payerName);
      case 'self-pay':
        return visits.coverageSelf;
      default:
        return panel.coverages.some(({ status }) => status === 'active') ? undefined : visits.coverageNone;
    }
  };
  const eligibility = (): string => {
    if (choice === 'self-pay') return words.eligibilityNone;
    const known = eligibilityKnown(panel, draft, today);
    return known === undefined ? words.eligibilityNever : spoken.eligibility(known);
  };
  const authorization = (): string => {
    const chosen = authorizationChosen(panel, draft, today);
    if (chosen !== undefined) return spoken.authorization(chosen);
    if (!asksAuthorization(panel, draft, today) || !needsAuthorization(panel, draft, today))
      return words.authorizationNotNeeded;
    return words.authorizationOpen;
  };
  const forms = (): string => {
    // Of somebody who is not registered yet nobody knows which forms there are.
    if (panel.patient.provisional) return words.formsOpen;
    if (!panel.visit.missing.includes('forms')) return words.formsSigned;
    return isDone('forms') && draft.formsLater !== null
      ? words.formsLaterLine(draft.formsLater)
      : words.formsOpen;
  };
  const money = (): string | undefined => {
    const asked = copayAsked(panel, draft, today);
    if (open === 'copay' && (asked.amount > 0 || !asked.known)) return undefined;
    const reading = moneyInput(panel, draft, today);
    if (!reading.ok) return asked.known ? formats.money(asked.amount) : visits.copayUnknown.toLowerCase();
    const more = reading.more.map(
      (payment) => `${visits.purposes[payment.purpose].toLowerCase()} ${formatCents(payment.amountCents)}`,
    );
    const also = more.length === 0 ? '' : `, ${words.alsoTaken(formats.list(more))}`;
    const { copay } = reading;
    if (copay.outcome === 'not-taken')
      return visits.copayNotTaken(visits.noCopayReasons[copay.reason]) + also;
    if (copay.outcome === 'none-due') return visits.copayNone + also;
    const { amountCents, tender } = copay.payment;
    return (
      visits.copayTaken(formats.money(amountCents as never), visits.tenders[tender].toLowerCase()) + also
    );
  };

  return {
    register: undefined,
    identity: isDone('identity') ? identity() : undefined,
    visit: visit(),
    demographics: demographics(),
    coverage: open === 'coverage' ? undefined : coverage(),
    eligibility: open === 'eligibility' ? undefined : eligibility(),
    authorization: open === 'authorization' ? undefined : authorization(),
    forms: open === 'forms' ? undefined : forms(),
    copay: money(),
    print: words.printAfter,
    finish: words.undoUntil,
  };
}
