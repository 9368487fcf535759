import { typeIntoFocus } from '../ui/use-typed-ahead.ts';
import { createWedge } from './wedge.ts';

/** Whoever came last takes the scans, as what lies on top of the screen takes the keys. */
const takers: ((text: string) => void)[] = [];

/** Says who takes a scan from now on; answers how to stop. While nobody does, scans are caught and thrown away. */
export function whenScanned(act: (text: string) => void): () => void {
  takers.push(act);
  return () => void takers.splice(takers.indexOf(act), 1);
}

/**
 * Catches scans before anything else on the screen sees a key. Call it once, before the first screen: of the
 * listeners of one stage the first registered is asked first.
 */
export function listenForScans(): void {
  const wedge = createWedge({ onScan: (text) => takers.at(-1)?.(text), onTyped: typeIntoFocus });
  const swallow = (event: KeyboardEvent, isScan: boolean): void => {
    if (!isScan) return;
    event.preventDefault();
    event.stopImmediatePropagation();
  };
  window.addEventListener('keydown', (event) => swallow(event, wedge.press(event)), { capture: true });
  window.addEventListener('keyup', (event) => swallow(event, wedge.release(event)), { capture: true });
}
