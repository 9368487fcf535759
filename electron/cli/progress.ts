import type { Terminal } from './terminal.ts';

const WIDTH = 30;
const ERASE_LINE = '\r\u001b[K';

/** A bar on the line where the cursor is; nothing where a line cannot be written over. */
export function progressBar(terminal: Terminal): {
  /** `done` from 0 to 1. */
  show(name: string, done: number, more: string): void;
  clear(): void;
} {
  const state = { shown: '' };
  return {
    show: (name, done, more) => {
      if (!terminal.canRedraw) return;
      const part = Math.max(0, Math.min(1, done));
      const full = Math.round(part * WIDTH);
      // A file may have any name, also one that speaks to the terminal.
      const plain = name.replaceAll(/\p{C}/gu, '?').slice(0, 40);
      const text = `${plain} [${'#'.repeat(full)}${'.'.repeat(WIDTH - full)}] ${Math.floor(part * 100)}% ${more}`;
      if (text === state.shown) return;
      state.shown = text;
      terminal.err(`${ERASE_LINE}${text}`);
    },
    clear: () => {
      if (state.shown !== '') terminal.err(ERASE_LINE);
      state.shown = '';
    },
  };
}
