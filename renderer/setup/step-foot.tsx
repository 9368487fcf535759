import { useStrings } from '../strings/use-strings.ts';
import { Button } from '../ui/controls.tsx';

interface StepFootProps {
  readonly back: string;
  readonly onBack: () => void;
  /** How many fields are to be mended first. */
  readonly wrong?: number;
  /** Undefined where there is no way on. */
  readonly onward: string | undefined;
  readonly onOnward: () => void;
  readonly isBusy: boolean;
}

/** The way back, what stands against the way on, and the way on. The keys are the step's own. */
export function StepFoot({ back, onBack, wrong = 0, onward, onOnward, isBusy }: StepFootProps) {
  const { setup } = useStrings();
  return (
    <>
      <Button look="quiet" shortcut="Escape" onClick={onBack}>
        {back}
      </Button>
      <span className="setup__wrong">{wrong > 0 ? setup.fixFirst(wrong) : null}</span>
      {onward === undefined ? null : (
        <Button look="primary" shortcut="Ctrl+Enter" onClick={onOnward} aria-busy={isBusy}>
          {onward}
        </Button>
      )}
    </>
  );
}
