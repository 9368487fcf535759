import { eligibilityFor } from '../../shared/coverage/rules.ts';
import { cents, formatCents } from '../../shared/kernel/money.ts';
import { clinicDay, daysBetween } from '../../shared/kernel/time.ts';
import { useCoverageWords } from '../coverage/use-coverage-words.ts';
import { useFormats } from '../strings/use-formats.ts';
import { useStrings } from '../strings/use-strings.ts';
import type { Today, VisitPanel } from './check-in-draft.ts';
import type { StepName } from './check-in-input.ts';
import { visitWords } from './visit-words.ts';

export interface RecordLine {
  readonly name: StepName;
  readonly done: boolean;
  readonly summary: string;
}

/** What was done at check-in, half a line for each step that had an answer. */
export function useRecordLines(panel: VisitPanel, today: Today): readonly RecordLine[] {
  const { visits, checkIn: words } = useStrings();
  const formats = useFormats();
  const spoken = useCoverageWords(today.day, today.zone);
  const { identity, visit } = panel;
  const line = (name: StepName, summary: string, done = true): RecordLine[] => [{ name, summary, done }];
  const join = (...parts: readonly string[]): string => parts.filter((part) => part !== '').join(' · ');

  const demographics = (): RecordLine[] => {
    const { demographicsConfirmedAt: at, demographicsConfirmedBy: by } = panel.patient;
    if (identity === null || at === null) return [];
    const ago = words.daysAgo(Math.max(0, daysBetween(clinicDay(at, today.zone), today.day)));
    return line('demographics', words.confirmedAgo(ago, by ?? ''));
  };
  const coverage = (): RecordLine[] => {
    if (panel.coverageChoice === null) return [];
    if (panel.coverageChoice === 'self-pay') return line('coverage', visits.coverageSelf);
    const chosen = panel.coverages.find(({ id }) => id === panel.coverageId);
    return line('coverage', chosen === undefined ? visits.coverageNone : spoken.coverage(chosen));
  };
  const eligibility = (): RecordLine[] => {
    const { coverageId } = panel;
    if (identity === null || coverageId === null) return [];
    const check = eligibilityFor(panel.eligibility, { visitId: visit.id, coverageId }, today.day, today.zone);
    return check === undefined
      ? line('eligibility', words.eligibilityNever, false)
      : line('eligibility', spoken.eligibility(check));
  };
  const authorization = (): RecordLine[] => {
    const used = panel.authorizations.find(({ id }) => id === panel.authorizationId);
    return used === undefined ? [] : line('authorization', spoken.authorization(used));
  };
  const money = (): RecordLine[] => {
    switch (panel.copayOutcome) {
      case null:
        return [];
      case 'none-due':
        return line('copay', visits.copayNone);
      case 'not-taken':
        return panel.noCopayReason === null
          ? []
          : line('copay', visits.copayNotTaken(visits.noCopayReasons[panel.noCopayReason]), false);
      default: {
        const paid = panel.tenders
          .filter(({ purpose }) => purpose === 'copay')
          .reduce<number>((sum, { amountCents }) => sum + amountCents, 0);
        const open = Math.max(0, visit.copayCents - paid);
        // Of a visit that is over the rest is part of the balance, and may have been paid there.
        const left = cents(visit.status === 'checked-out' ? Math.min(open, visit.dueCents) : open);
        return left === 0
          ? line('copay', visits.paid.toLowerCase())
          : line('copay', visits.paidInPart(formatCents(cents(paid)), formatCents(left)), false);
      }
    }
  };
  const said = (): string => {
    const { companion } = panel;
    return join(
      visits.said((identity?.identifiers ?? []).map((identifier) => visits.identifiers[identifier])),
      companion === null
        ? ''
        : companion.relation === 'alone'
          ? words.companionAlone
          : words.companionLine(companion.name, words.relations[companion.relation]),
    );
  };
  return [
    ...(identity === null ? [] : line('identity', said())),
    ...line('visit', join(visitWords(visit), words.accidentWords[panel.details.accident])),
    ...demographics(),
    ...coverage(),
    ...eligibility(),
    ...authorization(),
    ...(panel.formsLaterReason === null
      ? []
      : line('forms', words.formsLaterLine(panel.formsLaterReason), false)),
    ...money(),
    ...(identity === null
      ? []
      : line('finish', visits.identityBy(formats.time(identity.at, today.zone), identity.by))),
  ];
}
