import type { TenderId } from '../../shared/kernel/ids.ts';
import { PaymentList } from '../cash/payment-list.tsx';
import { useFormats } from '../strings/use-formats.ts';
import { useStrings } from '../strings/use-strings.ts';
import { Section } from '../ui/panel.tsx';
import { primaryCoverage, type VisitPanel } from './check-in-draft.ts';
import { Step } from './step.tsx';
import { visitWords } from './visit-words.ts';

interface RecordStepsProps {
  readonly panel: VisitPanel;
  readonly zone: string;
  readonly onPrint: (tenderId: TenderId) => void;
}

/** What was done at check-in, with who and when; nothing here asks anything. */
export function RecordSteps({ panel, zone, onPrint }: RecordStepsProps) {
  const { visits } = useStrings();
  const formats = useFormats();
  const { identity, visit } = panel;
  const coverage = useCoverageWords(panel);
  return (
    <>
      <ol className="steps steps--record" aria-label={visits.stateTitle}>
        {identity === null ? null : (
          <Step
            title={visits.steps.identity}
            number={1}
            done
            summary={`${visits.said(identity.identifiers.map((identifier) => visits.identifiers[identifier]))} · ${visits.identityBy(formats.time(identity.at, zone), identity.by)}`}
          />
        )}
        <Step title={visits.steps.visit} number={2} done summary={visitWords(visit)} />
        {panel.coverageChoice === null ? null : (
          <Step title={visits.steps.coverage} number={3} done summary={coverage} />
        )}
        {panel.copayOutcome === null ? null : (
          <Step
            title={visits.steps.copay}
            number={4}
            done={panel.copayOutcome !== 'not-taken'}
            summary={
              panel.copayOutcome === 'none-due'
                ? visits.copayNone
                : panel.copayOutcome === 'not-taken' && panel.noCopayReason !== null
                  ? visits.copayNotTaken(visits.noCopayReasons[panel.noCopayReason])
                  : visits.paid.toLowerCase()
            }
          />
        )}
      </ol>
      <Payments panel={panel} zone={zone} onPrint={onPrint} />
    </>
  );
}

function useCoverageWords(panel: VisitPanel): string {
  const { visits } = useStrings();
  if (panel.coverageChoice === 'self-pay') return visits.coverageSelf;
  const primary = primaryCoverage(panel);
  return primary === undefined
    ? visits.coverageNone
    : visits.coverageLine(primary.payerName, primary.memberId.slice(-4));
}

/** The payments of the visit, voided ones included: nothing that was printed disappears. */
export function Payments({ panel, zone, onPrint }: RecordStepsProps) {
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
