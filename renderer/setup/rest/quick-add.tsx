import { type ReactNode, useRef, useState } from 'react';
import type { ApiFailure } from '../../data/bridge.ts';
import { useStrings } from '../../strings/use-strings.ts';
import { Button } from '../../ui/controls.tsx';
import { Notice } from '../../ui/feedback.tsx';

interface QuickAddProps {
  /** What the list is of. */
  readonly label: string;
  readonly items: readonly { readonly id: string; readonly text: string; readonly more?: string }[];
  readonly children: ReactNode;
  /** Something is typed that was not added yet. */
  readonly isTyped: boolean;
  /** Saves what was typed and empties the fields; false leaves them as they are. */
  readonly onAdd: () => Promise<boolean>;
  readonly failure: ApiFailure | null;
}

/** What there is already, and one line to add the next: Enter adds, and the keyboard is back in the first field. */
export function QuickAdd({ label, items, children, isTyped, onAdd, failure }: QuickAddProps) {
  const words = useStrings().setup.rest;
  const line = useRef<HTMLFormElement>(null);
  const [busy, setBusy] = useState(false);
  const add = (): void => {
    if (busy) return;
    setBusy(true);
    onAdd().then(
      (added) => {
        setBusy(false);
        // The fields are empty, or marked, only when they were painted so.
        requestAnimationFrame(() => {
          const find = (what: string) => line.current?.querySelector<HTMLElement>(what);
          ((added ? null : find('[aria-invalid="true"]')) ?? find('input'))?.focus();
        });
      },
      // The failure stands above the line.
      () => setBusy(false),
    );
  };
  return (
    <>
      {items.length === 0 ? (
        <p className="muted">{words.nothingYet}</p>
      ) : (
        <ul className="setup__list" aria-label={label}>
          {items.map(({ id, text, more }) => (
            <li key={id}>
              <span>{text}</span>
              {more === undefined ? null : <span className="muted">{more}</span>}
            </li>
          ))}
        </ul>
      )}
      {failure === null ? null : <Notice tone="bad">{failure.message}</Notice>}
      <form
        ref={line}
        className="setup__line"
        data-typed={isTyped}
        onSubmit={(event) => {
          event.preventDefault();
          add();
        }}
      >
        {children}
        <Button submit shortcut="Enter" aria-busy={busy}>
          {words.add}
        </Button>
      </form>
    </>
  );
}

/** Adds what is typed and not added yet; false when there is nothing. Going on must not lose it. */
export function addTyped(): boolean {
  const line = document.querySelector<HTMLFormElement>('.setup__line[data-typed="true"]');
  line?.requestSubmit();
  return line !== null;
}
