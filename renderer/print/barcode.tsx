import { useEffect, useState } from 'react';

interface Bar {
  readonly x: number;
  readonly width: number;
}

/** Height of the bars in units of the narrowest one; the style sheet scales it. */
const HEIGHT = 40;

/** An MRN as a Code 128 barcode, read by any desk scanner. Drawn as bars, so that it is sharp on every printer. */
export function Barcode({ text, label }: { readonly text: string; readonly label: string }) {
  const [bars, setBars] = useState<readonly Bar[]>([]);
  useEffect(() => {
    let isShown = true;
    // The symbologies are a heavy library that only a printed page needs.
    void import('./code-128.ts').then(({ code128Bars }) => {
      if (isShown) setBars(code128Bars(text));
    });
    return () => {
      isShown = false;
    };
  }, [text]);
  const width = bars.reduce((most, bar) => Math.max(most, bar.x + bar.width), 1);
  return (
    <svg
      className="barcode"
      viewBox={`0 0 ${width} ${HEIGHT}`}
      preserveAspectRatio="none"
      role="img"
      aria-label={label}
      shapeRendering="crispEdges"
    >
      {bars.map((bar) => (
        <rect key={bar.x} x={bar.x} y={0} width={bar.width} height={HEIGHT} />
      ))}
    </svg>
  );
}
