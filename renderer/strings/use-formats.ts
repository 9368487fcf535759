import { usePreferences } from '../data/preferences.ts';
import { type Formats, formatsFor } from './formats.ts';

/** How dates, times, ages and money read for the person signed in here. */
export function useFormats(): Formats {
  const language = usePreferences((preferences) => preferences.language);
  const clock = usePreferences((preferences) => preferences.clock);
  return formatsFor(language, clock);
}

/** The same for a function that is no hook; what shows its answer must also use a hook, to follow a change. */
export function currentFormats(): Formats {
  const { language, clock } = usePreferences.getState();
  return formatsFor(language, clock);
}
