/** The engine's clock seen from this window: its last told time plus what a steady timer has counted since. */
let toldAt = performance.timeOrigin;
let countedAt = 0;

/** Takes over the engine's time, epoch milliseconds. */
export function setEngineNow(now: number): void {
  toldAt = now;
  countedAt = performance.now();
}

/** The engine's time, epoch milliseconds with a fraction. The wall clock of the window is never asked. */
export function engineNow(): number {
  return toldAt + (performance.now() - countedAt);
}
