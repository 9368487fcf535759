import { type RefObject, useEffect, useState } from 'react';

/** So many columns on either side of those in sight are drawn, too. */
const BESIDE = 2;
/** Fewer than this are all drawn: finding out which are in sight would cost more. */
const FEW = 12;

interface Visible {
  readonly first: number;
  readonly last: number;
}

/** Which columns of a grid are in sight or near it: of twenty providers, or of a week of four, only these are drawn. */
export function useVisibleColumns(
  grid: RefObject<HTMLElement | null>,
  body: RefObject<HTMLElement | null>,
  count: number,
): Visible {
  const [visible, setVisible] = useState<Visible>({ first: 0, last: FEW });
  useEffect(() => {
    const [scroller, columns] = [grid.current, body.current];
    if (scroller === null || columns === null || count <= FEW) return;
    let asked = 0;
    const look = (): void => {
      asked = 0;
      const width = columns.clientWidth / count;
      const first = Math.max(0, Math.floor(scroller.scrollLeft / width) - BESIDE);
      const last = Math.ceil((scroller.scrollLeft + scroller.clientWidth) / width) + BESIDE;
      setVisible((before) => (before.first === first && before.last === last ? before : { first, last }));
    };
    const soon = (): void => {
      if (asked === 0) asked = requestAnimationFrame(look);
    };
    look();
    scroller.addEventListener('scroll', soon, { passive: true });
    const size = new ResizeObserver(soon);
    size.observe(scroller);
    return () => {
      cancelAnimationFrame(asked);
      scroller.removeEventListener('scroll', soon);
      size.disconnect();
    };
  }, [grid, body, count]);
  return count <= FEW ? { first: 0, last: count } : visible;
}
