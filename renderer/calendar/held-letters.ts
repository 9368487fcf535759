/** So long a question needs at most to be drawn once it is asked, in milliseconds. */
const LONGEST_DRAWN = 1_000;

/**
 * Until it is known whether a question is asked, no letter is a command of the room.
 * Answers what lets them through again; several may hold at once.
 */
export function holdLetters(): () => void {
  const hold = (event: KeyboardEvent): void => {
    if (event.key.length > 1 || event.ctrlKey || event.altKey || event.metaKey) return;
    event.preventDefault();
    event.stopPropagation();
  };
  window.addEventListener('keydown', hold, { capture: true });
  return () => window.removeEventListener('keydown', hold, { capture: true });
}

/** Lets the letters through as soon as the panel that is asked for takes the keyboard, and at the latest when it should have. */
export function releaseOnFocus(release: () => void): void {
  const end = (): void => {
    clearTimeout(latest);
    window.removeEventListener('focusin', end);
    release();
  };
  const latest = setTimeout(end, LONGEST_DRAWN);
  window.addEventListener('focusin', end);
}
