import { type KeyboardEvent, useRef } from 'react';
import type { ShortcutHandler, Shortcuts } from './shortcuts.ts';

/** The index that a key leads to in a row or grid of `count` items, or undefined when it is not about moving. */
export function rovingTarget(key: string, at: number, count: number, columns = 1): number | undefined {
  if (count === 0) return undefined;
  switch (key) {
    case 'ArrowRight':
      return columns === 1 ? undefined : Math.min(at + 1, count - 1);
    case 'ArrowLeft':
      return columns === 1 ? undefined : Math.max(at - 1, 0);
    case 'ArrowDown':
    case 'j':
      return at + columns < count ? at + columns : columns === 1 ? count - 1 : at;
    case 'ArrowUp':
    case 'k':
      return at - columns >= 0 ? at - columns : columns === 1 ? 0 : at;
    case 'Home':
      return 0;
    case 'End':
      return count - 1;
    case 'PageDown':
      return columns === 1 ? Math.min(at + 10, count - 1) : undefined;
    case 'PageUp':
      return columns === 1 ? Math.max(at - 10, 0) : undefined;
    default:
      return undefined;
  }
}

/** The keys that walk a list, all heard by one handler. */
export function listKeys(move: ShortcutHandler): Shortcuts {
  const keys = ['ArrowDown', 'ArrowUp', 'j', 'k', 'Home', 'End', 'PageDown', 'PageUp'];
  return Object.fromEntries(keys.map((key) => [key, move]));
}

/**
 * Arrow keys among the children of a container that carry `data-roving`, as laid out on the screen: the columns
 * are counted from where they stand, so a wrapped row of tiles moves as it looks.
 */
export function useRovingTiles() {
  const container = useRef<HTMLUListElement>(null);
  const onKeyDown = (event: KeyboardEvent): void => {
    const tiles = Array.from(container.current?.querySelectorAll<HTMLElement>('[data-roving]') ?? []);
    const at = tiles.indexOf(document.activeElement as HTMLElement);
    if (at === -1) return;
    const top = tiles[0]?.getBoundingClientRect().top ?? 0;
    const columns = Math.max(
      2,
      tiles.filter((tile) => Math.abs(tile.getBoundingClientRect().top - top) < 2).length,
    );
    const target = rovingTarget(event.key, at, tiles.length, columns);
    if (target === undefined) return;
    event.preventDefault();
    tiles[target]?.focus();
  };
  return { container, onKeyDown };
}
