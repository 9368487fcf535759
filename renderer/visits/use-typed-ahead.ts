import { useEffect, useRef } from 'react';
import { useShortcuts } from '../ui/shortcuts.ts';

const CAUGHT = ['i', '1', '2', '3', '4', 'Ctrl+Enter'] as const;

/**
 * Somebody who knows the keys is faster than the panel: what is pressed between Enter and the answer of the engine
 * is kept and played once the panel is there. `mayPlay` false forgets it, as where a warning has to be read first.
 */
export function useTypedAhead(isReady: boolean, mayPlay: boolean): void {
  const pressed = useRef<KeyboardEventInit[]>([]);
  const keep = (event: KeyboardEvent): void => {
    pressed.current.push({
      key: event.key,
      code: event.code,
      ctrlKey: event.ctrlKey,
      bubbles: true,
      cancelable: true,
    });
  };
  useShortcuts('panel', Object.fromEntries(CAUGHT.map((key) => [key, keep])), { enabled: !isReady });
  useEffect(() => {
    if (!isReady) return;
    const keys = pressed.current.splice(0);
    if (!mayPlay) return;
    const timers = keys.map((key, index) =>
      // One after the other, because each answer decides what the next key means.
      setTimeout(() => document.dispatchEvent(new KeyboardEvent('keydown', key)), index * 4),
    );
    return () => timers.forEach(clearTimeout);
  }, [isReady, mayPlay]);
}
