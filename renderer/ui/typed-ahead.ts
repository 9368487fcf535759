/** Keys that wait for a panel to be there, and are then played in the order in which they were pressed. */
export interface TypedAhead<Key> {
  /** True when the key was kept: the panel is not there yet, or keys before it are still to be played. */
  keep(key: Key): boolean;
  /** True while keys wait or are being played: one that is pressed now comes after them, wherever focus is. */
  isBusy(): boolean;
  /** The panel is there: play what was kept, or forget it where a warning has to be read first. */
  open(mayPlay: boolean): void;
  /** The panel is gone: what was still to be played was not for the next one. */
  close(): void;
}

/**
 * A queue of keys. `play` acts on one key; `later` runs the next step once the screen has answered the last one. A key
 * pressed while others are still being played waits behind them: played at once it would meet the wrong question.
 */
export function createTypedAhead<Key>(
  play: (key: Key) => void,
  later: (work: () => void) => void,
): TypedAhead<Key> {
  const state = { waiting: true, playing: false, keys: [] as Key[] };
  const next = (): void => {
    if (!state.waiting) return;
    const key = state.keys.shift();
    if (key === undefined) {
      state.waiting = false;
      return;
    }
    state.playing = true;
    play(key);
    state.playing = false;
    later(next);
  };
  return {
    keep: (key) => {
      if (!state.waiting || state.playing) return false;
      state.keys.push(key);
      return true;
    },
    isBusy: () => state.waiting && state.keys.length > 0,
    open: (mayPlay) => {
      if (!mayPlay) state.keys = [];
      if (state.keys.length === 0) state.waiting = false;
      else later(next);
    },
    close: () => {
      state.waiting = true;
      state.keys = [];
    },
  };
}
