import { useStrings } from '../strings/use-strings.ts';

interface SetupStepsProps {
  readonly steps: readonly { readonly id: string; readonly label: string }[];
  readonly current: string;
}

/** Where one is in the first run; what is done has a tick and a word. */
export function SetupSteps({ steps, current }: SetupStepsProps) {
  const words = useStrings().setup;
  const at = steps.findIndex(({ id }) => id === current);
  return (
    <ol className="setup__steps" aria-label={words.stepsLabel}>
      {steps.map(({ id, label }, index) => (
        <li key={id} className="setup__step" aria-current={id === current ? 'step' : undefined}>
          <span className="setup__number" aria-hidden="true">
            {index < at ? '✓' : index + 1}
          </span>
          {label}
          {index < at ? <span className="visually-hidden">, {words.stepDone}</span> : null}
        </li>
      ))}
    </ol>
  );
}

const FIRST_STEPS = ['practice', 'administrator', 'code'] as const;

/** The steps before there is a practice. */
export function FirstSteps({ current }: { readonly current: (typeof FIRST_STEPS)[number] }) {
  const words = useStrings().setup;
  return <SetupSteps steps={FIRST_STEPS.map((id) => ({ id, label: words.steps[id] }))} current={current} />;
}
