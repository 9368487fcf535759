import { setTimeout } from 'node:timers/promises';

/** Whoever presses no key for so long reads what they found. */
const GAP_MS = 250;
/** So long the longest typist keeps others waiting. */
const MOST_MS = 2_000;

/** Whether somebody types, for what can wait. */
export interface Typing {
  /** A key was pressed and answered. */
  pressed(): void;
  /** Settles at once while nobody types, else in the next gap, or after two seconds without one. */
  rests(): Promise<void>;
}

export function createTyping(): Typing {
  const keys = { pressed: 0, seen: 0 };
  return {
    pressed: () => {
      keys.pressed += 1;
    },
    rests: async () => {
      for (let waited = 0; keys.pressed !== keys.seen && waited < MOST_MS; waited += GAP_MS) {
        keys.seen = keys.pressed;
        await setTimeout(GAP_MS);
      }
    },
  };
}
