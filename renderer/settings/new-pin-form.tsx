import { type ReactNode, useEffect, useRef, useState } from 'react';
import type { ApiFailure } from '../data/bridge.ts';
import { NO_PIN, newPinErrors } from '../staff/new-pin-errors.ts';
import { NewPinFields } from '../staff/new-pin-fields.tsx';
import { useStrings } from '../strings/use-strings.ts';
import { Button } from '../ui/controls.tsx';
import { Notice } from '../ui/feedback.tsx';

interface NewPinFormProps {
  readonly label: string;
  readonly action: string;
  readonly busy: boolean;
  readonly failure: ApiFailure | null;
  /** What is asked for before the new PIN; `tried` once sending was. */
  readonly before?: ((tried: boolean) => ReactNode) | undefined;
  /** False while something before the PIN is missing. */
  readonly isReady?: boolean | undefined;
  readonly onSend: (pin: string) => Promise<unknown>;
}

/** A new PIN, typed twice. What is wrong is said at its field, which has the keyboard then. */
export function NewPinForm({
  label,
  action,
  busy,
  failure,
  before,
  isReady = true,
  onSend,
}: NewPinFormProps) {
  const { settings, setup } = useStrings();
  const form = useRef<HTMLFormElement>(null);
  const [typed, setTyped] = useState(NO_PIN);
  const [tries, setTries] = useState(0);
  useEffect(() => {
    if (tries > 0) form.current?.querySelector<HTMLElement>('[aria-invalid="true"]')?.focus();
  }, [tries]);
  const errors = newPinErrors(typed, setup);
  const send = (): void => {
    if (busy) return;
    if (!isReady || Object.keys(errors).length > 0) {
      setTries((count) => count + 1);
      return;
    }
    setTries(0);
    // What was refused stands above; the PIN typed stays for another try.
    onSend(typed.pin).then(
      () => setTyped(NO_PIN),
      () => undefined,
    );
  };
  return (
    <form
      ref={form}
      className="settings__form"
      onSubmit={(event) => {
        event.preventDefault();
        send();
      }}
    >
      {failure === null ? null : <Notice tone="bad">{failure.message}</Notice>}
      {before?.(tries > 0)}
      <NewPinFields
        labels={{ pin: label, pinAgain: settings.pinAgain }}
        hint={settings.pinRule}
        value={typed}
        error={(field) => (tries > 0 ? errors[field] : undefined)}
        onChange={(change) => setTyped({ ...typed, ...change })}
      />
      <div>
        <Button submit aria-busy={busy}>
          {action}
        </Button>
      </div>
    </form>
  );
}
