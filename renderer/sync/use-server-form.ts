import { type RefObject, useEffect, useRef, useState } from 'react';
import { usePreferences } from '../data/preferences.ts';
import { useStrings } from '../strings/use-strings.ts';
import { type ServerDraft, type ServerField, serverErrors } from './server-draft.ts';

/** Says what is wrong with a server's fields as they are left, and with all of them once going on was tried. */
export function useServerForm(
  form: RefObject<HTMLElement | null>,
  draft: ServerDraft,
  refused: Readonly<Record<string, string>> | undefined,
) {
  const { required } = useStrings().server;
  const language = usePreferences((preferences) => preferences.language);
  const [left, setLeft] = useState<ReadonlySet<ServerField>>(new Set());
  const [tries, setTries] = useState(0);
  const tried = useRef(0);
  const errors = serverErrors(draft, required, language);
  useEffect(() => {
    if (tries === tried.current) return;
    tried.current = tries;
    form.current?.querySelector<HTMLElement>('[aria-invalid="true"]')?.focus();
  }, [tries, form]);
  return {
    leave: (field: ServerField): void => setLeft((before) => new Set([...before, field])),
    error: (field: ServerField): string | undefined =>
      (tries > 0 || (left.has(field) && (draft[field] ?? '') !== '') ? errors[field] : undefined) ??
      refused?.[field],
    /** True when nothing is wrong; else the first wrong field has the keyboard. */
    mayGoOn: (): boolean => {
      if (Object.keys(errors).length === 0) return true;
      setTries((count) => count + 1);
      return false;
    },
  };
}
