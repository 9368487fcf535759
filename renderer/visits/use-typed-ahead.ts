import { useEffect, useState } from 'react';
import { useShortcuts } from '../ui/shortcuts.ts';
import { createTypedAhead } from './typed-ahead.ts';

/** The keys of the steps, of the tiles in them, and of the panel's own next step. */
const CAUGHT = [
  'i',
  'v',
  'd',
  'e',
  'c',
  'g',
  'u',
  's',
  'p',
  '1',
  '2',
  '3',
  '4',
  'Ctrl+Enter',
  'Ctrl+P',
] as const;

/** Long enough for the screen to answer one key before the next is played. */
const BETWEEN_KEYS_MS = 4;

/**
 * Somebody who knows the keys is faster than the panel: what is pressed between Enter and the answer of the engine
 * is kept and played once the panel is there. `mayPlay` false forgets it, as where a warning has to be read first.
 */
export function useTypedAhead(isReady: boolean, mayPlay: boolean): void {
  const [ahead] = useState(() =>
    createTypedAhead<KeyboardEventInit>(
      (key) => document.dispatchEvent(new KeyboardEvent('keydown', key)),
      (work) => void setTimeout(work, BETWEEN_KEYS_MS),
    ),
  );
  const keep = ({ key, code, ctrlKey }: KeyboardEvent): boolean =>
    ahead.keep({ key, code, ctrlKey, bubbles: true, cancelable: true });
  // Above the panel's own keys, which are there already while the last kept ones are still being played.
  useShortcuts('overlay', Object.fromEntries(CAUGHT.map((key) => [key, keep])));
  useEffect(() => {
    if (isReady) ahead.open(mayPlay);
  }, [ahead, isReady, mayPlay]);
  useEffect(() => ahead.close, [ahead]);
}
