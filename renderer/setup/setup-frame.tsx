import './setup.css';
import type { ReactNode } from 'react';
import type { Language } from '../../shared/kernel/time.ts';
import { showPreferences, usePreferences } from '../data/preferences.ts';
import { useStrings } from '../strings/use-strings.ts';
import { SegmentedChoice } from '../ui/segmented-choice.tsx';

const LANGUAGES: readonly Language[] = ['en', 'es'];

interface SetupFrameProps {
  readonly title: string;
  readonly hint?: string | undefined;
  /** Beside the title: the steps of the first run. */
  readonly aside?: ReactNode;
  /** False for somebody signed in, whose language is known. */
  readonly offersLanguage?: boolean | undefined;
  readonly children: ReactNode;
  /** The way on bottom right, the way back left of it. */
  readonly foot?: ReactNode;
}

/** The window while no practice is open: one card, and the language, because nobody has said theirs yet. */
export function SetupFrame({ title, hint, aside, offersLanguage = true, children, foot }: SetupFrameProps) {
  const words = useStrings().setup;
  const language = usePreferences((preferences) => preferences.language);
  return (
    <div className="setup">
      <header className="setup__head">
        <p className="setup__product">{words.title}</p>
        {offersLanguage ? (
          <SegmentedChoice
            label={words.language}
            value={language}
            options={LANGUAGES.map((each) => ({ value: each, label: words.languages[each] }))}
            onChange={(chosen) => showPreferences({ language: chosen })}
          />
        ) : null}
      </header>
      <main className="setup__card">
        {aside}
        <h1 className="setup__title">{title}</h1>
        {hint === undefined ? null : <p className="setup__hint muted">{hint}</p>}
        {children}
        {foot === undefined ? null : <footer className="setup__foot">{foot}</footer>}
      </main>
    </div>
  );
}
