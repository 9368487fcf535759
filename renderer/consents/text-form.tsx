import { useState } from 'react';
import type { ConsentVersion } from '../../shared/consents/contract.ts';
import { CONSENT_KINDS, CONSENT_RENEWALS, type ConsentLanguage } from '../../shared/consents/rules.ts';
import { newOperationId } from '../data/bridge.ts';
import { useDraft } from '../data/desk-store.ts';
import { useDeskCommand } from '../data/queries.ts';
import { useStrings } from '../strings/use-strings.ts';
import { Button } from '../ui/controls.tsx';
import { Notice } from '../ui/feedback.tsx';
import { CheckField, Field, SelectField, TextField } from '../ui/fields.tsx';
import { useShortcuts } from '../ui/shortcuts.ts';
import { type TextDraft, useTextUndo } from './use-text-undo.ts';

interface TextFormProps {
  /** The version that is written on; null for a new text. */
  readonly version: ConsentVersion | null;
  readonly onDone: () => void;
}

const LANGUAGES = ['en', 'es'] as const;

/** A text in both languages; publishing makes a version of it, and what was signed keeps its own. */
export function TextForm({ version, onDone }: TextFormProps) {
  const { consents } = useStrings();
  const words = consents.settings;
  const [draft, keep, drop] = useDraft<TextDraft>(
    `consent-text/${version?.seriesId ?? 'new'}`,
    draftOf(version),
  );
  const publish = useDeskCommand('consents.publish');
  const sayWithUndo = useTextUndo();
  const [tried, setTried] = useState(false);
  const send = async (): Promise<void> => {
    setTried(true);
    if (publish.isPending || LANGUAGES.some((language) => isEmpty(draft[language]))) return;
    const operationId = newOperationId();
    const answer = await publish
      .run({ ...draft, seriesId: version?.seriesId ?? null }, operationId)
      .catch(() => undefined);
    if (answer === undefined) return;
    sayWithUndo(words.published(draft.en.title, answer.version), operationId);
    drop();
    onDone();
  };
  useShortcuts('room', { 'Ctrl+Enter': () => void send() });
  const wording = (language: ConsentLanguage) => (
    <fieldset key={language} className="text-form__wording" lang={language}>
      <TextField
        label={words.titleField(consents.languages[language])}
        value={draft[language].title}
        maxLength={120}
        autoFocus={language === 'en'}
        error={problem(`${language}.title`, draft[language].title)}
        onChange={(title) => keep({ ...draft, [language]: { ...draft[language], title } })}
      />
      <Field
        label={words.bodyField(consents.languages[language])}
        hint={words.bodyHint}
        error={problem(`${language}.body`, draft[language].body)}
      >
        {(wiring) => (
          <textarea
            {...wiring}
            className="field__control text-form__body"
            rows={14}
            maxLength={20_000}
            value={draft[language].body}
            onChange={(event) =>
              keep({ ...draft, [language]: { ...draft[language], body: event.target.value } })
            }
          />
        )}
      </Field>
    </fieldset>
  );
  const problem = (field: string, value: string): string | undefined =>
    publish.failure?.fields?.[field] ?? (tried && value.trim() === '' ? words.bothNeeded : undefined);
  return (
    <form
      className="text-form"
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        void send();
      }}
    >
      <div className="text-form__facts">
        {version === null ? (
          <SelectField
            label={words.kind}
            value={draft.kind}
            options={CONSENT_KINDS.map((value) => ({ value, label: consents.kinds[value] }))}
            onChange={(kind) => keep({ ...draft, kind })}
          />
        ) : null}
        <SelectField
          label={words.renewal}
          value={draft.renewal}
          options={CONSENT_RENEWALS.map((value) => ({ value, label: consents.renewals[value] }))}
          onChange={(renewal) => keep({ ...draft, renewal })}
        />
        <CheckField
          label={words.requiredField}
          checked={draft.required}
          onChange={(required) => keep({ ...draft, required })}
        />
      </div>
      <div className="text-form__wordings">{LANGUAGES.map(wording)}</div>
      {publish.failure === null ? null : <Notice tone="bad">{publish.failure.message}</Notice>}
      <footer className="text-form__foot">
        <Button
          look="quiet"
          onClick={() => {
            drop();
            onDone();
          }}
        >
          {words.cancel}
        </Button>
        <Button look="primary" submit shortcut="Ctrl+Enter" disabled={publish.isPending}>
          {words.publish}
        </Button>
      </footer>
    </form>
  );
}

function isEmpty({ title, body }: TextDraft['en']): boolean {
  return title.trim() === '' || body.trim() === '';
}

function draftOf(version: ConsentVersion | null): TextDraft {
  const wordingIn = (language: ConsentLanguage) => {
    const found = version?.wordings.find((each) => each.language === language);
    return { title: found?.title ?? '', body: found?.body ?? '' };
  };
  return {
    kind: version?.kind ?? 'own',
    renewal: version?.renewal ?? 'yearly',
    required: version?.required ?? false,
    en: wordingIn('en'),
    es: wordingIn('es'),
  };
}
