import { formatCents } from '../../shared/kernel/money.ts';
import { clinicDay, type PlainDate } from '../../shared/kernel/time.ts';
import { readPayment } from '../cash/payment-draft.ts';
import { useFormats } from '../strings/use-formats.ts';
import { useStrings } from '../strings/use-strings.ts';
import {
  copayAsked,
  coverageChoice,
  primaryCoverage,
  type StepName,
  type VisitPanel,
} from './check-in-draft.ts';
import { CopayStep } from './copay-step.tsx';
import { CoverageStep } from './coverage-step.tsx';
import { DemographicsStep } from './demographics-step.tsx';
import { IdentityStep } from './identity-step.tsx';
import { RegisterStep } from './register-step.tsx';
import { Step } from './step.tsx';
import type { CheckIn } from './use-check-in.ts';
import { visitWords } from './visit-words.ts';

interface CheckInStepsProps {
  readonly panel: VisitPanel;
  readonly checkIn: CheckIn;
  readonly day: PlainDate;
  readonly zone: string;
  readonly mayEdit: boolean;
}

const KEYS: Partial<Record<StepName, string>> = {
  identity: 'I',
  demographics: 'D',
  coverage: 'C',
  copay: 'P',
};

/** The steps of check-in: ticks where the data already answers, the question where it does not. */
export function CheckInSteps({ panel, checkIn, day, zone, mayEdit }: CheckInStepsProps) {
  const { visits } = useStrings();
  const { open, show } = checkIn;
  const summaries = useSummaries(panel, checkIn, zone);
  return (
    <ol className="steps" aria-label={visits.stepsLabel}>
      {checkIn.steps.map((step, index) => {
        const body = stepBody(step.name, { panel, checkIn, day, zone, mayEdit });
        return (
          <Step
            key={step.name}
            title={visits.steps[step.name]}
            number={index + 1}
            done={step.done}
            summary={summaries[step.name]}
            shortcut={KEYS[step.name]}
            open={open === step.name}
            onToggle={body === undefined ? undefined : () => show(open === step.name ? null : step.name)}
          >
            {body}
          </Step>
        );
      })}
    </ol>
  );
}

/** Half a line for each step, empty while its question is open. */
function useSummaries(
  panel: VisitPanel,
  { draft, steps, open }: CheckIn,
  zone: string,
): Partial<Record<StepName, string | undefined>> {
  const { visits } = useStrings();
  const formats = useFormats();
  const isDone = (name: StepName): boolean => steps.some((step) => step.name === name && step.done);
  const { demographicsConfirmedAt: confirmedAt } = panel.patient;
  const primary = primaryCoverage(panel);
  const asked = copayAsked(panel, draft);
  const coverage = (): string | undefined => {
    switch (coverageChoice(panel, draft)) {
      case 'keep':
        return primary === undefined
          ? undefined
          : `${visits.coverageLine(primary.payerName, primary.memberId.slice(-4))} · ${visits.coveragePrimary}`;
      case 'replace':
        return visits.coverageNew(draft.card.payerName);
      case 'self-pay':
        return visits.coverageSelf;
      default:
        return visits.coverageNone;
    }
  };
  const copay = (): string | undefined => {
    if (open === 'copay' && (asked.amount > 0 || !asked.known)) return undefined;
    if (!isDone('copay')) return asked.known ? formatCents(asked.amount) : visits.copayUnknown.toLowerCase();
    if (draft.copay === 'not-taken' && draft.noCopayReason !== null)
      return visits.copayNotTaken(visits.noCopayReasons[draft.noCopayReason]);
    const taken = readPayment(draft.payment, asked.amount, 'copay');
    if (draft.copay === 'taken' && taken.ok && (asked.amount > 0 || !asked.known))
      return visits.copayTaken(
        formatCents(taken.payment.amountCents),
        visits.tenders[taken.payment.tender].toLowerCase(),
      );
    return visits.copayNone;
  };
  const onFile =
    confirmedAt === null
      ? undefined
      : visits.demographicsConfirmed(formats.date(clinicDay(confirmedAt, zone)));
  return {
    identity: isDone('identity')
      ? visits.said(draft.identifiers.map((identifier) => visits.identifiers[identifier]))
      : undefined,
    visit: visitWords(panel.visit),
    demographics: !isDone('demographics')
      ? undefined
      : draft.demographicsSaid
        ? visits.demographicsNow
        : onFile,
    coverage: open === 'coverage' ? undefined : coverage(),
    copay: copay(),
  };
}

function stepBody(name: StepName, { panel, checkIn, day, zone, mayEdit }: CheckInStepsProps) {
  const { draft, change, show, tried } = checkIn;
  switch (name) {
    case 'register':
      return (
        <RegisterStep
          visitId={panel.visit.id}
          patient={panel.patient}
          day={day}
          onRegistered={() => show(null)}
        />
      );
    case 'identity':
      return (
        <IdentityStep
          panel={panel}
          identifiers={draft.identifiers}
          day={day}
          zone={zone}
          onIdentifiers={(identifiers) => change({ identifiers, identitySaid: false })}
          onSaid={() => {
            change({ identitySaid: true });
            show(null);
          }}
        />
      );
    case 'visit':
      return undefined;
    case 'demographics':
      return (
        <DemographicsStep
          patient={panel.patient}
          zone={zone}
          editing={checkIn.editing}
          mayEdit={mayEdit}
          onEdit={(editing) => {
            show('demographics');
            checkIn.edit(editing);
          }}
          onSaid={() => {
            change({ demographicsSaid: true });
            show(null);
          }}
        />
      );
    case 'coverage':
      return (
        <CoverageStep
          panel={panel}
          choice={coverageChoice(panel, draft)}
          card={draft.card}
          tried={tried}
          onChoice={(coverage) => {
            change({ coverage });
            // A new card is typed here; the other choices are an answer.
            show(coverage === 'replace' ? 'coverage' : null);
          }}
          onCard={(card) => change({ card })}
          onNext={() => show(null)}
        />
      );
    case 'copay': {
      const asked = copayAsked(panel, draft);
      if (asked.known && asked.amount === 0) return undefined;
      return (
        <CopayStep
          draft={draft}
          asked={asked}
          priorBalance={panel.priorBalanceCents}
          tried={tried}
          onChange={change}
        />
      );
    }
  }
}
