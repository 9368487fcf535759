import { code128, type DrawingContext } from 'bwip-js/generic';

export interface Code128Bar {
  readonly x: number;
  readonly width: number;
}

/** The bars of a Code 128 symbol from left to right, in widths of the narrowest bar. Throws for text it cannot hold. */
export function code128Bars(text: string): readonly Code128Bar[] {
  return code128({ bcid: 'code128', text, scale: 1, height: 10 }, collector());
}

/** Takes the library's strokes as they come: a vertical line through the middle of each bar. */
function collector(): DrawingContext<readonly Code128Bar[]> {
  const bars: Code128Bar[] = [];
  return {
    setopts: () => undefined,
    scale: () => [1, 1],
    measure: () => ({ width: 0, ascent: 0, descent: 0 }),
    init: () => undefined,
    // The library rounds the middle of an odd bar up to a whole pixel.
    line: (x0, _y0, _x1, _y1, width) => void bars.push({ x: Math.floor(x0 - width / 2), width }),
    polygon: () => undefined,
    hexagon: () => undefined,
    ellipse: () => undefined,
    fill: () => undefined,
    text: () => undefined,
    end: () => bars.toSorted((left, right) => left.x - right.x),
  };
}
