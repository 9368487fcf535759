import { create } from 'zustand';
import type { Language } from '../../shared/kernel/time.ts';
import { tell } from './bridge.ts';

/** How the person signed in here likes the desk. */
export interface Preferences {
  readonly density: 'comfortable' | 'dense';
  /** Per cent of the design's type size, 90 to 130. */
  readonly textSize: number;
  readonly theme: 'light' | 'dark' | 'system';
  readonly clock: 12 | 24;
  readonly language: Language;
}

export const DEFAULT_PREFERENCES: Preferences = {
  density: 'comfortable',
  textSize: 100,
  theme: 'system',
  clock: 12,
  language: 'en',
};

/** What this window remembers by itself for the sign-in screen; none of it says anything about a person or a patient. */
const STORED_AS = 'anteroom.look';

/** The preferences in force in this window. */
export const usePreferences = create<Preferences>()(() => ({ ...DEFAULT_PREFERENCES, ...storedLook() }));

/** How many changes are on their way to be kept. */
const saving = { count: 0 };

/**
 * Takes over what the person signing in has kept; `null` leaves the window as it is, for somebody new. While a change
 * is on its way, what is kept is older than what the person sees.
 */
export function takePreferences(kept: Preferences | null): void {
  if (kept === null || saving.count > 0) return;
  usePreferences.setState(kept);
  storeLook();
}

/** The sign-in screen is nobody's: theme and language stay as last seen, the rest goes back to the design. */
export function forgetPreferences(): void {
  const { theme, language } = usePreferences.getState();
  usePreferences.setState({ ...DEFAULT_PREFERENCES, theme, language });
}

/** Changes at once what the window looks like; before anybody is signed in only this window remembers it. */
export function showPreferences(change: Partial<Preferences>): void {
  usePreferences.setState(change);
  storeLook();
}

/** Changes the look and keeps it with the person signed in. Throws an ApiFailure, and then the look goes back. */
export async function changePreferences(change: Partial<Preferences>): Promise<void> {
  const before = usePreferences.getState();
  showPreferences(change);
  saving.count += 1;
  try {
    await tell('staff.savePreferences', { preferences: { ...usePreferences.getState() } });
  } catch (error) {
    showPreferences(before);
    throw error;
  } finally {
    saving.count -= 1;
  }
}

function storedLook(): Partial<Preferences> {
  try {
    const look: unknown = JSON.parse(globalThis.localStorage.getItem(STORED_AS) ?? '{}');
    if (typeof look !== 'object' || look === null) return {};
    const { theme, language } = look as { theme?: unknown; language?: unknown };
    return {
      ...(theme === 'light' || theme === 'dark' ? { theme } : {}),
      ...(language === 'es' ? { language } : {}),
    };
  } catch {
    return {};
  }
}

function storeLook(): void {
  const { theme, language } = usePreferences.getState();
  try {
    globalThis.localStorage.setItem(STORED_AS, JSON.stringify({ theme, language }));
  } catch {
    // A window without storage forgets the look; nothing else is lost.
  }
}
