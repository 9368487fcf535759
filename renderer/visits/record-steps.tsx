import { useState } from 'react';
import { eligibilityFor } from '../../shared/coverage/rules.ts';
import type { TenderId } from '../../shared/kernel/ids.ts';
import { PaymentList } from '../cash/payment-list.tsx';
import { EMPTY_ELIGIBILITY, readEligibility } from '../coverage/eligibility-draft.ts';
import { EligibilityForm } from '../coverage/eligibility-form.tsx';
import { useCoverageWords } from '../coverage/use-coverage-words.ts';
import { useDeskCommand } from '../data/queries.ts';
import { useMay } from '../data/session.ts';
import { openPrint } from '../print/open-print.ts';
import { useFormats } from '../strings/use-formats.ts';
import { useStrings } from '../strings/use-strings.ts';
import { Button } from '../ui/controls.tsx';
import { Notice } from '../ui/feedback.tsx';
import { Section } from '../ui/panel.tsx';
import type { Today, VisitPanel } from './check-in-draft.ts';
import type { StepName } from './check-in-input.ts';
import { failureText } from './failure-text.ts';
import { Step } from './step.tsx';
import { visitWords } from './visit-words.ts';

interface RecordStepsProps {
  readonly panel: VisitPanel;
  readonly today: Today;
  readonly onPrint: (tenderId: TenderId) => void;
}

/** What was done at check-in, with who and when; only the insurer may still be asked again. */
export function RecordSteps({ panel, today, onPrint }: RecordStepsProps) {
  const { visits, checkIn: words } = useStrings();
  const formats = useFormats();
  const spoken = useCoverageWords(today.day, today.zone);
  const mayCheckIn = useMay('visits.check-in');
  const [isAsking, setAsking] = useState(false);
  const { identity, visit, companion } = panel;
  const isCheckedIn = identity !== null;
  const check = eligibilityFor(
    panel.eligibility,
    { visitId: visit.id, coverageId: panel.coverageId },
    today.day,
    today.zone,
  );
  const authorization = panel.authorizations.find(({ id }) => id === panel.authorizationId);
  const accident = words.accidentWords[panel.details.accident];
  const lines: readonly { name: StepName; done: boolean; summary: string }[] = [
    ...(identity === null
      ? []
      : [
          {
            name: 'identity' as const,
            done: true,
            summary: [
              visits.said(identity.identifiers.map((identifier) => visits.identifiers[identifier])),
              companion === null || companion.relation === 'alone'
                ? ''
                : words.companionLine(companion.name, words.relations[companion.relation]),
              visits.identityBy(formats.time(identity.at, today.zone), identity.by),
            ]
              .filter((part) => part !== '')
              .join(' · '),
          },
        ]),
    {
      name: 'visit',
      done: true,
      summary: accident === '' ? visitWords(visit) : `${visitWords(visit)} · ${accident}`,
    },
    ...(panel.coverageChoice === null
      ? []
      : [{ name: 'coverage' as const, done: true, summary: coverageLine() }]),
    ...(authorization === undefined
      ? []
      : [{ name: 'authorization' as const, done: true, summary: spoken.authorization(authorization) }]),
    ...(panel.formsLaterReason === null
      ? []
      : [{ name: 'forms' as const, done: false, summary: words.formsLaterLine(panel.formsLaterReason) }]),
    ...(panel.copayOutcome === null
      ? []
      : [{ name: 'copay' as const, done: panel.copayOutcome !== 'not-taken', summary: copayLine() }]),
  ];
  function coverageLine(): string {
    if (panel.coverageChoice === 'self-pay') return visits.coverageSelf;
    const coverage = panel.coverages.find(({ id }) => id === panel.coverageId);
    return coverage === undefined ? visits.coverageNone : spoken.coverage(coverage);
  }
  function copayLine(): string {
    if (panel.copayOutcome === 'none-due') return visits.copayNone;
    return panel.copayOutcome === 'not-taken' && panel.noCopayReason !== null
      ? visits.copayNotTaken(visits.noCopayReasons[panel.noCopayReason])
      : visits.paid.toLowerCase();
  }
  const asksInsurer = isCheckedIn && panel.coverageId !== null;
  return (
    <>
      <ol className="steps steps--record" aria-label={visits.stateTitle}>
        {lines.map(({ name, done, summary }, index) => (
          <Step key={name} title={words.steps[name]} number={index + 1} done={done} summary={summary} />
        ))}
        {asksInsurer ? (
          <Step
            title={words.steps.eligibility}
            number={lines.length + 1}
            done={check !== undefined}
            summary={check === undefined ? words.eligibilityNever : spoken.eligibility(check)}
            open={isAsking}
            onToggle={mayCheckIn ? () => setAsking(!isAsking) : undefined}
          >
            {isAsking ? <AskAgain panel={panel} onDone={() => setAsking(false)} /> : undefined}
          </Step>
        ) : null}
      </ol>
      {isCheckedIn ? <PrintButtons panel={panel} onPrint={onPrint} /> : null}
      <Payments panel={panel} zone={today.zone} onPrint={onPrint} />
    </>
  );
}

