import type { OutputOf, ParsedInputOf } from '../../shared/api/index.ts';
import { Refusal } from '../../shared/kernel/result.ts';
import type { Decoder } from '../decode/decoder.ts';

/** Reads the bar code in a picture. Throws a Refusal for bytes that are not the picture they are said to be. */
export async function readPicture(
  decoder: Decoder,
  { width, height, grey }: ParsedInputOf<'scan.readBarcode'>,
): Promise<OutputOf<'scan.readBarcode'>> {
  const pixels = new Uint8Array(Buffer.from(grey, 'base64'));
  if (pixels.length !== width * height)
    throw new Refusal('scan/not-a-picture', 'This is not a picture. Scan again.');
  return { text: await decoder.read({ width, height, pixels }) };
}
