import { type ReactNode, useRef, useState } from 'react';
import type { ApiFailure } from '../data/bridge.ts';
import { NewPinFields, NO_PIN, newPinErrors } from '../staff/new-pin.tsx';
import { useStrings } from '../strings/use-strings.ts';
import { Button } from '../ui/controls.tsx';
import { Notice } from '../ui/feedback.tsx';
import { showToast } from '../ui/toast.tsx';

interface PinFormProps {
  readonly label: string;
  readonly action: string;
  /** What is said once the PIN is kept. */
  readonly said: string;
  readonly command: { readonly isPending: boolean; readonly failure: ApiFailure | null };
  readonly send: (pin: string) => Promise<unknown>;
  /** Fields that come before the PIN; `isReady` that they are filled in. */
  readonly before?: ((tried: boolean) => ReactNode) | undefined;
  readonly isReady?: boolean | undefined;
}

/** A new PIN, typed twice: one's own, or one given to somebody. */
export function PinForm({ label, action, said, command, send, before, isReady = true }: PinFormProps) {
  const { setup } = useStrings();
  const form = useRef<HTMLFormElement>(null);
  const [typed, setTyped] = useState(NO_PIN);
  const [tried, setTried] = useState(false);
  const errors = newPinErrors(typed, setup);
  const submit = (): void => {
    setTried(true);
    if (Object.keys(errors).length > 0 || !isReady) {
      // The fields are marked only when they were painted so.
      requestAnimationFrame(() => form.current?.querySelector<HTMLElement>('[aria-invalid="true"]')?.focus());
      return;
    }
    if (command.isPending) return;
    send(typed.pin).then(
      () => {
        setTyped(NO_PIN);
        setTried(false);
        showToast(said);
      },
      // The failure stands above the fields, and what was typed stays.
      () => undefined,
    );
  };
  return (
    <form
      ref={form}
      className="settings__form"
      onSubmit={(event) => {
        event.preventDefault();
        submit();
      }}
    >
      {command.failure === null ? null : <Notice tone="bad">{command.failure.message}</Notice>}
      {before?.(tried)}
      <NewPinFields
        label={label}
        hint={setup.pinWrong}
        typed={typed}
        errors={tried ? errors : {}}
        onChange={(change) => setTyped({ ...typed, ...change })}
      />
      <div>
        <Button submit aria-busy={command.isPending}>
          {action}
        </Button>
      </div>
    </form>
  );
}
