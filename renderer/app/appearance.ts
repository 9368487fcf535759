import { usePreferences } from '../data/preferences.ts';

const systemDark = window.matchMedia('(prefers-color-scheme: dark)');

/** Paints theme, density and text size on the page, now and whenever they or the computer's theme change. */
export function followAppearance(): void {
  paint();
  usePreferences.subscribe(paint);
  systemDark.addEventListener('change', paint);
}

function paint(): void {
  const { theme, density, textSize } = usePreferences.getState();
  const page = document.documentElement;
  const isDark = theme === 'dark' || (theme === 'system' && systemDark.matches);
  page.dataset['theme'] = isDark ? 'dark' : 'light';
  page.dataset['density'] = density;
  page.dataset['text'] = textSize > 110 ? 'large' : 'usual';
  page.style.setProperty('--zoom', String(textSize / 100));
}
