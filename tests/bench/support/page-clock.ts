/** What a page notes of itself; see `watchPage`. */
export interface PageClock {
  /** When the key was pressed or the button let go, by the page's own clock. */
  acted: number;
  /** The last paint after something changed in what is watched. */
  painted: number;
  /** How long each frame took, while a drag goes on. */
  frames: number[];
}

export interface ClockedPage {
  deskClock: PageClock;
}

/**
 * Runs in a page: notes when a key is pressed or a button let go, the first paint after every change inside of `selector`, and
 * the length of every frame in milliseconds.
 */
export function watchPage(selector: string): void {
  const clock: PageClock = { acted: 0, painted: 0, frames: [] };
  (globalThis as unknown as ClockedPage).deskClock = clock;
  const act = (event: Event): void => {
    clock.acted = event.timeStamp;
    clock.painted = 0;
  };
  addEventListener('keydown', act, { capture: true });
  addEventListener('pointerup', act, { capture: true });
  const afterPaint = (): void => {
    const { port1, port2 } = new MessageChannel();
    port1.onmessage = () => {
      clock.painted = performance.now();
    };
    requestAnimationFrame(() => port2.postMessage(0));
  };
  new MutationObserver((changes) => {
    const isWatched = changes.some(({ target }) => {
      const element = target instanceof Element ? target : target.parentElement;
      return element !== null && element.closest(selector) !== null;
    });
    if (isWatched) afterPaint();
  }).observe(document.body, { subtree: true, childList: true, characterData: true, attributes: true });
  let last = performance.now();
  const frame = (at: number): void => {
    clock.frames.push(at - last);
    last = at;
    requestAnimationFrame(frame);
  };
  requestAnimationFrame(frame);
}

/** A box as a page paints it: where it lies, in pixels, and what it says. */
export interface PaintedBox {
  readonly left: number;
  readonly top: number;
  readonly width: number;
  readonly height: number;
  readonly text: string;
}

/** Runs in the desk's page: the boxes of its day as they lie there. */
export function boxesOfDay(): readonly PaintedBox[] {
  const origin = document.querySelector('.time-grid__columns')?.getBoundingClientRect();
  return [...document.querySelectorAll('.visit-box')].map((box) => {
    const { left, top, width, height } = box.getBoundingClientRect();
    return {
      left: left - (origin?.left ?? 0),
      top: top - (origin?.top ?? 0),
      width,
      height,
      text: box.textContent ?? '',
    };
  });
}

/** Runs in a bare page: at every key it paints the other of two days, each box one absolutely placed `div`. */
export function paintPlainDays(days: readonly (readonly PaintedBox[])[]): void {
  const style = document.createElement('style');
  style.textContent = `body { margin: 0; font: 12px/1.35 sans-serif } #day { position: relative; height: 2112px }
    #day > div { position: absolute; overflow: hidden; box-sizing: border-box; padding: 1px 6px; border: 1px solid #0b6e75;
      border-left-width: 4px; border-radius: 5px; background: #e3f2f2 }`;
  const day = document.createElement('div');
  day.id = 'day';
  document.head.append(style);
  document.body.append(day);
  let shown = 0;
  addEventListener('keydown', () => {
    shown += 1;
    day.replaceChildren(
      ...(days[shown % days.length] ?? []).map(({ left, top, width, height, text }) => {
        const box = document.createElement('div');
        box.style.cssText = `left:${left}px;top:${top}px;width:${width}px;height:${height}px`;
        box.textContent = text;
        return box;
      }),
    );
  });
}
