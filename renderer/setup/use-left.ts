import { type RefObject, useEffect, useState } from 'react';
import type { SetupDraft, SetupErrors } from './setup-draft.ts';

/** Shows errors only of fields that were left, or of all once going on was tried: nobody is corrected while typing. */
export function useLeft(form: RefObject<HTMLElement | null>, draft: SetupDraft, errors: SetupErrors) {
  const [left, setLeft] = useState<ReadonlySet<keyof SetupDraft>>(new Set());
  const [tries, setTries] = useState(0);
  useEffect(() => {
    if (tries > 0) form.current?.querySelector<HTMLElement>('[aria-invalid="true"]')?.focus();
  }, [tries, form]);
  return {
    leave: (field: keyof SetupDraft) => setLeft((before) => new Set([...before, field])),
    /** True when nothing is wrong; else everything wrong is shown and the first field of it has the keyboard. */
    mayGoOn: (): boolean => {
      if (Object.keys(errors).length === 0) return true;
      setTries((count) => count + 1);
      return false;
    },
    // What is still empty is asked for when going on: a field only passed by is not yet wrong.
    shown: (field: keyof SetupDraft): string | undefined =>
      tries > 0 || (left.has(field) && draft[field] !== '') ? errors[field] : undefined,
    wrong: tries > 0 ? Object.keys(errors).length : 0,
  };
}