/** The insurer is asked again after the check-in; what it said before stays beside it. */
function AskAgain({ panel, onDone }: { readonly panel: VisitPanel; readonly onDone: () => void }) {
  const { checkIn } = useStrings();
  const command = useDeskCommand('coverage.recordEligibility');
  const [draft, setDraft] = useState(EMPTY_ELIGIBILITY);
  const answer = readEligibility(draft);
  const save = async (): Promise<void> => {
    if (answer === undefined || command.isPending) return;
    const saved = await command
      .run({ visitId: panel.visit.id, coverageId: panel.coverageId, answer })
      .catch(() => undefined);
    if (saved !== undefined) onDone();
  };
  return (
    <form
      className="eligibility"
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        void save();
      }}
    >
      <EligibilityForm draft={draft} onChange={setDraft} />
      {command.failure === null ? null : <Notice tone="bad">{failureText(command.failure)}</Notice>}
      {answer === undefined ? null : (
        <div className="step__actions">
          <Button submit shortcut="Enter" disabled={command.isPending}>
            {checkIn.record}
          </Button>
        </div>
      )}
    </form>
  );
}

/** What leaves the printer with the patient. */
function PrintButtons({ panel, onPrint }: Pick<RecordStepsProps, 'panel' | 'onPrint'>) {
  const { checkIn } = useStrings();
  const newest = newestPayment(panel);
  const visitId = panel.visit.id;
  return (
    <Section title={checkIn.steps.print}>
      <div className="step__actions">
        <Button small onClick={() => openPrint({ kind: 'label', visitId })}>
          {checkIn.printLabel}
        </Button>
        <Button small onClick={() => openPrint({ kind: 'routing-slip', visitId })}>
          {checkIn.printSlip}
        </Button>
        {newest === undefined ? null : (
          <Button small onClick={() => onPrint(newest)}>
            {checkIn.printReceipt}
          </Button>
        )}
      </div>
    </Section>
  );
}

/** The payments of the visit, voided ones included: nothing that was printed disappears. */
export function Payments({
  panel,
  zone,
  onPrint,
}: Omit<RecordStepsProps, 'today'> & { readonly zone: string }) {
  const { visits } = useStrings();
  if (panel.tenders.length === 0) return null;
  return (
    <Section title={visits.paymentsTitle}>
      <PaymentList tenders={panel.tenders} zone={zone} onPrint={onPrint} />
    </Section>
  );
}

/** The payment whose receipt Ctrl+P prints: the newest that was taken, even where it is void by now. */
export function newestPayment(panel: VisitPanel): TenderId | undefined {
  return panel.tenders.filter((tender) => tender.voids === null).at(-1)?.id;
}
