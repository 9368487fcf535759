import { create } from 'zustand';

export type ThemeChoice = 'light' | 'dark' | 'system';

const STORED_AS = 'anteroom.theme';
const systemDark = window.matchMedia('(prefers-color-scheme: dark)');

/** The theme is the one thing this window remembers by itself: it says nothing about a patient. */
function stored(): ThemeChoice {
  try {
    const value = window.localStorage.getItem(STORED_AS);
    return value === 'light' || value === 'dark' ? value : 'system';
  } catch {
    return 'system';
  }
}

interface ThemeState {
  readonly choice: ThemeChoice;
  readonly choose: (choice: ThemeChoice) => void;
}

/** Light, dark, or as the computer. */
export const useTheme = create<ThemeState>()((set) => ({
  choice: stored(),
  choose: (choice) => {
    set({ choice });
    try {
      window.localStorage.setItem(STORED_AS, choice);
    } catch {
      // A window without storage forgets the theme; nothing else is lost.
    }
    paint();
  },
}));

function paint(): void {
  const { choice } = useTheme.getState();
  const dark = choice === 'dark' || (choice === 'system' && systemDark.matches);
  document.documentElement.dataset['theme'] = dark ? 'dark' : 'light';
}

/** Paints the chosen theme and follows the computer's. */
export function applyTheme(): void {
  paint();
  systemDark.addEventListener('change', paint);
}
