import type { ReactNode } from 'react';
import { useStrings } from '../strings/use-strings.ts';
import { AuthorizationStep } from './authorization-step.tsx';
import { asksAuthorization, type Today, type VisitPanel, visitAsSaid } from './check-in-draft.ts';
import { type StepName, visitProblem } from './check-in-input.ts';
import { CopayStep } from './copay-step.tsx';
import { CoverageStep } from './coverage-step.tsx';
import { DemographicsStep } from './demographics-step.tsx';
import { EligibilityStep } from './eligibility-step.tsx';
import { FormsStep } from './forms-step.tsx';
import { IdentityStep } from './identity-step.tsx';
import { RegisterStep } from './register-step.tsx';
import { Step } from './step.tsx';
import type { CheckIn } from './use-check-in.ts';
import { useStepSummaries } from './use-step-summaries.ts';
import type { Frame } from './visit-panel.tsx';
import { VisitStep } from './visit-step.tsx';

interface CheckInStepsProps {
  readonly panel: VisitPanel;
  readonly checkIn: CheckIn;
  readonly frame: Frame;
  readonly today: Today;
  readonly mayEdit: boolean;
}

/** The key that opens a step, and that answers it where one word is enough. */
const KEYS: Partial<Record<StepName, string>> = {
  identity: 'I',
  visit: 'V',
  demographics: 'D',
  coverage: 'C',
  eligibility: 'G',
  authorization: 'U',
  forms: 'S',
  copay: 'P',
};

/** The steps of check-in: ticks where the data already answers, the question where it does not. */
export function CheckInSteps(props: CheckInStepsProps) {
  const { visits, checkIn: words } = useStrings();
  const { panel, checkIn, today } = props;
  const { open, show } = checkIn;
  // A referral that nobody asks for is not even a tick.
  const shown = checkIn.steps.filter(
    ({ name }) => name !== 'authorization' || asksAuthorization(panel, checkIn.draft, today),
  );
  const summaries = useStepSummaries(panel, checkIn, today);
  return (
    <ol className="steps" aria-label={visits.stepsLabel}>
      {shown.map((step, index) => {
        const hasBody = canOpen(step.name);
        return (
          <Step
            key={step.name}
            title={words.steps[step.name]}
            number={index + 1}
            done={step.done}
            summary={summaries[step.name]}
            shortcut={hasBody ? KEYS[step.name] : undefined}
            open={hasBody && open === step.name}
            onToggle={hasBody ? () => show(open === step.name ? null : step.name) : undefined}
          >
            {hasBody && open === step.name ? <StepBody {...props} name={step.name} /> : undefined}
          </Step>
        );
      })}
    </ol>
  );
}

/** Whether a step asks anything here; printing and the end come with the check-in itself. */
function canOpen(name: StepName): boolean {
  return name !== 'print' && name !== 'finish';
}

function StepBody({
  name,
  panel,
  checkIn,
  frame,
  today,
  mayEdit,
}: CheckInStepsProps & { readonly name: StepName }): ReactNode {
  const { draft, change, show, tried } = checkIn;
  const onNext = (): void => show(null);
  switch (name) {
    case 'register':
      return (
        <RegisterStep
          visitId={panel.visit.id}
          patient={panel.patient}
          day={today.day}
          onRegistered={onNext}
        />
      );
    case 'identity':
      return (
        <IdentityStep
          panel={panel}
          draft={draft}
          today={today}
          tried={tried}
          onIdentifiers={(identifiers) => change({ identifiers, identitySaid: false })}
          onCompanion={(companion) => {
            // While it is typed it is not yet said.
            show('identity');
            change({ companion, identitySaid: false });
          }}
          onSaid={() => {
            change({ identitySaid: true });
            onNext();
          }}
        />
      );
    case 'visit':
      return (
        <VisitStep
          visit={visitAsSaid(panel, draft)}
          frame={frame}
          isStateWrong={visitProblem(panel, draft) === 'accident-state'}
          onChange={(visit) => change({ visit })}
          onNext={onNext}
        />
      );
    case 'demographics':
      return (
        <DemographicsStep
          panel={panel}
          today={today}
          editing={checkIn.editing}
          mayEdit={mayEdit}
          onEdit={(editing) => {
            show('demographics');
            checkIn.edit(editing);
          }}
          onSaid={() => {
            change({ demographicsSaid: true });
            onNext();
          }}
        />
      );
    case 'coverage':
      return (
        <CoverageStep
          panel={panel}
          draft={draft}
          today={today}
          tried={tried}
          onChange={change}
          onNext={onNext}
          onStay={() => show('coverage')}
        />
      );
    case 'eligibility':
      return <EligibilityStep panel={panel} draft={draft} today={today} onChange={change} onNext={onNext} />;
    case 'authorization':
      return (
        <AuthorizationStep
          panel={panel}
          draft={draft}
          today={today}
          mayEdit={mayEdit}
          onChange={(some) => {
            show('authorization');
            change(some);
          }}
        />
      );
    case 'forms':
      return (
        <FormsStep
          panel={panel}
          draft={draft}
          tried={tried}
          onChange={(some) => {
            // A reason that is long enough answers the step; it stays open until the desk goes on.
            show('forms');
            change(some);
          }}
          onNext={onNext}
          onSigning={(isSigning) => checkIn.hold(isSigning ? 'forms' : null)}
        />
      );
    case 'copay':
      return <CopayStep panel={panel} draft={draft} today={today} tried={tried} onChange={change} />;
    default:
      return null;
  }
}
