import { prepareZXingModule, type ReaderOptions, readBarcodes } from 'zxing-wasm/reader';
import { asImageData, type GreyPicture, turned } from './grey-picture.ts';

/**
 * Nearest to level first, in degrees. The reader follows rows that are few bars high and some seventeen columns long: it
 * loses them from one degree on. Quarter turns it tries itself.
 */
const ANGLES = [
  0,
  0.5,
  -0.5,
  ...[1, 2, 3, 4, 5, 6, 7, 8].flatMap((angle) => [angle, -angle, angle + 0.5, -angle - 0.5]),
];

/** How the text on every card begins. */
const CARD = /^@\p{Cc}*(?:ANSI |AAMVA)/u;

const OPTIONS: ReaderOptions = {
  formats: ['PDF417'],
  // The library's own way writes separators as words in angle brackets.
  textMode: 'Plain',
  tryHarder: true,
  tryRotate: true,
  maxNumberOfSymbols: 1,
};

/** Hands the reader its WebAssembly; without it the library would fetch it from the network. */
export async function prepareReader(wasm: ArrayBuffer): Promise<void> {
  await prepareZXingModule({ overrides: { wasmBinary: wasm }, fireImmediately: true });
}

/**
 * The text of the bar code on a card, held up to some eight degrees askew; null where there is none. A text counts once it
 * was read in two ways: a picture turned not quite right can pass for another text, its error correction notwithstanding.
 */
export async function readBarcode(picture: GreyPicture): Promise<string | null> {
  const seen = new Set<string>();
  for (const angle of ANGLES) {
    const straight = angle === 0 ? picture : turned(picture, angle);
    const [found] = await readBarcodes(asImageData(straight), OPTIONS);
    if (found?.isValid !== true || !CARD.test(found.text)) continue;
    if (seen.has(found.text)) return found.text;
    seen.add(found.text);
  }
  return null;
}
