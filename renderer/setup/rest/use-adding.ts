import { useState } from 'react';

type Errors<Draft> = Partial<Record<keyof Draft & string, string | undefined>>;

/** What is typed to be added to a list; a field's error is said once adding was tried. */
export interface Adding<Draft> {
  readonly draft: Draft;
  readonly change: (change: Partial<Draft>) => void;
  readonly error: (field: keyof Draft & string) => string | undefined;
  /** Nothing is said while a field is only passed by: it may be left for later. */
  readonly leave: () => void;
  /** Saves what was typed and begins the next; false while something is wrong with it. Throws what saving throws. */
  readonly add: () => Promise<boolean>;
}

/** One line after another, each saved as it is added. */
export function useAdding<Draft extends object>(
  empty: Draft,
  errorsOf: (draft: Draft) => Errors<Draft>,
  save: (draft: Draft) => Promise<unknown>,
): Adding<Draft> {
  const [draft, setDraft] = useState(empty);
  const [tried, setTried] = useState(false);
  const errors = errorsOf(draft);
  return {
    draft,
    change: (change) => setDraft((before) => ({ ...before, ...change })),
    error: (field) => (tried ? errors[field] : undefined),
    leave: () => undefined,
    add: async () => {
      setTried(true);
      if (Object.values(errors).some((error) => error !== undefined)) return false;
      await save(draft);
      setDraft(empty);
      setTried(false);
      return true;
    },
  };
}
