import { useSyncExternalStore } from 'react';
import type { Instant } from '../../shared/kernel/time.ts';
import { engineNow } from './engine-time.ts';

/** How often what shows a time looks at the clock again, in milliseconds. */
const TICK = 15_000;

const listeners = new Set<() => void>();
let shown = Math.trunc(engineNow()) as Instant;
let timer: ReturnType<typeof setInterval> | undefined;

/** Every clock on the screen looks again now, as after the engine has told its time. */
export function tickClock(): void {
  shown = Math.trunc(engineNow()) as Instant;
  for (const listener of listeners) listener();
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  timer ??= setInterval(tickClock, TICK);
  return () => {
    listeners.delete(listener);
    if (listeners.size > 0) return;
    clearInterval(timer);
    timer = undefined;
  };
}

/** The engine's time, looked at every 15 seconds by all users together. */
export function useNow(): Instant {
  return useSyncExternalStore(subscribe, () => shown);
}
