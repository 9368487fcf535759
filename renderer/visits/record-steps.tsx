import { useState } from 'react';
import type { TenderId } from '../../shared/kernel/ids.ts';
import { PaymentList } from '../cash/payment-list.tsx';
import { EMPTY_ELIGIBILITY, readEligibility } from '../coverage/eligibility-draft.ts';
import { EligibilityForm } from '../coverage/eligibility-form.tsx';
import { useDeskCommand } from '../data/queries.ts';
import { useMay } from '../data/session.ts';
import { openPrint } from '../print/open-print.ts';
import { useStrings } from '../strings/use-strings.ts';
import { Button } from '../ui/controls.tsx';
import { Notice } from '../ui/feedback.tsx';
import { Section } from '../ui/panel.tsx';
import type { Today, VisitPanel } from './check-in-draft.ts';
import { failureText } from './failure-text.ts';
import { Step } from './step.tsx';
import { useRecordLines } from './use-record-lines.ts';

interface RecordStepsProps {
  readonly panel: VisitPanel;
  readonly today: Today;
  readonly onPrint: (tenderId: TenderId) => void;
}

/** What was done at check-in, with who and when; only the insurer may still be asked again. */
export function RecordSteps({ panel, today, onPrint }: RecordStepsProps) {
  const { visits, checkIn: words } = useStrings();
  const mayCheckIn = useMay('visits.check-in');
  const [isAsking, setAsking] = useState(false);
  const lines = useRecordLines(panel, today);
  return (
    <>
      <ol className="steps steps--record" aria-label={visits.stateTitle}>
        {lines.map(({ name, done, summary }, index) => (
          <Step
            key={name}
            title={words.steps[name]}
            number={index + 1}
            done={done}
            summary={summary}
            open={name === 'eligibility' && isAsking}
            onToggle={name === 'eligibility' && mayCheckIn ? () => setAsking(!isAsking) : undefined}
          >
            {name === 'eligibility' && isAsking ? (
              <AskAgain panel={panel} onDone={() => setAsking(false)} />
            ) : undefined}
          </Step>
        ))}
      </ol>
      {panel.identity === null ? null : <PrintButtons panel={panel} onPrint={onPrint} />}
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
