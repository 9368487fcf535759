import './consents.css';
import { type Ref, useEffect, useImperativeHandle, useRef } from 'react';
import Pad from 'signature_pad';
import {
  MOST_SIGNATURE_BYTES,
  MOST_SIGNATURE_NUMBERS,
  MOST_STROKE_NUMBERS,
  type SigningMethod,
} from '../../shared/consents/rules.ts';

/** Widths of the kept picture in pixels, whatever screen it was drawn on: the first that is small enough. */
const KEPT_WIDTHS = [800, 560, 360];
const MOST_STROKES = 400;
/** Ink on paper in either theme: what is kept is what was seen. */
const INK = 'rgb(16, 24, 32)';
const PAPER = 'rgb(255, 255, 255)';

/** What was drawn, as the engine takes it. */
export interface Drawing {
  /** Four numbers to a point: x and y in CSS pixels, milliseconds, thousandths of pressure. */
  readonly strokes: number[][];
  /** PNG in base64. */
  readonly image: string;
  readonly method: Exclude<SigningMethod, 'paper'>;
}

export interface SignaturePadHandle {
  readonly clear: () => void;
  /** What was drawn, or null while the pad is empty. */
  readonly drawing: () => Drawing | null;
}

interface SignaturePadProps {
  readonly label: string;
  readonly handle: Ref<SignaturePadHandle>;
  readonly onInk: (hasInk: boolean) => void;
}

const METHODS: Readonly<Record<string, Drawing['method']>> = { pen: 'pad', touch: 'touch', mouse: 'mouse' };

/** Where somebody signs with a pen, a finger or a mouse; a signature pad that acts as one of them works as it is. */
export function SignaturePad({ label, handle, onInk }: SignaturePadProps) {
  const canvas = useRef<HTMLCanvasElement>(null);
  const pad = useRef<Pad>(null);
  const method = useRef<Drawing['method']>('mouse');
  const told = useRef(onInk);
  useEffect(() => {
    told.current = onInk;
  });
  useEffect(() => {
    const element = canvas.current;
    if (element === null) return;
    const made = new Pad(element, { penColor: INK, backgroundColor: PAPER, minWidth: 0.9, maxWidth: 2.8 });
    pad.current = made;
    const begin = (event: PointerEvent): void => {
      method.current = METHODS[event.pointerType] ?? 'mouse';
    };
    const end = (): void => told.current(!made.isEmpty());
    element.addEventListener('pointerdown', begin);
    made.addEventListener('endStroke', end);
    // As many pixels as the screen really has; what was drawn is drawn again at the new size.
    const resize = (): void => {
      const ratio = Math.max(1, window.devicePixelRatio);
      const { offsetWidth, offsetHeight } = element;
      const width = Math.round(offsetWidth * ratio);
      const height = Math.round(offsetHeight * ratio);
      if (width === 0 || (element.width === width && element.height === height)) return;
      const drawn = made.toData();
      element.width = width;
      element.height = height;
      element.getContext('2d')?.scale(ratio, ratio);
      made.clear();
      made.fromData(drawn);
    };
    resize();
    const observer = new ResizeObserver(resize);
    observer.observe(element);
    return () => {
      observer.disconnect();
      made.off();
      element.removeEventListener('pointerdown', begin);
      pad.current = null;
    };
  }, []);
  useImperativeHandle(handle, () => ({
    clear: () => {
      pad.current?.clear();
      onInk(false);
    },
    drawing: () => {
      const made = pad.current;
      const element = canvas.current;
      if (made === null || element === null || made.isEmpty()) return null;
      return { strokes: strokesOf(made), image: pictureOf(element), method: method.current };
    },
  }));
  return <canvas ref={canvas} className="signature-pad" role="img" aria-label={label} />;
}

/** The points of each stroke; where there are too many they are thinned out evenly rather than cut off. */
function strokesOf(pad: Pad): number[][] {
  const groups = pad.toData().slice(0, MOST_STROKES);
  const start = groups[0]?.points[0]?.time ?? 0;
  const numbers = groups.reduce((sum, { points }) => sum + points.length * 4, 0);
  return groups.map(({ points }) => {
    // A stroke keeps at least its first point, which the whole then needs room for too.
    const room = Math.min(MOST_STROKE_NUMBERS, MOST_SIGNATURE_NUMBERS - MOST_STROKES * 4);
    const every = Math.max(1, Math.ceil(numbers / room));
    return points
      .filter((_point, place) => place % every === 0)
      .flatMap(({ x, y, time, pressure }) => [
        Math.round(x),
        Math.round(y),
        Math.max(0, Math.round(time - start)),
        Math.round(pressure * 1000),
      ]);
  });
}

/** The canvas at one size for every screen, as PNG in base64; somebody who fills the pad with ink gets a smaller one. */
function pictureOf(canvas: HTMLCanvasElement): string {
  const most = Math.floor((MOST_SIGNATURE_BYTES * 4) / 3);
  for (const width of KEPT_WIDTHS) {
    const data = pictureOfWidth(canvas, width);
    if (data.length <= most) return data;
  }
  return '';
}

function pictureOfWidth(canvas: HTMLCanvasElement, width: number): string {
  const kept = document.createElement('canvas');
  kept.width = width;
  kept.height = Math.max(1, Math.round((width * canvas.height) / canvas.width));
  const context = kept.getContext('2d');
  if (context === null) return '';
  context.imageSmoothingQuality = 'high';
  context.drawImage(canvas, 0, 0, kept.width, kept.height);
  return kept.toDataURL('image/png').split(',')[1] ?? '';
}
