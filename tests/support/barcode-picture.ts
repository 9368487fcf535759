import bwip from 'bwip-js/node';
import type { GreyPicture } from '../../electron/decode/grey-picture.ts';

/** White around a bar code, in bars. */
const MARGIN = 12;

/** A text as the PDF417 on the back of a card, `bar` pixels to the narrowest bar. */
export function barcodePicture(text: string, bar = 3): GreyPicture {
  const [symbol] = bwip.raw('pdf417', text, 'columns=12');
  if (symbol === undefined || !('pixs' in symbol)) throw new Error('no bar code was drawn');
  const { pixs, pixx, pixy } = symbol;
  const width = (pixx + 2 * MARGIN) * bar;
  const height = (pixy + 2 * MARGIN) * bar;
  const pixels = new Uint8Array(width * height).map((_, at) => {
    const x = Math.floor((at % width) / bar) - MARGIN;
    const y = Math.floor(at / width / bar) - MARGIN;
    return x >= 0 && y >= 0 && x < pixx && y < pixy && pixs[y * pixx + x] === 1 ? 0 : 255;
  });
  return { width, height, pixels };
}
