import { type RefObject, useEffect, useRef, useState } from 'react';
import type { z } from 'zod';
import { useDraft } from '../data/desk-store.ts';
import { usePreferences } from '../data/preferences.ts';
import { fieldFailuresIn } from '../strings/failures.ts';
import { useStrings } from '../strings/use-strings.ts';

export interface SettingsForm<Draft> {
  readonly draft: Draft;
  readonly change: (change: Partial<Draft>) => void;
  readonly leave: (field: string) => void;
  /** What to do about a field, once it was left or saving was tried. */
  readonly error: (field: string) => string | undefined;
  /** The draft as the engine takes it; undefined, and the first wrong field has the keyboard, while something is wrong. */
  readonly read: () => Draft | undefined;
  readonly form: RefObject<HTMLDivElement | null>;
  /** Forgets what was typed, once it is saved. */
  readonly drop: () => void;
}

/**
 * A form on one of the contract's own schemas: what the engine would refuse is said as the field is left, in the person's
 * language. `key` names the form and its subject; what was typed outlives Esc, another section and a lock, until somebody
 * changes what it started from.
 */
export function useSettingsForm<Draft extends object>(
  key: string,
  schema: z.ZodType<Draft>,
  start: Draft,
): SettingsForm<Draft> {
  const { settings } = useStrings();
  const language = usePreferences((preferences) => preferences.language);
  const spelled = JSON.stringify(start);
  const [held, keep, drop] = useDraft<{ readonly spelled: string; readonly draft: Draft } | null>(
    `settings/${key}`,
    null,
  );
  const draftOf = (kept: typeof held): Draft => (kept?.spelled === spelled ? kept.draft : start);
  const draft = draftOf(held);
  const [left, setLeft] = useState<ReadonlySet<string> | 'all'>(new Set());
  const form = useRef<HTMLDivElement>(null);
  const [refusals, setRefusals] = useState(0);
  useEffect(() => {
    if (refusals > 0) form.current?.querySelector<HTMLElement>('[aria-invalid="true"]')?.focus();
  }, [refusals]);
  const parsed = schema.safeParse(draft);
  const messages: Record<string, string> = {};
  for (const issue of parsed.error?.issues ?? [])
    messages[String(issue.path[0] ?? 'form')] ??=
      issue.code === 'invalid_type' ? settings.writeNumber : issue.message;
  const shown = fieldFailuresIn(language, messages) ?? {};
  return {
    draft,
    form,
    drop,
    change: (change) => keep((kept) => ({ spelled, draft: { ...draftOf(kept), ...change } })),
    leave: (field) => {
      if (left !== 'all' && !left.has(field)) setLeft(new Set([...left, field]));
    },
    error: (field) => (left === 'all' || left.has(field) ? shown[field] : undefined),
    read: () => {
      if (parsed.success) return parsed.data;
      setLeft('all');
      setRefusals((count) => count + 1);
      return undefined;
    },
  };
}
