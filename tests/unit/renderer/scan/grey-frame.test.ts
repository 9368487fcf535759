import { describe, expect, it } from 'vitest';
import { base64, greyOf } from '../../../../renderer/scan/grey-frame.ts';

describe('a picture in grey', () => {
  it('is as bright as eyes see it, and white where it is transparent', () => {
    const rgba = new Uint8ClampedArray([
      ...[0, 0, 0, 255],
      ...[255, 255, 255, 255],
      ...[0, 255, 0, 255],
      ...[0, 0, 0, 0],
      ...[0, 0, 0, 51],
    ]);
    expect([...greyOf(rgba)]).toEqual([0, 255, 150, 255, 204]);
  });

  it('comes whole through base64, however large', () => {
    const bytes = new Uint8Array(100_000).map((_, at) => at % 251);
    expect(Buffer.from(base64(bytes), 'base64').equals(Buffer.from(bytes))).toBe(true);
  });
});
