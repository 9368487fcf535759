import { clinicDay } from '../../shared/kernel/time.ts';
import { RelatedPeople } from '../patients/related-people.tsx';
import { useFormats } from '../strings/use-formats.ts';
import { useStrings } from '../strings/use-strings.ts';
import { Button } from '../ui/controls.tsx';
import type { Today, VisitPanel } from './check-in-draft.ts';
import { ContactForm } from './contact-form.tsx';
import { useDemographicFacts } from './use-demographic-facts.ts';

interface DemographicsStepProps {
  readonly panel: VisitPanel;
  readonly today: Today;
  readonly editing: boolean;
  readonly mayEdit: boolean;
  readonly onEdit: (editing: boolean) => void;
  readonly onSaid: () => void;
}

/** What is on file, read out loud; only what is missing stands out. */
export function DemographicsStep({ panel, today, editing, mayEdit, onEdit, onSaid }: DemographicsStepProps) {
  const { visits } = useStrings();
  const { patient } = panel;
  const facts = useDemographicFacts(panel, today);
  const { zone } = today;
  const formats = useFormats();
  if (editing)
    return (
      <>
        <ContactForm
          patient={patient}
          askSex={false}
          saveLabel={visits.save}
          onBack={() => onEdit(false)}
          onSaved={() => {
            onEdit(false);
            onSaid();
          }}
        />
        <RelatedPeople patientId={patient.id} />
      </>
    );
  const { demographicsConfirmedAt: confirmedAt } = patient;
  return (
    <>
      <p className="step__ask">
        {confirmedAt === null
          ? visits.demographicsNever
          : visits.demographicsLast(formats.date(clinicDay(confirmedAt, zone)))}{' '}
        {visits.demographicsAsk}
      </p>
      <dl className="facts tabular">
        {facts.map(({ label, value }) => (
          <div key={label} className="facts__line">
            <dt>{label}</dt>
            <dd>{value === '' ? <span className="fact--missing">{visits.notGiven}</span> : value}</dd>
          </div>
        ))}
      </dl>
      <div className="step__actions">
        <Button shortcut="D" className="button--chosen" onClick={onSaid}>
          {visits.demographicsRight}
        </Button>
        {mayEdit ? (
          <Button shortcut="E" onClick={() => onEdit(true)}>
            {visits.edit}
          </Button>
        ) : null}
      </div>
    </>
  );
}
