import { EMPTY_ELIGIBILITY, readEligibility } from '../coverage/eligibility-draft.ts';
import { EligibilityForm } from '../coverage/eligibility-form.tsx';
import { useCoverageWords } from '../coverage/use-coverage-words.ts';
import { useStrings } from '../strings/use-strings.ts';
import { Button } from '../ui/controls.tsx';
import { type CheckInDraft, keptCoverage, type Today, type VisitPanel } from './check-in-draft.ts';

interface EligibilityStepProps {
  readonly panel: VisitPanel;
  readonly draft: CheckInDraft;
  readonly today: Today;
  readonly onChange: (change: Partial<CheckInDraft>) => void;
  readonly onNext: () => void;
}

/** What the insurer says today, with what it said before; nobody to ask is an answer, too. */
export function EligibilityStep({ panel, draft, today, onChange, onNext }: EligibilityStepProps) {
  const { checkIn, visits } = useStrings();
  const words = useCoverageWords(today.day, today.zone);
  const kept = keptCoverage(panel, draft, today);
  const earlier = panel.eligibility.filter(({ coverageId }) => kept !== undefined && coverageId === kept.id);
  const typed = draft.eligibility ?? EMPTY_ELIGIBILITY;
  return (
    <form
      className="eligibility"
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        if (readEligibility(typed) !== undefined) onNext();
      }}
    >
      <EligibilityForm draft={typed} onChange={(eligibility) => onChange({ eligibility })} />
      {earlier.length === 0 ? null : (
        <p className="small muted tabular">
          {earlier
            .slice(0, 2)
            .map((check) => words.eligibility(check))
            .join(' · ')}
        </p>
      )}
      {typed.result === null ? null : (
        <div className="step__actions">
          <Button submit shortcut="Enter">
            {visits.next}
          </Button>
          <Button look="quiet" onClick={() => onChange({ eligibility: null })}>
            {checkIn.removeLine}
          </Button>
        </div>
      )}
    </form>
  );
}
