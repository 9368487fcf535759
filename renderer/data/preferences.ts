import { create } from 'zustand';
import type { Language } from '../../shared/kernel/time.ts';

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

/** The preferences in force in this window. */
export const usePreferences = create<Preferences>()(() => DEFAULT_PREFERENCES);
