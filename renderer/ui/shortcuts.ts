import { useLayoutEffect, useRef } from 'react';

/** Answers `false` when it did nothing after all, so that the next lower scope may. */
export type ShortcutHandler = (event: KeyboardEvent) => unknown;
/** By key: `Ctrl+K`, `Alt+1`, `Escape`, `ArrowDown`, `w`, `/`, `?`. */
export type Shortcuts = Readonly<Record<string, ShortcutHandler | undefined>>;
/**
 * Higher scopes are asked first: what lies on top of the screen gets the key. `desk` is above everything that may lie
 * there: locking must never wait for a dialog to be closed.
 */
export type ShortcutLevel = 'frame' | 'room' | 'panel' | 'overlay' | 'desk';

interface Scope {
  readonly level: number;
  readonly order: number;
  readonly modal: boolean;
  readonly current: () => Shortcuts;
}

const LEVELS: readonly ShortcutLevel[] = ['frame', 'room', 'panel', 'overlay', 'desk'];
const scopes = new Set<Scope>();
let made = 0;

/** `Ctrl+K`, `Alt+1`, `Shift+Tab`, `?`: how a key press is named in a map of shortcuts. */
export function keyName(
  event: Pick<KeyboardEvent, 'key' | 'ctrlKey' | 'metaKey' | 'altKey' | 'shiftKey' | 'code'>,
): string {
  const single = event.key.length === 1;
  // With Alt some layouts type another sign; the digit row keeps its meaning.
  const digit = event.altKey && /^Digit\d$/.test(event.code) ? event.code.slice(5) : undefined;
  const command = event.ctrlKey || event.metaKey;
  const key =
    digit ??
    (single && (command || event.altKey)
      ? event.key.toUpperCase()
      : single
        ? event.key.toLowerCase()
        : event.key);
  const shift = event.shiftKey && (!single || command) ? 'Shift+' : '';
  return `${command ? 'Ctrl+' : ''}${event.altKey ? 'Alt+' : ''}${shift}${key}`;
}

const TYPED_INTO = new Set(['text', 'search', 'tel', 'email', 'password', 'number', 'url', 'date', 'time']);

/** True when keys typed now would go into a field. */
export function isTyping(target: EventTarget | null): boolean {
  if (!(target instanceof HTMLElement)) return false;
  if (target instanceof HTMLInputElement) return TYPED_INTO.has(target.type);
  return (
    target instanceof HTMLTextAreaElement || target instanceof HTMLSelectElement || target.isContentEditable
  );
}

/** True for a key that means itself in a field, and acts only outside of one. */
function belongsToField(name: string): boolean {
  if (name === 'Ctrl+Z') return true;
  return !name.startsWith('Ctrl+') && !name.startsWith('Alt+') && name !== 'Escape' && !/^F\d+$/.test(name);
}

/** True for a key that goes on as long as it is held; any other acts once, and not again on what has taken the place. */
function isWalking(name: string): boolean {
  return /^(?:Shift\+)?(?:Arrow|Page|Home$|End$|[jk]$)/.test(name);
}

function hear(event: KeyboardEvent): void {
  if (event.defaultPrevented || event.isComposing) return;
  const name = keyName(event);
  if (belongsToField(name) && isTyping(event.target)) return;
  // Enter and Space on a button, a link or a radio are that control's own.
  if (
    (name === 'Enter' || name === ' ') &&
    event.target instanceof HTMLElement &&
    event.target.closest('button, a, summary')
  )
    return;
  const ordered = [...scopes].sort((a, b) => b.level - a.level || b.order - a.order);
  for (const scope of ordered) {
    const handler = scope.current()[name];
    const isHeld = event.repeat && !isWalking(name);
    if (handler !== undefined && (isHeld || handler(event) !== false)) {
      event.preventDefault();
      return;
    }
    if (scope.modal) return;
  }
}

function register(scope: Scope): () => void {
  if (scopes.size === 0) document.addEventListener('keydown', hear);
  scopes.add(scope);
  return () => {
    scopes.delete(scope);
    if (scopes.size === 0) document.removeEventListener('keydown', hear);
  };
}

/**
 * Keys of a part of the screen while it is there. Single letters, arrows and Enter act only while no field has
 * focus; Ctrl and Alt combinations and Escape always. `modal` keeps keys from everything beneath.
 */
export function useShortcuts(
  level: ShortcutLevel,
  shortcuts: Shortcuts,
  options: { readonly enabled?: boolean | undefined; readonly modal?: boolean | undefined } = {},
): void {
  const latest = useRef(shortcuts);
  // Before anything is painted: a key for what is on the screen must never be too early.
  useLayoutEffect(() => {
    latest.current = shortcuts;
  });
  const enabled = options.enabled ?? true;
  const modal = options.modal ?? false;
  useLayoutEffect(() => {
    if (!enabled) return;
    made += 1;
    return register({ level: LEVELS.indexOf(level), order: made, modal, current: () => latest.current });
  }, [level, enabled, modal]);
}
