import './people.css';
import { type ReactNode, useEffect, useRef } from 'react';
import { useStrings } from '../strings/use-strings.ts';
import { Button } from '../ui/controls.tsx';
import { useShortcuts } from '../ui/shortcuts.ts';

interface Line {
  readonly id: string;
}

interface LinesProps<Item extends Line, Draft extends { readonly id: string | null }> {
  readonly items: readonly Item[];
  /** What is being written: a line's id, or null for a new one; null when nothing is. */
  readonly open: Draft | null;
  readonly mayWrite: boolean;
  /** What is said where there is no line. */
  readonly none: string;
  readonly addLabel: string;
  /** The key that begins a new line; none where another part of the screen owns the letters. */
  readonly addKey: string | undefined;
  /** The line that is being removed, whose button says so. */
  readonly ending?: string | null;
  readonly lineOf: (item: Item) => ReactNode;
  /** What names a line for those who hear the buttons. */
  readonly nameOf: (item: Item) => string;
  readonly formOf: (draft: Draft) => ReactNode;
  readonly onAdd: () => void;
  readonly onEdit: (item: Item) => void;
  readonly onEnd: (item: Item) => void;
}

/** Lines of a chart that are written, corrected and removed in their place. */
export function Lines<Item extends Line, Draft extends { readonly id: string | null }>({
  items,
  open,
  mayWrite,
  none,
  addLabel,
  addKey,
  ending = null,
  lineOf,
  nameOf,
  formOf,
  onAdd,
  onEdit,
  onEnd,
}: LinesProps<Item, Draft>) {
  const { people: strings, patients: words } = useStrings();
  const mayAdd = mayWrite && open === null;
  useShortcuts('panel', addKey === undefined ? {} : { [addKey]: mayAdd ? onAdd : undefined });
  return (
    <>
      {items.length === 0 && open === null ? <p className="muted">{none}</p> : null}
      <ul className="people">
        {items.map((item) => (
          <li key={item.id} className="people__line">
            {open?.id === item.id ? (
              formOf(open)
            ) : (
              <>
                {lineOf(item)}
                {mayWrite ? (
                  <span className="people__acts">
                    <Button
                      small
                      look="quiet"
                      aria-label={strings.editOf(nameOf(item))}
                      onClick={() => onEdit(item)}
                    >
                      {words.edit}
                    </Button>
                    <Button
                      small
                      look="quiet"
                      aria-label={strings.removeOf(nameOf(item))}
                      aria-busy={ending === item.id}
                      onClick={() => onEnd(item)}
                    >
                      {strings.remove}
                    </Button>
                  </span>
                ) : null}
              </>
            )}
          </li>
        ))}
      </ul>
      {open !== null && open.id === null ? formOf(open) : null}
      {mayAdd ? (
        <Button small shortcut={addKey} onClick={onAdd}>
          {addLabel}
        </Button>
      ) : null}
    </>
  );
}

interface LineFormProps {
  readonly isBusy: boolean;
  readonly onSave: () => void;
  readonly onCancel: () => void;
  readonly children: ReactNode;
}

/** A few fields in the place of a line: Enter saves, Esc leaves the line as it was. */
export function LineForm({ isBusy, onSave, onCancel, children }: LineFormProps) {
  const strings = useStrings().people;
  const form = useRef<HTMLFormElement>(null);
  useEffect(() => {
    // A field that asked for the keyboard itself keeps it: an alert begins with its text, not with its kind.
    if (form.current?.contains(document.activeElement)) return;
    form.current?.querySelector<HTMLElement>('input, select')?.focus();
  }, []);
  return (
    <form
      ref={form}
      className="people-form"
      onKeyDown={(event) => {
        if (event.key !== 'Escape') return;
        event.stopPropagation();
        onCancel();
      }}
      onSubmit={(event) => {
        event.preventDefault();
        onSave();
      }}
    >
      {children}
      <div className="people-form__foot">
        <Button look="quiet" shortcut="Escape" onClick={onCancel}>
          {strings.cancel}
        </Button>
        <Button submit look="primary" shortcut="Enter" aria-busy={isBusy}>
          {strings.save}
        </Button>
      </div>
    </form>
  );
}
