import { chanceOf } from '../../electron/demo/chance.ts';
import { drawSignature } from '../../electron/demo/drawn-signature.ts';

/** A signature that nobody wrote, as the pad hands it over. */
export function drawnSignature(label = 'test'): { strokes: number[][]; image: string } {
  const { png, strokes } = drawSignature(chanceOf(label));
  return { strokes: strokes.map((stroke) => [...stroke]), image: png.toString('base64') };
}

/** The smallest JPEG file that names its size: a frame header and an empty scan. */
export function tinyJpeg(width: number, height: number): Buffer {
  const size = Buffer.alloc(4);
  size.writeUInt16BE(height, 0);
  size.writeUInt16BE(width, 2);
  return Buffer.concat([
    Buffer.of(0xff, 0xd8, 0xff, 0xe0, 0, 16, 0x4a, 0x46, 0x49, 0x46, 0, 1, 1, 0, 0, 1, 0, 1, 0, 0),
    Buffer.of(0xff, 0xc0, 0, 11, 8),
    size,
    Buffer.of(1, 1, 0x11, 0),
    Buffer.of(0xff, 0xda, 0, 8, 1, 1, 0, 0, 0x3f, 0, 0, 0xff, 0xd9),
  ]);
}
