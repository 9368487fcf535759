import { prepareZXingModule, type ReaderOptions, readBarcodes } from 'zxing-wasm/reader';
import { asImageData, type GreyPicture, turned } from './grey-picture.ts';

/**
 * Nearest to level first. The reader follows rows that are few bars high and some seventeen columns long: it loses them
 * from one degree on, quarter turns it tries itself.
 */
const ANGLES = [0, 1, -1, 2, -2, 3, -3, 4, -4, 5, -5, 6, -6, 7, -7, 8, -8] as const;

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

/** The text of the bar code in the picture, held up to some eight degrees askew; null where there is none. */
export async function readBarcode(picture: GreyPicture): Promise<string | null> {
  for (const angle of ANGLES) {
    const straight = angle === 0 ? picture : turned(picture, angle);
    const [found] = await readBarcodes(asImageData(straight), OPTIONS);
    if (found?.isValid === true && found.text !== '') return found.text;
  }
  return null;
}
