import { useStrings } from '../strings/use-strings.ts';
import type { SetupStep } from './setup-draft.ts';

const STEPS: readonly SetupStep[] = ['practice', 'administrator', 'code'];

/** Where one is in the first run; what is done has a tick and a word. */
export function SetupSteps({ current }: { readonly current: SetupStep }) {
  const words = useStrings().setup;
  const at = STEPS.indexOf(current);
  return (
    <ol className="setup__steps" aria-label={words.stepsLabel}>
      {STEPS.map((step, index) => (
        <li key={step} className="setup__step" aria-current={step === current ? 'step' : undefined}>
          <span className="setup__number" aria-hidden="true">
            {index < at ? '✓' : index + 1}
          </span>
          {words.steps[step]}
          {index < at ? <span className="visually-hidden">, {words.stepDone}</span> : null}
        </li>
      ))}
    </ol>
  );
}
