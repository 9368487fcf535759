import { useLayoutEffect, useState } from 'react';
import { isTyping, keyName } from './shortcuts.ts';
import { createTypedAhead } from './typed-ahead.ts';

/** Long enough for the screen to answer one key before the next is played. */
const BETWEEN_KEYS_MS = 4;

/** Never held back: they lock, or leave what is being waited for. */
const AT_ONCE: ReadonlySet<string> = new Set(['Ctrl+L', 'Escape']);
const MODIFIERS: ReadonlySet<string> = new Set(['Shift', 'Control', 'Alt', 'Meta', 'AltGraph', 'CapsLock']);

/** As if it had been typed: the field's own events follow, and Ctrl+Z takes it back. */
export function typeIntoFocus(text: string): void {
  if (text !== '') document.execCommand('insertText', false, text);
}

/** A key press again, where focus is by now; a made-up press does nothing of its own, so what a browser does is done here. */
function play(key: KeyboardEventInit): void {
  const target = document.activeElement ?? document.body;
  if (!target.dispatchEvent(new KeyboardEvent('keydown', { ...key, bubbles: true, cancelable: true })))
    return;
  if (isTyping(target) && key.ctrlKey !== true) {
    if (key.key?.length === 1) typeIntoFocus(key.key);
    else if (key.key === 'Backspace') document.execCommand('delete');
    else if (key.key === 'Enter' && target instanceof HTMLInputElement) target.form?.requestSubmit();
  } else if (target instanceof HTMLButtonElement && (key.key === 'Enter' || key.key === ' ')) target.click();
}

/** Keeps the keys that `wants` names until `isReady`, then plays them, or forgets them where `mayPlay` is false. */
function useKeyQueue(
  isReady: boolean,
  mayPlay: boolean,
  wants: (event: KeyboardEvent, isBusy: boolean) => boolean,
): void {
  const [ahead] = useState(() =>
    createTypedAhead<KeyboardEventInit>(play, (work) => void setTimeout(work, BETWEEN_KEYS_MS)),
  );
  const [press] = useState(() => (event: KeyboardEvent): void => {
    if (!event.isTrusted || event.isComposing || !wants(event, ahead.isBusy())) return;
    const { key, code, ctrlKey, shiftKey } = event;
    if (!ahead.keep({ key, code, ctrlKey, shiftKey })) return;
    event.preventDefault();
    event.stopImmediatePropagation();
  });
  useLayoutEffect(() => {
    window.addEventListener('keydown', press, { capture: true });
    return () => {
      window.removeEventListener('keydown', press, { capture: true });
      ahead.close();
    };
  }, [ahead, press]);
  useLayoutEffect(() => {
    if (isReady) ahead.open(mayPlay);
  }, [ahead, isReady, mayPlay]);
}

/**
 * Somebody who knows the keys is faster than the panel: which of these `keys` is pressed between Enter and the answer of
 * the engine is kept and played once the panel is there. `mayPlay` false forgets it, as where a warning has to be read
 * first.
 */
export function useTypedAhead(isReady: boolean, mayPlay: boolean, keys: readonly string[]): void {
  useKeyQueue(
    isReady,
    mayPlay,
    // What goes into a field is typed there, but never before what was pressed earlier.
    (event, isBusy) => keys.includes(keyName(event)) && (isBusy || !isTyping(event.target)),
  );
}

/**
 * Holds every key from now until `isReady`, then plays them: for what comes over the screen a moment after it was asked
 * for, so that nothing typed meanwhile acts on what lies beneath.
 */
export function useHeldKeys(isReady: boolean): void {
  useKeyQueue(isReady, true, (event) => !MODIFIERS.has(event.key) && !AT_ONCE.has(keyName(event)));
}
