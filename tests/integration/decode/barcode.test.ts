import { describe, expect, it } from 'vitest';
import { createDecoder } from '../../../electron/decode/decoder.ts';
import { type GreyPicture, turned } from '../../../electron/decode/grey-picture.ts';
import type { PlainDate } from '../../../shared/kernel/time.ts';
import { readLicence } from '../../../shared/patients/aamva.ts';
import { barcodePicture } from '../../support/barcode-picture.ts';
import { barcodeOf, CARD } from '../../support/licence-cards.ts';

const TEXT = barcodeOf(CARD);
const decoder = createDecoder();
const clean = barcodePicture(TEXT);

/** Each pixel the mean of those within `radius`, as a camera out of focus sees it. */
function blurred({ width, height, pixels }: GreyPicture, radius: number): GreyPicture {
  const soft = pixels.map((_, at) => {
    const [x, y] = [at % width, Math.floor(at / width)];
    let sum = 0;
    let count = 0;
    for (let down = -radius; down <= radius; down += 1)
      for (let across = -radius; across <= radius; across += 1) {
        const [atX, atY] = [x + across, y + down];
        if (atX < 0 || atY < 0 || atX >= width || atY >= height) continue;
        sum += pixels[atY * width + atX] ?? 0;
        count += 1;
      }
    return sum / count;
  });
  return { width, height, pixels: soft };
}

describe('a license held to the camera', () => {
  it.each([
    ['clean', (picture: GreyPicture) => picture],
    ['out of focus', (picture: GreyPicture) => blurred(picture, 1)],
    ['on its side', (picture: GreyPicture) => turned(picture, 90)],
    ['upside down', (picture: GreyPicture) => turned(picture, 180)],
    ['askew by four degrees', (picture: GreyPicture) => turned(picture, 4)],
    ['askew by seven degrees the other way', (picture: GreyPicture) => turned(picture, -7)],
    [
      'dim',
      (picture: GreyPicture) => ({ ...picture, pixels: picture.pixels.map((value) => 40 + value / 4) }),
    ],
  ])('%s is read with every sign of it', async (_, change) => {
    const text = await decoder.read(change(clean));
    expect(text).toBe(TEXT);
    const reading = readLicence(text ?? '', '2026-11-22' as PlainDate);
    expect(reading).toMatchObject({ ok: true, licence: { birthDate: CARD.born } });
  });

  it('that is none is nothing', async () => {
    const white = { width: 320, height: 200, pixels: new Uint8Array(320 * 200).fill(255) };
    expect(await decoder.read(white)).toBeNull();
    const half = {
      ...clean,
      pixels: clean.pixels.map((value, at) => (at % clean.width < 300 ? 255 : value)),
    };
    expect(await decoder.read(half)).toBeNull();
  });
});
