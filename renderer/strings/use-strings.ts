import type { Language } from '../../shared/kernel/time.ts';
import { usePreferences } from '../data/preferences.ts';
import { en, type Strings } from './en.ts';
import { es } from './es.ts';

const CATALOGUES: Readonly<Record<Language, Strings>> = { en, es };

/** Every word of the screen in one language. */
export function stringsFor(language: Language): Strings {
  return CATALOGUES[language];
}

/** Every word on the screen, in the language of the person signed in here. */
export function useStrings(): Strings {
  return CATALOGUES[usePreferences((preferences) => preferences.language)];
}

/** The same for a function that is no hook; what shows its answer must also use a hook, to follow a change. */
export function currentStrings(): Strings {
  return CATALOGUES[usePreferences.getState().language];
}

/** Tells the page its language, now and whenever it changes: screen readers and hyphenation follow it. */
export function followLanguage(): void {
  const tell = (): void => {
    document.documentElement.lang = usePreferences.getState().language;
  };
  tell();
  usePreferences.subscribe(tell);
}
