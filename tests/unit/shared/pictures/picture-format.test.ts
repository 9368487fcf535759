import { describe, expect, it } from 'vitest';
import { readPictureHead } from '../../../../shared/pictures/picture-format.ts';
import { drawnSignature, tinyJpeg } from '../../../support/pictures.ts';

const png = Buffer.from(drawnSignature().image, 'base64');

describe('the head of a picture', () => {
  it('tells kind and size of a JPEG and of a PNG', () => {
    expect(readPictureHead(png)).toEqual({ mime: 'image/png', width: 480, height: 140 });
    expect(readPictureHead(tinyJpeg(640, 480))).toEqual({ mime: 'image/jpeg', width: 640, height: 480 });
  });

  it.each([
    ['nothing', Buffer.alloc(0)],
    [
      'a script',
      Buffer.from('<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>'.repeat(3)),
    ],
    ['a GIF', Buffer.concat([Buffer.from('GIF89a'), Buffer.alloc(100)])],
    ['a cut-off PNG', png.subarray(0, png.length - 4)],
    ['a PNG with something behind it', Buffer.concat([png, Buffer.from('<html>')])],
    ['a PNG header alone', png.subarray(0, 45)],
    ['a cut-off JPEG', tinyJpeg(10, 10).subarray(0, -2)],
    ['a JPEG with something behind it', Buffer.concat([tinyJpeg(10, 10), Buffer.from('PK\u0003\u0004')])],
    ['a JPEG of nothing', tinyJpeg(0, 10)],
    ['a JPEG as large as a wall', tinyJpeg(65_000, 65_000)],
    [
      'a JPEG whose first part reaches past its end',
      Buffer.concat([Buffer.of(0xff, 0xd8, 0xff, 0xe0, 0xff, 0xff), Buffer.alloc(40), Buffer.of(0xff, 0xd9)]),
    ],
  ])('is not there for %s', (_what, bytes) => {
    expect(readPictureHead(bytes)).toBeUndefined();
  });

  it('of a PNG that asks for more pixels than a wall is refused', () => {
    const huge = Buffer.from(png);
    huge.writeUInt32BE(2_000_000_000, 16);
    expect(readPictureHead(huge)).toBeUndefined();
  });
});
